package jp.shopbridge.api;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpServletResponseWrapper;
import java.io.IOException;
import java.net.URI;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import jp.shopbridge.BridgeSettings;
import jp.shopbridge.failure.Messages;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * In front of everything: a request under a name that is not ours is turned away, what we redirect to is told without
 * scheme and host, and every answer carries what a browser has to know about our address.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 10)
final class HostGate extends OncePerRequestFilter {

    private static final Set<String> THIS_MACHINE =
            Set.of("localhost", "127.0.0.1", "[::1]", "::1", "[0:0:0:0:0:0:0:1]");
    // Whoever watches the process asks it by whatever address it has; nothing there depends on the name.
    private static final Set<String> ANY_HOST =
            Set.of("/actuator/health", "/actuator/health/liveness", "/actuator/health/readiness");
    private static final int MISDIRECTED = 421;

    private final Set<String> hosts;
    private final boolean https;
    private final ProblemDocuments problems;
    private final MonitorPort monitor;

    HostGate(BridgeSettings bridge, HttpSettings settings, ProblemDocuments problems) {
        URI ours = URI.create(bridge.publicBaseUrl());
        Set<String> known = new HashSet<>(THIS_MACHINE);
        known.add(ours.getHost().toLowerCase(Locale.ROOT));
        settings.furtherHosts().forEach(host -> known.add(host.toLowerCase(Locale.ROOT)));
        this.hosts = Set.copyOf(known);
        this.https = "https".equalsIgnoreCase(ours.getScheme());
        this.problems = problems;
        this.monitor = new MonitorPort(settings);
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        response.setHeader("Permissions-Policy", "camera=(), geolocation=(), microphone=(), payment=(), usb=()");
        response.setHeader("Cross-Origin-Opener-Policy", "same-origin");
        response.setHeader("Cross-Origin-Resource-Policy", "same-origin");
        if (https) {
            response.setHeader("Strict-Transport-Security", "max-age=31536000");
        }
        if (monitor.took(request)) {
            if (MonitorPort.shows(request)) {
                chain.doFilter(request, response);
            } else {
                problems.write(
                        request,
                        response,
                        HttpServletResponse.SC_NOT_FOUND,
                        "API_MONITOR_ONLY",
                        Messages.sentence("API_MONITOR_ONLY"));
            }
            return;
        }
        String host = request.getServerName().toLowerCase(Locale.ROOT);
        if (!hosts.contains(host) && !ANY_HOST.contains(request.getRequestURI())) {
            problems.write(request, response, MISDIRECTED, "API_HOST_UNKNOWN", Messages.sentence("API_HOST_UNKNOWN"));
            return;
        }
        chain.doFilter(request, new WithoutHost(request, response));
    }

    /** Redirects within ourselves keep the scheme and the host that the browser knows. */
    private static final class WithoutHost extends HttpServletResponseWrapper {

        private final HttpServletRequest request;

        WithoutHost(HttpServletRequest request, HttpServletResponse response) {
            super(response);
            this.request = request;
        }

        @Override
        public void sendRedirect(String location) throws IOException {
            super.sendRedirect(withoutHost(location));
        }

        private String withoutHost(String location) {
            String url = request.getRequestURL().toString();
            String ours =
                    url.substring(0, url.length() - request.getRequestURI().length());
            return location.equals(ours)
                    ? "/"
                    : location.startsWith(ours + "/") ? location.substring(ours.length()) : location;
        }
    }
}
