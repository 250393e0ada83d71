package jp.shopbridge.console;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import jp.shopbridge.BridgeSettings;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.actuate.health.Health;
import org.springframework.boot.actuate.health.HealthIndicator;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;

/**
 * {@code authorization}: whether every shop's TikTok authorization works. Degraded while one is missing, withdrawn or
 * ends within {@link #SOON}: everything but publishing and review goes on.
 */
@Component
class AuthorizationHealthIndicator implements HealthIndicator {

    private static final Duration SOON = Duration.ofDays(14);

    private final Figures figures;
    private final BridgeSettings settings;
    private final Clock clock;

    AuthorizationHealthIndicator(Figures figures, BridgeSettings settings, Clock clock) {
        this.figures = figures;
        this.settings = settings;
        this.clock = clock;
    }

    @Override
    public Health health() {
        Map<String, Figures.Authorization> known;
        try {
            known = figures.authorizations().stream()
                    .collect(Collectors.toMap(Figures.Authorization::shop, Function.identity()));
        } catch (DataAccessException e) {
            return Health.unknown()
                    .withDetail("reason", "The database does not answer.")
                    .build();
        }
        Health.Builder health = Health.up();
        for (BridgeSettings.Shop shop : settings.shops()) {
            Figures.Authorization authorization = known.get(shop.key());
            if (authorization == null || !authorization.status().equals("AUTHORIZED")) {
                health.status(Degraded.STATUS)
                        .withDetail(
                                shop.key(),
                                "not authorised; open the consent URL of GET /api/authorization and consent as the"
                                        + " TikTok shop's owner");
            } else if (endsSoon(authorization.refreshExpiresAt())) {
                health.status(Degraded.STATUS)
                        .withDetail(
                                shop.key(),
                                "ends at " + authorization.refreshExpiresAt() + "; consent again before that");
            } else {
                health.withDetail(shop.key(), "authorised");
            }
        }
        return health.build();
    }

    private boolean endsSoon(@Nullable Instant end) {
        return end != null && end.isBefore(clock.instant().plus(SOON));
    }
}
