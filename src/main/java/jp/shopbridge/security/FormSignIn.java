package jp.shopbridge.security;

import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.springframework.core.io.ClassPathResource;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.web.authentication.AuthenticationFailureHandler;
import org.springframework.security.web.authentication.SavedRequestAwareAuthenticationSuccessHandler;
import org.springframework.security.web.savedrequest.RequestCache;

/** What follows the sign-in form: on to the page that was wanted, or back to the form with the reason. */
final class FormSignIn extends SavedRequestAwareAuthenticationSuccessHandler implements AuthenticationFailureHandler {

    private static final String NO_WAIT = "data-wait=\"\"";

    private final KnownDevices devices;
    private final SignInRequired programs;
    private final String page;

    FormSignIn(KnownDevices devices, RequestCache cache, SignInRequired programs) throws IOException {
        this.devices = devices;
        this.programs = programs;
        this.page = new ClassPathResource("static" + SignInRequired.SIGN_IN_PAGE)
                .getContentAsString(StandardCharsets.UTF_8);
        if (!page.contains(NO_WAIT)) {
            throw new IllegalStateException("The sign-in page has no place for the wait: " + NO_WAIT);
        }
        setRequestCache(cache);
    }

    @Override
    public void onAuthenticationSuccess(
            HttpServletRequest request, HttpServletResponse response, Authentication signedIn)
            throws ServletException, IOException {
        String account = SignInSource.folded(signedIn.getName());
        if (devices.deviceOf(request, account) == null) {
            response.addHeader(
                    HttpHeaders.SET_COOKIE,
                    devices.cookie(account, request.isSecure()).toString());
        }
        super.onAuthenticationSuccess(request, response, signedIn);
    }

    @Override
    public void onAuthenticationFailure(
            HttpServletRequest request, HttpServletResponse response, AuthenticationException refused)
            throws IOException {
        if (!(refused instanceof TooManyAttempts tooMany)) {
            response.sendRedirect(request.getContextPath() + SignInRequired.SIGN_IN_PAGE + "?refused");
            return;
        }
        String accept = request.getHeader(HttpHeaders.ACCEPT);
        if (accept == null || !accept.contains(MediaType.TEXT_HTML_VALUE)) {
            programs.commence(request, response, refused);
            return;
        }
        byte[] body =
                page.replace(NO_WAIT, "data-wait=\"" + tooMany.seconds() + "\"").getBytes(StandardCharsets.UTF_8);
        response.setStatus(SignInRequired.TOO_MANY);
        response.setHeader(HttpHeaders.RETRY_AFTER, Long.toString(tooMany.seconds()));
        response.setContentType("text/html;charset=UTF-8");
        response.setContentLength(body.length);
        response.getOutputStream().write(body);
    }
}
