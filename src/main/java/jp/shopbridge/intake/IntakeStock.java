package jp.shopbridge.intake;

import io.micrometer.core.instrument.MeterRegistry;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import jp.shopbridge.failure.Sentence;
import jp.shopbridge.failure.TransientFailure;
import jp.shopbridge.futureshop.FutureshopAnswer;
import jp.shopbridge.futureshop.FutureshopRequests;
import jp.shopbridge.staging.Listings;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Reads the stock of SKUs whose stock was never read: once, after a successful answer, and never again. */
@Component
public class IntakeStock {

    private final IntakeRuns runs;
    private final Listings listings;
    private final MeterRegistry meters;

    IntakeStock(IntakeRuns runs, Listings listings, MeterRegistry meters) {
        this.runs = runs;
        this.listings = listings;
        this.meters = meters;
    }

    /**
     * The products to ask for next; empty when every SKU's stock was read. A number that futureshop refuses to be asked
     * for would spoil the question for all others, so its stock counts as read, without a number.
     */
    public List<String> awaited(IntakeRun run) {
        while (true) {
            List<String> awaited = listings.awaitingStock(run.shop(), FutureshopRequests.NUMBERS_PER_REQUEST);
            List<String> unaskable = awaited.stream()
                    .filter(number -> !FutureshopRequests.askable(number))
                    .toList();
            listings.recordStock(run.shop(), unaskable, Map.of());
            if (awaited.isEmpty() || unaskable.size() < awaited.size()) {
                return awaited.stream().filter(FutureshopRequests::askable).toList();
            }
        }
    }

    /** Records the stock of the products that were asked for; a product that futureshop does not name has none. */
    public IntakeRun record(IntakeRun run, List<String> asked, FutureshopAnswer.Page answered) {
        Map<String, Map<String, @Nullable Integer>> stock = answered.stock();
        List<String> settled = asked;
        if (answered.cursor() != null) {
            Set<String> named = new HashSet<>(stock.keySet());
            settled = asked.stream().filter(named::contains).toList();
            if (settled.isEmpty()) {
                throw new TransientFailure(
                        "INTAKE_STOCK_NOT_NAMED",
                        Sentence.of(
                                "ショップ「" + run.shop() + "」の在庫を取得できませんでした。futureshop の応答に、尋ねた商品が一つもありません。あとで取得し直します。",
                                "Stock of shop " + run.shop()
                                        + " could not be read: futureshop's answer names none of the products asked for; they are asked for again."));
            }
        }
        listings.recordStock(run.shop(), settled, stock);
        meters.counter("bridge.intake.stocks").increment(settled.size());
        return runs.advance(run, IntakePhase.STOCK, settled.size());
    }

    /** Ends the run: everything has been read. */
    public IntakeRun finish(IntakeRun run) {
        IntakeRun done = runs.advance(run, IntakePhase.DONE, 0);
        meters.counter("bridge.intake.runs", "status", "done").increment();
        return done;
    }
}
