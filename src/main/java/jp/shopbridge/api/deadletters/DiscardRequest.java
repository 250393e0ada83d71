package jp.shopbridge.api.deadletters;

import io.swagger.v3.oas.annotations.media.Schema;

/** Why a dead letter needs no repair. */
record DiscardRequest(@Schema(description = "The reason, for those who come after.") String reason) {}
