package jp.shopbridge.security;

import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Optional;
import jp.shopbridge.token.TokenScope;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpMethod;
import org.springframework.security.web.servlet.util.matcher.PathPatternRequestMatcher;

/**
 * Which scope a token needs for an operation. Every write that a token may do stands here by name, so that a new one is
 * closed to tokens until somebody decides about it; the operator's operations are in no row.
 */
final class TokenOperations {

    private static final List<Row> ROWS = List.of(
            // Consent and tokens are people's own affair, also to look at.
            row(null, null, "/api/authorization/**"),
            row(null, null, "/api/tokens/**"),
            row(TokenScope.READ, HttpMethod.GET, "/api/**"),
            row(TokenScope.EDIT, HttpMethod.PATCH, "/api/products/{productNo}"),
            row(TokenScope.EDIT, HttpMethod.DELETE, "/api/products/{productNo}/edits/{field}"),
            row(TokenScope.EDIT, HttpMethod.PUT, "/api/products/{productNo}/selection"),
            row(TokenScope.EDIT, HttpMethod.POST, "/api/products/{productNo}/category-suggestion"),
            row(TokenScope.EDIT, HttpMethod.POST, "/api/selection"),
            row(TokenScope.EDIT, HttpMethod.POST, "/api/edits"),
            row(TokenScope.EDIT, HttpMethod.POST, "/api/edits.csv"),
            row(TokenScope.EDIT, HttpMethod.POST, "/api/intake/runs"),
            row(TokenScope.EDIT, HttpMethod.POST, "/api/rehearsals"),
            row(TokenScope.EDIT, HttpMethod.POST, "/api/links/preview"),
            row(TokenScope.EDIT, HttpMethod.POST, "/api/dead-letters/forecast"),
            row(TokenScope.EDIT, HttpMethod.POST, "/api/mappings/lint"),
            row(TokenScope.EDIT, HttpMethod.POST, "/api/mappings/preview"),
            row(TokenScope.EDIT, HttpMethod.POST, "/api/mappings/proposals"),
            row(TokenScope.PUBLISH, HttpMethod.POST, "/api/publishing/runs"),
            row(TokenScope.PUBLISH, HttpMethod.POST, "/api/sales"),
            row(TokenScope.PUBLISH, HttpMethod.POST, "/api/products/{productNo}/activate"),
            row(TokenScope.PUBLISH, HttpMethod.POST, "/api/products/{productNo}/deactivate"),
            row(TokenScope.PUBLISH, HttpMethod.POST, "/api/products/{productNo}/relist"),
            row(TokenScope.PUBLISH, HttpMethod.POST, "/api/links"));

    private TokenOperations() {}

    /** The scope that is needed; empty where no token opens. */
    static Optional<TokenScope> needed(HttpServletRequest request) {
        return ROWS.stream()
                .filter(row -> row.where().matches(request))
                .findFirst()
                .flatMap(row -> Optional.ofNullable(row.needed()));
    }

    private static Row row(@Nullable TokenScope needed, @Nullable HttpMethod method, String path) {
        PathPatternRequestMatcher.Builder paths = PathPatternRequestMatcher.withDefaults();
        return new Row(needed, method == null ? paths.matcher(path) : paths.matcher(method, path));
    }

    private record Row(@Nullable TokenScope needed, PathPatternRequestMatcher where) {}
}
