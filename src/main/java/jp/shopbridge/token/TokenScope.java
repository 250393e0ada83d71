package jp.shopbridge.token;

import java.util.Locale;
import java.util.Optional;

/** What a token opens; each scope holds the ones before it. */
public enum TokenScope {
    /** Looks at everything a merchant sees. */
    READ,
    /** Corrects and selects, by CSV too, and asks for fresh data. */
    EDIT,
    /** Sends to TikTok Shop, and stops, resumes and links what is there. */
    PUBLISH;

    /** The scope's name in rows, requests and answers. */
    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Whether this scope is enough where another is needed. */
    public boolean covers(TokenScope needed) {
        return compareTo(needed) >= 0;
    }

    /** The scope of this name. */
    public static Optional<TokenScope> named(String id) {
        for (TokenScope scope : values()) {
            if (scope.id().equals(id)) {
                return Optional.of(scope);
            }
        }
        return Optional.empty();
    }
}
