package jp.shopbridge.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.Map;
import jp.shopbridge.support.SettableClock;
import org.junit.jupiter.api.Test;
import org.springframework.security.authentication.LockedException;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.authentication.dao.DaoAuthenticationProvider;
import org.springframework.security.core.userdetails.UserDetails;
import org.springframework.security.crypto.bcrypt.BCryptPasswordEncoder;
import org.springframework.security.provisioning.InMemoryUserDetailsManager;

class PasswordsTest {

    private final OncePerPasswordEncoder encoder = new OncePerPasswordEncoder();

    @Test
    void aPasswordThatIsNotSetIsMadeUpAndAnnouncedAndOneThatIsSetIsNot() {
        Users users = new Users(
                new SecuritySettings(Map.of("operator", SecuritySettings.User.of("chosen-by-a-person"))), encoder);

        assertThat(users.madeUp()).containsOnlyKeys("merchant");
        assertThat(encoder.matches(users.madeUp().values().iterator().next(), passwordOf(users, "merchant")))
                .isTrue();
        assertThat(encoder.matches("chosen-by-a-person", passwordOf(users, "operator")))
                .isTrue();
    }

    @Test
    void aHashedPasswordIsTakenAsItIs() {
        String hash = new BCryptPasswordEncoder().encode("hashed-elsewhere");

        Users users = new Users(
                new SecuritySettings(Map.of("merchant", SecuritySettings.User.of("{bcrypt}" + hash))), encoder);

        assertThat(encoder.matches("hashed-elsewhere", passwordOf(users, "merchant")))
                .isTrue();
    }

    @Test
    void theRightPasswordOnceDoesNotOpenTheDoorForAWrongOneLater() {
        String hash = encoder.encode("right");

        assertThat(encoder.matches("right", hash)).isTrue();
        assertThat(encoder.matches("right", hash)).isTrue();
        assertThat(encoder.matches("wrong", hash)).isFalse();
    }

    @Test
    void guessingIsRefusedAfterTenWrongPasswordsAndAllowedAgainAMinuteLater() {
        SettableClock clock = new SettableClock(Instant.parse("2026-11-23T00:00:00Z"));
        LoginThrottle throttle = new LoginThrottle(clock);
        for (int i = 0; i < LoginThrottle.ALLOWED; i++) {
            assertThat(throttle.allows("merchant", "192.0.2.1")).isTrue();
            throttle.failed("merchant", "192.0.2.1");
        }

        assertThat(throttle.allows("merchant", "192.0.2.1")).isFalse();
        assertThat(throttle.allows("merchant", "192.0.2.9"))
                .as("another address")
                .isTrue();
        clock.advance(LoginThrottle.REFUSED_FOR.plusSeconds(1));
        assertThat(throttle.allows("merchant", "192.0.2.1")).isTrue();
    }

    @Test
    void evenTheRightPasswordIsNotComparedWhileGuessingIsRefused() {
        SettableClock clock = new SettableClock(Instant.parse("2026-11-23T00:00:00Z"));
        LoginThrottle throttle = new LoginThrottle(clock);
        for (int i = 0; i < LoginThrottle.ALLOWED; i++) {
            throttle.failed("merchant", "");
        }
        Users users = new Users(new SecuritySettings(Map.of("merchant", SecuritySettings.User.of("right"))), encoder);
        DaoAuthenticationProvider passwords =
                new DaoAuthenticationProvider(new InMemoryUserDetailsManager(users.details()));
        passwords.setPasswordEncoder(encoder);

        assertThatThrownBy(() -> new ThrottledPasswords(passwords, throttle)
                        .authenticate(UsernamePasswordAuthenticationToken.unauthenticated("merchant", "right")))
                .isInstanceOf(LockedException.class);
    }

    private static String passwordOf(Users users, String name) {
        return users.details().stream()
                .filter(user -> user.getUsername().equals(name))
                .map(UserDetails::getPassword)
                .findFirst()
                .orElseThrow();
    }
}
