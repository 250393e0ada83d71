package jp.shopbridge.intake;

import java.time.Instant;
import jp.shopbridge.failure.Sentence;
import org.jspecify.annotations.Nullable;

/**
 * One run as stored: its progress, and where an instance would go on.
 *
 * @param windowFrom start of the current window of update times; null in a full scan
 * @param cursor where the next page begins; null for the first page of a window
 * @param products met so far
 * @param changed of those, new or changed and staged
 * @param failed of those, parked as dead letters
 * @param stocks products whose stock was read
 * @param message why it failed or waits; null while all goes well
 * @param startedAt also the end of the time this run covers
 */
public record IntakeRun(
        long id,
        String shop,
        IntakeKind kind,
        IntakeStatus status,
        IntakePhase phase,
        String requestedBy,
        @Nullable Instant windowFrom,
        @Nullable Instant windowTo,
        @Nullable String cursor,
        int pages,
        int products,
        int changed,
        int unchanged,
        int failed,
        int stocks,
        @Nullable Sentence message,
        Instant startedAt,
        Instant progressedAt,
        @Nullable Instant finishedAt) {

    /** Whether there is work left. */
    public boolean running() {
        return status == IntakeStatus.RUNNING;
    }

    /** Whether it is worth a line in the log: all but a look at what changed that met nothing new and went well. */
    public boolean eventful() {
        return kind != IntakeKind.INCREMENTAL || status != IntakeStatus.DONE || changed > 0 || failed > 0;
    }
}
