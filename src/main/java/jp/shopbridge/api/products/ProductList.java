package jp.shopbridge.api.products;

import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import java.util.Map;

/** One page of 商品一覧. */
record ProductList(
        List<ProductItem> items,
        @Schema(description = "How many match over all pages.") long total,
        @Schema(description = "This page, from 0.") int page,
        @Schema(description = "Items to a page.") int size,
        @Schema(
                        description =
                                "How many match in each state when the state is left aside; states without any are"
                                        + " left out.")
                Map<String, Long> counts,
        @Schema(description = "How many of those that are live are off sale at TikTok (販売停止中), the same way.")
                long stopped) {}
