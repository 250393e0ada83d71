package jp.shopbridge.api.products;

import io.swagger.v3.oas.annotations.media.Schema;
import java.util.LinkedHashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** How the prices of a product came about. */
record PriceTax(
        @Schema(description = "Whether futureshop's prices hold the tax already.") boolean included,
        @Schema(description = "The rate in percent that was added to them; null when none was.") @Nullable
                String rate) {

    private static final String INCLUDED = "tax-included";
    private static final String EXCLUDED = "tax-excluded-";

    /** What a listing's marks say of it. */
    static @Nullable PriceTax of(Set<String> marks) {
        for (String mark : marks) {
            if (mark.equals(INCLUDED)) {
                return new PriceTax(true, null);
            }
            if (mark.startsWith(EXCLUDED)) {
                String rate = mark.substring(EXCLUDED.length());
                return new PriceTax(false, rate.isEmpty() ? null : rate);
            }
        }
        return null;
    }

    /** The marks that say something else. */
    static Set<String> others(Set<String> marks) {
        Set<String> others = new LinkedHashSet<>(marks);
        others.removeIf(mark -> mark.equals(INCLUDED) || mark.startsWith(EXCLUDED));
        return others;
    }
}
