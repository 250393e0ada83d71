package jp.shopbridge.api.intake;

import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import jp.shopbridge.failure.Sentence;
import jp.shopbridge.intake.IntakeKind;
import jp.shopbridge.intake.IntakePhase;
import jp.shopbridge.intake.IntakeRun;
import jp.shopbridge.intake.IntakeStatus;
import org.jspecify.annotations.Nullable;

/** One intake run with its progress (情報を更新する). */
public record IntakeRunItem(
        long id,
        String shop,
        @Schema(description = "incremental or full.") String kind,
        @Schema(description = "running, done or failed.") String status,
        @Schema(description = "pages, suspect, absence, stock or done.") String phase,
        @Schema(description = "A person's name, or schedule.") String requestedBy,
        int pages,
        @Schema(description = "Products met so far.") int products,
        @Schema(description = "Of those, new or changed.") int changed,
        int unchanged,
        @Schema(description = "Of those, parked as dead letters.") int failed,
        @Schema(description = "Products whose stock was read.") int stocks,
        @Schema(description = "How much is done, an estimate from what is staged already; null while nobody can tell.")
                @Nullable
                Integer percent,
        @Schema(description = "Estimated from the pace so far; null while nobody can tell.") @Nullable
                Long remainingSeconds,
        @Schema(description = "Why it failed or waits; null while all goes well.") @Nullable Sentence message,
        Instant startedAt,
        Instant progressedAt,
        @Nullable Instant finishedAt) {

    /** Reading the pages is nearly all of the work; the phases after it share the rest. */
    private static final int PAGES_SHARE = 90;

    private static final int STOCK_SHARE = 95;

    private static final int LEAST_TO_EXTRAPOLATE = 3;

    /**
     * A run as it stands.
     *
     * @param staged how many products of the shop are staged: what a full scan is expected to meet
     */
    public static IntakeRunItem of(IntakeRun run, long staged, Instant now) {
        Integer percent = percent(run, staged);
        Instant finished = run.finishedAt();
        return new IntakeRunItem(
                run.id(),
                run.shop(),
                word(run.kind()),
                word(run.status()),
                word(run.phase()),
                run.requestedBy(),
                run.pages(),
                run.products(),
                run.changed(),
                run.unchanged(),
                run.failed(),
                run.stocks(),
                percent,
                run.status() == IntakeStatus.RUNNING ? remaining(run, percent, now) : finished == null ? null : 0L,
                run.message(),
                run.startedAt(),
                run.progressedAt(),
                finished);
    }

    private static @Nullable Integer percent(IntakeRun run, long staged) {
        if (run.status() == IntakeStatus.DONE) {
            return 100;
        }
        if (run.phase() != IntakePhase.PAGES) {
            return run.phase() == IntakePhase.STOCK ? STOCK_SHARE : PAGES_SHARE;
        }
        if (run.products() == 0) {
            return 0;
        }
        // What is staged grows with the first scan itself, so it says nothing about how much is still to come.
        boolean known = run.kind() == IntakeKind.FULL && staged > run.products();
        return known ? (int) ((long) PAGES_SHARE * run.products() / staged) : null;
    }

    private static @Nullable Long remaining(IntakeRun run, @Nullable Integer percent, Instant now) {
        if (percent == null || percent < LEAST_TO_EXTRAPOLATE) {
            return null;
        }
        long elapsed = Duration.between(run.startedAt(), now).toSeconds();
        return Math.max(1, elapsed * (100 - percent) / percent);
    }

    private static String word(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }
}
