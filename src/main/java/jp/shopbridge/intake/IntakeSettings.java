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
public record IntakeSettings(Duration overlap, Duration claim, Duration patience, @DefaultValue Brake brake) {

    /**
     * What an intake run or a new mapping may do to the staged catalogue before a person is asked ({@code intake.brake.*}).
     *
     * @param alteredShare the share of a shop's listings, 0 to 1; 1 never brakes
     * @param leavingShare the share that would lack something, or lose a SKU, and so would not be sold any more
     * @param steepPrice by which share of itself a price must move to count as steep, such as 0.3
     * @param repricedShare the share whose price may move steeply
     * @param missingShare the share that a full scan may find gone, 0 to 1; 1 never brakes
     * @param atLeast fewer altered or missing listings than this never brake
     * @param severeAtLeast the same for listings that leave the sale or are repriced steeply
     */
    public record Brake(
            double alteredShare,
            double leavingShare,
            double steepPrice,
            double repricedShare,
            double missingShare,
            int atLeast,
            int severeAtLeast) {}
}
