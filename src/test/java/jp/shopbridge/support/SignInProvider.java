package jp.shopbridge.support;

import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.source.ImmutableJWKSet;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.proc.SecurityContext;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.security.interfaces.RSAPublicKey;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.boot.web.embedded.tomcat.TomcatServletWebServerFactory;
import org.springframework.boot.web.servlet.DelegatingFilterProxyRegistrationBean;
import org.springframework.boot.web.servlet.context.AnnotationConfigServletWebServerApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configuration.EnableWebSecurity;
import org.springframework.security.core.userdetails.User;
import org.springframework.security.core.userdetails.UserDetailsService;
import org.springframework.security.oauth2.core.AuthorizationGrantType;
import org.springframework.security.oauth2.core.ClientAuthenticationMethod;
import org.springframework.security.oauth2.core.oidc.OidcScopes;
import org.springframework.security.oauth2.core.oidc.endpoint.OidcParameterNames;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.server.authorization.client.InMemoryRegisteredClientRepository;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClient;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClientRepository;
import org.springframework.security.oauth2.server.authorization.config.annotation.web.configuration.OAuth2AuthorizationServerConfiguration;
import org.springframework.security.oauth2.server.authorization.config.annotation.web.configurers.OAuth2AuthorizationServerConfigurer;
import org.springframework.security.oauth2.server.authorization.settings.AuthorizationServerSettings;
import org.springframework.security.oauth2.server.authorization.settings.ClientSettings;
import org.springframework.security.oauth2.server.authorization.token.JwtEncodingContext;
import org.springframework.security.oauth2.server.authorization.token.OAuth2TokenCustomizer;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.web.servlet.DispatcherServlet;
import org.springframework.web.servlet.config.annotation.EnableWebMvc;

/**
 * A real OpenID Connect provider on this machine: Spring Authorization Server with its own sign-in page. It refuses a
 * client that brings no proof key. Its address says {@code localhost}, so that for a browser it is another site than the
 * bridge at {@code 127.0.0.1}.
 */
public final class SignInProvider implements AutoCloseable {

    /** What the provider knows the bridge as. */
    public static final String CLIENT = "bridge";

    /** The secret that goes with it. */
    public static final String SECRET = "a-client-secret-for-tests";

    /** Everybody's password at the provider. */
    public static final String PASSWORD = "a-password-at-the-provider";

    private final AnnotationConfigServletWebServerApplicationContext context =
            new AnnotationConfigServletWebServerApplicationContext();
    private final Map<String, Map<String, Object>> people = new ConcurrentHashMap<>();

    private SignInProvider() {}

    /**
     * Starts a provider.
     *
     * @param port where it listens
     * @param bridge the address of the bridge, which browsers are sent back to
     */
    public static SignInProvider at(int port, String bridge) {
        SignInProvider provider = new SignInProvider();
        provider.context.registerBean(TomcatServletWebServerFactory.class, () -> listening(port));
        provider.context.registerBean(
                AuthorizationServerSettings.class,
                () -> AuthorizationServerSettings.builder().issuer(issuer(port)).build());
        provider.context.registerBean(RegisteredClientRepository.class, () -> clients(bridge));
        provider.context.registerBean(
                UserDetailsService.class,
                () -> name -> User.withUsername(name)
                        .password("{noop}" + PASSWORD)
                        .roles("PERSON")
                        .build());
        provider.context.registerBean("claims", Claims.class, () -> new Claims(provider.people));
        provider.context.register(Server.class);
        provider.context.refresh();
        return provider;
    }

    /** What a provider at this port calls itself. */
    public static String issuer(int port) {
        return "http://localhost:" + port;
    }

    /** Lets the provider say this of a person besides the name; anybody may sign in there with {@link #PASSWORD}. */
    public SignInProvider says(String name, Map<String, Object> claims) {
        people.put(name, claims);
        return this;
    }

    @Override
    public void close() {
        context.close();
    }

    private static TomcatServletWebServerFactory listening(int port) {
        TomcatServletWebServerFactory factory = new TomcatServletWebServerFactory(port);
        try {
            factory.setAddress(InetAddress.getByName("localhost"));
        } catch (UnknownHostException e) {
            throw new IllegalStateException(e);
        }
        return factory;
    }

    private static RegisteredClientRepository clients(String bridge) {
        return new InMemoryRegisteredClientRepository(
                RegisteredClient.withId(UUID.randomUUID().toString())
                        .clientId(CLIENT)
                        .clientSecret("{noop}" + SECRET)
                        .clientAuthenticationMethod(ClientAuthenticationMethod.CLIENT_SECRET_BASIC)
                        .authorizationGrantType(AuthorizationGrantType.AUTHORIZATION_CODE)
                        .redirectUri(bridge + "/login/oauth2/code/oidc")
                        .postLogoutRedirectUri(bridge + "/login.html?left")
                        .scope(OidcScopes.OPENID)
                        .scope(OidcScopes.PROFILE)
                        .clientSettings(ClientSettings.builder()
                                .requireProofKey(true)
                                .requireAuthorizationConsent(false)
                                .build())
                        .build());
    }

    /** Adds what the provider says of a person to the ID token. */
    record Claims(Map<String, Map<String, Object>> people) implements OAuth2TokenCustomizer<JwtEncodingContext> {

        @Override
        public void customize(JwtEncodingContext context) {
            if (OidcParameterNames.ID_TOKEN.equals(context.getTokenType().getValue())) {
                String name = context.getPrincipal().getName();
                context.getClaims().claim("preferred_username", name);
                people.getOrDefault(name, Map.of())
                        .forEach((claim, value) -> context.getClaims().claim(claim, value));
            }
        }
    }

    /** The provider's addresses; no configuration class by name, so that the application under test does not find it. */
    @EnableWebMvc
    @EnableWebSecurity
    static class Server {

        @Bean
        SecurityFilterChain addresses(HttpSecurity http) throws Exception {
            OAuth2AuthorizationServerConfigurer server = new OAuth2AuthorizationServerConfigurer();
            return http.with(server, its -> its.oidc(Customizer.withDefaults()))
                    .authorizeHttpRequests(to -> to.anyRequest().authenticated())
                    .csrf(csrf -> csrf.ignoringRequestMatchers(server.getEndpointsMatcher()))
                    .formLogin(Customizer.withDefaults())
                    .build();
        }

        @Bean
        DispatcherServlet dispatcherServlet() {
            return new DispatcherServlet();
        }

        @Bean
        DelegatingFilterProxyRegistrationBean filters() {
            return new DelegatingFilterProxyRegistrationBean("springSecurityFilterChain");
        }

        @Bean
        JwtDecoder accessTokens(JWKSource<SecurityContext> keys) {
            return OAuth2AuthorizationServerConfiguration.jwtDecoder(keys);
        }

        @Bean
        JWKSource<SecurityContext> keys() throws NoSuchAlgorithmException {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(2048);
            KeyPair pair = generator.generateKeyPair();
            return new ImmutableJWKSet<>(new JWKSet(new RSAKey.Builder((RSAPublicKey) pair.getPublic())
                    .privateKey(pair.getPrivate())
                    .keyID("test")
                    .build()));
        }
    }
}
