package jp.shopbridge.staging.database;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Predicate;
import jp.shopbridge.BridgeSettings;
import jp.shopbridge.Json;
import jp.shopbridge.Sql;
import jp.shopbridge.staging.ListingArrivals;
import jp.shopbridge.staging.SourceProduct;
import jp.shopbridge.staging.StagedListings;
import jp.shopbridge.staging.content.ListingContent;
import jp.shopbridge.support.BridgeWithWorlds;
import jp.shopbridge.support.Database;
import jp.shopbridge.support.SettableClock;
import org.awaitility.Awaitility;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Measures how large H2's file is after a simulated year and prints a table. Not a test: run its main, with the number of
 * products, the days, and, to measure only those and compacted, options of the database's address such as {@code ;COMPRESS=TRUE}.
 *
 * <p>The products are imported, and some published, by the running application once, so that every document is a real one. Then, day
 * by day, a fiftieth of them gets another title and price: staged by the application's own code in transactions that reach the
 * disk, with the ledger's line and the two exchanges that sending it leaves behind. Each night the upkeep's own statements and
 * compaction run.
 */
public final class DatabaseSizeBenchmark {

    private static final int PUBLISHED = 40;
    private static final String SHOP = "sample";
    private static final List<String> FORGET = List.of("webhooks 30", "exchanges 30", "attempts 400", "history 1100");

    private DatabaseSizeBenchmark() {}

    /** Measures, printing the size at some days of the year. */
    public static void main(String[] arguments) throws Exception {
        int products = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 2_000;
        int days = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 365;
        Path folder = Files.createTempDirectory("database-size");
        published(folder, products);
        for (boolean compacted : arguments.length > 2 ? List.of(true) : List.of(false, true)) {
            for (String options : arguments.length > 2 ? List.of(arguments[2]) : List.of("", ";COMPRESS=TRUE")) {
                Path copy = Files.createDirectories(folder.resolve(compacted + options.replace(';', '-')));
                Files.copy(
                        folder.resolve("bridge.mv.db"),
                        copy.resolve("bridge.mv.db"),
                        StandardCopyOption.REPLACE_EXISTING);
                year(copy, options, compacted, products, days);
            }
        }
        System.exit(0);
    }

    private static String url(Path folder) {
        return "jdbc:h2:file:" + folder.resolve("bridge")
                + ";DB_CLOSE_ON_EXIT=FALSE;DATABASE_TO_LOWER=TRUE;CASE_INSENSITIVE_IDENTIFIERS=TRUE";
    }

    private static void published(Path folder, int products) {
        try (BridgeWithWorlds bridge = BridgeWithWorlds.on(
                Database.h2(),
                Map.of(
                        "spring.datasource.url", url(folder),
                        "sandbox.futureshop.products", Integer.toString(products),
                        "publishing.allow-private-image-hosts", "true",
                        "intake.claim", "30s",
                        "logging.level.jp.shopbridge", "WARN"))) {
            until(bridge, shop -> "done".equals(shop.at("/intake/run/status").asText()));
            ObjectNode chosen = Json.MAPPER.createObjectNode().put("selected", true);
            ArrayNode numbers = chosen.putArray("productNos");
            bridge.get("/api/products?state=waiting&size=" + PUBLISHED)
                    .path("items")
                    .forEach(item -> numbers.add(item.path("productNo").asText()));
            bridge.send("POST", "/api/selection", Json.text(chosen));
            JsonNode shop = until(
                    bridge,
                    now -> now.path("waiting").asInt() + now.path("inReview").asInt() == 0);
            System.out.println(shop.path("summary").path("en").asText());
        }
    }

    private static JsonNode until(BridgeWithWorlds bridge, Predicate<JsonNode> wanted) {
        return Awaitility.await()
                .atMost(Duration.ofMinutes(30))
                .pollInterval(Duration.ofSeconds(1))
                .ignoreExceptionsMatching(busy -> true)
                .until(() -> bridge.get("/api/status").at("/shops/0"), wanted);
    }

