package jp.shopbridge.token;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A token without its secret.
 *
 * @param name what history calls the program that uses it
 * @param shops the keys of the shops it opens; null for all
 * @param endedAt when somebody ended it; null while nobody has
 * @param usedAt when it was last used, to the minute
 */
public record ApiToken(
        String id,
        String name,
        TokenScope scope,
        @Nullable List<String> shops,
        String madeBy,
        Instant madeAt,
        Instant expiresAt,
        @Nullable String endedBy,
        @Nullable Instant endedAt,
        @Nullable Instant usedAt) {

    /** Whether it opens anything at this time. */
    public boolean isValid(Instant now) {
        return endedAt == null && now.isBefore(expiresAt);
    }

    /** Whether every shop it opens is among these; null are all. */
    public boolean isWithin(@Nullable List<String> others) {
        return others == null || (shops != null && others.containsAll(shops));
    }
}
