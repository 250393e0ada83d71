package jp.shopbridge.intake;

import io.github.resilience4j.circuitbreaker.CallNotPermittedException;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import jp.shopbridge.BridgeSettings;
import jp.shopbridge.failure.DatabaseAway;
import jp.shopbridge.failure.Failure;
import jp.shopbridge.failure.MisconfiguredFailure;
import jp.shopbridge.failure.RefusedFailure;
import jp.shopbridge.failure.Sentence;
import jp.shopbridge.failure.ThrottledFailure;
import jp.shopbridge.failure.TransientFailure;
import jp.shopbridge.staging.Pauses;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** One instance's work on a run: whether it goes on, and what follows when it stumbles. */
@Component
public class IntakeShift {

    private static final Logger LOG = LoggerFactory.getLogger(IntakeShift.class);
    private static final Duration FIRST_WAIT = Duration.ofSeconds(2);
    private static final Duration LONGEST_WAIT = Duration.ofMinutes(1);
    /** A wrong setting is looked at again after this time, so that a mended one needs no second click. */
    private static final Duration PAUSE = Duration.ofMinutes(15);

    private static final Sentence DATABASE_AWAY = Sentence.of(
            "データベースに接続できませんでした。自動的に再試行します。続く場合はデータベースとディスクの空きを確認してください。",
            "The database could not be reached; it is tried again by itself. If it stays so, look at the database and its"
                    + " disk.");

    private final BridgeSettings bridge;
    private final IntakeRuns runs;
    private final Pauses pauses;
    private final IntakeSettings settings;
    private final Clock clock;
    private final MeterRegistry meters;
    private volatile boolean stopping;

    IntakeShift(
            BridgeSettings bridge,
            IntakeRuns runs,
            Pauses pauses,
            IntakeSettings settings,
            Clock clock,
            MeterRegistry meters) {
        this.bridge = bridge;
        this.runs = runs;
        this.pauses = pauses;
        this.settings = settings;
        this.clock = clock;
        this.meters = meters;
    }

    /** The keys of the shops that schedules start runs for. */
    public List<String> shops() {
        return bridge.shops().stream().map(BridgeSettings.Shop::key).toList();
    }

    /** Whether to take the run's next step here and now. */
    public boolean goesOn(IntakeRun run) {
        return run.running() && !stopping;
    }

    /** Ends this instance's work on the run; one that has steps left goes to whoever claims it next. */
    public void end(IntakeRun run) {
        if (run.running()) {
            runs.putOff(run, Duration.ZERO, run.message());
        }
    }

    /**
     * Decides what a failure means for the run: wait and go on at the same page, give up with the cursor kept, or pause the
     * shop's intake until an operator has acted.
     *
     * @return a sentence for the log
     */
    public String stumble(IntakeRun run, Throwable thrown) {
        Throwable cause = cause(thrown);
        if (cause instanceof IntakeTakenOver) {
            return String.valueOf(cause.getMessage());
        }
        if (cause instanceof BrakeEngaged braked) {
            runs.putOff(run, Duration.ZERO, braked.sentence());
            return "Run " + run.id() + " waits for a person: "
                    + braked.sentence().en();
        }
        if (cause instanceof ThrottledFailure throttled) {
            runs.putOff(run, throttled.waitFor(), throttled.sentence());
            return throttled.sentence().en();
        }
        if (cause instanceof MisconfiguredFailure misconfigured) {
            pauses.pause(
                    run.shop(),
                    IntakeProducts.STAGE,
                    misconfigured.code(),
                    misconfigured.sentence(),
                    "intake",
                    clock.instant().plus(PAUSE));
            return fail(run, misconfigured.sentence());
        }
        if (cause instanceof RefusedFailure refused) {
            return fail(run, refused.sentence());
        }
        if (cause instanceof TransientFailure passing) {
            return waitOrFail(run, passing.sentence());
        }
        if (cause instanceof IOException || cause instanceof CallNotPermittedException) {
            return waitOrFail(run, unreachable(run));
        }
        if (DatabaseAway.causes(thrown)) {
            return waitOrFail(run, DATABASE_AWAY);
        }
        LOG.warn("Intake run {} of shop {} stumbled.", run.id(), run.shop(), cause);
        return waitOrFail(run, unexpected(run, cause));
    }

    /** Waits as long as the run already stands still, at least 2 s and at most a minute, until patience ends. */
    private String waitOrFail(IntakeRun run, Sentence why) {
        Duration still = Duration.between(run.progressedAt(), clock.instant());
        boolean again = run.message() != null;
        if (again && still.compareTo(settings.patience()) >= 0) {
            return fail(run, why);
        }
        Duration wait = !again || still.compareTo(FIRST_WAIT) < 0 ? FIRST_WAIT : still;
        wait = wait.compareTo(LONGEST_WAIT) > 0 ? LONGEST_WAIT : wait;
        runs.putOff(run, wait, why);
        return why.en() + " Run " + run.id() + " goes on in " + wait.toSeconds() + " s.";
    }

    private String fail(IntakeRun run, Sentence why) {
        runs.fail(run, why);
        meters.counter("bridge.intake.runs", "status", "failed").increment();
        return why.en() + " Run " + run.id() + " is given up after " + run.pages()
                + " page(s); its cursor is kept and the next start goes on there.";
    }

    private static Sentence unreachable(IntakeRun run) {
        return Sentence.of(
                "ショップ「" + run.shop() + "」の futureshop に接続できません。自動で再試行します。続く場合は設定 futureshop.base-url とネットワークを確認してください。",
                "futureshop of shop " + run.shop()
                        + " cannot be reached; it is tried again by itself. If it stays so, check futureshop.base-url and the network.");
    }

    private static Sentence unexpected(IntakeRun run, Throwable cause) {
        String what = cause.getClass().getSimpleName();
        return Sentence.of(
                "ショップ「" + run.shop() + "」の取得が一時的に続けられません(" + what + ")。自動で再試行します。続く場合は管理者に連絡してください。",
                "Intake of shop " + run.shop() + " cannot go on for the moment (" + what
                        + "); it is tried again by itself. If it stays so, see the log.");
    }

    /** The first failure of ours in the chain of causes, else the root. */
    private static Throwable cause(Throwable thrown) {
        Throwable root = thrown;
        @Nullable Throwable next = thrown;
        while (next != null) {
            if (next instanceof Failure || next instanceof IntakeTakenOver || next instanceof BrakeEngaged) {
                return next;
            }
            root = next;
            next = next.getCause() == next ? null : next.getCause();
        }
        return root;
    }

    @EventListener(ContextClosedEvent.class)
    void stop() {
        stopping = true;
    }
}
