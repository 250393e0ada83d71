package jp.shopbridge.sandbox.tiktok;

import java.time.Clock;
import java.util.HashMap;
import java.util.Map;

/** Token buckets per shop and kind of call; a bucket holds one second's worth. */
final class RateLimit {

    private final Clock clock;
    private final Map<String, Bucket> buckets = new HashMap<>();
    private final Map<String, Integer> ofHour = new HashMap<>();

    RateLimit(Clock clock) {
        this.clock = clock;
    }

    /** Takes one call; false when the bucket is empty. A rate of 0 limits nothing. */
    synchronized boolean take(String key, int perSecond) {
        if (perSecond <= 0) {
            return true;
        }
        long now = clock.millis();
        Bucket bucket = buckets.computeIfAbsent(key, any -> new Bucket(perSecond, now));
        bucket.tokens = Math.min(perSecond, bucket.tokens + (now - bucket.since) / 1_000.0 * perSecond);
        bucket.since = now;
        if (bucket.tokens < 1) {
            return false;
        }
        bucket.tokens -= 1;
        return true;
    }

    /** Takes one call of this hour; false when all are spent. A limit of 0 limits nothing. */
    synchronized boolean takeOfHour(String key, int perHour) {
        long hour = clock.millis() / 3_600_000;
        return perHour <= 0 || ofHour.merge(key + hour, 1, Integer::sum) <= perHour;
    }

    private static final class Bucket {

        private double tokens;
        private long since;

        Bucket(double tokens, long since) {
            this.tokens = tokens;
            this.since = since;
        }
    }
}
