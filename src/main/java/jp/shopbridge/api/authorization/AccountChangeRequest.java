package jp.shopbridge.api.authorization;

import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;

/** The operator's yes to another TikTok shop; it names both, so that it cannot mean another change than was read. */
record AccountChangeRequest(
        @Schema(description = "The id of the TikTok shop there was.") @NotBlank @Size(max = 64) String before,
        @Schema(description = "The id of the TikTok shop there shall be.") @NotBlank @Size(max = 64) String account) {}
