package jp.shopbridge.api.mappings;

import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

/** An expression and steps to be tried beside a product. */
record MappingTryRequest(
        @Schema(description = "futureshop's 商品番号.") @NotBlank @Size(max = 100) String productNo,
        @Schema(description = "As after take, such as .name or $group.") @NotBlank @Size(max = 2000) String expression,
        @Schema(description = "Steps as under apply, in YAML, such as [trim, shorten: 5].") @Size(max = 8000) @Nullable
                String steps,
        @Schema(description = "The day in Japan, such as 2026-12-01; today when nothing is said.")
                @Size(max = 20)
                @Nullable
                String on) {}
