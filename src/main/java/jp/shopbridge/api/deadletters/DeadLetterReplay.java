package jp.shopbridge.api.deadletters;

import io.swagger.v3.oas.annotations.media.Schema;

/** What a replay has begun. */
record DeadLetterReplay(
        @Schema(description = "How many letters are being replayed because of this request.") int replaying) {}
