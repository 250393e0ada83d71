package jp.shopbridge.api.deadletters;

import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;

/** Why a dead letter needs no repair. */
record DiscardRequest(
        @Schema(description = "The reason, for those who come after.") @NotBlank @Size(max = 1000) String reason) {}
