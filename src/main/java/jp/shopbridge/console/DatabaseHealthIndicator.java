package jp.shopbridge.console;

import org.springframework.boot.actuate.health.Health;
import org.springframework.boot.actuate.health.HealthIndicator;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;

/** {@code database}: answers a question about our own tables within the pool's patience. */
@Component
class DatabaseHealthIndicator implements HealthIndicator {

    private final Figures figures;

    DatabaseHealthIndicator(Figures figures) {
        this.figures = figures;
    }

    @Override
    public Health health() {
        try {
            figures.ping();
            return Health.up().build();
        } catch (DataAccessException e) {
            return Health.down()
                    .withDetail(
                            "reason",
                            "The database does not answer: "
                                    + e.getMostSpecificCause().getClass().getSimpleName())
                    .withDetail(
                            "remedy",
                            "Check that the database of spring.datasource.url runs and can be reached; nothing is"
                                    + " lost meanwhile, items stay claimable.")
                    .build();
        }
    }
}
