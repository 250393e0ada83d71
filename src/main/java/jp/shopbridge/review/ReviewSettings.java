package jp.shopbridge.review;

import java.time.Duration;
import java.time.Instant;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * How review works ({@code review.*}).
 *
 * @param period the shortest time between two looks at a product under review
 * @param longest the longest such time
 * @param recheck how often a product that is through is looked at again
 * @param claim how long a product stays reserved for the instance that looks at it
 * @param batch products looked at in one round
 * @param searchFrom from how many products due under review a search asks for all of them at once
 */
@ConfigurationProperties("review")
public record ReviewSettings(
        Duration period, Duration longest, Duration recheck, Duration claim, int batch, int searchFrom) {

    /** How long to wait for the next look at a product under review: the longer it takes, the rarer the looks. */
    Duration waitAfter(Instant since, Instant now) {
        Duration wait = Duration.between(since, now).dividedBy(4);
        return wait.compareTo(period) < 0 ? period : wait.compareTo(longest) > 0 ? longest : wait;
    }
}
