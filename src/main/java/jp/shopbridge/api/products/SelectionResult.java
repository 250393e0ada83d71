package jp.shopbridge.api.products;

import io.swagger.v3.oas.annotations.media.Schema;

/** What a bulk selection did. */
record SelectionResult(
        @Schema(description = "How many products match.") long matched,
        @Schema(description = "How many of them changed.") int changed) {}
