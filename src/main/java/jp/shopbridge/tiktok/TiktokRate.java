package jp.shopbridge.tiktok;

import io.github.bucket4j.Bandwidth;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.BucketConfiguration;
import io.github.bucket4j.ConsumptionProbe;
import io.github.bucket4j.TokensInheritanceStrategy;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.IntSupplier;
import jp.shopbridge.cluster.LiveInstances;
import jp.shopbridge.failure.Messages;
import jp.shopbridge.failure.ThrottledFailure;
import org.apache.camel.ExchangeException;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;

/**
 * The rate towards TikTok: a bucket per shop, reads and writes apart. TikTok publishes no figure (docs/facts/tiktok.md 4.4), so the
 * configured one is a start: a 429 halves it and holds everything for as long as TikTok says; afterwards it grows back by a
 * tenth every ten seconds. Among the calls that wait, a stop goes before price and stock, and these go before all others; each
 * kind has a head start only, so that the least urgent call gets its turn too. A budget of an hour is kept beside: see
 * {@link HourlyCalls}.
 */
@Component
public class TiktokRate {

    private static final double SLOWEST = 0.1;
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(20);
    private static final Duration STEP = Duration.ofSeconds(10);
    static final long CALL = 1_000;
    private static final double CATCH_UP_SECONDS = 0.004;

    private final TiktokLimits limits;
    private final Clock clock;
    private final IntSupplier instances;
    private final @Nullable HourlyCalls hours;
    private final Map<String, Budget> budgets = new ConcurrentHashMap<>();

    @Autowired
    TiktokRate(TiktokLimits limits, Clock clock, LiveInstances instances, HourlyCalls hours) {
        this(limits, clock, instances::count, hours);
    }

    /** With {@code hours} null where no shop has a budget of an hour. */
    TiktokRate(TiktokLimits limits, Clock clock, IntSupplier instances, @Nullable HourlyCalls hours) {
        this.hours = hours;
        this.limits = limits;
        this.clock = clock;
        this.instances = instances;
    }

    /**
     * Waits for an ordinary call's turn.
     *
     * @throws ThrottledFailure when the turn is more than 20 seconds away
     */
    public void acquire(String shop, boolean reads) {
        acquire(shop, reads, CallUrgency.ORDINARY);
    }

    /** Waits for this call's turn; see {@link #acquire}. */
    public void awaitTurn(TiktokCall call) {
        acquire(call.shop(), call.operation().reads(), call.urgency());
    }

    void acquire(String shop, boolean reads, CallUrgency urgency) {
        Budget budget = budget(shop, reads);
        Duration held = budget.heldFor();
        if (held.compareTo(LONGEST_WAIT) > 0) {
            throw throttled(held);
        }
        try {
            if (!held.isZero()) {
                Thread.sleep(held.toMillis() + 1);
            }
            budget.recover();
            if (!budget.turns.await(urgency)) {
                throw throttled(LONGEST_WAIT);
            }
            if (hours != null) {
                hours.take(shop, urgency);
            }
            budget.calls.increment();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw throttled(Duration.ofSeconds(1));
        }
    }

    /** Whether a step may be taken again in a moment, because the wait is short. */
    public boolean isShortWait(@ExchangeException ThrottledFailure failure) {
        return failure.waitFor().compareTo(LONGEST_WAIT) <= 0;
    }

    /** TikTok answered 429: goes slower, and holds until {@code wait} is over. */
    public void refused(String shop, boolean reads, Duration wait) {
        budget(shop, reads).refused(wait);
    }

    /** Calls per second that are allowed now. */
    public double perSecond(String shop, boolean reads) {
        return budget(shop, reads).perSecond();
    }

    /** Calls whose turn has come since the start. */
    double calls(String shop, boolean reads) {
        return budget(shop, reads).calls.sum();
    }

    private Budget budget(String shop, boolean reads) {
        return budgets.computeIfAbsent(shop + (reads ? "/reads" : "/writes"), any -> new Budget(reads));
    }

    static ThrottledFailure throttled(Duration wait) {
        return new ThrottledFailure("TIKTOK_THROTTLED", Messages.sentence("TIKTOK_THROTTLED"), wait);
    }

