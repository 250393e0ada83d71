package jp.shopbridge.security;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import jp.shopbridge.BridgeSettings;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.http.client.ClientHttpRequestFactoryBuilder;
import org.springframework.boot.http.client.ClientHttpRequestFactorySettings;
import org.springframework.core.ParameterizedTypeReference;
import org.springframework.http.HttpMethod;
import org.springframework.http.client.ClientHttpRequestFactory;
import org.springframework.security.authentication.AuthenticationServiceException;
import org.springframework.security.oauth2.client.registration.ClientRegistration;
import org.springframework.security.oauth2.client.registration.ClientRegistrationRepository;
import org.springframework.security.oauth2.client.registration.ClientRegistrations;
import org.springframework.stereotype.Component;
import org.springframework.web.client.RestTemplate;

/**
 * The OpenID Connect provider. It describes itself (OpenID Connect Discovery 1.0), and is asked for that only when somebody
 * wants to sign in there or looks at the health, so that the bridge starts while the provider is away.
 */
@Component
public final class OidcProvider implements ClientRegistrationRepository {

    /** The provider's name in our addresses. */
    static final String ID = "oidc";

    /** Where the provider sends a browser back to; known to the provider under our public address. */
    static final String RETURN = "/login/oauth2/code/" + ID;

    private static final Logger LOG = LoggerFactory.getLogger(OidcProvider.class);
    private static final Duration CONNECT = Duration.ofSeconds(2);
    private static final Duration READ = Duration.ofSeconds(5);
    private static final Duration BETWEEN_TRIES = Duration.ofSeconds(10);
    private static final Duration BETWEEN_LOOKS = Duration.ofMinutes(1);

    private final OidcSettings settings;
    private final String baseUrl;
    private final Clock clock;
    private final RestTemplate client = new RestTemplate(requests());
    private final ReentrantLock asking = new ReentrantLock();
    private volatile @Nullable ClientRegistration known;
    private volatile @Nullable Tried tried;

    OidcProvider(OidcSettings settings, BridgeSettings bridge, Clock clock) {
        this.settings = settings;
        this.baseUrl = bridge.publicBaseUrl();
        this.clock = clock;
    }

    /** Requests to the provider, none of which may hold a person's thread for long. */
    static ClientHttpRequestFactory requests() {
        return ClientHttpRequestFactoryBuilder.simple()
                .build(ClientHttpRequestFactorySettings.defaults()
                        .withConnectTimeout(CONNECT)
                        .withReadTimeout(READ));
    }

    /**
     * The provider as it described itself.
     *
     * @return null for any other id than {@link #ID}
     * @throws Away when it has never described itself and does not now
     */
    @Override
    public @Nullable ClientRegistration findByRegistrationId(String id) {
        if (!settings.isOn() || !id.equals(ID)) {
            return null;
        }
        ClientRegistration registration = known;
        if (registration == null) {
            look(BETWEEN_TRIES);
            registration = known;
        }
        if (registration == null) {
            Tried last = tried;
            throw new Away(last == null || last.failure() == null ? "It is being asked just now." : last.failure());
        }
        return registration;
    }

    /** Where the provider ends its own session, once it has described itself and if it can. */
    Optional<String> endSession() {
        ClientRegistration registration = known;
        return registration == null
                        || !(registration
                                        .getProviderDetails()
                                        .getConfigurationMetadata()
                                        .get("end_session_endpoint")
                                instanceof String address)
                ? Optional.empty()
                : Optional.of(address);
    }

    /** Whether somebody may sign in at a provider at all. */
    public boolean isOn() {
        return settings.isOn();
    }

    /** The provider's address. */
    public String issuer() {
        return settings.issuer();
    }

    /** Why the provider cannot be used at this moment, as far as was seen within the last minute; empty when it can. */
    public Optional<String> complaint() {
        look(BETWEEN_LOOKS);
        Tried last = tried;
        return last == null ? Optional.empty() : Optional.ofNullable(last.failure());
    }

    /** Asks the provider to describe itself, unless it was asked a moment ago; whoever comes meanwhile waits. */
    private void look(Duration notWithin) {
        asking.lock();
        try {
            Tried last = tried;
            if (last != null && clock.instant().isBefore(last.at().plus(notWithin))) {
                return;
            }
            try {
                known = described();
                tried = new Tried(clock.instant(), null);
            } catch (RuntimeException e) {
                tried = new Tried(clock.instant(), String.valueOf(e.getMessage()));
                LOG.warn("The sign-in provider {} cannot be used: {}", settings.issuer(), e.getMessage());
            }
        } finally {
            asking.unlock();
        }
    }

    private ClientRegistration described() {
        String address = settings.issuer().replaceFirst("/$", "") + "/.well-known/openid-configuration";
        Map<String, Object> description = client.exchange(
                        address, HttpMethod.GET, null, new ParameterizedTypeReference<Map<String, Object>>() {})
                .getBody();
        if (description == null || !settings.issuer().equals(description.get("issuer"))) {
            throw new IllegalStateException("It calls itself "
                    + (description == null ? "nothing" : description.get("issuer"))
                    + ", which is not the address of security.oidc.issuer.");
        }
        return ClientRegistrations.fromOidcConfiguration(description)
                .registrationId(ID)
                .clientId(settings.clientId())
                .clientSecret(settings.secret())
                .redirectUri(baseUrl + RETURN)
                .scope(settings.scopes())
                .build();
    }

    private record Tried(Instant at, @Nullable String failure) {}

    /** The provider does not describe itself. */
    static final class Away extends AuthenticationServiceException {

        Away(String why) {
            super(why);
        }
    }
}
