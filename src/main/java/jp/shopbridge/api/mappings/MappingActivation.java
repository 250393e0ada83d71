package jp.shopbridge.api.mappings;

import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

/** Which kept version is to decide, also an earlier one. */
record MappingActivation(
        @Schema(description = "The version, or its first characters.") @NotBlank @Size(max = 64) String version,
        @Schema(
                        description =
                                "What the operator agrees to; needed when the version would do more than intake.brake lets pass.")
                @Valid
                @Nullable
                Agreed agreed) {

    /** The effect that is agreed to; refused when it is another by now. */
    @Schema(name = "MappingAgreed")
    record Agreed(
            @Schema(description = "How many listings are altered, over all shops.")
                    @Min(0)
                    @Max(Integer.MAX_VALUE)
                    @Nullable
                    Integer listings,
            @Schema(description = "How many prices of SKUs are altered, over all shops.")
                    @Min(0)
                    @Max(Integer.MAX_VALUE)
                    @Nullable
                    Integer prices) {}
}
