package jp.shopbridge.api;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.security.Principal;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;
import java.util.Locale;
import jp.shopbridge.BridgeSettings;
import jp.shopbridge.failure.Messages;
import org.apache.camel.CamelContext;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.util.unit.DataSize;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * The edge between the wire and the routes, behind sign-in: answers 503 until the routes stand, reads a body once and only up to the limit, remembers who
 * asks (routes run on another thread than the sign-in), and lets no header through that Camel would obey.
 */
@Component
@Order(0)
final class ApiEdge extends OncePerRequestFilter {

    /** Request attribute: the body, byte for byte. */
    static final String BODY = "jp.shopbridge.api.body";

    /** Request attribute: the {@link Asker}. */
    static final String ASKER = "jp.shopbridge.api.asker";

    private static final String IMPORT = "/api/edits.csv";

    private final int largestBody;
    private final int largestImport;
    private final ProblemDocuments problems;
    private final BridgeSettings settings;
    private final ObjectProvider<CamelContext> camel;

    ApiEdge(
            @Value("${api.max-body}") DataSize largestBody,
            @Value("${api.max-import}") DataSize largestImport,
            ProblemDocuments problems,
            BridgeSettings settings,
            ObjectProvider<CamelContext> camel) {
        this.largestBody = Math.toIntExact(largestBody.toBytes());
        this.largestImport = Math.toIntExact(largestImport.toBytes());
        this.problems = problems;
        this.settings = settings;
        this.camel = camel;
    }

    /** Whether an address belongs to the API. */
    static boolean guards(String path) {
        return path.equals("/api") || path.startsWith("/api/") || path.startsWith("/webhooks/");
    }

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        return !guards(request.getRequestURI());
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        if (!camel.getObject().isStarted()) {
            // Its addresses are the routes'; before those stand, "there is nothing here" would be untrue.
            response.setHeader("Retry-After", "5");
            problems.write(request, response, 503, "API_STARTING", Messages.sentence("API_STARTING"));
            return;
        }
        if (isForm(request.getContentType())) {
            problems.write(request, response, 415, "API_MEDIA_TYPE", Messages.sentence("API_MEDIA_TYPE"));
            return;
        }
        int largest = request.getRequestURI().equals(IMPORT) ? largestImport : largestBody;
        byte[] body = request.getContentLengthLong() > largest
                ? null
                : withinLimit(request.getInputStream().readNBytes(largest + 1), largest);
        if (body == null) {
            problems.write(
                    request, response, 413, "API_BODY_TOO_LARGE", Messages.sentence("API_BODY_TOO_LARGE", largest));
            return;
        }
        Principal user = request.getUserPrincipal();
        request.setAttribute(BODY, body);
        request.setAttribute(
                ASKER,
                new Asker(
                        user == null ? "system" : user.getName(),
                        request.isUserInRole("OPERATOR"),
                        ShopRight.shops(request, settings),
                        ShopRight.hasEvery(request)));
        chain.doFilter(new ReadRequest(request, body), response);
    }

    /** Camel would take a form apart before any route sees it. */
    private static boolean isForm(@Nullable String contentType) {
        String type = contentType == null ? "" : contentType.strip().toLowerCase(Locale.ROOT);
        return type.startsWith("multipart/") || type.startsWith("application/x-www-form-urlencoded");
    }

    private static byte @Nullable [] withinLimit(byte[] read, int largest) {
        return read.length > largest ? null : read;
    }

    /** A request whose body has been read, without the headers that only Camel itself may set. */
    private static final class ReadRequest extends HttpServletRequestWrapper {

        private final byte[] body;

        ReadRequest(HttpServletRequest request, byte[] body) {
            super(request);
            this.body = body;
        }

        private static boolean isOurs(String header) {
            return header.regionMatches(true, 0, "Camel", 0, 5)
                    || header.regionMatches(true, 0, "org.apache.camel", 0, 16);
        }

        @Override
        public @Nullable String getHeader(String name) {
            return isOurs(name) ? null : super.getHeader(name);
        }

        @Override
        public Enumeration<String> getHeaders(String name) {
            return isOurs(name) ? Collections.emptyEnumeration() : super.getHeaders(name);
        }

        @Override
        public Enumeration<String> getHeaderNames() {
            List<String> names = Collections.list(super.getHeaderNames());
            names.removeIf(ReadRequest::isOurs);
            return Collections.enumeration(names);
        }

        @Override
        public BufferedReader getReader() {
            return new BufferedReader(new InputStreamReader(getInputStream(), StandardCharsets.UTF_8));
        }

        @Override
        public ServletInputStream getInputStream() {
            ByteArrayInputStream bytes = new ByteArrayInputStream(body);
            return new ServletInputStream() {
                @Override
                public int read() {
                    return bytes.read();
                }

                @Override
                public int read(byte[] into, int offset, int length) {
                    return bytes.read(into, offset, length);
                }

                @Override
                public boolean isFinished() {
                    return bytes.available() == 0;
                }

                @Override
                public boolean isReady() {
                    return true;
                }

                @Override
                public void setReadListener(ReadListener listener) {
                    throw new IllegalStateException("The body has been read already and needs no listener.");
                }
            };
        }
    }
}
