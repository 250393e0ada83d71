package jp.shopbridge.futureshop;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What futureshop said to a question that it accepted. */
public sealed interface FutureshopAnswer {

    /** Whether futureshop no longer knows the cursor, so that the pass has to begin again. */
    boolean cursorExpired();

    /**
     * One page of products.
     *
     * @param products in futureshop's order, broken ones included
     * @param cursor where the next page begins; null after the last page
     */
    record Page(List<FutureshopProduct> products, @Nullable String cursor) implements FutureshopAnswer {

        @Override
        public boolean cursorExpired() {
            return false;
        }

        /**
         * The ordinary stock per product number and SKU number, never negative; a SKU of a product whose stock is not
         * managed has null. An entry without a SKU number gets product number + 横軸枝番 + 縦軸枝番.
         */
        public Map<String, Map<String, @Nullable Integer>> stock() {
            return FutureshopStock.of(products);
        }
    }

    /** The cursor that was asked with has expired. */
    record CursorExpired() implements FutureshopAnswer {

        @Override
        public boolean cursorExpired() {
            return true;
        }
    }
}
