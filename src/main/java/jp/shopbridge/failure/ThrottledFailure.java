package jp.shopbridge.failure;

import java.time.Duration;

/** The other side asked us to wait; not an error, and not counted as one. */
public final class ThrottledFailure extends Failure {

    private final Duration wait;

    /**
     * A request to wait.
     *
     * @param wait how long the other side asked for, or our own back-off where it did not say
     */
    public ThrottledFailure(String code, Sentence sentence, Duration wait) {
        super(code, sentence, null);
        this.wait = wait;
    }

    /** How long to wait before the next call. */
    public Duration waitFor() {
        return wait;
    }

    @Override
    public String kind() {
        return "throttled";
    }
}
