package jp.shopbridge.publishing;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * How publishing works ({@code publishing.*}).
 *
 * @param concurrency listings under way at a time in this process
 * @param valuesConcurrency listings under way at a time of which only price and stock go out; they come on top of the others
 * @param claim how long a listing stays reserved for the instance that took it
 * @param allowPrivateImageHosts whether images may be fetched from loopback and private addresses
 * @param resolveAfter how long after a lost answer a search that finds nothing counts as proof
 * @param firstRetry the wait after the first failed attempt; it doubles with each further one
 * @param longestRetry the longest such wait
 * @param retries failed attempts before a listing is parked
 * @param factsAge how long TikTok's word on the shop's warehouses and set-up is taken for true
 * @param categoryAge how long TikTok's word on a category is taken for true
 * @param imageAge how long the bytes behind an image's address are taken for unchanged
 * @param answerTimeout how long an answer is waited for before it counts as lost
 * @param pauseFor how long publishing of a shop pauses after a fault somebody has to remedy, before it tries again
 */
@ConfigurationProperties("publishing")
public record PublishingSettings(
        int concurrency,
        int valuesConcurrency,
        Duration claim,
        boolean allowPrivateImageHosts,
        Duration resolveAfter,
        Duration firstRetry,
        Duration longestRetry,
        int retries,
        Duration factsAge,
        Duration categoryAge,
        Duration imageAge,
        Duration answerTimeout,
        Duration pauseFor) {

    /** How long an attempt without an end may still be under way; afterwards its process is gone. */
    public Duration attemptLife() {
        return answerTimeout.plusSeconds(10);
    }

    /** How long to wait after so many failed attempts. */
    public Duration retryAfter(int attempts) {
        Duration wait = firstRetry.multipliedBy(1L << Math.min(Math.max(attempts, 0), 16));
        return wait.compareTo(longestRetry) > 0 ? longestRetry : wait;
    }
}
