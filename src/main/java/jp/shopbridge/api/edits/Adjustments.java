package jp.shopbridge.api.edits;

import com.fasterxml.jackson.databind.JsonNode;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Size;
import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What many products are corrected by where each one's new value comes out of its own; at least one of these. */
record Adjustments(
        @Schema(description = "The price of every SKU.") @Valid @Nullable Price price,
        @Schema(description = "The stock of every SKU.") @Valid @Nullable Pieces stock,
        @Schema(description = "The name.") @Valid @Nullable Title title,
        @Schema(
                        description =
                                "Attributes to put into each product, each with id and values; its others stay, and one without"
                                        + " values goes.")
                @Size(max = 100)
                @Nullable
                List<JsonNode> attributes) {

    /** Exactly one of set, add and percent. */
    @Schema(name = "PriceAdjustment")
    record Price(
            @Schema(description = "Whole yen.") @Nullable Integer set,
            @Schema(description = "Whole yen more, or less by a minus.") @Nullable Integer add,
            @Schema(description = "Per cent more, or less by a minus: -10 takes a tenth off; at most two decimals.")
                    @Nullable
                    BigDecimal percent,
            @Schema(
                            description = "What the price becomes a multiple of.",
                            allowableValues = {"1", "10", "100"},
                            defaultValue = "1")
                    @Nullable
                    Integer roundTo,
            @Schema(
                            description = "Which multiple.",
                            allowableValues = {"nearest", "up", "down"},
                            defaultValue = "nearest")
                    @Nullable
                    String rounding) {}

    /** Exactly one of set and add. */
    @Schema(name = "StockAdjustment")
    record Pieces(
            @Schema(description = "Pieces.") @Nullable Integer set,
            @Schema(description = "Pieces more, or less by a minus; never below 0.") @Nullable Integer add) {}

    /** Find and replace, or what is put before or after; at least one of these. */
    @Schema(name = "TitleAdjustment")
    record Title(
            @Schema(description = "What is looked for, character by character, everywhere in the name.")
                    @Size(max = 255)
                    @Nullable
                    String find,
            @Schema(description = "What takes its place; empty takes it out.") @Size(max = 255) @Nullable
                    String replace,
            @Schema(description = "What the name is to begin with; a name that does stays.") @Size(max = 255) @Nullable
                    String prefix,
            @Schema(description = "What the name is to end with; a name that does stays.") @Size(max = 255) @Nullable
                    String suffix) {}
}
