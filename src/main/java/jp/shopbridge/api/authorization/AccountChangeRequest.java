package jp.shopbridge.api.authorization;

import io.swagger.v3.oas.annotations.media.Schema;

/** The operator's yes to another TikTok shop; it names both, so that it cannot mean another change than was read. */
record AccountChangeRequest(
        @Schema(description = "The id of the TikTok shop there was.") String before,
        @Schema(description = "The id of the TikTok shop there shall be.") String account) {}
