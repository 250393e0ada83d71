package jp.shopbridge.security;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseCookie;
import org.springframework.security.web.csrf.CsrfToken;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Makes the token appear in its cookie with every answer. Spring Security hands it out only when somebody asks for it;
 * without this, Hawtio's and our pages' first POST has no token to send.
 */
final class CsrfCookieFilter extends OncePerRequestFilter {

    private static final String CONSOLE = "/actuator/hawtio";

    private final boolean prefixed;

    /**
     * The filter.
     *
     * @param prefixed whether the token's cookie has another name than the one Hawtio reads
     */
    CsrfCookieFilter(boolean prefixed) {
        this.prefixed = prefixed;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        if (request.getAttribute(CsrfToken.class.getName()) instanceof CsrfToken token) {
            String value = token.getToken();
            if (prefixed && request.getRequestURI().startsWith(CONSOLE)) {
                // A copy for Hawtio to read; what counts is the cookie that no other host can write.
                response.addHeader(
                        HttpHeaders.SET_COOKIE,
                        ResponseCookie.from(BrowserSessions.TOKEN, value)
                                .path(CONSOLE)
                                .secure(true)
                                .sameSite("Lax")
                                .build()
                                .toString());
            }
        }
        chain.doFilter(request, response);
    }
}
