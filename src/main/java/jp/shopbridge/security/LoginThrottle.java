package jp.shopbridge.security;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Slows guessing down. Wrong passwords are counted per address and per account; after {@link SignInLimits#attempts} of
 * them each further one doubles the wait, and what comes during a wait is refused without being compared. Where an account
 * has signed in before (the same address, or a browser with its {@link KnownDevices} cookie), it is counted apart, so that
 * whoever guesses from elsewhere cannot keep the right person out. Kept in the memory of this process and bounded; what is
 * refused leaves no trace in it, so inventing names or addresses cannot push anything out.
 */
final class LoginThrottle {

    private static final Duration FIRST_WAIT = Duration.ofSeconds(2);
    /** How long a try that waits for others under way is told to wait. */
    private static final Duration BUSY = Duration.ofSeconds(1);
    /** Longer than any wait, so that waiting alone never starts the count anew. */
    private static final Duration FORGOTTEN_AFTER = Duration.ofMinutes(30);

    private static final Duration ACQUAINTED_FOR = Duration.ofDays(30);
    private static final int REMEMBERED = 20_000;

    private final SignInLimits limits;
    private final Clock clock;
    private final Map<String, Tries> tries = bounded();
    private final Map<String, Instant> acquainted = bounded();

    LoginThrottle(SignInLimits limits, Clock clock) {
        this.limits = limits;
        this.clock = clock;
    }

    /** A try that was let in; exactly one of {@link #right}, {@link #wrong} and {@link #undone} must end it. */
    record Visit(String account, SignInSource source, List<String> keys) {

        /** Whether the account signed in from there before. */
        boolean acquainted() {
            return keys.size() == 1;
        }
    }

    /** Refused for so long, or let in. */
    record Admission(@Nullable Visit visit, Duration refusedFor) {}

    /** Whether this account may be tried from there now; a try that is let in counts at once, until it is ended. */
    synchronized Admission enter(String account, SignInSource source) {
        Instant now = clock.instant();
        List<String> keys = keys(account, source, now);
        Duration wait = Duration.ZERO;
        for (String key : keys) {
            Duration its = waitOf(key, now);
            wait = its.compareTo(wait) > 0 ? its : wait;
        }
        if (!wait.isZero()) {
            return new Admission(null, wait);
        }
        for (String key : keys) {
            tries.computeIfAbsent(key, any -> new Tries(now)).underWay++;
        }
        return new Admission(new Visit(account, source, keys), Duration.ZERO);
    }

    /** The password was right: the account is known from there now. */
    synchronized void right(Visit visit) {
        undone(visit);
        if (visit.acquainted()) {
            visit.keys().forEach(tries::remove);
        }
        acquainted.put(pair(visit.account(), visit.source()), clock.instant());
    }

    /** The password was wrong. */
    synchronized void wrong(Visit visit) {
        undone(visit);
        Instant now = clock.instant();
        for (String key : visit.keys()) {
            Tries of = tries.computeIfAbsent(key, any -> new Tries(now));
            if (of.last.plus(FORGOTTEN_AFTER).isBefore(now)) {
                of.wrong = 0;
            }
            of.wrong++;
            of.last = now;
            if (of.wrong >= limits.attempts()) {
                of.openAgain = now.plus(waitAfter(of.wrong - limits.attempts(), longest(key)));
            }
        }
    }

    /** The password was not compared after all. */
    synchronized void undone(Visit visit) {
        for (String key : visit.keys()) {
            Tries of = tries.get(key);
            if (of != null) {
                of.underWay = Math.max(0, of.underWay - 1);
                if (of.underWay == 0 && of.wrong == 0) {
                    tries.remove(key);
                }
            }
        }
    }

    private Duration waitOf(String key, Instant now) {
        Tries of = tries.get(key);
        if (of == null) {
            return Duration.ZERO;
        }
        if (of.openAgain.isAfter(now)) {
            return Duration.between(now, of.openAgain);
        }
        int wrong = of.last.plus(FORGOTTEN_AFTER).isBefore(now) ? 0 : of.wrong;
        return of.underWay > 0 && wrong + of.underWay >= limits.attempts() ? BUSY : Duration.ZERO;
    }

    private static Duration waitAfter(int further, Duration longest) {
        Duration wait = FIRST_WAIT.multipliedBy(1L << Math.min(further, 30));
        return wait.compareTo(longest) > 0 ? longest : wait;
    }

    private Duration longest(String key) {
        return key.startsWith("address ") ? limits.longestAddressWait() : limits.longestAccountWait();
    }

    private List<String> keys(String account, SignInSource source, Instant now) {
        String device = source.device();
        if (device != null) {
            return List.of("device " + device);
        }
        String pair = pair(account, source);
        Instant since = acquainted.get(pair);
        if (since != null && since.plus(ACQUAINTED_FOR).isAfter(now)) {
            return List.of(pair);
        }
        return List.of("address " + source.address(), "account " + account);
    }

    private static String pair(String account, SignInSource source) {
        return "pair " + account + " " + source.address();
    }

    private static <V> Map<String, V> bounded() {
        return new LinkedHashMap<>(16, 0.75f, true) {
            @Override
            protected boolean removeEldestEntry(Map.Entry<String, V> eldest) {
                return size() > REMEMBERED;
            }
        };
    }

    private static final class Tries {

        private int wrong;
        private int underWay;
        private Instant last;
        private Instant openAgain = Instant.MIN;

        Tries(Instant last) {
            this.last = last;
        }
    }
}
