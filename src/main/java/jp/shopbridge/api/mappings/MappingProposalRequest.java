package jp.shopbridge.api.mappings;

import io.swagger.v3.oas.annotations.media.Schema;

/** Which correction is to become a rule. */
record MappingProposalRequest(
        @Schema(description = "futureshop's 商品番号.") String productNo,
        @Schema(description = "The field that a person corrected, such as category_id.") String field) {}
