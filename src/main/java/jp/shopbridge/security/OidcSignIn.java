package jp.shopbridge.security;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import jp.shopbridge.BridgeSettings;
import jp.shopbridge.token.ApiTokens;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.http.converter.FormHttpMessageConverter;
import org.springframework.security.config.ObjectPostProcessor;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.oauth2.client.OAuth2AuthorizedClient;
import org.springframework.security.oauth2.client.endpoint.RestClientAuthorizationCodeTokenResponseClient;
import org.springframework.security.oauth2.client.http.OAuth2ErrorResponseErrorHandler;
import org.springframework.security.oauth2.client.oidc.authentication.OidcIdTokenValidator;
import org.springframework.security.oauth2.client.oidc.web.logout.OidcClientInitiatedLogoutSuccessHandler;
import org.springframework.security.oauth2.client.registration.ClientRegistration;
import org.springframework.security.oauth2.client.web.DefaultOAuth2AuthorizationRequestResolver;
import org.springframework.security.oauth2.client.web.OAuth2AuthorizationRequestCustomizers;
import org.springframework.security.oauth2.client.web.OAuth2AuthorizationRequestRedirectFilter;
import org.springframework.security.oauth2.client.web.OAuth2AuthorizedClientRepository;
import org.springframework.security.oauth2.core.DelegatingOAuth2TokenValidator;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.core.http.converter.OAuth2AccessTokenResponseHttpMessageConverter;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.JwtDecoderFactory;
import org.springframework.security.oauth2.jwt.JwtTimestampValidator;
import org.springframework.security.oauth2.jwt.NimbusJwtDecoder;
import org.springframework.stereotype.Component;
import org.springframework.web.client.RestClient;
import org.springframework.web.client.RestTemplate;

/**
 * The way to the OpenID Connect provider and back: authorization code with PKCE (RFC 7636), a session of our own
 * afterwards, and no token of the provider kept.
 */
@Component
final class OidcSignIn {

    /** Where the sign-in page's button leads. */
    static final String BEGIN =
            OAuth2AuthorizationRequestRedirectFilter.DEFAULT_AUTHORIZATION_REQUEST_BASE_URI + "/" + OidcProvider.ID;

    private static final Set<String> TOLD = Set.of(OidcPeople.NO_NAME, OidcPeople.NO_ROLE, OidcPeople.NO_SHOP);

    private final OidcProvider provider;
    private final SecurityLog log;
    private final OidcPeople people;
    private final String leave;

    OidcSignIn(
            OidcProvider provider,
            OidcSettings settings,
            BridgeSettings bridge,
            Users users,
            ApiTokens tokens,
            SecurityLog log) {
        this.provider = provider;
        this.log = log;
        this.people = new OidcPeople(settings, bridge, users, tokens);
        this.leave = bridge.publicBaseUrl() + SignInRequired.SIGNED_OUT;
    }

    /** Opens the way where a provider is configured. */
    void open(HttpSecurity http) throws Exception {
        if (!provider.isOn()) {
            return;
        }
        DefaultOAuth2AuthorizationRequestResolver requests = new DefaultOAuth2AuthorizationRequestResolver(
                provider, OAuth2AuthorizationRequestRedirectFilter.DEFAULT_AUTHORIZATION_REQUEST_BASE_URI);
        requests.setAuthorizationRequestCustomizer(OAuth2AuthorizationRequestCustomizers.withPkce());
        OidcClientInitiatedLogoutSuccessHandler leaveToo = new OidcClientInitiatedLogoutSuccessHandler(provider);
        leaveToo.setPostLogoutRedirectUri(leave);
        leaveToo.setDefaultTargetUrl(SignInRequired.SIGNED_OUT);
        http.oauth2Login(login -> login.loginPage(SignInRequired.SIGN_IN_PAGE)
                        .clientRegistrationRepository(provider)
                        .authorizedClientRepository(new NothingKept())
                        .authorizationEndpoint(to -> to.authorizationRequestResolver(requests))
                        .tokenEndpoint(for_ -> for_.accessTokenResponseClient(tokens()))
                        .userInfoEndpoint(of -> of.oidcUserService(people))
                        .failureHandler(this::refused)
                        .withObjectPostProcessor(alsoOnTheWayThere()))
                .logout(out -> out.logoutSuccessHandler(leaveToo));
    }

