package jp.shopbridge.security;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.context.event.EventListener;
import org.springframework.security.authentication.event.AbstractAuthenticationFailureEvent;
import org.springframework.security.authentication.event.AuthenticationFailureBadCredentialsEvent;
import org.springframework.security.authentication.event.AuthenticationSuccessEvent;
import org.springframework.security.core.Authentication;
import org.springframework.security.web.authentication.WebAuthenticationDetails;

/**
 * Slows guessing down: after {@value #ALLOWED} wrong passwords for one user from one address, that pair is refused
 * until {@link #REFUSED_FOR} have passed without another try being let through. Kept in memory and bounded, so
 * a guesser who invents user names cannot fill it.
 */
final class LoginThrottle {

    static final int ALLOWED = 10;
    static final Duration REFUSED_FOR = Duration.ofMinutes(1);
    private static final int REMEMBERED = 10_000;

    private final Clock clock;
    private final Map<String, Failures> failures = new LinkedHashMap<>();

    LoginThrottle(Clock clock) {
        this.clock = clock;
    }

    /** Whether this user may try from this address now. */
    synchronized boolean allows(String user, String address) {
        Failures known = failures.get(key(user, address));
        return known == null
                || known.count() < ALLOWED
                || known.last().plus(REFUSED_FOR).isBefore(clock.instant());
    }

    synchronized void failed(String user, String address) {
        Instant now = clock.instant();
        Failures known = failures.remove(key(user, address));
        int count = known == null || known.last().plus(REFUSED_FOR).isBefore(now) ? 1 : known.count() + 1;
        failures.put(key(user, address), new Failures(count, now));
        if (failures.size() > REMEMBERED) {
            Iterator<String> oldest = failures.keySet().iterator();
            oldest.next();
            oldest.remove();
        }
    }

    synchronized void succeeded(String user, String address) {
        failures.remove(key(user, address));
    }

    @EventListener
    void onFailure(AbstractAuthenticationFailureEvent event) {
        if (event instanceof AuthenticationFailureBadCredentialsEvent) {
            failed(event.getAuthentication().getName(), addressOf(event.getAuthentication()));
        }
    }

    @EventListener
    void onSuccess(AuthenticationSuccessEvent event) {
        succeeded(event.getAuthentication().getName(), addressOf(event.getAuthentication()));
    }

    static String addressOf(Authentication authentication) {
        return authentication.getDetails() instanceof WebAuthenticationDetails details
                ? details.getRemoteAddress()
                : "";
    }

    private static String key(String user, String address) {
        return (user.length() > 100 ? user.substring(0, 100) : user) + "@" + address;
    }

    private record Failures(int count, Instant last) {}
}
