package jp.shopbridge.console;

import java.util.Objects;
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
            Throwable cause = e.getMostSpecificCause();
            return Health.down()
                    .withDetail(
                            "reason",
                            "The database does not answer: "
                                    + Objects.requireNonNullElse(
                                            cause.getMessage(), cause.getClass().getSimpleName()))
                    .withDetail(
                            "remedy",
                            "Check that the database of spring.datasource.url runs, can be reached and has room on its"
                                    + " disk; nothing is lost meanwhile, items stay claimable, and no restart is needed.")
                    .build();
        }
    }
}
