package jp.shopbridge.api.pauses;

import io.swagger.v3.oas.annotations.media.Schema;

/** Why a stage is to stand still. */
record PauseRequest(@Schema(description = "The reason, for those who find it paused.") String reason) {}
