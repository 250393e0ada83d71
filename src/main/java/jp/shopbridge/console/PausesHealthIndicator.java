package jp.shopbridge.console;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import jp.shopbridge.staging.Pause;
import jp.shopbridge.staging.Pauses;
import org.springframework.boot.actuate.health.Health;
import org.springframework.boot.actuate.health.HealthIndicator;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;

/**
 * {@code pauses}: degraded while a person has paused a stage, down while a stage has stopped itself because the operator
 * must act. The rest of the application goes on, so neither takes this instance out of service.
 */
@Component
class PausesHealthIndicator implements HealthIndicator {

    private final Pauses pauses;

    PausesHealthIndicator(Pauses pauses) {
        this.pauses = pauses;
    }

    @Override
    public Health health() {
        List<Pause> all;
        try {
            all = pauses.all();
        } catch (DataAccessException e) {
            return Health.unknown()
                    .withDetail("reason", "The database does not answer.")
                    .build();
        }
        if (all.isEmpty()) {
            return Health.up().build();
        }
        boolean byItself = all.stream().anyMatch(pause -> !pause.code().equals(Pauses.BY_A_PERSON));
        Health.Builder health = byItself ? Health.down() : Health.status(Degraded.STATUS);
        for (Pause pause : all) {
            Map<String, Object> detail = new LinkedHashMap<>();
            detail.put("code", pause.code());
            detail.put("reason", pause.reason().en());
            detail.put("by", pause.by());
            detail.put("since", pause.at().toString());
            health.withDetail(pause.shop() + "/" + pause.stage() + "/" + pause.code(), detail);
        }
        return health.build();
    }
}
