package jp.shopbridge.security;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import jp.shopbridge.support.BridgeWithWorlds;
import jp.shopbridge.support.SharedBridge;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Guesses passwords of the running application. Every test comes from addresses of its own; only the operator's account is
 * real, and the suite's own requests come from an address that it has signed in from.
 */
@SharedBridge.On(SharedBridge.Profile.WORLDS)
class GuessingTest {

    private static final int ATTEMPTS = 10;
    private static final String STAFF = "127.0.23.200";
    private static final String PROXY = "127.0.24.1";

    /** Guessing makes the account wait where it is a stranger, so it is no stranger at these two before. */
    @BeforeAll
    static void signInBefore(BridgeWithWorlds bridge) {
        for (String address : List.of(STAFF, PROXY)) {
            try (Caller staff = new Caller(bridge.baseUrl(), address)) {
                assertThat(staff.basic("/api/session", "operator", BridgeWithWorlds.PASSWORD)
                                .status())
                        .isEqualTo(200);
            }
        }
    }

    @Test
    void refusesAnAddressAfterTenWrongPasswordsAndComparesNoMore(BridgeWithWorlds bridge) {
        try (Caller guesser = new Caller(bridge.baseUrl(), "127.0.21.1")) {
            for (int i = 0; i < ATTEMPTS; i++) {
                assertThat(guesser.basic("/api/session", "nobody-" + i, "wrong-" + i)
                                .status())
                        .as("guess %d", i)
                        .isEqualTo(401);
            }
            guesser.basic("/api/session", "nobody-10", "wrong");

            Caller.Reply refused = guesser.basic("/api/session", "operator", BridgeWithWorlds.PASSWORD);

            assertThat(refused.status()).isEqualTo(429);
            assertThat(refused.header("Retry-After").map(Integer::parseInt).orElseThrow())
                    .isBetween(1, 4);
            assertThat(refused.body()).contains("SECURITY_TOO_MANY_ATTEMPTS");
        }
    }

    @Test
    void anAddressThatIsOnlyClaimedIsNotBelieved(BridgeWithWorlds bridge) {
        try (Caller guesser = new Caller(bridge.baseUrl(), "127.0.27.1")) {
            List<Integer> statuses = new ArrayList<>();
            for (int i = 0; i <= ATTEMPTS; i++) {
                String claimed = "198.51.100." + (i + 1);
                statuses.add(guesser.send(
                                "GET",
                                "/api/session",
                                Map.of(
                                        "Authorization",
                                        Caller.credentials("nobody-claimed-" + i, "wrong"),
                                        "X-Forwarded-For",
                                        claimed,
                                        "X-Real-IP",
                                        claimed,
                                        "Forwarded",
                                        "for=" + claimed))
                        .status());
            }

            assertThat(statuses.subList(0, ATTEMPTS)).containsOnly(401);
            assertThat(statuses.get(ATTEMPTS)).isEqualTo(429);
        }
    }

    @Test
    void refusesAnAccountThatIsGuessedFromEverywhereUnderWhateverSpelling(BridgeWithWorlds bridge) {
        String[] spellings = {"guessed", "GUESSED", "ｇｕｅｓｓｅｄ", " guessed ", "Ｇuessed\t"};
        for (int i = 0; i < ATTEMPTS; i++) {
            try (Caller guesser = new Caller(bridge.baseUrl(), "127.0.22." + (i + 1))) {
                assertThat(guesser.basic("/api/session", spellings[i % spellings.length], "wrong-" + i)
                                .status())
                        .isEqualTo(401);
            }
        }

        try (Caller guesser = new Caller(bridge.baseUrl(), "127.0.22.100")) {
            assertThat(guesser.basic("/api/session", "guessed", "wrong").status())
                    .isEqualTo(429);
        }
    }

    @Test
    void theRightPersonGoesOnWhileTheAccountIsGuessedFromElsewhere(BridgeWithWorlds bridge) {
        try (Caller staff = new Caller(bridge.baseUrl(), STAFF)) {
            List<Integer> guesses = new ArrayList<>();
            for (int i = 0; i < 3 * ATTEMPTS; i++) {
                try (Caller guesser = new Caller(bridge.baseUrl(), "127.0.23." + (i + 1))) {
                    guesses.add(guesser.basic("/api/session", "operator", "wrong-" + i)
                            .status());
                }
            }
            assertThat(guesses).contains(429);

            assertThat(staff.basic("/api/session", "operator", BridgeWithWorlds.PASSWORD)
                            .status())
                    .isEqualTo(200);
        }
    }

    @Test
    void aBrowserThatSignedInBeforeIsNotHeldUpByAGuesserBehindTheSameProxy(BridgeWithWorlds bridge) {
        try (Caller staff = new Caller(bridge.baseUrl(), PROXY);
                Caller guesser = new Caller(bridge.baseUrl(), PROXY)) {
            Caller.Reply first = staff.form("operator", BridgeWithWorlds.PASSWORD);
            assertThat(first.header("Location"))
                    .hasValueSatisfying(to -> assertThat(to).doesNotContain("refused"));
            for (int i = 0; i < 2 * ATTEMPTS; i++) {
                guesser.form("operator", "wrong-" + i);
            }
            Caller.Reply held = guesser.form("operator", BridgeWithWorlds.PASSWORD);
            assertThat(held.status()).isEqualTo(429);

            staff.drop("JSESSIONID");
            Caller.Reply again = staff.form("operator", BridgeWithWorlds.PASSWORD);

            assertThat(again.status()).isEqualTo(302);
            assertThat(again.header("Location"))
                    .hasValueSatisfying(to -> assertThat(to).doesNotContain("refused"));
        }
    }

    @Test
    void theSignInPageTellsAWaitFromAWrongPassword(BridgeWithWorlds bridge) {
        try (Caller person = new Caller(bridge.baseUrl(), "127.0.25.1")) {
            for (int i = 0; i < ATTEMPTS; i++) {
                assertThat(person.form("nobody", "wrong-" + i).header("Location"))
                        .hasValueSatisfying(to -> assertThat(to).endsWith("/login.html?refused"));
            }

            Caller.Reply refused = person.form("nobody", "wrong");

            assertThat(refused.status()).isEqualTo(429);
            assertThat(refused.header("Retry-After")).isPresent();
            assertThat(refused.header("Content-Type")).hasValue("text/html;charset=UTF-8");
            assertThat(refused.body())
                    .contains("data-wait=\"" + refused.header("Retry-After").orElseThrow() + "\"");
        }
    }

    @Test
    void guessesAtOnceAreNotAllLetInBeforeTheFirstIsCounted(BridgeWithWorlds bridge) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(40);
        try {
            List<Future<Integer>> answers = new ArrayList<>();
            for (int i = 0; i < 40; i++) {
                String password = "wrong-" + i;
                answers.add(threads.submit(() -> {
                    try (Caller guesser = new Caller(bridge.baseUrl(), "127.0.26.1")) {
                        return guesser.basic("/api/session", "nobody-at-once", password)
                                .status();
                    }
                }));
            }
            List<Integer> statuses = new ArrayList<>();
            for (Future<Integer> answer : answers) {
                statuses.add(answer.get());
            }

            assertThat(statuses).containsOnly(401, 429);
            assertThat(statuses.stream().filter(status -> status == 401)).hasSizeLessThanOrEqualTo(ATTEMPTS + 1);
        } catch (ExecutionException e) {
            throw new AssertionError(e);
        } finally {
            threads.shutdownNow();
        }
    }
}
