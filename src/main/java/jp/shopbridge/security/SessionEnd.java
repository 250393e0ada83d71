package jp.shopbridge.security;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.context.event.EventListener;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.authentication.event.InteractiveAuthenticationSuccessEvent;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.web.context.HttpSessionSecurityContextRepository;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.context.request.ServletRequestAttributes;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Ends a session that has lasted for {@link SessionLimits#longest}, and one whose person has another password, role or set of
 * shops than at the sign-in: sessions may outlive a restart ({@code server.servlet.session.persistent}).
 */
final class SessionEnd extends OncePerRequestFilter {

    private static final String SINCE = SessionEnd.class.getName() + ".since";
    private static final String STANDING = SessionEnd.class.getName() + ".standing";

    private final SessionLimits limits;
    private final CredentialDigests digests;
    private final SecurityLog log;
    private final Clock clock;

    SessionEnd(SessionLimits limits, CredentialDigests digests, SecurityLog log, Clock clock) {
        this.limits = limits;
        this.digests = digests;
        this.log = log;
        this.clock = clock;
    }

    @EventListener
    void onSignIn(InteractiveAuthenticationSuccessEvent event) {
        if (RequestContextHolder.getRequestAttributes() instanceof ServletRequestAttributes now) {
            begin(now.getRequest().getSession(), event.getAuthentication());
        }
    }

    private void begin(HttpSession session, Authentication who) {
        session.setAttribute(SINCE, clock.millis());
        session.setAttribute(STANDING, standing(who));
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        HttpSession session = request.getSession(false);
        Authentication who = session == null ? null : signedIn(session);
        if (session != null && who != null) {
            String why = over(session, who);
            if (why != null) {
                log.ended(who.getName(), request.getRemoteAddr(), why);
                session.invalidate();
            }
        }
        chain.doFilter(request, response);
    }

    private @Nullable String over(HttpSession session, Authentication who) {
        if (!(session.getAttribute(SINCE) instanceof Long since)) {
            begin(session, who);
            return null;
        }
        if (!Instant.ofEpochMilli(since).plus(limits.longest()).isAfter(clock.instant())) {
            return "longest-lifetime";
        }
        return standing(who).equals(session.getAttribute(STANDING)) ? null : "changed-password-or-rights";
    }

    /** Somebody that a provider vouched for has no password here. */
    private String standing(Authentication who) {
        return who instanceof UsernamePasswordAuthenticationToken ? digests.of(who.getName()) : "";
    }

    private static @Nullable Authentication signedIn(HttpSession session) {
        return session.getAttribute(HttpSessionSecurityContextRepository.SPRING_SECURITY_CONTEXT_KEY)
                        instanceof SecurityContext context
                ? context.getAuthentication()
                : null;
    }
}
