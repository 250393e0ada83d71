package jp.shopbridge.security;

import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.authentication.LockedException;
import org.springframework.security.core.Authentication;

/** Asks the throttle before a password is compared, so that a refused guess costs nothing. */
final class ThrottledPasswords implements AuthenticationProvider {

    private final AuthenticationProvider passwords;
    private final LoginThrottle throttle;

    ThrottledPasswords(AuthenticationProvider passwords, LoginThrottle throttle) {
        this.passwords = passwords;
        this.throttle = throttle;
    }

    @Override
    public Authentication authenticate(Authentication authentication) {
        if (!throttle.allows(authentication.getName(), LoginThrottle.addressOf(authentication))) {
            throw new LockedException("Too many wrong passwords. Wait one minute and try again.");
        }
        return passwords.authenticate(authentication);
    }

    @Override
    public boolean supports(Class<?> authentication) {
        return passwords.supports(authentication);
    }
}
