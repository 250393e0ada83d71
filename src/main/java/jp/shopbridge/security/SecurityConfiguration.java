package jp.shopbridge.security;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.net.URI;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import jp.shopbridge.BridgeSettings;
import jp.shopbridge.api.Operations;
import jp.shopbridge.api.ProblemDocuments;
import jp.shopbridge.token.ApiTokens;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.ObjectPostProcessor;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configuration.EnableWebSecurity;
import org.springframework.security.config.annotation.web.configurers.HeadersConfigurer;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.context.SecurityContextHolderFilter;
import org.springframework.security.web.csrf.CsrfFilter;
import org.springframework.security.web.csrf.CsrfTokenRequestAttributeHandler;
import org.springframework.security.web.firewall.RequestRejectedHandler;
import org.springframework.security.web.header.HeaderWriter;
import org.springframework.security.web.header.HeaderWriterFilter;
import org.springframework.security.web.header.writers.CacheControlHeadersWriter;
import org.springframework.security.web.header.writers.DelegatingRequestMatcherHeaderWriter;
import org.springframework.security.web.savedrequest.HttpSessionRequestCache;
import org.springframework.security.web.servlet.util.matcher.PathPatternRequestMatcher;
import org.springframework.security.web.util.matcher.NegatedRequestMatcher;

/**
 * The one table of addresses and roles, and the protections that stand in front of all of them. The roles of the API's
 * operations stand beside each in {@code routes/api/}.
 */
@Configuration(proxyBeanMethods = false)
@EnableWebSecurity
class SecurityConfiguration {

    private static final String KEPT = "/page-*/**";
    private static final Set<String> METHODS = Set.of("GET", "HEAD", "OPTIONS", "POST", "PUT", "PATCH", "DELETE");
    private static final Set<String> SAFE_METHODS = Set.of("GET", "HEAD", "TRACE", "OPTIONS");

    @Bean
    SecurityFilterChain addresses(
            HttpSecurity http,
            ProblemDocuments problems,
            BridgeSettings settings,
            KnownDevices devices,
            OidcSignIn oidc,
            SecurityLog log,
            ApiTokens tokens,
            Operations operations,
            SessionEnd sessionEnd)
            throws Exception {
        SignInRequired signIn = new SignInRequired(problems);
        HttpSessionRequestCache pagesOnly = new HttpSessionRequestCache();
        pagesOnly.setRequestMatcher(SignInRequired::isPage);
        PasswordSignIn.open(http, devices, pagesOnly, problems);
        String ours = ourPolicy(imageOrigins(settings));
        oidc.open(http);
        return http.authorizeHttpRequests(to -> to.requestMatchers(
                                "/login.html", "/login.css", "/login.js", SignInWays.ADDRESS, "/favicon.ico", "/error")
                        .permitAll()
                        .requestMatchers("/actuator/health", "/actuator/health/liveness", "/actuator/health/readiness")
                        .permitAll()
                        .requestMatchers("/webhooks/**")
                        .permitAll()
                        .requestMatchers(HttpMethod.GET, "/actuator/prometheus", "/actuator/health/**")
                        .hasAnyRole(Role.CONSOLE.name(), Role.MONITOR.name())
                        .requestMatchers("/actuator/**")
                        .hasRole(Role.CONSOLE.name())
                        .requestMatchers("/api/**")
                        .access(new OperationAccess(operations))
                        .anyRequest()
                        .authenticated())
                .logout(out -> out.logoutUrl("/logout").logoutSuccessUrl(SignInRequired.SIGNED_OUT))
                .exceptionHandling(
                        refusals -> refusals.authenticationEntryPoint(signIn).accessDeniedHandler(signIn))
                .requestCache(cache -> cache.requestCache(pagesOnly))
                .sessionManagement(session -> session.sessionFixation(fixation -> fixation.changeSessionId()))
                .csrf(csrf -> csrf.csrfTokenRepository(BrowserSessions.tokens(settings))
                        .csrfTokenRequestHandler(new CsrfTokenRequestAttributeHandler())
                        .requireCsrfProtectionMatcher(SecurityConfiguration::ridesOnACookie))
                .addFilterAfter(new CsrfCookieFilter(settings.https()), CsrfFilter.class)
                .addFilterBefore(sessionEnd, SecurityContextHolderFilter.class)
                .addFilterAfter(new SecurityLogFilter(log), SecurityContextHolderFilter.class)
                // Before anything else looks at who is asking: a token is decided about here alone.
                .addFilterBefore(new TokenFilter(tokens, operations, problems, log), CsrfFilter.class)
                .headers(headers -> headers.cacheControl(HeadersConfigurer.CacheControlConfig::disable)
                        .addHeaderWriter(keepNothingBut(KEPT))
                        .addHeaderWriter(contentSecurityPolicy(ours, oidc))
                        .referrerPolicy(Customizer.withDefaults())
                        .frameOptions(HeadersConfigurer.FrameOptionsConfig::deny)
                        .withObjectPostProcessor(headersBeforeTheAnswer()))
                .build();
    }

