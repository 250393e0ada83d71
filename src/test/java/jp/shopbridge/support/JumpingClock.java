package jp.shopbridge.support;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;

/** A clock that begins at some instant, runs on by itself, and jumps forward when a test wants it to. */
public final class JumpingClock extends Clock {

    private final Clock real;
    private volatile Duration ahead;

    /** A clock that shows this instant now. */
    public JumpingClock(Instant start) {
        this(Clock.systemUTC(), start);
    }

    private JumpingClock(Clock real, Instant start) {
        this.real = real;
        ahead = Duration.between(real.instant(), start);
    }

    /** Lets it be this instant at once. */
    public void jumpTo(Instant instant) {
        ahead = Duration.between(real.instant(), instant);
    }

    @Override
    public ZoneId getZone() {
        return real.getZone();
    }

    @Override
    public Clock withZone(ZoneId zone) {
        return this;
    }

    @Override
    public Instant instant() {
        return real.instant().plus(ahead);
    }
}
