package jp.shopbridge.api.pauses;

import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import jp.shopbridge.failure.Sentence;
import jp.shopbridge.staging.Pause;
import org.jspecify.annotations.Nullable;

/** A stage of a shop that stands still. */
public record PauseItem(
        String shop,
        @Schema(description = "intake, publishing or review.") String stage,
        @Schema(description = "The stable code of the reason; API_PAUSED when a person did it.") String code,
        Sentence reason,
        @Schema(description = "A person's name, or what paused it.") String pausedBy,
        Instant pausedAt,
        @Schema(description = "When it ends by itself; null when somebody has to resume it.") @Nullable Instant until) {

    public static PauseItem of(Pause pause) {
        return new PauseItem(
                pause.shop(), pause.stage(), pause.code(), pause.reason(), pause.by(), pause.at(), pause.until());
    }
}
