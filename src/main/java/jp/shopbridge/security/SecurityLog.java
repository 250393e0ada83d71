package jp.shopbridge.security;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.event.EventListener;
import org.springframework.security.authentication.event.AbstractAuthenticationFailureEvent;
import org.springframework.security.authentication.event.AuthenticationSuccessEvent;
import org.springframework.security.authentication.event.InteractiveAuthenticationSuccessEvent;
import org.springframework.security.authentication.event.LogoutSuccessEvent;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.userdetails.UserDetails;
import org.springframework.security.web.authentication.WebAuthenticationDetails;

/**
 * The security log, under the logger {@code security}: one line for each sign-in, failure, sign-out, refusal and operator's
 * action, with who, from where and what. No line holds a secret, and nothing that somebody typed can begin another line. What
 * a stranger can cause at will is written a limited number of times a minute for each address, and then counted.
 */
final class SecurityLog {

    /** The logger's name, which a logging configuration refers to. */
    static final String NAME = "security";

    private static final Logger LOG = LoggerFactory.getLogger(NAME);
    private static final Duration WINDOW = Duration.ofMinutes(1);
    private static final Duration PROGRAMS_WINDOW = Duration.ofHours(1);
    private static final int REMEMBERED = 5_000;
    private static final int LONGEST_NAME = 100;
    private static final int LONGEST_TEXT = 300;

    private final Set<String> known;
    private final Clock clock;
    private final Map<String, Window> windows = new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Window> eldest) {
            return size() > REMEMBERED;
        }
    };

    SecurityLog(Users users, Clock clock) {
        this.known = users.details().stream()
                .map(UserDetails::getUsername)
                .map(SignInSource::folded)
                .collect(Collectors.toUnmodifiableSet());
        this.clock = clock;
    }

    @EventListener
    void onSignIn(InteractiveAuthenticationSuccessEvent event) {
        Authentication who = event.getAuthentication();
        LOG.info("sign-in user={} from={}", name(who), from(who));
    }

    /** Programs give their password with every request: they are told once an hour. */
    @EventListener
    void onProgram(AuthenticationSuccessEvent event) {
        Authentication who = event.getAuthentication();
        if (who.getDetails() instanceof SignInDetails details && details.program()) {
            long before = due("program " + who.getName() + " " + from(who), 1, PROGRAMS_WINDOW);
            if (before >= 0) {
                LOG.info("sign-in user={} from={} by=program", name(who), from(who));
            }
        }
    }

    @EventListener
    void onFailure(AbstractAuthenticationFailureEvent event) {
        Authentication who = event.getAuthentication();
        LOG.info("sign-in-failed user={} from={}", typed(who), from(who));
    }

    @EventListener
    void onSignOut(LogoutSuccessEvent event) {
        LOG.info("sign-out user={} from={}", name(event.getAuthentication()), from(event.getAuthentication()));
    }

    /** A password that was not compared because of too many wrong ones. */
    void throttled(Authentication who, long seconds) {
        long before = due("throttled " + from(who), 2, WINDOW);
        if (before >= 0) {
            LOG.info(
                    "sign-in-throttled user={} from={} wait={}s{}", typed(who), from(who), seconds, suppressed(before));
        }
    }

    /** A token that opens nothing; it may be somebody's password, so nothing of it is written. */
    void badToken(String from, String what) {
        long before = due("token " + from, 10, WINDOW);
        if (before >= 0) {
            LOG.info(
                    "token-refused from={} {}{}",
                    cleaned(from, LONGEST_TEXT),
                    cleaned(what, LONGEST_TEXT),
                    suppressed(before));
        }
    }

    /** Somebody whom the sign-in provider did not vouch for, or who is nobody here. */
    void notVouchedFor(String from, String why, String text) {
        long before = due("provider " + from, 10, WINDOW);
        if (before >= 0) {
            LOG.info(
                    "sign-in-failed by=provider from={} because={}: {}{}",
                    cleaned(from, LONGEST_TEXT),
                    why,
                    cleaned(text, LONGEST_TEXT),
                    suppressed(before));
        }
    }

    /** A session that ended by itself. */
    void ended(String user, String from, String why) {
        LOG.info("session-ended user={} from={} because={}", quoted(user), cleaned(from, LONGEST_TEXT), why);
    }

    /** A request that was refused with 403. */
    void refused(@Nullable Authentication who, String from, String what) {
        long before = due("refused " + from, 30, WINDOW);
        if (before >= 0) {
            LOG.info(
                    "refused user={} from={} {}{}",
                    name(who),
                    cleaned(from, LONGEST_TEXT),
                    cleaned(what, LONGEST_TEXT),
                    suppressed(before));
        }
    }

    /** Something that an operator did, or that changes who may do what. */
    void action(@Nullable Authentication who, String from, String what, int status) {
        LOG.info(
                "action user={} from={} {} status={}",
                name(who),
                cleaned(from, LONGEST_TEXT),
                cleaned(what, LONGEST_TEXT),
                status);
    }

    private static String suppressed(long before) {
        return before == 0 ? "" : " and " + before + " more before";
    }

    /** How many were left out since the last line, or -1 when this one is left out too. */
    private synchronized long due(String key, int most, Duration length) {
        Instant now = clock.instant();
        Window window = windows.computeIfAbsent(key, any -> new Window(now));
        long before = 0;
        if (!window.since.plus(length).isAfter(now)) {
            before = window.suppressed;
            window.since = now;
            window.written = 0;
            window.suppressed = 0;
        }
        if (window.written >= most) {
            window.suppressed++;
            return -1;
        }
        window.written++;
        return before;
    }

    /** What was typed as a name is written only if it is one: people type their password there by mistake. */
    private String typed(Authentication who) {
        return known.contains(SignInSource.folded(who.getName())) ? name(who) : "(unknown)";
    }

    private static String name(@Nullable Authentication who) {
        return who == null || who.getName().isEmpty() ? "(nobody)" : quoted(who.getName());
    }

    private static String quoted(String name) {
        return "\"" + cleaned(name, LONGEST_NAME).replace('"', '\'') + "\"";
    }

    private static String from(Authentication who) {
        return who.getDetails() instanceof WebAuthenticationDetails details
                ? cleaned(String.valueOf(details.getRemoteAddress()), LONGEST_TEXT)
                : "?";
    }

    /** One line of at most so many characters, without what a terminal or a reader could take for something else. */
    static String cleaned(String text, int longest) {
        String cut = text.length() > longest ? text.substring(0, longest) + "…" : text;
        return cut.replaceAll("[\\p{C}\\p{Zl}\\p{Zp}]", "?");
    }

    private static final class Window {

        private Instant since;
        private int written;
        private long suppressed;

        Window(Instant since) {
            this.since = since;
        }
    }
}
