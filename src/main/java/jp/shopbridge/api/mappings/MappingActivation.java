package jp.shopbridge.api.mappings;

import io.swagger.v3.oas.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** Which kept version is to decide, also an earlier one. */
record MappingActivation(
        @Schema(description = "The version, or its first characters.") String version,
        @Schema(
                        description =
                                "What the operator agrees to; needed when the version would do more than intake.brake lets pass.")
                @Nullable
                Agreed agreed) {

    /** The effect that is agreed to; refused when it is another by now. */
    @Schema(name = "MappingAgreed")
    record Agreed(
            @Schema(description = "How many listings are altered, over all shops.") long listings,
            @Schema(description = "How many prices of SKUs are altered, over all shops.") long prices) {}
}