    /** Where a form of ours may lead besides here: signing out ends the provider's session as well. */
    Optional<String> formAction() {
        return provider.endSession().map(URI::create).map(end -> end.getScheme() + "://" + end.getAuthority());
    }

    /** Checks who signed an ID token, for whom and when (OpenID Connect Core 1.0, section 3.1.3.7). */
    @Bean
    static JwtDecoderFactory<ClientRegistration> idTokens() {
        Map<String, JwtDecoder> bySource = new ConcurrentHashMap<>();
        return registration ->
                bySource.computeIfAbsent(registration.getProviderDetails().getJwkSetUri(), source -> {
                    NimbusJwtDecoder decoder = NimbusJwtDecoder.withJwkSetUri(source)
                            .restOperations(new RestTemplate(OidcProvider.requests()))
                            .build();
                    decoder.setJwtValidator(new DelegatingOAuth2TokenValidator<>(
                            List.of(new JwtTimestampValidator(), new OidcIdTokenValidator(registration))));
                    return decoder;
                });
    }

    private static RestClientAuthorizationCodeTokenResponseClient tokens() {
        RestClientAuthorizationCodeTokenResponseClient client = new RestClientAuthorizationCodeTokenResponseClient();
        client.setRestClient(RestClient.builder()
                .requestFactory(OidcProvider.requests())
                .messageConverters(converters -> {
                    converters.clear();
                    converters.add(new FormHttpMessageConverter());
                    converters.add(new OAuth2AccessTokenResponseHttpMessageConverter());
                })
                .defaultStatusHandler(new OAuth2ErrorResponseErrorHandler())
                .build());
        return client;
    }

    /** Without this, a provider that is away would be a bare 500 for whoever presses the button. */
    private ObjectPostProcessor<OAuth2AuthorizationRequestRedirectFilter> alsoOnTheWayThere() {
        return new ObjectPostProcessor<>() {
            @Override
            public <O extends OAuth2AuthorizationRequestRedirectFilter> O postProcess(O filter) {
                filter.setAuthenticationFailureHandler(OidcSignIn.this::refused);
                return filter;
            }
        };
    }

    private void refused(HttpServletRequest request, HttpServletResponse response, AuthenticationException refused)
            throws IOException {
        String why = why(refused);
        log.notVouchedFor(request.getRemoteAddr(), why, String.valueOf(refused.getMessage()));
        response.sendRedirect(request.getContextPath() + SignInRequired.SIGN_IN_PAGE + "?provider=" + why);
    }

    private static String why(AuthenticationException refused) {
        for (Throwable at = refused; at != null; at = at.getCause()) {
            if (at instanceof OidcProvider.Away) {
                return "away";
            }
        }
        return refused instanceof OAuth2AuthenticationException told
                        && TOLD.contains(told.getError().getErrorCode())
                ? told.getError().getErrorCode()
                : "failed";
    }

    /** The provider's tokens say who somebody is and are of no use afterwards. */
    private static final class NothingKept implements OAuth2AuthorizedClientRepository {

        @Override
        @SuppressWarnings("TypeParameterUnusedInFormals") // Spring's own signature.
        public <T extends OAuth2AuthorizedClient> @Nullable T loadAuthorizedClient(
                String id, Authentication person, HttpServletRequest request) {
            return null;
        }

        @Override
        public void saveAuthorizedClient(
                OAuth2AuthorizedClient client,
                Authentication person,
                HttpServletRequest request,
                HttpServletResponse response) {}

        @Override
        public void removeAuthorizedClient(
                String id, Authentication person, HttpServletRequest request, HttpServletResponse response) {}
    }
}
