package jp.shopbridge.console;

import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;

/** The origin that our own pages have in a browser: the one of {@code bridge.public-base-url}. */
final class OwnOrigin {

    private static final Set<String> SITES = Set.of("same-origin", "none");
    private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]");

    private final String origin;

    OwnOrigin(String publicBaseUrl) {
        origin = of(URI.create(publicBaseUrl));
    }

    /**
     * Whether a request comes from our own page or from a program, which says nothing about where it comes from.
     * A page that was opened under a name of this very machine is our own too.
     */
    boolean sent(HttpServletRequest request) {
        String site = request.getHeader("Sec-Fetch-Site");
        if (site != null && !SITES.contains(site)) {
            return false;
        }
        String sender = request.getHeader(HttpHeaders.ORIGIN);
        return sender == null || sender.equals(origin) || isThisMachine(sender, request);
    }

    private static boolean isThisMachine(String sender, HttpServletRequest request) {
        String host = request.getHeader(HttpHeaders.HOST);
        @Nullable URI uri = parsed(sender);
        return uri != null
                && host != null
                && uri.getHost() != null
                && LOOPBACK.contains(uri.getHost())
                && sender.equals(request.getScheme() + "://" + host);
    }

    private static @Nullable URI parsed(String text) {
        try {
            return URI.create(text);
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    private static String of(URI address) {
        String scheme = address.getScheme().toLowerCase(Locale.ROOT);
        boolean usual = address.getPort() == -1 || address.getPort() == ("https".equals(scheme) ? 443 : 80);
        return scheme + "://" + address.getHost().toLowerCase(Locale.ROOT) + (usual ? "" : ":" + address.getPort());
    }
}