    // Spread evenly: a burst of one second's worth would be refused by a strict window at the other side. A thread that
    // wakes up late catches up by a few milliseconds, and the rate is lower by as much, so no second ever holds one
    // call
    // more than the limit.
    static Bandwidth bandwidth(double perSecond) {
        double even = perSecond / (1 + CATCH_UP_SECONDS);
        return Bandwidth.builder()
                .capacity(CALL + (long) (CALL * even * CATCH_UP_SECONDS))
                .refillGreedy(CALL, Duration.ofNanos((long) Math.ceil(1_000_000_000L / even)))
                .build();
    }

    private final class Budget {

        private final boolean reads;
        private final Bucket bucket;
        private final Turns turns;
        private final LongAdder calls = new LongAdder();
        private double factor = 1;
        private double applied;
        private Instant changedAt = clock.instant();
        private Instant heldUntil = Instant.EPOCH;

        Budget(boolean reads) {
            this.reads = reads;
            applied = perSecond();
            bucket = Bucket.builder().addLimit(bandwidth(applied)).build();
            turns = new Turns(bucket);
        }

        synchronized double perSecond() {
            double whole = reads ? limits.readsPerSecond() : limits.requestsPerSecond();
            return whole * factor / Math.max(1, instances.getAsInt());
        }

        synchronized Duration heldFor() {
            Duration left = Duration.between(clock.instant(), heldUntil);
            return left.isNegative() ? Duration.ZERO : left;
        }

        synchronized void refused(Duration wait) {
            Instant now = clock.instant();
            // Several calls under way are refused together: that is one sign, not several.
            if (Duration.between(changedAt, now).compareTo(Duration.ofSeconds(1)) > 0 || factor == 1) {
                factor = Math.max(SLOWEST, factor / 2);
                changedAt = now;
            }
            Instant until = now.plus(wait);
            heldUntil = until.isAfter(heldUntil) ? until : heldUntil;
            apply();
        }

        synchronized void recover() {
            Instant now = clock.instant();
            if (factor < 1 && Duration.between(changedAt, now).compareTo(STEP) >= 0) {
                factor = Math.min(1, factor + 0.1);
                changedAt = now;
            }
            apply();
        }

        private void apply() {
            double now = perSecond();
            if (now != applied) {
                applied = now;
                bucket.replaceConfiguration(
                        BucketConfiguration.builder().addLimit(bandwidth(now)).build(),
                        TokensInheritanceStrategy.RESET);
            }
        }
    }

    /** Those that wait for a token of one bucket. Only the foremost takes one, so nobody holds a token of a later moment. */
    private final class Turns {

        private final Bucket bucket;
        private final Lock lock = new ReentrantLock();
        private final Condition moved = lock.newCondition();
        private final PriorityQueue<Turn> waiting =
                new PriorityQueue<>(Comparator.comparingLong(Turn::rank).thenComparingLong(Turn::number));
        private final long start = System.nanoTime();
        private long numbers;

        private record Turn(long rank, long number) {}

        Turns(Bucket bucket) {
            this.bucket = bucket;
        }

        /** Takes a token; false when none was to be had in {@link #LONGEST_WAIT}. */
        boolean await(CallUrgency urgency) throws InterruptedException {
            long end = System.nanoTime() - start + LONGEST_WAIT.toNanos();
            lock.lockInterruptibly();
            try {
                Turn turn = new Turn(clock.millis() - urgency.headStart().toMillis(), numbers++);
                waiting.add(turn);
                try {
                    while (true) {
                        long wait = end - (System.nanoTime() - start);
                        if (turn.equals(waiting.peek())) {
                            ConsumptionProbe token = bucket.tryConsumeAndReturnRemaining(CALL);
                            if (token.isConsumed()) {
                                return true;
                            }
                            wait = Math.min(wait, token.getNanosToWaitForRefill());
                        }
                        if (end <= System.nanoTime() - start) {
                            return false;
                        }
                        moved.awaitNanos(wait);
                    }
                } finally {
                    waiting.remove(turn);
                    moved.signalAll();
                }
            } finally {
                lock.unlock();
            }
        }
    }
}
