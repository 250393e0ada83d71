package jp.shopbridge.console;

import java.util.List;
import jp.shopbridge.route.RouteFinding;
import jp.shopbridge.route.RouteWatch;
import org.springframework.boot.actuate.health.Health;
import org.springframework.boot.actuate.health.HealthIndicator;
import org.springframework.stereotype.Component;

/** {@code routeFiles}: degraded while edited route files are not the ones that run, with file, line and reason. */
@Component
class RouteFilesHealthIndicator implements HealthIndicator {

    private static final int MOST = 20;

    private final RouteWatch routes;

    RouteFilesHealthIndicator(RouteWatch routes) {
        this.routes = routes;
    }

    @Override
    public Health health() {
        List<RouteFinding> complaints = routes.complaints();
        return complaints.isEmpty()
                ? Health.up().build()
                : Health.status(Degraded.STATUS)
                        .withDetail(
                                "notInForce",
                                complaints.stream()
                                        .limit(MOST)
                                        .map(RouteFinding::text)
                                        .toList())
                        .build();
    }
}
