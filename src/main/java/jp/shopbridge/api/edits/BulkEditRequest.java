package jp.shopbridge.api.edits;

import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import jp.shopbridge.api.SelectionRequest;
import jp.shopbridge.api.products.ProductPatch;
import org.jspecify.annotations.Nullable;

/** One correction for many products; documents what {@link BulkEditsApi} reads strictly. */
record BulkEditRequest(
        @Schema(description = "Product numbers, at most 1000; either this or filter.") @Nullable
                List<String> productNos,
        @Schema(description = "All that match; an empty object means every product of the shop.")
                SelectionRequest.@Nullable Filter filter,
        @Schema(
                        description =
                                "What to change, as a JSON Merge Patch of a product: null reverts to the mapped value, an empty text empties.")
                ProductPatch patch,
        @Schema(
                        description =
                                "The versions that were seen, by product number; a product that has another one is refused. Only with productNos.")
                @Nullable
                Map<String, Long> versions,
        @Schema(
                        description =
                                "A preview's asOf; a product one of whose fields in the patch somebody else edited later is refused.")
                @Nullable
                Instant unchangedSince) {}
