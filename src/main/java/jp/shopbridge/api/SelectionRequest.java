package jp.shopbridge.api;

import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Which products become 連携対象 or stop being so; documents what {@link ProductsApi} reads strictly. */
public record SelectionRequest(
        @Schema(description = "true selects, false deselects.") @NotNull Boolean selected,
        @Schema(description = "Product numbers, at most 1000; either this or filter.")
                @Size(max = ProductChoice.MOST_NUMBERS)
                @Nullable
                List<@NotNull @Size(max = 64) String> productNos,
        @Schema(description = "All that match; an empty object means every product of the shop.") @Valid @Nullable
                Filter filter) {

    /** The same conditions as the list's. */
    @Schema(name = "ProductFilter")
    public record Filter(
            @Schema(
                            description =
                                    "Words of which each is part of the title or product number, in any case, width"
                                            + " and kana.")
                    @Size(max = ProductChoice.LONGEST_SEARCH)
                    @Nullable
                    String q,
            @Schema(description = "One of the states.") @Size(max = 40) @Nullable String state,
            @Schema(
                            description =
                                    "What the list is narrowed to: attention, stopped, on-sale, drift, source-changed"
                                            + " or hidden.")
                    @Size(max = 40)
                    @Nullable
                    String only,
            @Schema(description = "What keeps them from being sent, as 今日やること names it.")
                    @Size(max = ProductChoice.LONGEST_CAUSE)
                    @Nullable
                    String cause,
            @Schema(description = "連携対象 now.") @Nullable Boolean selected) {}
}
