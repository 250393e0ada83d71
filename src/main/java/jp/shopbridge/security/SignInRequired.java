package jp.shopbridge.security;

import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.authentication.LockedException;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.web.AuthenticationEntryPoint;
import org.springframework.security.web.access.AccessDeniedHandler;
import org.springframework.security.web.csrf.CsrfException;

/**
 * What somebody gets who is not signed in or may not do this: a person opening a page is sent to the sign-in page, a
 * program gets {@code application/problem+json} and no redirect.
 */
final class SignInRequired implements AuthenticationEntryPoint, AccessDeniedHandler {

    static final String SIGN_IN_PAGE = "/login.html";

    private final ObjectMapper json;

    SignInRequired(ObjectMapper json) {
        this.json = json;
    }

    @Override
    public void commence(HttpServletRequest request, HttpServletResponse response, AuthenticationException refused)
            throws IOException {
        if (isPage(request)) {
            response.sendRedirect(request.getContextPath() + SIGN_IN_PAGE);
            return;
        }
        // A browser shows its own password window for this challenge and would then send the password by itself,
        // to requests of other sites too; only programs are offered it.
        if (request.getHeader("Sec-Fetch-Mode") == null) {
            response.setHeader(
                    HttpHeaders.WWW_AUTHENTICATE, "Basic realm=\"futureshop TikTok bridge\", charset=\"UTF-8\"");
        }
        if (refused instanceof LockedException) {
            write(
                    response,
                    HttpStatus.TOO_MANY_REQUESTS,
                    "SECURITY_TOO_MANY_ATTEMPTS",
                    "Too many wrong passwords were given for this user. Wait one minute and try again.");
            return;
        }
        write(
                response,
                HttpStatus.UNAUTHORIZED,
                "SECURITY_NOT_SIGNED_IN",
                "This needs a user. Sign in at " + SIGN_IN_PAGE + " or send HTTP basic credentials.");
    }

    @Override
    public void handle(HttpServletRequest request, HttpServletResponse response, AccessDeniedException denied)
            throws IOException {
        if (denied instanceof CsrfException) {
            write(
                    response,
                    HttpStatus.FORBIDDEN,
                    "SECURITY_TOKEN_MISSING",
                    "The request did not carry the page's token. Send the value of the cookie XSRF-TOKEN in the header"
                            + " X-XSRF-TOKEN, or reload the page.");
            return;
        }
        write(
                response,
                HttpStatus.FORBIDDEN,
                "SECURITY_NOT_ALLOWED",
                "This user may not do this. Sign in as a user that may, such as operator.");
    }

    static boolean isPage(HttpServletRequest request) {
        String accept = request.getHeader(HttpHeaders.ACCEPT);
        return "GET".equals(request.getMethod())
                && accept != null
                && accept.contains(MediaType.TEXT_HTML_VALUE)
                && !request.getRequestURI().startsWith(request.getContextPath() + "/api/");
    }

    private void write(HttpServletResponse response, HttpStatus status, String code, String detail) throws IOException {
        Map<String, Object> problem = new LinkedHashMap<>();
        problem.put("type", "about:blank");
        problem.put("title", status.getReasonPhrase());
        problem.put("status", status.value());
        problem.put("code", code);
        problem.put("detail", detail);
        response.setStatus(status.value());
        response.setContentType(MediaType.APPLICATION_PROBLEM_JSON_VALUE);
        response.setCharacterEncoding("UTF-8");
        json.writeValue(response.getOutputStream(), problem);
    }
}
