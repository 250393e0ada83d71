package jp.shopbridge.security;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import jp.shopbridge.api.Operations;
import jp.shopbridge.api.ProblemDocuments;
import jp.shopbridge.failure.Messages;
import jp.shopbridge.token.ApiToken;
import jp.shopbridge.token.ApiTokens;
import jp.shopbridge.token.TokenScope;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.http.HttpHeaders;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.web.authentication.WebAuthenticationDetailsSource;
import org.springframework.security.web.authentication.preauth.PreAuthenticatedAuthenticationToken;
import org.springframework.security.web.context.RequestAttributeSecurityContextRepository;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Lets programs in by {@code Authorization: Bearer} (RFC 6750), for this one request and without a session. Whoever sends
 * a token is that token or nobody, whatever cookie comes along; in an address a token counts for nothing.
 */
final class TokenFilter extends OncePerRequestFilter {

    private static final Logger LOG = LoggerFactory.getLogger(TokenFilter.class);
    private static final Pattern CREDENTIALS = Pattern.compile("(?i)bearer(?:\\s+(.*))?");

    private final ApiTokens tokens;
    private final Operations operations;
    private final ProblemDocuments problems;
    private final SecurityLog log;
    private final RequestAttributeSecurityContextRepository thisRequest =
            new RequestAttributeSecurityContextRepository();
    private final WebAuthenticationDetailsSource details = new WebAuthenticationDetailsSource();

    TokenFilter(ApiTokens tokens, Operations operations, ProblemDocuments problems, SecurityLog log) {
        this.tokens = tokens;
        this.operations = operations;
        this.log = log;
        this.problems = problems;
    }

    /** Whether a request brings a token, good or bad. */
    static boolean isMeant(HttpServletRequest request) {
        return Collections.list(request.getHeaders(HttpHeaders.AUTHORIZATION)).stream()
                .anyMatch(sent -> CREDENTIALS.matcher(sent).matches());
    }

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        return !isMeant(request);
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        Optional<ApiToken> token;
        try {
            token = sent(request).flatMap(tokens::use);
        } catch (DataAccessException e) {
            LOG.warn("A token could not be looked up: {}", e.getMessage());
            response.setHeader(HttpHeaders.RETRY_AFTER, "5");
            problems.write(request, response, HttpServletResponse.SC_SERVICE_UNAVAILABLE);
            return;
        }
        if (token.isEmpty()) {
            refuse(request, response);
            return;
        }
        signIn(request, response, token.get());
        Optional<TokenScope> needed = operations.neededScope(request);
        if (needed.isEmpty() || !token.get().scope().covers(needed.get())) {
            forbid(request, response, token.get(), needed);
            return;
        }
        chain.doFilter(request, response);
    }

    private static Optional<String> sent(HttpServletRequest request) {
        List<String> sent = Collections.list(request.getHeaders(HttpHeaders.AUTHORIZATION));
        Matcher credentials = CREDENTIALS.matcher(sent.get(0));
        return sent.size() == 1 && credentials.matches()
                ? Optional.ofNullable(credentials.group(1)).map(String::strip)
                : Optional.empty();
    }

    private void signIn(HttpServletRequest request, HttpServletResponse response, ApiToken token) {
        PreAuthenticatedAuthenticationToken program =
                new PreAuthenticatedAuthenticationToken(token.name(), "", Rights.of(Role.MERCHANT, token.shops()));
        program.setDetails(details.buildDetails(request));
        SecurityContext context = SecurityContextHolder.createEmptyContext();
        context.setAuthentication(program);
        SecurityContextHolder.setContext(context);
        // Routes answer on another thread, and the request comes back for that; it is still the program's.
        thisRequest.saveContext(context, request, response);
    }

    private void refuse(HttpServletRequest request, HttpServletResponse response) throws IOException {
        log.badToken(request.getRemoteAddr(), request.getMethod() + " " + request.getRequestURI());
        response.setHeader(HttpHeaders.WWW_AUTHENTICATE, "Bearer error=\"invalid_token\"");
        problems.write(
                request,
                response,
                HttpServletResponse.SC_UNAUTHORIZED,
                "SECURITY_TOKEN_REFUSED",
                Messages.sentence("SECURITY_TOKEN_REFUSED"));
    }

    private void forbid(
            HttpServletRequest request, HttpServletResponse response, ApiToken token, Optional<TokenScope> needed)
            throws IOException {
        if (needed.isPresent()) {
            response.setHeader(
                    HttpHeaders.WWW_AUTHENTICATE,
                    "Bearer error=\"insufficient_scope\", scope=\""
                            + needed.get().id() + "\"");
        }
        problems.write(
                request,
                response,
                HttpServletResponse.SC_FORBIDDEN,
                "SECURITY_TOKEN_SCOPE",
                needed.map(scope -> Messages.sentence(
                                "security.tokens-scope-not-enough-needs",
                                token.scope().id(),
                                scope.id()))
                        .orElseGet(() -> Messages.sentence("security.no-token-opens-person-sign")));
    }
}
