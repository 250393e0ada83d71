package jp.shopbridge.staging;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which listings of a shop are meant.
 *
 * @param q words of which each is part of a title or 商品番号, in any case, width and kana; null for all
 * @param state null for all
 * @param only null for all
 * @param cause what keeps them, as {@link CauseCount#cause()}; null for all
 * @param selected null for both
 * @param productNumbers when not empty, only these
 * @param page from 0
 * @param size 1 to 500
 * @param sort {@code product-no}, {@code title}, {@code price}, {@code stock}, {@code changed}, with a leading minus for descending
 */
public record ListingQuery(
        String shop,
        @Nullable String q,
        @Nullable ListingState state,
        @Nullable ListingFocus only,
        @Nullable String cause,
        @Nullable Boolean selected,
        List<String> productNumbers,
        int page,
        int size,
        String sort) {

    /** Those that match whatever their focus. */
    public ListingQuery(
            String shop,
            @Nullable String q,
            @Nullable ListingState state,
            @Nullable Boolean selected,
            List<String> productNumbers,
            int page,
            int size,
            String sort) {
        this(shop, q, state, null, null, selected, productNumbers, page, size, sort);
    }

    /** The same in another part, by number. */
    public ListingQuery part(int page, int size) {
        return new ListingQuery(shop, q, state, only, cause, selected, productNumbers, page, size, "product-no");
    }

    /** The same whatever the focus and the cause. */
    ListingQuery anyFocus() {
        return new ListingQuery(shop, q, state, null, null, selected, productNumbers, page, size, sort);
    }
}
