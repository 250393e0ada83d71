package jp.shopbridge.api.products;

import io.swagger.v3.oas.annotations.media.Schema;
import jp.shopbridge.api.categories.CategoryList;

/** The category TikTok suggests for a product; nothing was changed. */
record CategorySuggestionItem(
        CategoryList.Item category,
        @Schema(description = "Whether the product's first image was judged, and not its title alone.")
                boolean fromImage) {}
