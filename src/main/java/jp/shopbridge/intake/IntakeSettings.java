package jp.shopbridge.intake;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How a run is worked ({@code intake.*}); the schedules themselves stand in the routes.
 *
 * @param overlap how far a window reaches back into the one before, because futureshop's clock is not ours
 * @param claim how long a run belongs to the instance that works it without a sign of progress
 * @param patience how long a run may stand still by failures that pass before it is given up
 */
@ConfigurationProperties("intake")
public record IntakeSettings(
        @DefaultValue("10m") Duration overlap,
        @DefaultValue("5m") Duration claim,
        @DefaultValue("5m") Duration patience) {}
