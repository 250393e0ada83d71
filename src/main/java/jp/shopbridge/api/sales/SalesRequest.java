package jp.shopbridge.api.sales;

import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import jp.shopbridge.api.SelectionRequest;
import org.jspecify.annotations.Nullable;

/** Which products' sale at TikTok Shop is stopped or resumed; documents what {@link SalesApi} reads strictly. */
record SalesRequest(
        @Schema(description = "false stops, true resumes.") boolean onSale,
        @Schema(description = "Product numbers, at most 1000; either this or filter.") @Nullable
                List<String> productNos,
        @Schema(description = "All that match; an empty object means every product of the shop.")
                SelectionRequest.@Nullable Filter filter) {}
