package jp.shopbridge.security;

import java.time.Duration;
import org.springframework.security.core.AuthenticationException;

/** A password that was not even compared, because too many wrong ones came before it or too many are being compared. */
final class TooManyAttempts extends AuthenticationException {

    private final Duration wait;

    TooManyAttempts(Duration wait) {
        super("Too many wrong passwords, or too many at once.");
        this.wait = wait;
    }

    /** How many seconds to wait before the next try, 1 or more. */
    long seconds() {
        return Math.max(1, wait.plusMillis(999).toSeconds());
    }
}
