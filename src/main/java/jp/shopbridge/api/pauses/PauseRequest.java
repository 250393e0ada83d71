package jp.shopbridge.api.pauses;

import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;

/** Why a stage is to stand still. */
record PauseRequest(
        @Schema(description = "The reason, for those who find it paused.") @NotBlank @Size(max = 1000) String reason) {}
