package jp.shopbridge.staging;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which listings of a shop are meant.
 *
 * @param q part of a title or 商品番号, any case; null for all
 * @param state null for all
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
        @Nullable Boolean selected,
        List<String> productNumbers,
        int page,
        int size,
        String sort) {}
