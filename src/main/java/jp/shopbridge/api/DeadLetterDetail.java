package jp.shopbridge.api;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.swagger.v3.oas.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** One dead letter with what is needed to understand it. */
record DeadLetterDetail(
        @JsonUnwrapped DeadLetterItem item,
        @Schema(description = "The product as futureshop sent it; null when it was not kept.") @Nullable
                Object snapshot,
        @Schema(description = "Whether a replay would pass now, and why not.") DeadLetterForecast.Line forecast) {}