    /** What the firewall finds suspicious about an address or a method, in our one form. */
    @Bean
    RequestRejectedHandler suspiciousRequests(ProblemDocuments problems) {
        return (request, response, rejected) -> problems.write(
                request,
                response,
                METHODS.contains(request.getMethod())
                        ? HttpServletResponse.SC_BAD_REQUEST
                        : HttpServletResponse.SC_METHOD_NOT_ALLOWED);
    }

    @Bean
    Users users(SecuritySettings settings, PasswordEncoder encoder) {
        return new Users(settings, encoder);
    }

    /**
     * Whether a browser may have sent this on another site's behalf. TikTok's signed webhooks carry no cookie that
     * counts, and a program that sends HTTP basic by itself cannot be made to by another site; a browser that is made
     * to says so in {@code Sec-Fetch-Site}.
     */
    private static boolean ridesOnACookie(HttpServletRequest request) {
        if (SAFE_METHODS.contains(request.getMethod())
                || request.getRequestURI().startsWith(request.getContextPath() + "/webhooks/")) {
            return false;
        }
        if (TokenFilter.isMeant(request)) {
            return false;
        }
        String credentials = request.getHeader(HttpHeaders.AUTHORIZATION);
        boolean basic =
                credentials != null && credentials.toLowerCase(Locale.ROOT).startsWith("basic ");
        String site = request.getHeader("Sec-Fetch-Site");
        return !basic || "cross-site".equals(site) || "same-site".equals(site);
    }

    /**
     * Routes answer on a thread of their own; headers written when the request's thread comes back could meet the ones
     * that the route is writing at that moment.
     */
    private static ObjectPostProcessor<HeaderWriterFilter> headersBeforeTheAnswer() {
        return new ObjectPostProcessor<>() {
            @Override
            public <O extends HeaderWriterFilter> O postProcess(O filter) {
                filter.setShouldWriteHeadersEagerly(true);
                return filter;
            }
        };
    }

    /** Whose address names its content says itself how long it is kept; a {@code Pragma} beside that would undo it. */
    private static HeaderWriter keepNothingBut(String kept) {
        return new DelegatingRequestMatcherHeaderWriter(
                new NegatedRequestMatcher(
                        PathPatternRequestMatcher.withDefaults().matcher(kept)),
                new CacheControlHeadersWriter());
    }

    private static HeaderWriter contentSecurityPolicy(String ours, OidcSignIn oidc) {
        return (request, response) -> {
            boolean hawtio = request.getRequestURI().startsWith(request.getContextPath() + "/actuator/hawtio");
            response.setHeader(
                    "Content-Security-Policy",
                    hawtio
                            ? HAWTIO_POLICY
                            : oidc.formAction()
                                    .map(also -> ours.replace(FORM_ACTION, FORM_ACTION + " " + also))
                                    .orElse(ours));
        };
    }

    // Hawtio's bundle writes style elements at run time and starts its editor's workers from blobs.
    private static final String HAWTIO_POLICY =
            "default-src 'self'; script-src 'self'; style-src 'self' 'unsafe-inline';"
                    + " img-src 'self' data:; font-src 'self' data:; worker-src 'self' blob:; connect-src 'self';"
                    + " object-src 'none'; base-uri 'self'; form-action 'self'; frame-ancestors 'none'";

    private static final String FORM_ACTION = "form-action 'self'";

    private static String ourPolicy(Set<String> imageOrigins) {
        return "default-src 'self'; img-src 'self' data: https: " + String.join(" ", imageOrigins)
                + "; object-src 'none'; base-uri 'none'; " + FORM_ACTION + "; frame-ancestors 'none'";
    }

    /** Product pictures are shown from the shop itself, which in the sandbox is not reached by https. */
    private static Set<String> imageOrigins(BridgeSettings settings) {
        Set<String> origins = new TreeSet<>();
        for (BridgeSettings.Shop shop : settings.shops()) {
            String address = shop.futureshop().baseUrl();
            if (address.startsWith("http:")) {
                URI uri = URI.create(address);
                origins.add(uri.getScheme() + "://" + uri.getAuthority());
            }
        }
        return origins;
    }
}
