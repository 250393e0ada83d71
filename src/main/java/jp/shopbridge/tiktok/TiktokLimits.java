package jp.shopbridge.tiktok;

import java.time.Duration;
import java.time.ZoneId;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * What a shop's calls are held to ({@code publishing.*}), over all instances together.
 *
 * @param requestsPerSecond of calls that change something, to begin with
 * @param readsPerSecond of calls that change nothing, to begin with
 * @param answerTimeout how long an answer is waited for before it counts as lost
 * @param listingDay the time zone whose midnight ends TikTok's daily listing limit
 */
@ConfigurationProperties("publishing")
public record TiktokLimits(
        double requestsPerSecond, double readsPerSecond, Duration answerTimeout, ZoneId listingDay) {}
