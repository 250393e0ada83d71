package jp.shopbridge.console;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import jp.shopbridge.Json;
import jp.shopbridge.api.ProblemDocuments;
import jp.shopbridge.failure.Messages;
import jp.shopbridge.failure.Sentence;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Looks at every request to Jolokia before Jolokia does: it comes from our own pages or from a program, asks this
 * process and no other, and asks with POST for everything but the version that Hawtio looks for. What is handed on is
 * written anew from what was read here, so that Jolokia cannot read it differently.
 */
final class ConsoleRequests extends OncePerRequestFilter {

    // Hawtio asks for leave about some thousand names at once.
    private static final int LARGEST = 8_000_000;
    private static final Set<String> TYPES = Set.of("read", "write", "exec", "list", "search", "version");
    // What would lead to another process, to a script, or round the body that is looked at here.
    private static final List<String> NEVER = List.of("target", "callback", "p", "method");
    private static final ObjectReader STRICT = Json.MAPPER
            .readerFor(JsonNode.class)
            .with(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
            .with(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

    private final OwnOrigin own;
    private final ProblemDocuments problems;

    ConsoleRequests(OwnOrigin own, ProblemDocuments problems) {
        this.own = own;
        this.problems = problems;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        if (!own.sent(request)) {
            refuse(request, response, 403, Messages.sentence("console.request-comes-from-another-site"));
            return;
        }
        String path = request.getPathInfo() == null ? "" : request.getPathInfo();
        for (String parameter : NEVER) {
            if (parameterNames(request).contains(parameter)) {
                refuse(request, response, 403, notAllowed());
                return;
            }
        }
        if (Set.of("GET", "HEAD").contains(request.getMethod())) {
            if (Set.of("", "/", "/version", "/version/").contains(path)) {
                chain.doFilter(new ReadRequest(request, new byte[0]), response);
            } else {
                onlyPost(request, response);
            }
            return;
        }
        if (!"POST".equals(request.getMethod()) || !Set.of("", "/").contains(path)) {
            onlyPost(request, response);
            return;
        }
        byte[] body = request.getInputStream().readNBytes(LARGEST + 1);
        if (body.length > LARGEST) {
            problems.write(request, response, 413);
            return;
        }
        JsonNode asked = read(body);
        if (asked == null) {
            problems.write(request, response, 400);
        } else if (!isAllowed(asked)) {
            refuse(request, response, 403, notAllowed());
        } else {
            chain.doFilter(new ReadRequest(request, Json.MAPPER.writeValueAsBytes(asked)), response);
        }
    }

    /** The names in the query alone; a parameter in a form would read the body, and no form is taken. */
    private static Set<String> parameterNames(HttpServletRequest request) {
        return request.getQueryString() == null
                ? Set.of()
                : request.getParameterMap().keySet();
    }

    /** One request or a list of them; null when it is neither, or says something twice. */
    private static @Nullable JsonNode read(byte[] body) {
        try {
            JsonNode asked = STRICT.readTree(body);
            return asked != null && (asked.isObject() || asked.isArray()) ? asked : null;
        } catch (JsonProcessingException e) {
            return null;
        } catch (IOException e) {
            throw new IllegalStateException("Bytes in memory could not be read.", e);
        }
    }

    private static boolean isAllowed(JsonNode asked) {
        if (asked.isArray()) {
            for (JsonNode one : asked) {
                if (!one.isObject() || !isAllowed(one)) {
                    return false;
                }
            }
            return true;
        }
        for (String name : NEVER) {
            if (asked.has(name) || asked.path("config").has(name)) {
                return false;
            }
        }
        return TYPES.contains(asked.path("type").asText("").toLowerCase(Locale.ROOT));
    }

    private void onlyPost(HttpServletRequest request, HttpServletResponse response) throws IOException {
        response.setHeader(HttpHeaders.ALLOW, "POST");
        problems.write(request, response, HttpServletResponse.SC_METHOD_NOT_ALLOWED);
    }

    private static Sentence notAllowed() {
        return Messages.sentence("console.console-may-not-ask-what");
    }

    private void refuse(HttpServletRequest request, HttpServletResponse response, int status, Sentence sentence)
            throws IOException {
        problems.write(request, response, status, "CONSOLE_NOT_ALLOWED", sentence);
    }
}
