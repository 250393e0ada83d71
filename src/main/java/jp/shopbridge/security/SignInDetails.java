package jp.shopbridge.security;

import jakarta.servlet.http.HttpServletRequest;
import org.springframework.security.web.authentication.WebAuthenticationDetails;

/** What a sign-in tells about where it comes from. */
final class SignInDetails extends WebAuthenticationDetails {

    private final transient SignInSource source;

    SignInDetails(HttpServletRequest request, SignInSource source) {
        super(request);
        this.source = source;
    }

    SignInSource source() {
        return source;
    }
}
