package jp.shopbridge.review;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * How review works ({@code review.*}).
 *
 * @param period the shortest time between two looks at a product under review
 * @param longest the longest such time
 * @param recheck how often a product that is through is looked at again
 * @param claim how long a product stays reserved for the instance that looks at it
 * @param batch products looked at in one round
 */
@ConfigurationProperties("review")
public record ReviewSettings(Duration period, Duration longest, Duration recheck, Duration claim, int batch) {}
