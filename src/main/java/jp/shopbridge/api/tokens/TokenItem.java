package jp.shopbridge.api.tokens;

import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;
import jp.shopbridge.token.ApiToken;
import org.jspecify.annotations.Nullable;

/** A program's token, without the token itself. */
record TokenItem(
        String id,
        @Schema(description = "What history calls the program.") String name,
        @Schema(description = "read, edit or publish; each holds the ones before it.") String scope,
        @Schema(description = "The keys of the shops it opens; null for all.") @Nullable List<String> shops,
        @Schema(description = "Whether it opens anything now.") boolean valid,
        String madeBy,
        Instant madeAt,
        Instant expiresAt,
        @Nullable String endedBy,
        @Nullable Instant endedAt,
        @Schema(description = "When it was last used, to the minute; null when never.") @Nullable Instant usedAt) {

    static TokenItem of(ApiToken token, Instant now) {
        return new TokenItem(
                token.id(),
                token.name(),
                token.scope().id(),
                token.shops(),
                token.isValid(now),
                token.madeBy(),
                token.madeAt(),
                token.expiresAt(),
                token.endedBy(),
                token.endedAt(),
                token.usedAt());
    }
}
