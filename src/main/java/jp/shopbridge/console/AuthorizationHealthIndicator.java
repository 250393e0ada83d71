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
import org.springframework.boot.actuate.health.Status;
import org.springframework.stereotype.Component;

/**
 * {@code authorization}: whether every shop's TikTok authorization works. Degraded while one is missing, withdrawn or ends
 * soon, and when its tokens could not be renewed for a while; down when they could not for long or have run out, for then
 * everything of the shop waits.
 */
@Component
class AuthorizationHealthIndicator implements HealthIndicator {

    private final Readings readings;
    private final HealthSettings limits;
    private final BridgeSettings settings;
    private final Clock clock;

    AuthorizationHealthIndicator(Readings readings, HealthSettings limits, BridgeSettings settings, Clock clock) {
        this.readings = readings;
        this.limits = limits;
        this.settings = settings;
        this.clock = clock;
    }

    @Override
    public Health health() {
        Readings.Reading reading = readings.latest();
        if (reading == null) {
            return Health.unknown()
                    .withDetail("reason", "The database does not answer.")
                    .build();
        }
        Map<String, Figures.Authorization> known = reading.authorizations().stream()
                .collect(Collectors.toMap(Figures.Authorization::shop, Function.identity()));
        ShopHealth health = new ShopHealth();
        settings.shops().forEach(shop -> tell(shop.key(), known.get(shop.key()), health));
        return health.build();
    }

    private void tell(String shop, Figures.@Nullable Authorization authorization, ShopHealth health) {
        Instant now = clock.instant();
        String consent = "Open the consent URL of GET /api/authorization and consent as the TikTok shop's owner.";
        if (authorization == null || !authorization.status().equals("AUTHORIZED")) {
            health.add(shop, Degraded.STATUS, "not authorised; consent is missing", consent);
            return;
        }
        Instant failing = authorization.refreshFailingSince();
        Instant accessEnd = authorization.accessExpiresAt();
        Instant end = authorization.refreshExpiresAt();
        boolean ranOut = accessEnd != null && !accessEnd.isAfter(now);
        Duration failingFor = failing == null ? Duration.ZERO : Duration.between(failing, now);
        if (failing != null
                && (ranOut || failingFor.compareTo(limits.refreshFailing().degraded()) >= 0)) {
            health.add(
                    shop,
                    ranOut || failingFor.compareTo(limits.refreshFailing().down()) >= 0 ? Status.DOWN : Degraded.STATUS,
                    "the tokens cannot be renewed since " + failing
                            + (ranOut ? " and have run out: everything for this shop waits" : ""),
                    "Look in the log for TikTok's answer; it is tried again every publishing.token-check.");
        } else if (end != null && end.isBefore(now.plus(limits.authorizationAhead()))) {
            health.add(shop, Degraded.STATUS, "the consent ends at " + end, consent);
        } else {
            health.add(shop, Status.UP, "authorised", "");
        }
    }
}
