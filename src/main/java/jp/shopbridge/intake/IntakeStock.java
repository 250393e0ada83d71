package jp.shopbridge.intake;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import jp.shopbridge.failure.Messages;
import jp.shopbridge.failure.TransientFailure;
import jp.shopbridge.futureshop.FutureshopAnswer;
import jp.shopbridge.futureshop.FutureshopRequests;
import jp.shopbridge.staging.ListingArrivals;
import jp.shopbridge.staging.SourceProduct;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Reads the stock of SKUs whose stock was never read: once, after a successful answer, and never again. */
@Component
public class IntakeStock {

    private final IntakeRuns runs;
    private final ListingArrivals arrivals;
    private final IntakeProducts products;
    private final Counter done;

    IntakeStock(IntakeRuns runs, ListingArrivals arrivals, IntakeProducts products, MeterRegistry meters) {
        this.runs = runs;
        this.arrivals = arrivals;
        this.products = products;
        this.done = IntakeShift.ended(meters, "done");
    }

    /**
     * The products to ask for next; empty when every SKU's stock was read. A number that futureshop refuses to be asked
     * for would spoil the question for all others, so its stock counts as read, without a number.
     */
    public List<String> awaited(IntakeRun run) {
        while (true) {
            List<String> awaited = arrivals.awaitingStock(run.shop(), FutureshopRequests.NUMBERS_PER_REQUEST);
            List<String> unaskable = awaited.stream()
                    .filter(number -> !FutureshopRequests.askable(number))
                    .toList();
            arrivals.recordStock(run.shop(), unaskable, Map.of());
            if (awaited.isEmpty() || unaskable.size() < awaited.size()) {
                return awaited.stream().filter(FutureshopRequests::askable).toList();
            }
        }
    }

    /**
     * What to ask for beside a page: its new products that could be mapped, in lists as long as a question may be. What
     * does not fill one waits for the end of the run, so that reading stock early costs no question more.
     */
    public List<List<String>> questions(OpenedPage page, List<SourceProduct> mapped) {
        List<String> numbers = mapped.stream()
                .filter(SourceProduct::needsStock)
                .map(SourceProduct::productNo)
                .filter(page.unstaged()::contains)
                .filter(FutureshopRequests::askable)
                .toList();
        List<List<String>> questions = new ArrayList<>();
        int size = FutureshopRequests.NUMBERS_PER_REQUEST;
        for (int from = 0; from + size <= numbers.size(); from += size) {
            questions.add(numbers.subList(from, from + size));
        }
        return questions;
    }

    /** The stock of the products that were asked for and answered; one of a whole answer that is not named has none. */
    public Map<String, Map<String, @Nullable Integer>> told(List<String> asked, FutureshopAnswer.Page answered) {
        Map<String, Map<String, @Nullable Integer>> stock = answered.stock();
        Map<String, Map<String, @Nullable Integer>> told = new HashMap<>();
        for (String number : settled(asked, answered, stock)) {
            told.put(number, stock.getOrDefault(number, Map.of()));
        }
        return told;
    }

    /** The answers to several questions as one. */
    public Map<String, Map<String, @Nullable Integer>> together(
            List<Map<String, Map<String, @Nullable Integer>>> answers) {
        Map<String, Map<String, @Nullable Integer>> together = new HashMap<>();
        answers.forEach(together::putAll);
        return together;
    }

    /** What stands for the answers when there are none. */
    public Map<String, Map<String, @Nullable Integer>> untold() {
        return Map.of();
    }

    private static List<String> settled(
            List<String> asked, FutureshopAnswer.Page answered, Map<String, Map<String, @Nullable Integer>> stock) {
        return answered.cursor() == null
                ? asked
                : asked.stream().filter(stock::containsKey).toList();
    }

    /** Records the stock of the products that were asked for; a product that futureshop does not name has none. */
    public IntakeRun record(IntakeRun run, List<String> asked, FutureshopAnswer.Page answered) {
        Map<String, Map<String, @Nullable Integer>> stock = answered.stock();
        List<String> settled = settled(asked, answered, stock);
        if (settled.isEmpty()) {
            throw new TransientFailure(
                    "INTAKE_STOCK_NOT_NAMED", Messages.sentence("INTAKE_STOCK_NOT_NAMED", run.shop()));
        }
        arrivals.recordStock(run.shop(), settled, stock);
        products.countStocks(settled.size());
        return runs.advance(run, IntakePhase.STOCK, settled.size());
    }

    /** Ends the run: everything has been read. */
    public IntakeRun finish(IntakeRun run) {
        IntakeRun ended = runs.advance(run, IntakePhase.DONE, 0);
        done.increment();
        return ended;
    }
}
