package jp.shopbridge.security;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Clock;
import jp.shopbridge.BridgeSettings;
import org.springframework.boot.web.embedded.tomcat.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.Cookie.SameSite;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.boot.web.servlet.server.Session;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.security.web.csrf.CookieCsrfTokenRepository;

/** A browser's session: its cookies, and its end. */
@Configuration(proxyBeanMethods = false)
class BrowserSessions {

    /** The cookie that holds the session. */
    static final String SESSION = "JSESSIONID";

    /** The cookie whose value the page sends back as a header, which another site's page cannot read. */
    static final String TOKEN = "XSRF-TOKEN";

    /** Runs after Spring Boot has applied the settings of {@code server.servlet.session}. */
    @Bean
    WebServerFactoryCustomizer<TomcatServletWebServerFactory> sessionCookie(BridgeSettings settings) {
        return new SessionCookie(settings);
    }

    private record SessionCookie(BridgeSettings settings)
            implements WebServerFactoryCustomizer<TomcatServletWebServerFactory>, Ordered {

        @Override
        public void customize(TomcatServletWebServerFactory server) {
            Session.Cookie cookie = server.getSession().getCookie();
            cookie.setName(settings.cookie(SESSION));
            cookie.setHttpOnly(true);
            cookie.setSameSite(SameSite.LAX);
            if (settings.https()) {
                cookie.setPath("/");
                cookie.setSecure(true);
            }
        }

        @Override
        public int getOrder() {
            return Ordered.LOWEST_PRECEDENCE;
        }
    }

    /** The page's token in a cookie that its script may read. */
    static CookieCsrfTokenRepository tokens(BridgeSettings settings) {
        CookieCsrfTokenRepository tokens = CookieCsrfTokenRepository.withHttpOnlyFalse();
        tokens.setCookieName(settings.cookie(TOKEN));
        tokens.setCookieCustomizer(cookie -> {
            cookie.sameSite("Lax");
            if (settings.https()) {
                cookie.path("/").secure(true);
            }
        });
        return tokens;
    }

    @Bean
    CredentialDigests digests(SecuritySettings settings, Users users, BridgeSettings bridge) {
        return new CredentialDigests(settings, users, secret(bridge, "standings"));
    }

    @Bean
    SessionEnd sessionEnd(SessionLimits limits, CredentialDigests digests, SecurityLog log, Clock clock) {
        return new SessionEnd(limits, digests, log, clock);
    }

    /** It stands in the chain of sign-in, in front; the container shall not run it a second time. */
    @Bean
    FilterRegistrationBean<SessionEnd> sessionEndInTheChainOnly(SessionEnd end) {
        FilterRegistrationBean<SessionEnd> registration = new FilterRegistrationBean<>(end);
        registration.setEnabled(false);
        return registration;
    }

    /**
     * A key for this purpose alone, the same after every restart while the encryption key is; made up where there is none.
     */
    static byte[] secret(BridgeSettings settings, String purpose) {
        String key = settings.encryptionKey();
        if (key == null) {
            byte[] random = new byte[32];
            new SecureRandom().nextBytes(random);
            return random;
        }
        try {
            return MessageDigest.getInstance("SHA-256").digest((purpose + "\n" + key).getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("This Java does not offer SHA-256.", e);
        }
    }
}
