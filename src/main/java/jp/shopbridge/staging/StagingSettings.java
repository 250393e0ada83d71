package jp.shopbridge.staging;

import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * How the staging database is kept ({@code staging.*}); keeping times and hours are read by the routes.
 *
 * @param backUpDir where copies of an H2 database go; blank for none
 * @param backUps how many copies stay, at least one
 */
@ConfigurationProperties("staging")
public record StagingSettings(String backUpDir, int backUps) {

    public StagingSettings {
        if (backUps < 1) {
            throw new IllegalArgumentException("staging.back-ups is " + backUps + "; keep at least one copy.");
        }
    }
}
