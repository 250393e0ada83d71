package jp.shopbridge.security;

import jakarta.servlet.http.HttpServletRequest;
import org.springframework.security.web.authentication.WebAuthenticationDetails;

/** What a sign-in tells about where it comes from. */
final class SignInDetails extends WebAuthenticationDetails {

    private final transient SignInSource source;
    private final boolean program;

    SignInDetails(HttpServletRequest request, SignInSource source, boolean program) {
        super(request);
        this.source = source;
        this.program = program;
    }

    /** Whether the password came with the request itself, as programs send it, and not by the form. */
    boolean program() {
        return program;
    }

    SignInSource source() {
        return source;
    }
}
