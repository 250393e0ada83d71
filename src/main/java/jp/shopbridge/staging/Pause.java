package jp.shopbridge.staging;

import java.time.Instant;
import jp.shopbridge.failure.Sentence;
import org.jspecify.annotations.Nullable;

/**
 * A stage of a shop that stands still.
 *
 * @param stage intake, publishing or review
 * @param until when it ends by itself; null means when somebody resumes it
 */
public record Pause(
        String shop, String stage, String code, Sentence reason, String by, Instant at, @Nullable Instant until) {}
