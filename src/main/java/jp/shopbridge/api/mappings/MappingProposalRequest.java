package jp.shopbridge.api.mappings;

import com.fasterxml.jackson.databind.JsonNode;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

/** Which value of a product is to become a rule. */
record MappingProposalRequest(
        @Schema(description = "futureshop's 商品番号.") @NotBlank @Size(max = 100) String productNo,
        @Schema(description = "The field, such as category_id.") @NotBlank @Size(max = 100) String field,
        @Schema(
                        types = {"string", "number"},
                        description =
                                "The value, such as one that TikTok proposes; without it the person's correction of the"
                                        + " field.")
                @Nullable
                JsonNode value) {}
