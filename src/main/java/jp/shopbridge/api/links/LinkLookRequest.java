package jp.shopbridge.api.links;

import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;

/** The products to look for at TikTok Shop. */
record LinkLookRequest(
        @Schema(description = "商品番号, at most 50.") @NotEmpty @Size(max = 50)
                List<@NotNull @Size(max = 64) String> productNos) {}
