package jp.shopbridge.security;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.authentication.BadCredentialsException;
import org.springframework.security.core.Authentication;

/**
 * Asks the throttle before a password is compared, so that a refused guess costs nothing; and compares only one at a time of
 * strangers and one of those who signed in from there before, so that guessing from everywhere leaves the processor to
 * everybody else.
 */
final class ThrottledPasswords implements AuthenticationProvider {

    private static final int QUEUE = 8;
    private static final Duration LONGEST_QUEUE = Duration.ofSeconds(2);

    private final AuthenticationProvider passwords;
    private final OncePerPasswordEncoder encoder;
    private final LoginThrottle throttle;
    private final SecurityLog log;
    private final Semaphore strangers = new Semaphore(1, true);
    private final Semaphore acquaintances = new Semaphore(1, true);

    ThrottledPasswords(
            AuthenticationProvider passwords, OncePerPasswordEncoder encoder, LoginThrottle throttle, SecurityLog log) {
        this.passwords = passwords;
        this.encoder = encoder;
        this.throttle = throttle;
        this.log = log;
    }

    @Override
    public Authentication authenticate(Authentication asked) {
        SignInSource source =
                asked.getDetails() instanceof SignInDetails details ? details.source() : SignInSource.of(null, null);
        LoginThrottle.Admission admission = throttle.enter(SignInSource.folded(asked.getName()), source);
        LoginThrottle.Visit visit = admission.visit();
        if (visit == null) {
            throw refused(asked, admission.refusedFor());
        }
        boolean counted = false;
        try {
            Authentication signedIn = compared(asked, visit.acquainted() ? acquaintances : strangers);
            throttle.right(visit);
            counted = true;
            return signedIn;
        } catch (BadCredentialsException e) {
            throttle.wrong(visit);
            counted = true;
            throw e;
        } finally {
            if (!counted) {
                throttle.undone(visit);
            }
        }
    }

    private Authentication compared(Authentication asked, Semaphore turns) {
        if (asked.getCredentials() instanceof String password && encoder.remembers(password)) {
            return passwords.authenticate(asked);
        }
        if (!taken(turns)) {
            throw refused(asked, LONGEST_QUEUE);
        }
        try {
            return passwords.authenticate(asked);
        } finally {
            turns.release();
        }
    }

    private TooManyAttempts refused(Authentication asked, Duration wait) {
        TooManyAttempts refused = new TooManyAttempts(wait);
        log.throttled(asked, refused.seconds());
        return refused;
    }

    private static boolean taken(Semaphore turns) {
        if (turns.getQueueLength() >= QUEUE) {
            return false;
        }
        try {
            return turns.tryAcquire(LONGEST_QUEUE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    @Override
    public boolean supports(Class<?> authentication) {
        return passwords.supports(authentication);
    }
}
