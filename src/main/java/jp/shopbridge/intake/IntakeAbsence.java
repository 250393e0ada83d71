package jp.shopbridge.intake;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import jp.shopbridge.futureshop.FutureshopAnswer;
import jp.shopbridge.futureshop.FutureshopProduct;
import jp.shopbridge.futureshop.FutureshopRequests;
import jp.shopbridge.staging.Listings;
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
    private final Listings listings;

    IntakeAbsence(IntakeRuns runs, Listings listings) {
        this.runs = runs;
        this.listings = listings;
    }

    /** Suspects the staged products that a complete full scan did not meet. Holds 8 bytes per product, not its number. */
    public IntakeRun suspect(IntakeRun run) {
        Met met = new Met(run.products());
        runs.met(run, met::add);
        met.sort();
        List<String> missing = new ArrayList<>();
        try (Stream<String> staged = listings.productNumbers(run.shop())) {
            staged.filter(number -> !met.contains(number)).forEach(number -> {
                missing.add(number);
                if (missing.size() == SUSPECTS_PER_WRITE) {
                    listings.suspectMissing(run.shop(), missing);
                    missing.clear();
                }
            });
        }
        if (!missing.isEmpty()) {
            listings.suspectMissing(run.shop(), missing);
        }
        return runs.advance(run, IntakePhase.ABSENCE, 0);
    }

    /** The suspected products to ask for next; empty when all have been asked for. */
    public List<String> suspects(IntakeRun run) {
        return listings.suspected(run.shop(), FutureshopRequests.NUMBERS_PER_REQUEST);
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
        listings.found(run.shop(), asked.stream().filter(present::contains).toList());
        asked.stream()
                .filter(number -> !present.contains(number))
                .forEach(number -> listings.confirmMissing(run.shop(), number));
        return runs.advance(run, IntakePhase.ABSENCE, 0);
    }

    /** Goes on to first stocks. */
    public IntakeRun finish(IntakeRun run) {
        return runs.advance(run, IntakePhase.STOCK, 0);
    }

    /** The numbers met, as 64-bit hashes: a collision would only overlook an absence, once in about 10¹³ products. */
    private static final class Met {

        private long[] hashes;
        private int size;

        Met(int expected) {
            hashes = new long[Math.max(16, expected)];
        }

        void add(String number) {
            if (size == hashes.length) {
                hashes = Arrays.copyOf(hashes, Math.multiplyExact(size, 2));
            }
            hashes[size++] = hash(number);
        }

        void sort() {
            Arrays.sort(hashes, 0, size);
        }

        boolean contains(String number) {
            return Arrays.binarySearch(hashes, 0, size, hash(number)) >= 0;
        }

        /** FNV-1a over the characters, mixed once more so that near numbers lie far apart. */
        private static long hash(String number) {
            long hash = 0xcbf29ce484222325L;
            for (int i = 0; i < Objects.requireNonNull(number).length(); i++) {
                hash = (hash ^ number.charAt(i)) * 0x100000001b3L;
            }
            return hash ^ (hash >>> 32);
        }
    }
}
