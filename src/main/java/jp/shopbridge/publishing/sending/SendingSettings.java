package jp.shopbridge.publishing.sending;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * How listings are sent ({@code publishing.*}).
 *
 * @param concurrency listings under way at a time in this process; by-rate is 0.8 of requests-per-second, from 8 to 40
 * @param valuesConcurrency listings under way at a time of which only price and stock go out; they come on top of the others
 * @param claim how long a listing stays reserved for the instance that took it
 * @param resolveAfter how long after a lost answer a search that finds nothing counts as proof
 * @param firstRetry the wait after the first failed attempt; it doubles with each further one
 * @param longestRetry the longest such wait
 * @param retries failed attempts before a listing is parked
 * @param pauseFor how long publishing of a shop pauses after a fault somebody has to remedy, before it tries again
 */
@ConfigurationProperties("publishing")
public record SendingSettings(
        int concurrency,
        int valuesConcurrency,
        Duration claim,
        Duration resolveAfter,
        Duration firstRetry,
        Duration longestRetry,
        int retries,
        Duration pauseFor) {

    // What one passage takes at most as a rule: pictures, looking the product up, sending it.
    private static final int CALLS_FOR_PRODUCT = 12;

    /** For how many calls an hour must have room before another listing begins its way, beside those under way. */
    public int callsToBegin() {
        return concurrency * CALLS_FOR_PRODUCT;
    }

    /** How long to wait after so many failed attempts. */
    Duration retryAfter(int attempts) {
        Duration wait = firstRetry.multipliedBy(1L << Math.min(Math.max(attempts, 0), 16));
        return wait.compareTo(longestRetry) > 0 ? longestRetry : wait;
    }
}