    private static void year(Path folder, String options, boolean compacted, int products, int days)
            throws IOException {
        SettableClock clock = new SettableClock(Instant.parse("2026-12-01T00:00:00Z"));
        long started = System.nanoTime();
        try (ReopeningDataSource pool = new ReopeningDataSource(url(folder) + options, "bridge", "")) {
            JdbcTemplate jdbc = new JdbcTemplate(pool);
            TransactionTemplate transactions = new TransactionTemplate(new DurableTransactions(pool));
            ListingArrivals arrivals = arrivals(pool, transactions, clock);
            List<String> numbers =
                    jdbc.queryForList("select product_no from listing order by product_no", String.class);
            long compacting = 0;
            for (int day = 0; day <= days; day++) {
                for (int i = 0; day > 0 && i < products / 50; i++) {
                    change(
                            jdbc,
                            transactions,
                            arrivals,
                            clock,
                            numbers.get((day * products / 50 + i) % numbers.size()),
                            day);
                }
                for (String forget : FORGET) {
                    String[] table = forget.split(" ", -1);
                    jdbc.update(
                            Sql.named("upkeep-forget-" + table[0]).replace(":?before", "?"),
                            clock.instant()
                                    .minus(Duration.ofDays(Long.parseLong(table[1])))
                                    .atOffset(ZoneOffset.UTC));
                }
                if (compacted) {
                    long begun = System.nanoTime();
                    pool.compact();
                    compacting = Math.max(compacting, System.nanoTime() - begun);
                }
                if (day == 0 || day == 30 || day == 90 || day == 180 || day == days) {
                    long size = Files.size(folder.resolve("bridge.mv.db"));
                    System.out.printf(
                            Locale.ROOT,
                            "%-16s %-14s day %3d: %7.1f MB, %6.1f kB a product, longest compaction %d ms, %d s%n",
                            compacted ? "compacted" : "not compacted",
                            options,
                            day,
                            size / 1e6,
                            size / 1e3 / products,
                            compacting / 1_000_000,
                            Duration.ofNanos(System.nanoTime() - started).toSeconds());
                }
                clock.advance(Duration.ofDays(1));
            }
        }
        System.out.printf(Locale.ROOT, "  closed: %.1f MB%n", Files.size(folder.resolve("bridge.mv.db")) / 1e6);
    }

    private static void change(
            JdbcTemplate jdbc,
            TransactionTemplate transactions,
            ListingArrivals arrivals,
            SettableClock clock,
            String number,
            int day) {
        Map<String, Object> row = jdbc.queryForMap(
                "select snapshot, mapped, mapping_version from listing_document d, listing l"
                        + " where d.shop = l.shop and d.product_no = l.product_no and l.product_no = ?",
                number);
        ObjectNode mapped = (ObjectNode) Json.parse(text(row, "mapped"));
        mapped.put("title", "Title of day " + day + " of " + number);
        mapped.withArray("skus").forEach(sku -> ((ObjectNode) sku).put("price", 1_000 + day));
        ObjectNode snapshot = (ObjectNode) Json.parse(text(row, "snapshot"));
        snapshot.put("name", "Title of day " + day + " of " + number);
        arrivals.stage(
                SHOP,
                List.of(new SourceProduct(
                        number,
                        Json.hash(snapshot),
                        Json.text(snapshot),
                        text(row, "mapping_version"),
                        ListingContent.of(mapped),
                        new ArrayList<>())));
        transactions.executeWithoutResult(status -> {
            Object now = clock.instant().atOffset(ZoneOffset.UTC);
            jdbc.update(
                    "insert into publishing_attempt (shop, product_no, operation, idempotency_key, body, body_hash,"
                            + " content_hash, generation, outcome, request_id, answer, started_at, finished_at,"
                            + " resolve_tries) select shop, ?, 'edit', idempotency_key || ?, body, body_hash,"
                            + " content_hash, generation, outcome, request_id, answer, ?, ?, 0 from publishing_attempt"
                            + " where id = (select min(id) from publishing_attempt) + ?",
                    number,
                    "-" + number + "-" + day,
                    now,
                    now,
                    day % PUBLISHED);
            jdbc.update(
                    "insert into tiktok_exchange (id, shop, product_no, operation, method, address, request, status,"
                            + " request_id, answer, answer_hash, failure, at, last_at, times) select random_uuid(), shop,"
                            + " ?, operation, method, address, request, status, request_id, answer, answer_hash, failure,"
                            + " ?, ?, 1 from tiktok_exchange where operation in ('create', 'read') offset ? rows fetch"
                            + " first 2 rows only",
                    number,
                    now,
                    now,
                    day % PUBLISHED);
            jdbc.update("update listing_document set published = mapped where product_no = ?", number);
        });
    }

    private static String text(Map<String, Object> row, String column) {
        return String.valueOf(row.get(column));
    }

    private static ListingArrivals arrivals(
            ReopeningDataSource pool, TransactionTemplate transactions, SettableClock clock) {
        BridgeSettings.Shop shop = new BridgeSettings.Shop(
                SHOP,
                new BridgeSettings.Futureshop("", "", "", ""),
                new BridgeSettings.Tiktok("", "", "", "", "", "", "v2", null, 0, 0, 0),
                "down",
                List.of("カラー", "サイズ"),
                99_999,
                false,
                false,
                Map.of());
        return StagedListings.of(
                        new NamedParameterJdbcTemplate(pool),
                        transactions,
                        clock,
                        new BridgeSettings(List.of(shop), "k", null, null, "http://127.0.0.1", null),
                        (key, effective, snapshot) -> List.of())
                .arrivals();
    }
}
