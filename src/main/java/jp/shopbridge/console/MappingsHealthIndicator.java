package jp.shopbridge.console;

import jp.shopbridge.mapping.Mappings;
import org.springframework.boot.actuate.health.Health;
import org.springframework.boot.actuate.health.HealthIndicator;
import org.springframework.stereotype.Component;

/** {@code mappings}: which version is in force. Refused files never get this far: the start or the change is refused. */
@Component
class MappingsHealthIndicator implements HealthIndicator {

    private final Mappings mappings;

    MappingsHealthIndicator(Mappings mappings) {
        this.mappings = mappings;
    }

    @Override
    public Health health() {
        return Health.up().withDetail("version", mappings.inForce().version()).build();
    }
}
