package jp.shopbridge.console;

import jp.shopbridge.mapping.MappingGate;
import org.springframework.boot.actuate.health.Health;
import org.springframework.boot.actuate.health.HealthIndicator;
import org.springframework.stereotype.Component;

/** {@code mappings}: which version is in force, and why changed files are not the ones that decide. */
@Component
class MappingsHealthIndicator implements HealthIndicator {

    private final MappingGate gate;

    MappingsHealthIndicator(MappingGate gate) {
        this.gate = gate;
    }

    @Override
    public Health health() {
        return gate.complaint()
                .map(sentence -> Health.status(Degraded.STATUS)
                        .withDetail("ja", sentence.ja())
                        .withDetail("en", sentence.en()))
                .orElseGet(Health::up)
                .withDetail("version", gate.status().version())
                .build();
    }
}
