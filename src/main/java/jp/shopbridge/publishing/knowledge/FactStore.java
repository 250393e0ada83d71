package jp.shopbridge.publishing.knowledge;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import jp.shopbridge.Json;
import jp.shopbridge.Sql;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What TikTok last said about a shop and its categories, with its age: the only writer of {@code tiktok_shop_fact}. */
@Component
public class FactStore {

    static final String WAREHOUSES = "warehouses";
    static final String PREREQUISITES = "prerequisites";
    static final String BRANDS = "brands";

    private final JdbcClient jdbc;
    private final Clock clock;

    FactStore(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** A fact and when it was read. */
    public record Fact(JsonNode content, Instant readAt) {}

    /** The fact as it was last read, if it ever was. */
    public Optional<Fact> find(String shop, String name) {
        return jdbc.sql(Sql.named("tiktok-shop-fact-find"))
                .param("shop", shop)
                .param("name", name)
                .query((row, number) -> new Fact(
                        Json.parse(row.getString("content")),
                        row.getObject("read_at", OffsetDateTime.class).toInstant()))
                .optional();
    }

    /** When each fact of a shop was last read, by its name. */
    Map<String, Instant> ages(String shop) {
        Map<String, Instant> ages = new HashMap<>();
        jdbc.sql(Sql.named("tiktok-shop-fact-ages")).param("shop", shop).query(row -> {
            ages.put(
                    row.getString("name"),
                    row.getObject("read_at", OffsetDateTime.class).toInstant());
        });
        return ages;
    }

    /** The fact, unless it is older than this or was never read. */
    public Optional<JsonNode> fresh(String shop, String name, Duration age) {
        return find(shop, name)
                .filter(fact -> fact.readAt().isAfter(clock.instant().minus(age)))
                .map(Fact::content);
    }

    /** Keeps a fact, read just now. */
    public void save(String shop, String name, JsonNode content) {
        Sql.merging(() -> jdbc.sql(Sql.named("tiktok-shop-fact-save"))
                .param("shop", shop)
                .param("name", name)
                .param("content", Json.text(content))
                .param("readAt", clock.instant().atOffset(ZoneOffset.UTC))
                .update());
    }

    /** Makes the next listing ask TikTok again. */
    public void forget(String shop, String name) {
        jdbc.sql(Sql.named("tiktok-shop-fact-forget"))
                .param("shop", shop)
                .param("name", name)
                .update();
    }
}
