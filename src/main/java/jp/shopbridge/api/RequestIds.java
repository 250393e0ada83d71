package jp.shopbridge.api;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.UUID;
import java.util.regex.Pattern;
import org.slf4j.MDC;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Gives every request an id, or takes the one that a proxy or a program gave it: the answer names it ({@code X-Request-Id}) and so
 * does every line of the log that is written for the request, down to its calls to TikTok Shop.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE)
final class RequestIds extends OncePerRequestFilter {

    /** The header in which it comes and goes. */
    static final String HEADER = "X-Request-Id";

    /** Its name in the log, that of ECS. */
    static final String FIELD = "http.request.id";

    // What a stranger writes here stands in the log, so it can be a name and nothing else.
    private static final Pattern USABLE = Pattern.compile("[A-Za-z0-9._-]{8,64}");

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        String id = id(request);
        response.setHeader(HEADER, id);
        MDC.put(FIELD, id);
        try {
            chain.doFilter(request, response);
        } finally {
            MDC.remove(FIELD);
        }
    }

    /** What is done for a request by another thread is logged under the request's id. */
    static Runnable carried(Runnable work) {
        String id = MDC.get(FIELD);
        if (id == null) {
            return work;
        }
        return () -> {
            MDC.put(FIELD, id);
            try {
                work.run();
            } finally {
                MDC.remove(FIELD);
            }
        };
    }

    private static String id(HttpServletRequest request) {
        String given = request.getHeader(HEADER);
        return given != null && USABLE.matcher(given).matches()
                ? given
                : UUID.randomUUID().toString();
    }
}
