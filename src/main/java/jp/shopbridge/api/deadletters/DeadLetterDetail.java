package jp.shopbridge.api.deadletters;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One dead letter with what is needed to understand it. */
record DeadLetterDetail(
        @JsonUnwrapped DeadLetterItem item,
        @Schema(description = "The product as futureshop sent it; null when it was not kept.") @Nullable
                Object snapshot,
        @Schema(description = "Whether a replay would pass now, and why not.") DeadLetterForecast.Line forecast,
        @Schema(description = "What was sent for the product, latest first; empty for intake.") List<Attempted> calls) {

    /** One call that was written down before it was made. */
    @Schema(name = "PublishingAttempt")
    record Attempted(
            @Schema(description = "create, edit, price, inventory, …") String operation,
            @Schema(description = "started, done, refused, unknown, not-done or repeated.") String outcome,
            @Schema(description = "TikTok's own code.") @Nullable String remoteCode,
            @Schema(description = "TikTok's name of the request, for its support.") @Nullable String requestId,
            Instant startedAt,
            @Nullable Instant finishedAt) {}
}
