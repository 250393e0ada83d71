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
 * @param brake what is too much for one run or one mapping to change by itself
 */
@ConfigurationProperties("intake")
public record IntakeSettings(
        @DefaultValue("10m") Duration overlap,
        @DefaultValue("5m") Duration claim,
        @DefaultValue("5m") Duration patience,
        @DefaultValue Brake brake) {

    /**
     * What an intake run or a new mapping may do to the staged catalogue before a person is asked ({@code intake.brake.*}).
     *
     * @param alteredShare the share of a shop's listings, 0 to 1; 1 never brakes
     * @param missingShare the share that a full scan may find gone, 0 to 1; 1 never brakes
     * @param atLeast fewer listings than this never brake
     */
    public record Brake(
            @DefaultValue("0.5") double alteredShare,
            @DefaultValue("0.2") double missingShare,
            @DefaultValue("50") int atLeast) {}
}
