package jp.shopbridge.api.sales;

import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;
import jp.shopbridge.api.ProductChoice;
import jp.shopbridge.api.SelectionRequest;
import org.jspecify.annotations.Nullable;

/** Which products' sale at TikTok Shop is stopped or resumed; documents what {@link SalesApi} reads strictly. */
record SalesRequest(
        @Schema(description = "false stops, true resumes.") @NotNull Boolean onSale,
        @Schema(description = "Product numbers, at most 1000; either this or filter.")
                @Size(max = ProductChoice.MOST_NUMBERS)
                @Nullable
                List<@NotNull @Size(max = 64) String> productNos,
        @Schema(description = "All that match; an empty object means every product of the shop.")
                SelectionRequest.@Valid @Nullable Filter filter) {}
