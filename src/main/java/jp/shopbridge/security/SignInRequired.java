package jp.shopbridge.security;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import jp.shopbridge.api.ProblemDocuments;
import jp.shopbridge.failure.Messages;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.authentication.InsufficientAuthenticationException;
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
    static final String SIGNED_OUT = SIGN_IN_PAGE + "?left";
    static final int TOO_MANY = 429;

    private final ProblemDocuments problems;

    SignInRequired(ProblemDocuments problems) {
        this.problems = problems;
    }

    @Override
    public void commence(HttpServletRequest request, HttpServletResponse response, AuthenticationException refused)
            throws IOException {
        if (refused instanceof TooManyAttempts tooMany) {
            wait(request, response, tooMany.seconds());
            return;
        }
        if (isPage(request)) {
            response.sendRedirect(request.getContextPath() + SIGN_IN_PAGE);
            return;
        }
        // A browser shows its own password window for this challenge and would then send the password by itself,
        // to requests of other sites too; only programs are offered it.
        if (!saysItIsABrowser(request)) {
            response.setHeader(
                    HttpHeaders.WWW_AUTHENTICATE, "Basic realm=\"futureshop TikTok bridge\", charset=\"UTF-8\"");
        }
        problems.write(
                request,
                response,
                401,
                "SECURITY_NOT_SIGNED_IN",
                Messages.sentence("SECURITY_NOT_SIGNED_IN", SIGN_IN_PAGE));
    }

    private void wait(HttpServletRequest request, HttpServletResponse response, long seconds) throws IOException {
        response.setHeader(HttpHeaders.RETRY_AFTER, Long.toString(seconds));
        problems.write(
                request,
                response,
                TOO_MANY,
                "SECURITY_TOO_MANY_ATTEMPTS",
                Messages.sentence("SECURITY_TOO_MANY_ATTEMPTS", seconds));
    }

    @Override
    public void handle(HttpServletRequest request, HttpServletResponse response, AccessDeniedException denied)
            throws IOException {
        if (denied instanceof CsrfException && isProgramWithoutCredentials(request)) {
            commence(request, response, new InsufficientAuthenticationException("Nobody said who is asking", denied));
            return;
        }
        if (denied instanceof CsrfException) {
            problems.write(
                    request, response, 403, "SECURITY_TOKEN_MISSING", Messages.sentence("SECURITY_TOKEN_MISSING"));
            return;
        }
        problems.write(request, response, 403, "SECURITY_NOT_ALLOWED", Messages.sentence("SECURITY_NOT_ALLOWED"));
    }

    /** Programs send their password only when they are asked for it, and know nothing of the page's token. */
    private static boolean isProgramWithoutCredentials(HttpServletRequest request) {
        return !saysItIsABrowser(request)
                && request.getRequestedSessionId() == null
                && request.getHeader(HttpHeaders.AUTHORIZATION) == null;
    }

    private static boolean saysItIsABrowser(HttpServletRequest request) {
        return request.getHeader("Sec-Fetch-Mode") != null;
    }

    static boolean isPage(HttpServletRequest request) {
        String accept = request.getHeader(HttpHeaders.ACCEPT);
        return "GET".equals(request.getMethod())
                && accept != null
                && accept.contains(MediaType.TEXT_HTML_VALUE)
                && !request.getRequestURI().startsWith(request.getContextPath() + "/api/");
    }
}
