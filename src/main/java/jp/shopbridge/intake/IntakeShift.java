package jp.shopbridge.intake;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import jp.shopbridge.BridgeSettings;
import jp.shopbridge.failure.Messages;
import jp.shopbridge.failure.MisconfiguredFailure;
import jp.shopbridge.failure.RefusedFailure;
import jp.shopbridge.failure.Sentence;
import jp.shopbridge.failure.ThrottledFailure;
import jp.shopbridge.failure.TransientFailure;
import jp.shopbridge.staging.Pauses;
import org.apache.camel.ExchangeException;
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

    private static final Sentence DATABASE_AWAY = Messages.sentence("intake.database-could-not-reached-tried");

    private final BridgeSettings bridge;
    private final IntakeRuns runs;
    private final Pauses pauses;
    private final IntakeSettings settings;
    private final Clock clock;
    private final Counter failed;
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
        this.failed = ended(meters, "failed");
    }

    static Counter ended(MeterRegistry meters, String status) {
        return Counter.builder("bridge.intake.runs")
                .description("Runs that came to their end, by how they ended")
                .tag("status", status)
                .register(meters);
    }

    /** The keys of the shops that schedules start runs for. */
    public List<String> shops() {
        return bridge.shops().stream().map(BridgeSettings.Shop::key).toList();
    }

    /** Whether to take the run's next step here and now. */
    public boolean shouldContinue(IntakeRun run) {
        return run.running() && !stopping;
    }

    /** Ends this instance's work on the run; one that has steps left goes to whoever claims it next. */
    public void end(IntakeRun run) {
        if (run.running()) {
            runs.putOff(run, Duration.ZERO, run.message());
        }
    }

    /** Another instance works the run by now: nothing is left to do here. */
    public void takenOver(@ExchangeException IntakeTakenOver takenOver) {
        LOG.warn("{}", takenOver.getMessage());
    }

    /** The run waits for a person, because it would alter more than is usual. */
    public void braked(IntakeRun run, @ExchangeException BrakeEngaged braked) {
        runs.putOff(run, Duration.ZERO, braked.sentence());
        LOG.warn("Run {} waits for a person: {}", run.id(), braked.sentence().en());
    }

    /** The run goes on when futureshop said it may. */
    public void throttled(IntakeRun run, @ExchangeException ThrottledFailure failure) {
        runs.putOff(run, failure.waitFor(), failure.sentence());
        LOG.warn("{}", failure.sentence().en());
    }

    /** The shop's intake pauses until an operator has acted, or for a while; the run is given up with its cursor kept. */
    public void misconfigured(IntakeRun run, @ExchangeException MisconfiguredFailure failure) {
        pauses.pause(
                run.shop(),
                IntakeProducts.STAGE,
                failure.code(),
                failure.sentence(),
                "intake",
                clock.instant().plus(PAUSE));
        fail(run, failure.sentence());
    }

    /** The run is given up with its cursor kept. */
    public void refused(IntakeRun run, @ExchangeException RefusedFailure failure) {
        fail(run, failure.sentence());
    }

    /** The run waits and goes on at the same page, until patience ends. */
    public void passing(IntakeRun run, @ExchangeException TransientFailure failure) {
        waitOrFail(run, failure.sentence());
    }

    /** futureshop could not be reached, or was not asked because too many questions before had failed. */
    public void unreachable(IntakeRun run) {
        waitOrFail(run, Messages.sentence("intake.futureshop-shop-cannot-reached-tried", run.shop()));
    }

    /** The run goes on when the database is back. */
    public void databaseAway(IntakeRun run) {
        waitOrFail(run, DATABASE_AWAY);
    }

    /** The run waits and goes on; what nobody foresaw is said with its trace. */
    public void unexpected(IntakeRun run, Throwable thrown) {
        Throwable cause = root(thrown);
        LOG.warn("Intake run {} of shop {} stumbled.", run.id(), run.shop(), cause);
        String what = cause.getClass().getSimpleName();
        waitOrFail(run, Messages.sentence("intake.intake-shop-cannot-go-moment", run.shop(), what));
    }

    /** Waits as long as the run already stands still, at least 2 s and at most a minute, until patience ends. */
    private void waitOrFail(IntakeRun run, Sentence why) {
        Duration still = Duration.between(run.progressedAt(), clock.instant());
        boolean again = run.message() != null;
        if (again && still.compareTo(settings.patience()) >= 0) {
            fail(run, why);
            return;
        }
        Duration wait = !again || still.compareTo(FIRST_WAIT) < 0 ? FIRST_WAIT : still;
        wait = wait.compareTo(LONGEST_WAIT) > 0 ? LONGEST_WAIT : wait;
        runs.putOff(run, wait, why);
        LOG.warn("{} Run {} goes on in {} s.", why.en(), run.id(), wait.toSeconds());
    }

    private void fail(IntakeRun run, Sentence why) {
        runs.fail(run, why);
        failed.increment();
        LOG.warn(
                "{} Run {} is given up after {} page(s); its cursor is kept and the next start goes on there.",
                why.en(),
                run.id(),
                run.pages());
    }

    private static Throwable root(Throwable thrown) {
        Throwable root = thrown;
        while (root.getCause() != null && root.getCause() != root) {
            root = root.getCause();
        }
        return root;
    }

    @EventListener(ContextClosedEvent.class)
    void stop() {
        stopping = true;
    }
}
