package jp.shopbridge.intake;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A page before anything is written: what is new in it.
 *
 * @param next the cursor of the next page; null after the last one
 * @param numbers the usable product numbers met, each once
 * @param returned of those, unchanged ones that had been missed before
 * @param changed products to map and stage, broken ones included
 * @param unchanged how many are exactly as staged
 * @param unstaged of the changed ones, the product numbers that have not been staged before
 */
public record OpenedPage(
        @Nullable String next,
        List<String> numbers,
        List<String> returned,
        List<ArrivedProduct> changed,
        int unchanged,
        Set<String> unstaged) {}
