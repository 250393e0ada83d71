package jp.shopbridge.security;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import jakarta.servlet.AsyncEvent;
import jakarta.servlet.AsyncListener;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import jp.shopbridge.Json;
import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;
import org.springframework.security.authentication.AnonymousAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.util.ContentCachingRequestWrapper;

/**
 * Tells the security log what became of a request: every refusal, every change that an operator makes, every step of a
 * consent, and what is changed through the console.
 */
final class SecurityLogFilter extends OncePerRequestFilter {

    private static final Set<String> SAFE_METHODS = Set.of("GET", "HEAD", "OPTIONS");
    private static final String OPERATOR = "ROLE_" + Role.OPERATOR.name();
    // As much as the console takes, so that nothing can hide behind a long request.
    private static final int LARGEST = 8_000_000;
    // Hawtio asks for these every few seconds; they change nothing.
    private static final Pattern READING =
            Pattern.compile("(?:get|is|has|list|dump|browse|find|query|explain|search|informationJson|statistics).*");

    private final SecurityLog log;

    SecurityLogFilter(SecurityLog log) {
        this.log = log;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        boolean console = isConsole(request);
        HttpServletRequest read = console ? new ContentCachingRequestWrapper(request, LARGEST) : request;
        try {
            chain.doFilter(read, response);
        } finally {
            Authentication who = signedIn();
            if (read.isAsyncStarted()) {
                // Its end comes on another thread; the line belongs to the request all the same.
                Map<String, String> about = MDC.getCopyOfContextMap();
                read.getAsyncContext().addListener(new AtItsEnd(() -> {
                    MDC.setContextMap(about == null ? Map.of() : about);
                    try {
                        tell(who, read, response.getStatus());
                    } finally {
                        MDC.clear();
                    }
                }));
            } else {
                tell(who, read, response.getStatus());
            }
        }
    }

    private void tell(@Nullable Authentication who, HttpServletRequest request, int status) {
        String what = request.getMethod() + " " + request.getRequestURI();
        if (status == HttpServletResponse.SC_FORBIDDEN) {
            log.refused(who, request.getRemoteAddr(), what);
        } else if (request instanceof ContentCachingRequestWrapper console) {
            for (String change : changes(console)) {
                log.action(who, request.getRemoteAddr(), what + " " + change, status);
            }
        } else if (isAction(who, request)) {
            log.action(who, request.getRemoteAddr(), what, status);
        }
    }

    private static boolean isAction(@Nullable Authentication who, HttpServletRequest request) {
        String path = request.getRequestURI();
        if (path.equals("/api/authorization/callback")) {
            return true;
        }
        if (SAFE_METHODS.contains(request.getMethod()) || path.equals("/login") || path.equals("/logout")) {
            return false;
        }
        boolean operator =
                who != null && who.getAuthorities().stream().anyMatch(right -> OPERATOR.equals(right.getAuthority()));
        return operator || path.startsWith("/actuator/") || path.startsWith("/api/authorization");
    }

    private static boolean isConsole(HttpServletRequest request) {
        return request.getRequestURI().contains("/jolokia")
                && request.getRequestURI().startsWith("/actuator/")
                && "POST".equals(request.getMethod());
    }

    /** What a request to Jolokia changes, as operation and name of the managed bean; arguments may hold anything. */
    private static List<String> changes(ContentCachingRequestWrapper request) {
        List<String> changes = new ArrayList<>();
        try {
            JsonNode body = Json.MAPPER.readTree(new String(request.getContentAsByteArray(), StandardCharsets.UTF_8));
            for (JsonNode each : body.isArray() ? body : List.of(body)) {
                String type = each.path("type").asText();
                String operation = each.path("operation").asText();
                if (type.equals("write")) {
                    changes.add("write " + each.path("mbean").asText() + " "
                            + each.path("attribute").asText());
                } else if (type.equals("exec") && !READING.matcher(operation).matches()) {
                    changes.add("exec " + each.path("mbean").asText() + " " + operation);
                }
            }
        } catch (JsonProcessingException e) {
            changes.add("(not readable)");
        }
        return changes;
    }

    private static @Nullable Authentication signedIn() {
        Authentication who = SecurityContextHolder.getContext().getAuthentication();
        return who instanceof AnonymousAuthenticationToken ? null : who;
    }

    private record AtItsEnd(Runnable then) implements AsyncListener {

        @Override
        public void onComplete(AsyncEvent event) {
            then.run();
        }

        @Override
        public void onTimeout(AsyncEvent event) {
            // Its end follows.
        }

        @Override
        public void onError(AsyncEvent event) {
            // Its end follows.
        }

        @Override
        public void onStartAsync(AsyncEvent event) {
            event.getAsyncContext().addListener(this);
        }
    }
}
