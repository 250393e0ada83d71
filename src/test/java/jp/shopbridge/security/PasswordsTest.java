package jp.shopbridge.security;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import jp.shopbridge.support.SettableClock;
import org.junit.jupiter.api.Test;
import org.springframework.security.core.userdetails.UserDetails;
import org.springframework.security.crypto.bcrypt.BCryptPasswordEncoder;

class PasswordsTest {

    private static final SignInLimits LIMITS = new SignInLimits(10, Duration.ofMinutes(15), Duration.ofMinutes(2));

    private final OncePerPasswordEncoder encoder = new OncePerPasswordEncoder(10);

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
    void whatBcryptWouldNotReadCounts() {
        String whole = "x".repeat(72);
        String hash = encoder.encode(whole);

        assertThat(encoder.matches(whole + "anything", hash)).isFalse();
        assertThat(encoder.matches(whole, hash)).isTrue();
    }

    @Test
    void anUnknownNameCostsAsMuchAsTheStrongestHash() {
        String hash = new BCryptPasswordEncoder(12).encode("hashed-elsewhere");

        assertThat(Users.strongestCost(new SecuritySettings(Map.of(
                        "merchant", SecuritySettings.User.of("a-password-for-tests"),
                        "operator", SecuritySettings.User.of("{bcrypt}" + hash)))))
                .isEqualTo(12);
        assertThat(Users.strongestCost(new SecuritySettings(Map.of()))).isEqualTo(10);
    }

    @Test
    void theWaitDoublesUpToItsLimitAndIsForgottenLater() {
        SettableClock clock = new SettableClock(Instant.parse("2026-11-23T00:00:00Z"));
        LoginThrottle throttle = new LoginThrottle(LIMITS, clock);
        SignInSource source = SignInSource.of("192.0.2.1", null);
        List<Long> waits = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            LoginThrottle.Visit visit = throttle.enter("merchant-" + i, source).visit();
            assertThat(visit).as("try %d", i).isNotNull();
            throttle.wrong(Objects.requireNonNull(visit));
            LoginThrottle.Admission next = throttle.enter("merchant-" + i, source);
            if (next.visit() != null) {
                throttle.undone(next.visit());
            }
            Duration refusedFor = next.refusedFor();
            waits.add(refusedFor.toSeconds());
            clock.advance(refusedFor);
        }

        assertThat(waits.subList(0, 9)).containsOnly(0L);
        assertThat(waits.subList(9, 20)).containsExactly(2L, 4L, 8L, 16L, 32L, 64L, 128L, 256L, 512L, 900L, 900L);
        clock.advance(Duration.ofMinutes(31));
        throttle.wrong(Objects.requireNonNull(throttle.enter("merchant", source).visit()));
        assertThat(throttle.enter("merchant", source).visit()).isNotNull();
    }

    @Test
    void anAccountLetsLessThanAHundredGuessesAnHourPassFromEverywhere() {
        SettableClock clock = new SettableClock(Instant.parse("2026-11-23T00:00:00Z"));
        LoginThrottle throttle = new LoginThrottle(LIMITS, clock);
        int compared = 0;
        for (int second = 0; second < 3600; second++) {
            LoginThrottle.Visit visit = throttle.enter(
                            "merchant", SignInSource.of("10.0." + second / 250 + "." + second % 250, null))
                    .visit();
            if (visit != null) {
                throttle.wrong(visit);
                compared++;
            }
            clock.advance(Duration.ofSeconds(1));
        }

        assertThat(compared).isBetween(10, 100);
    }

    @Test
    void aNetworkOfIpv6IsOneAddressAndAMappedIpv4IsItself() {
        assertThat(SignInSource.of("2001:db8:1:2::1", null)).isEqualTo(SignInSource.of("2001:db8:1:2:ffff::9", null));
        assertThat(SignInSource.of("2001:db8:1:3::1", null))
                .isNotEqualTo(SignInSource.of("2001:db8:1:2:ffff::9", null));
        assertThat(SignInSource.of("::ffff:192.0.2.1", null)).isEqualTo(SignInSource.of("192.0.2.1", null));
        assertThat(SignInSource.of("fe80::1%eth9", null)).isEqualTo(SignInSource.of("fe80::2", null));
        assertThat(SignInSource.of("unknown.example", null).address()).isEqualTo("unknown.example");
    }

    private static String passwordOf(Users users, String name) {
        return users.details().stream()
                .filter(user -> user.getUsername().equals(name))
                .map(UserDetails::getPassword)
                .findFirst()
                .orElseThrow();
    }
}
