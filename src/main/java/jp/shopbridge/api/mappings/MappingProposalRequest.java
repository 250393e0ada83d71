package jp.shopbridge.api.mappings;

import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;

/** Which correction is to become a rule. */
record MappingProposalRequest(
        @Schema(description = "futureshop's 商品番号.") @NotBlank @Size(max = 100) String productNo,
        @Schema(description = "The field that a person corrected, such as category_id.") @NotBlank @Size(max = 100)
                String field) {}
