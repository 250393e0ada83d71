package jp.shopbridge.console;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.util.unit.DataSize;

/**
 * From when on health is DEGRADED and from when on DOWN ({@code health.*}). Every second limit is at least as far as the first.
 *
 * @param fresh for how long figures from the database serve every call
 * @param intakeLag how long ago a shop's changes were last known completely
 * @param waiting how long the oldest listing that could be sent has waited, or none got through while some wait
 * @param attention share of a shop's selected listings that a person has to attend to (要対応)
 * @param deadLetters parked items of a shop
 * @param authorizationAhead how long before a consent ends it is told
 * @param refreshFailing for how long TikTok's tokens could not be renewed
 * @param images share of image fetches that got none
 * @param imagesWithin the fetches that are looked at
 * @param backUpAge age of the newest copy of an H2 database, where copies are wanted
 * @param disk room on the disk of an embedded database; less is worse
 */
@ConfigurationProperties("health")
record HealthSettings(
        Duration fresh,
        Ages intakeLag,
        Ages waiting,
        Shares attention,
        Counts deadLetters,
        Duration authorizationAhead,
        Ages refreshFailing,
        Shares images,
        Duration imagesWithin,
        Ages backUpAge,
        Room disk) {

    /** Limits of an age. */
    record Ages(Duration degraded, Duration down) {
        Ages {
            ordered(degraded.compareTo(down) <= 0, degraded, down);
        }
    }

    /** Limits of a share, 0 to 1, that counts only among so many. */
    record Shares(double degraded, double down, int atLeast) {
        Shares {
            ordered(degraded > 0 && degraded <= down && down <= 1, degraded, down);
        }
    }

    /** Limits of a number. */
    record Counts(long degraded, long down) {
        Counts {
            ordered(degraded > 0 && degraded <= down, degraded, down);
        }
    }

    /** Limits of what has to be left. */
    record Room(DataSize degraded, DataSize down) {
        Room {
            ordered(degraded.compareTo(down) >= 0, degraded, down);
        }
    }

    private static void ordered(boolean right, Object degraded, Object down) {
        if (!right) {
            throw new IllegalArgumentException("A limit of health.* is not usable: degraded is " + degraded
                    + " and down is " + down + "; degraded has to come first.");
        }
    }
}
