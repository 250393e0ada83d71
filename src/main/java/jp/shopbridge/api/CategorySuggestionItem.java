package jp.shopbridge.api;

import io.swagger.v3.oas.annotations.media.Schema;

/** The category TikTok suggests for a product; nothing was changed. */
record CategorySuggestionItem(
        CategoryList.Item category,
        @Schema(description = "Whether the product's first image was judged, and not its title alone.")
                boolean fromImage) {}
