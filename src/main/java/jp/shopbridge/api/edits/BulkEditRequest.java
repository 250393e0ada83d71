package jp.shopbridge.api.edits;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.Map;
import jp.shopbridge.api.ProductChoice;
import jp.shopbridge.api.SelectionRequest;
import jp.shopbridge.api.products.ProductPatch;
import org.jspecify.annotations.Nullable;

/** One correction for many products; documents what {@link BulkEditsApi} reads strictly. */
record BulkEditRequest(
        @Schema(description = "Product numbers, at most 1000; either this or filter.")
                @Size(max = ProductChoice.MOST_NUMBERS)
                @Nullable
                List<@NotNull @Size(max = 64) String> productNos,
        @Schema(description = "All that match; an empty object means every product of the shop.")
                SelectionRequest.@Valid @Nullable Filter filter,
        @Schema(
                        implementation = ProductPatch.class,
                        description =
                                "What to change, as a JSON Merge Patch of a product: null reverts to the mapped value, an empty text empties.")
                @Nullable
                ObjectNode patch,
        @Schema(
                        description =
                                "What to change where each product's new value comes out of its own; beside or instead of patch.")
                @Valid
                @Nullable
                Adjustments adjust,
        @Schema(
                        description =
                                "The versions that were seen, by product number; a product that has another one is refused. Only with productNos.")
                @Nullable
                Map<String, Long> versions,
        @Schema(
                        format = "date-time",
                        description =
                                "A preview's asOf; a product one of whose fields in the patch somebody else edited later is refused, and one"
                                        + " whose fields in adjust anybody did.")
                @Size(max = 40)
                @Nullable
                String unchangedSince) {}
