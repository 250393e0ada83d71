package jp.shopbridge.publishing.pictures;

import java.nio.charset.StandardCharsets;
import java.sql.Types;
import java.time.Clock;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import jp.shopbridge.Json;
import jp.shopbridge.Sql;
import jp.shopbridge.failure.Sentence;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What was last found behind each picture's address; the only writer of {@code image_source}. */
@Component
class ImageSources {

    private static final int LONGEST_ADDRESS = 2_000;

    private final JdbcClient jdbc;
    private final Clock clock;

    ImageSources(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /**
     * What is known of an address.
     *
     * @param contentHash SHA-256 (hex) of the last bytes that were a picture; null when there never were any
     * @param width pixels of the picture as it is looked at; 0 when unknown
     * @param height pixels of the picture as it is looked at; 0 when unknown
     * @param trouble what was wrong the last time; null when nothing was
     */
    record Source(
            @Nullable String contentHash, int width, int height, @Nullable Trouble trouble, OffsetDateTime fetchedAt) {}

    /**
     * What is wrong with what an address delivers.
     *
     * @param since when it was first seen, without a good picture or another trouble since
     */
    record Trouble(String code, Sentence sentence, OffsetDateTime since) {

        /** How long it has lasted. */
        Duration age(Clock clock) {
            return Duration.between(since.toInstant(), clock.instant());
        }
    }

    Optional<Source> find(String shop, String url) {
        return jdbc.sql(Sql.named("image-source-find"))
                .param("shop", shop)
                .param("urlHash", urlHash(url))
                .query((row, number) -> {
                    String code = row.getString("problem_code");
                    OffsetDateTime fetchedAt = row.getObject("fetched_at", OffsetDateTime.class);
                    OffsetDateTime since = row.getObject("problem_since", OffsetDateTime.class);
                    return new Source(
                            row.getString("content_hash"),
                            row.getInt("width"),
                            row.getInt("height"),
                            code == null
                                    ? null
                                    : new Trouble(
                                            code,
                                            Sentence.of(row.getString("problem_ja"), row.getString("problem_en")),
                                            since == null ? fetchedAt : since),
                            fetchedAt);
                })
                .optional();
    }

    /** Keeps that an address delivers a picture, which is fit if there is no trouble with it. */
    void found(
            String shop, String url, String contentHash, int width, int height, int size, @Nullable Trouble trouble) {
        Sql.merging(() -> jdbc.sql(Sql.named("image-source-save"))
                .param("shop", shop)
                .param("urlHash", urlHash(url))
                .param("url", url.length() <= LONGEST_ADDRESS ? url : url.substring(0, LONGEST_ADDRESS))
                .param("contentHash", contentHash.isEmpty() ? null : contentHash, Types.VARCHAR)
                .param("width", width)
                .param("height", height)
                .param("sizeBytes", size)
                .param("problemCode", trouble == null ? null : trouble.code(), Types.VARCHAR)
                .param("problemJa", trouble == null ? null : trouble.sentence().ja(), Types.VARCHAR)
                .param("problemEn", trouble == null ? null : trouble.sentence().en(), Types.VARCHAR)
                .param("problemSince", trouble == null ? null : trouble.since(), Types.TIMESTAMP_WITH_TIMEZONE)
                .param("fetchedAt", now())
                .update());
    }

    /** Keeps that an address delivers no picture; what was known of its last one stays. */
    void missed(String shop, String url, @Nullable Source before, Trouble trouble) {
        String hash = before == null || before.contentHash() == null ? "" : before.contentHash();
        found(shop, url, hash, before == null ? 0 : before.width(), before == null ? 0 : before.height(), 0, trouble);
    }

    /** The trouble as it counts now: the same as before goes on, another begins. */
    Trouble trouble(@Nullable Source before, String code, Sentence sentence) {
        Trouble known = before == null ? null : before.trouble();
        return new Trouble(code, sentence, known != null && known.code().equals(code) ? known.since() : now());
    }

    private OffsetDateTime now() {
        return clock.instant().atOffset(ZoneOffset.UTC);
    }

    static String urlHash(String url) {
        return Json.sha256(url.getBytes(StandardCharsets.UTF_8));
    }
}
