package jp.shopbridge.api;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import jp.shopbridge.Json;
import jp.shopbridge.failure.Messages;
import jp.shopbridge.failure.Sentence;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Problems where no route writes one: in filters, in sign-in and for what the framework itself refuses. */
@Component
public class ProblemDocuments {

    private static final Map<Integer, Told> TOLD = Map.of(
            400, told("API_REQUEST_INVALID", Messages.sentence("API_REQUEST_INVALID.request-malformed-correct")),
            401, told("API_SIGN_IN_NEEDED", Messages.sentence("API_SIGN_IN_NEEDED")),
            403, told("API_FORBIDDEN", Messages.sentence("API_FORBIDDEN")),
            404, told("API_PATH_UNKNOWN", Messages.sentence("API_PATH_UNKNOWN")),
            405, told("API_METHOD_NOT_ALLOWED", Messages.sentence("API_METHOD_NOT_ALLOWED")),
            406, told("API_NOT_ACCEPTABLE", Messages.sentence("API_NOT_ACCEPTABLE")),
            413, told("API_BODY_TOO_LARGE", Messages.sentence("API_BODY_TOO_LARGE.requests-body-too-large")),
            415, told("API_MEDIA_TYPE", Messages.sentence("API_MEDIA_TYPE.content-type-must-application-json")),
            503, told("API_UNAVAILABLE", Messages.sentence("API_UNAVAILABLE")));
    private static final Told REFUSED =
            told("API_REQUEST_INVALID", Messages.sentence("API_REQUEST_INVALID.request-cannot-done-as-correct"));
    private static final Told OTHERWISE =
            told("API_UNEXPECTED", Messages.sentence("API_UNEXPECTED.request-failed-because-bug-report"));

    ProblemDocuments() {}

    /** What the framework's own refusal with this status is called here. */
    Problem problem(HttpServletRequest request, int status) {
        Told told = told(status);
        return problem(request, status, told.code(), told.sentence());
    }

    /** Ends the request with what the framework refused. */
    public void write(HttpServletRequest request, HttpServletResponse response, int status) throws IOException {
        Told told = told(status);
        write(request, response, status, told.code(), told.sentence());
    }

    /**
     * Ends the request with a problem.
     *
     * @param status the HTTP status, 400 or more
     * @param code our stable code
     */
    public void write(
            HttpServletRequest request, HttpServletResponse response, int status, String code, Sentence sentence)
            throws IOException {
        Problem problem = problem(request, status, code, sentence);
        byte[] body = Json.MAPPER.writeValueAsString(problem).getBytes(StandardCharsets.UTF_8);
        response.setStatus(status);
        response.setContentType(Problem.MEDIA_TYPE);
        response.setContentLength(body.length);
        response.getOutputStream().write(body);
    }

    Problem problem(HttpServletRequest request, int status, String code, Sentence sentence) {
        return Problem.of(
                status, code, sentence, null, pathOf(request), prefersJapanese(request.getHeader("Accept-Language")));
    }

    private static @Nullable String pathOf(HttpServletRequest request) {
        Object original = request.getAttribute("jakarta.servlet.error.request_uri");
        return original instanceof String path ? path : request.getRequestURI();
    }

    /** Whether a reader prefers Japanese to English, as {@code Accept-Language} says. */
    static boolean prefersJapanese(@Nullable String acceptLanguage) {
        if (acceptLanguage == null) {
            return false;
        }
        try {
            return Locale.JAPANESE.equals(Locale.lookup(
                    Locale.LanguageRange.parse(acceptLanguage), List.of(Locale.JAPANESE, Locale.ENGLISH)));
        } catch (IllegalArgumentException e) {
            // A preference we cannot read is no preference.
            return false;
        }
    }

    private static Told told(int status) {
        Told told = TOLD.get(status);
        return told != null ? told : status < 500 ? REFUSED : OTHERWISE;
    }

    private static Told told(String code, Sentence sentence) {
        return new Told(code, sentence);
    }

    private record Told(String code, Sentence sentence) {}
}
