package jp.shopbridge.futureshop;

import java.time.Duration;
import java.time.Instant;

/**
 * An access token. Its text never shows in a log.
 *
 * @param renewAt when to fetch the next one: 120 s before it expires, or at half its life if that is shorter
 */
record FutureshopToken(String value, Instant renewAt) {

    private static final Duration MARGIN = Duration.ofMinutes(2);

    static FutureshopToken issued(String value, Instant now, Duration lifetime) {
        Duration margin = MARGIN.compareTo(lifetime.dividedBy(2)) < 0 ? MARGIN : lifetime.dividedBy(2);
        return new FutureshopToken(value, now.plus(lifetime).minus(margin));
    }

    @Override
    public String toString() {
        return "FutureshopToken[renewAt=" + renewAt + "]";
    }
}
