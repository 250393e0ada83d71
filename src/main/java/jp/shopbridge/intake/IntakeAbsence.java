package jp.shopbridge.intake;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import jp.shopbridge.deadletter.DeadLetters;
import jp.shopbridge.futureshop.FutureshopAnswer;
import jp.shopbridge.futureshop.FutureshopProduct;
import jp.shopbridge.futureshop.FutureshopRequests;
import jp.shopbridge.staging.ListingArrivals;
import jp.shopbridge.staging.ListingQueries;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Tells what futureshop no longer has: suspected when a complete full scan did not meet it, confirmed when futureshop, asked
 * for its number, does not know it. Nothing is taken off TikTok by that.
 */
@Component
public class IntakeAbsence {

    private static final int SUSPECTS_PER_WRITE = 500;

    private final IntakeRuns runs;
    private final ListingQueries listings;
    private final ListingArrivals arrivals;
    private final DeadLetters deadLetters;
    private final IntakeBrake brake;

    IntakeAbsence(
            IntakeRuns runs,
            ListingQueries listings,
            ListingArrivals arrivals,
            DeadLetters deadLetters,
            IntakeBrake brake) {
        this.runs = runs;
        this.listings = listings;
        this.arrivals = arrivals;
        this.deadLetters = deadLetters;
        this.brake = brake;
    }

    /**
     * Suspects the staged products that a complete full scan did not meet. A
     * dead letter that the scan did not renew is over, because its product is mended or gone.
     *
     * @throws BrakeEngaged when more is missing than is usual; nothing is marked then
     */
    public IntakeRun suspect(IntakeRun run) {
        NumberSet met = new NumberSet();
        runs.met(run, met::add);
        brake.allowMissing(run, newlyMissing(run, met));
        List<String> missing = new ArrayList<>();
        try (Stream<String> staged = listings.productNumbers(run.shop())) {
            staged.filter(number -> !met.contains(number)).forEach(number -> {
                missing.add(number);
                if (missing.size() == SUSPECTS_PER_WRITE) {
                    arrivals.suspectMissing(run.shop(), missing);
                    missing.clear();
                }
            });
        }
        if (!missing.isEmpty()) {
            arrivals.suspectMissing(run.shop(), missing);
        }
        deadLetters.resolvedUnseen(run.shop(), IntakeProducts.STAGE, run.startedAt());
        return runs.advance(run, IntakePhase.ABSENCE, 0);
    }

    private int newlyMissing(IntakeRun run, NumberSet met) {
        int missing = 0;
        List<String> page = new ArrayList<>();
        try (Stream<String> staged = listings.productNumbers(run.shop())) {
            for (String number : (Iterable<String>) staged::iterator) {
                if (!met.contains(number)) {
                    page.add(number);
                    if (page.size() == SUSPECTS_PER_WRITE) {
                        missing += present(run, page);
                        page.clear();
                    }
                }
            }
        }
        return missing + present(run, page);
    }

    private int present(IntakeRun run, List<String> numbers) {
        return (int) listings.known(run.shop(), numbers).values().stream()
                .filter(known -> !known.missing())
                .count();
    }

    /**
     * The suspected products to ask for next; empty when all have been asked for. Of a number that futureshop refuses to be
     * asked for, the complete scan is all the proof there can be.
     */
    public List<String> suspects(IntakeRun run) {
        List<String> suspected = arrivals.suspected(run.shop(), FutureshopRequests.NUMBERS_PER_REQUEST);
        while (!suspected.isEmpty() && suspected.stream().noneMatch(FutureshopRequests::askable)) {
            suspected.forEach(number -> arrivals.confirmMissing(run.shop(), number));
            suspected = arrivals.suspected(run.shop(), FutureshopRequests.NUMBERS_PER_REQUEST);
        }
        return suspected.stream().filter(FutureshopRequests::askable).toList();
    }

    /** Clears the suspects that futureshop answered with and confirms the absence of the others. */
    public IntakeRun judge(IntakeRun run, List<String> asked, FutureshopAnswer.Page answered) {
        Set<String> present = new HashSet<>();
        for (FutureshopProduct product : answered.products()) {
            @Nullable String number = product.number();
            if (number != null) {
                present.add(number);
            }
        }
        arrivals.found(run.shop(), asked.stream().filter(present::contains).toList());
        asked.stream()
                .filter(number -> !present.contains(number))
                .forEach(number -> arrivals.confirmMissing(run.shop(), number));
        return runs.advance(run, IntakePhase.ABSENCE, 0);
    }

    /** Goes on to first stocks. */
    public IntakeRun finish(IntakeRun run) {
        return runs.advance(run, IntakePhase.STOCK, 0);
    }
}
