package jp.shopbridge.console;

import jp.shopbridge.security.OidcProvider;
import org.springframework.boot.actuate.health.Health;
import org.springframework.boot.actuate.health.HealthIndicator;
import org.springframework.stereotype.Component;

/** {@code oidc}: whether people can sign in at the provider. Degraded while they cannot: passwords go on working. */
@Component
class OidcHealthIndicator implements HealthIndicator {

    private final OidcProvider provider;

    OidcHealthIndicator(OidcProvider provider) {
        this.provider = provider;
    }

    @Override
    public Health health() {
        if (!provider.isOn()) {
            return Health.up().withDetail("provider", "none is configured").build();
        }
        Health.Builder health = provider.complaint()
                .map(why -> Health.status(Degraded.STATUS).withDetail("reason", why))
                .orElseGet(Health::up);
        return health.withDetail("provider", provider.issuer()).build();
    }
}
