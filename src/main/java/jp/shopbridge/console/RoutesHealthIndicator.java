package jp.shopbridge.console;

import java.util.List;
import org.apache.camel.CamelContext;
import org.apache.camel.Route;
import org.apache.camel.ServiceStatus;
import org.springframework.boot.actuate.health.Health;
import org.springframework.boot.actuate.health.HealthIndicator;
import org.springframework.stereotype.Component;

/** {@code routes}: down until every route runs; degraded when somebody has stopped or suspended one since. */
@Component
class RoutesHealthIndicator implements HealthIndicator {

    private final CamelContext camel;

    RoutesHealthIndicator(CamelContext camel) {
        this.camel = camel;
    }

    @Override
    public Health health() {
        if (!camel.isStarted()) {
            return Health.down()
                    .withDetail("reason", "The routes are not started; the state is " + camel.getStatus() + ".")
                    .build();
        }
        List<String> standing = camel.getRoutes().stream()
                .map(Route::getRouteId)
                .filter(id -> camel.getRouteController().getRouteStatus(id) != ServiceStatus.Started)
                .sorted()
                .toList();
        if (standing.isEmpty()) {
            return Health.up().withDetail("running", camel.getRoutes().size()).build();
        }
        return Health.status(Degraded.STATUS)
                .withDetail("standing", standing)
                .withDetail("remedy", "Start them in Hawtio, or restart the application.")
                .build();
    }
}
