package jp.shopbridge.token;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import jp.shopbridge.ActorName;
import jp.shopbridge.Json;
import jp.shopbridge.Sql;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.namedparam.MapSqlParameterSource;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;
import org.springframework.stereotype.Component;

/**
 * The tokens of programs. A token's secret is 256 random bits, so its plain SHA-256 is enough to keep: nobody can guess
 * what it is made of. Every use reads the row, so an ended one is ended everywhere at once.
 */
@Component
public class ApiTokens {

    private static final String PREFIX = "fstb_";
    private static final Pattern SECRET = Pattern.compile(PREFIX + "[A-Za-z0-9_-]{43}");
    private static final Duration BETWEEN_MARKS = Duration.ofMinutes(1);

    private final NamedParameterJdbcTemplate jdbc;
    private final Clock clock;
    private final SecureRandom random = new SecureRandom();

    ApiTokens(NamedParameterJdbcTemplate jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /**
     * A token that was just made.
     *
     * @param secret what the program sends; known now and never again
     */
    public record Made(ApiToken token, String secret) {

        @Override
        public String toString() {
            return "Made[token=" + token + "]";
        }
    }

    /**
     * Makes a token.
     *
     * @param shops the keys of the shops it opens; null for all
     * @return empty when another token, ended ones too, has that name: history could not tell them apart
     */
    public Optional<Made> make(
            String name, TokenScope scope, @Nullable List<String> shops, Instant expiresAt, String by) {
        String secret = PREFIX + Base64.getUrlEncoder().withoutPadding().encodeToString(bytes(32));
        String id = HexFormat.of().formatHex(bytes(6));
        try {
            jdbc.update(
                    Sql.named("api-token-insert"),
                    new MapSqlParameterSource("id", id)
                            .addValue("name", name)
                            .addValue("folded", ActorName.folded(name))
                            .addValue("hash", hash(secret))
                            .addValue("scope", scope.id())
                            .addValue("shops", shops == null ? null : String.join(",", shops))
                            .addValue("by", by)
                            .addValue("now", utc(clock.instant()))
                            .addValue("expiresAt", utc(expiresAt)));
        } catch (DuplicateKeyException taken) {
            return Optional.empty();
        }
        return Optional.of(new Made(find(id).orElseThrow(), secret));
    }

    /** The token with this secret, if it opens anything now; notes that it is used. */
    public Optional<ApiToken> use(String secret) {
        if (!SECRET.matcher(secret).matches()) {
            return Optional.empty();
        }
        Instant now = clock.instant();
        Optional<ApiToken> found = one("api-token-by-hash", new MapSqlParameterSource("hash", hash(secret)))
                .filter(token -> token.isValid(now));
        found.ifPresent(token -> mark(token, now));
        return found;
    }

    /** At most a write a minute, however many requests and instances. */
    private void mark(ApiToken token, Instant now) {
        Instant before = now.minus(BETWEEN_MARKS);
        Instant last = token.usedAt();
        if (last == null || last.isBefore(before)) {
            jdbc.update(
                    Sql.named("api-token-used"),
                    new MapSqlParameterSource("id", token.id())
                            .addValue("now", utc(now))
                            .addValue("before", utc(before)));
        }
    }

    /** The token with this id. */
    public Optional<ApiToken> find(String id) {
        return one("api-token-find", new MapSqlParameterSource("id", id));
    }

    /** Whether a token, ended ones too, has this name in any spelling. */
    public boolean isNamed(String name) {
        Long count = jdbc.queryForObject(
                Sql.named("api-token-named"), new MapSqlParameterSource("folded", ActorName.folded(name)), Long.class);
        return count != null && count > 0;
    }

    /** All tokens, the ended and the expired ones too, newest first. */
    public List<ApiToken> all() {
        return jdbc.query(Sql.named("api-tokens"), (row, n) -> read(row));
    }

    /** Ends a token at once on every instance; one that has ended stays as it is. */
    public void end(String id, String by) {
        jdbc.update(
                Sql.named("api-token-end"),
                new MapSqlParameterSource("id", id).addValue("by", by).addValue("now", utc(clock.instant())));
    }

    private Optional<ApiToken> one(String sql, MapSqlParameterSource parameters) {
        return jdbc.query(Sql.named(sql), parameters, (row, n) -> read(row)).stream()
                .findFirst();
    }

    private static ApiToken read(ResultSet row) throws SQLException {
        String shops = row.getString("shops");
        return new ApiToken(
                row.getString("id"),
                row.getString("name"),
                TokenScope.named(row.getString("scope")).orElseThrow(),
                shops == null ? null : List.of(shops.split(",", -1)),
                row.getString("made_by"),
                row.getObject("made_at", OffsetDateTime.class).toInstant(),
                row.getObject("expires_at", OffsetDateTime.class).toInstant(),
                row.getString("ended_by"),
                instant(row, "ended_at"),
                instant(row, "used_at"));
    }

    private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        OffsetDateTime time = row.getObject(column, OffsetDateTime.class);
        return time == null ? null : time.toInstant();
    }

    private static OffsetDateTime utc(Instant time) {
        return time.atOffset(ZoneOffset.UTC);
    }

    private static String hash(String secret) {
        return Json.sha256(secret.getBytes(StandardCharsets.UTF_8));
    }

    private byte[] bytes(int count) {
        byte[] bytes = new byte[count];
        random.nextBytes(bytes);
        return bytes;
    }
}
