package jp.shopbridge.security;

import java.io.IOException;
import java.time.Clock;
import jp.shopbridge.BridgeSettings;
import jp.shopbridge.api.ProblemDocuments;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.authentication.dao.DaoAuthenticationProvider;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.provisioning.InMemoryUserDetailsManager;
import org.springframework.security.web.savedrequest.RequestCache;

/** Sign-in by name and password, by the form and by HTTP basic, with its limits. */
@Configuration(proxyBeanMethods = false)
class PasswordSignIn {

    @Bean
    OncePerPasswordEncoder passwordEncoder(SecuritySettings settings) {
        return new OncePerPasswordEncoder(Users.strongestCost(settings));
    }

    @Bean
    LoginThrottle loginThrottle(SignInLimits limits, Clock clock) {
        return new LoginThrottle(limits, clock);
    }

    @Bean
    SecurityLog securityLog(Users users, Clock clock) {
        return new SecurityLog(users, clock);
    }

    @Bean
    KnownDevices knownDevices(BridgeSettings settings, Clock clock) {
        return new KnownDevices(BrowserSessions.secret(settings, "known devices"), settings.https(), clock);
    }

    /**
     * The one way a password is compared. Spring Security takes the only provider there is; beside a
     * {@code UserDetailsService} bean it would build an unlimited one of its own and use that.
     */
    @Bean
    AuthenticationProvider passwords(
            Users users, OncePerPasswordEncoder encoder, LoginThrottle throttle, SecurityLog log) {
        DaoAuthenticationProvider passwords =
                new DaoAuthenticationProvider(new InMemoryUserDetailsManager(users.details()));
        passwords.setPasswordEncoder(encoder);
        return new ThrottledPasswords(passwords, encoder, throttle, log);
    }

    /** Opens the form and HTTP basic. */
    static void open(HttpSecurity http, KnownDevices devices, RequestCache cache, ProblemDocuments problems)
            throws Exception {
        SignInRequired signIn = new SignInRequired(problems);
        FormSignIn form = form(devices, cache, signIn);
        http.httpBasic(basic -> basic.authenticationEntryPoint(signIn)
                        .authenticationDetailsSource(request ->
                                new SignInDetails(request, SignInSource.of(request.getRemoteAddr(), null), true)))
                .formLogin(login -> login.loginPage(SignInRequired.SIGN_IN_PAGE)
                        .loginProcessingUrl("/login")
                        .authenticationDetailsSource(request -> new SignInDetails(
                                request,
                                SignInSource.of(
                                        request.getRemoteAddr(),
                                        devices.deviceOf(
                                                request, SignInSource.folded(request.getParameter("username")))),
                                false))
                        .successHandler(form)
                        .failureHandler(form)
                        .permitAll());
    }

    private static FormSignIn form(KnownDevices devices, RequestCache cache, SignInRequired signIn) {
        try {
            return new FormSignIn(devices, cache, signIn);
        } catch (IOException e) {
            throw new IllegalStateException("The sign-in page cannot be read.", e);
        }
    }
}
