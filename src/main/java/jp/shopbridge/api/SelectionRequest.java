package jp.shopbridge.api;

import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Which products become 連携対象 or stop being so; documents what {@link ProductsApi} reads strictly. */
public record SelectionRequest(
        @Schema(description = "true selects, false deselects.") boolean selected,
        @Schema(description = "Product numbers, at most 1000; either this or filter.") @Nullable
                List<String> productNos,
        @Schema(description = "All that match; an empty object means every product of the shop.") @Nullable
                Filter filter) {

    /** The same conditions as the list's. */
    @Schema(name = "ProductFilter")
    public record Filter(
            @Schema(description = "Part of a title or product number.") @Nullable String q,
            @Schema(description = "One of the states.") @Nullable String state,
            @Schema(description = "連携対象 now.") @Nullable Boolean selected) {}
}
