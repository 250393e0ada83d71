package jp.shopbridge.intake;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How far a shop's intake is complete.
 *
 * @param completeUntil every update up to here has been read; null before the first complete run
 * @param fullScanAt when the last complete full scan started; null before the first
 */
public record IntakeProgress(@Nullable Instant completeUntil, @Nullable Instant fullScanAt) {

    static final IntakeProgress NONE = new IntakeProgress(null, null);
}
