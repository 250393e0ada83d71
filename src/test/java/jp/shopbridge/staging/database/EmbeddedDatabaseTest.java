package jp.shopbridge.staging.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import jp.shopbridge.BridgeSettings;
import jp.shopbridge.Json;
import jp.shopbridge.staging.SourceProduct;
import jp.shopbridge.staging.StagedListings;
import jp.shopbridge.staging.content.ListingContent;
import jp.shopbridge.support.Database;
import org.awaitility.Awaitility;
import org.flywaydb.core.Flyway;
import org.h2.engine.SessionLocal;
import org.h2.jdbc.JdbcConnection;
import org.h2.jdbcx.JdbcConnectionPool;
import org.h2.jdbcx.JdbcDataSource;
import org.h2.mvstore.MVStore;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.support.TransactionTemplate;

/** A killed process costs the embedded database nothing that was committed, and what it left is mended. */
class EmbeddedDatabaseTest {

    private static final String SHOP = "sample";

    private final Database database = Database.h2();
    private final JdbcTemplate jdbc = new JdbcTemplate(database.dataSource());

    @BeforeEach
    void stage() {
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
        StagedListings staged = StagedListings.of(
                database.jdbc(),
                database.transactions(),
                Clock.systemUTC(),
                new BridgeSettings(List.of(shop), "k", null, null, "http://127.0.0.1", null),
                (key, effective, snapshot) -> List.of());
        staged.arrivals()
                .stage(
                        SHOP,
                        Stream.of("TEA", "COFFEE", "MILK")
                                .map(EmbeddedDatabaseTest::product)
                                .toList());
    }

    @Test
    void hasOnTheDiskWhatWasCommitted(@TempDir Path directory) throws IOException {
        JdbcDataSource file = new JdbcDataSource();
        file.setURL("jdbc:h2:file:" + directory.resolve("written"));
        file.setUser("bridge");
        JdbcConnectionPool pool = JdbcConnectionPool.create(file);
        Flyway.configure().dataSource(pool).load().migrate();
        TransactionTemplate transactions = new TransactionTemplate(new DurableTransactions(pool));
        for (int i = 0; i < 20; i++) {
            String shop = "shop" + i;
            transactions.executeWithoutResult(
                    status -> new JdbcTemplate(pool).update("insert into intake_progress (shop) values (?)", shop));

            Path copy = Files.copy(directory.resolve("written.mv.db"), directory.resolve("copy" + i + ".mv.db"));

            assertThat(shops(copy))
                    .as("as a kill at this moment would leave it")
                    .contains(shop);
        }
        pool.dispose();
    }

    @Test
    void staysOpenWhenAThreadIsInterruptedWhileItReads(@TempDir Path directory) throws SQLException {
        String url = "jdbc:h2:file:" + directory.resolve("read") + ";CACHE_SIZE=0";
        try (ReopeningDataSource pool = new ReopeningDataSource(url, "bridge", "")) {
            JdbcTemplate other = new JdbcTemplate(pool);
            other.execute("create table page (id int primary key, text varchar)");
            other.update("insert into page select x, repeat(cast(random_uuid() as varchar), 3000) from system_range(1,"
                    + " 200)");
            other.execute("checkpoint sync");
            try (Connection connection = pool.getConnection();
                    Statement reading = connection.createStatement()) {
                Thread.currentThread().interrupt();
                reading.executeQuery("select max(text) from page").next();
            } finally {
                Thread.interrupted();
            }

            other.update("insert into page values (0, 'written afterwards')");
            other.execute("checkpoint sync");

            assertThat(other.queryForObject("select count(*) from page", Long.class))
                    .isEqualTo(201);
        }
    }

    /** H2 closes a store in its own writer; somebody may open the file anew before anybody has met the closed one. */
    @Test
    void letsGoWhoeverSpinsInAStoreThatAnotherWasOpenedAfter(@TempDir Path directory) throws SQLException {
        String url = "jdbc:h2:file:" + directory.resolve("spinning");
        try (ReopeningDataSource pool = new ReopeningDataSource(url, "bridge", "")) {
            pool.setMinimumIdle(0);
            Connection held = pool.getConnection();
            org.h2.engine.Database closed =
                    ((SessionLocal) held.unwrap(JdbcConnection.class).getSession()).getDatabase();
            MVStore store = closed.getStore().getMvStore();
            MVStore.TxCounter readers = store.registerVersionUsage();
            // A commit that fails takes the same reader off twice; with assertions on, each who meets it puts one back.
            for (int twice = 0; twice < 1_000; twice++) {
                store.decrementVersionUsageCounter(readers);
            }
            closed.shutdownImmediately();
            pool.getConnection().close();

            assertThatThrownBy(() -> held.createStatement().executeQuery("select 1"))
                    .isInstanceOf(SQLException.class);

            Awaitility.await("nobody spins any more").untilAsserted(store::registerVersionUsage);
            held.close();
        }
    }

    @Test
    void removesWhatAnUnfinishedTransactionLeftAndGivesOutNewNumbers() {
        jdbc.update("delete from listing_document where product_no = 'TEA'");
        jdbc.update("delete from listing where product_no = 'COFFEE'");
        List<String> letters = jdbc.queryForList(
                "select gram from listing_gram where product_no = 'MILK' order by gram", String.class);
        jdbc.update("delete from listing_gram where product_no = 'MILK'");
        jdbc.update("insert into intake_page (run_id, page, product_numbers) values (1, 0, 'TEA')");
        jdbc.update("insert into instance_heartbeat (instance, beat_at) values ('killed', current_timestamp)");
        jdbc.execute("alter table history alter column id restart with 1");

        EmbeddedDatabase.mend(jdbc);

        assertThat(jdbc.queryForList("select product_no from listing", String.class))
                .containsExactly("MILK");
        assertThat(jdbc.queryForList("select product_no from listing_document", String.class))
                .containsExactly("MILK");
        assertThat(jdbc.queryForList("select product_no from sku", String.class))
                .containsExactly("MILK");
        assertThat(letters).isNotEmpty();
        assertThat(jdbc.queryForList("select gram from listing_gram order by gram", String.class))
                .as("what MILK is found by, and nothing of the others")
                .isEqualTo(letters);
        assertThat(jdbc.queryForList("select page from intake_page")).isEmpty();
        assertThat(jdbc.queryForList("select instance from instance_heartbeat")).isEmpty();
        assertThat(jdbc.update("insert into history (shop, product_no, at, kind, actor, text_ja, text_en)"
                        + " values ('sample', 'MILK', current_timestamp, 'x', 'x', 'x', 'x')"))
                .isEqualTo(1);
    }

    @Test
    void keepsWhatIsWhole() {
        List<Map<String, Object>> before = jdbc.queryForList("select * from listing order by product_no");
        jdbc.update("insert into instance_heartbeat (instance, beat_at) values ('killed', current_timestamp)");

        EmbeddedDatabase.mend(jdbc);

        assertThat(jdbc.queryForList("select * from listing order by product_no"))
                .isEqualTo(before);
    }

    @Test
    void looksThroughNothingAfterAnOrderlyEnd() {
        jdbc.update("delete from listing_document where product_no = 'TEA'");

        EmbeddedDatabase.mend(jdbc);

        assertThat(jdbc.queryForObject("select count(*) from listing", Long.class))
                .isEqualTo(3);
    }

    @Test
    void renumbersEveryTableWhoseIdsTheDatabaseGivesOut() {
        List<String> tables = jdbc.queryForList(
                "select replace(lower(table_name), '_', '-') from information_schema.columns where is_identity = 'YES'",
                String.class);

        assertThat(EmbeddedDatabase.IDENTITIES).containsExactlyInAnyOrderElementsOf(tables);
    }

    @ParameterizedTest
    @CsvSource({
        "jdbc:h2:file:./data/bridge, true",
        "jdbc:h2:./data/bridge;DATABASE_TO_LOWER=TRUE, true",
        "jdbc:h2:mem:x, false",
        "jdbc:h2:tcp://db/x, false",
        "jdbc:postgresql://db/bridge, false"
    })
    void knowsWhatIsEmbedded(String url, boolean embedded) {
        assertThat(EmbeddedDatabase.isEmbedded(url)).isEqualTo(embedded);
    }

    private static List<String> shops(Path file) {
        String path = file.toString();
        JdbcDataSource copy = new JdbcDataSource();
        copy.setURL("jdbc:h2:file:" + path.substring(0, path.length() - ".mv.db".length()));
        copy.setUser("bridge");
        return new JdbcTemplate(copy).queryForList("select shop from intake_progress", String.class);
    }

    private static SourceProduct product(String number) {
        ObjectNode mapped = Json.MAPPER.createObjectNode();
        mapped.put("product_no", number).put("title", number);
        mapped.putArray("skus")
                .addObject()
                .put("sku_no", number)
                .put("price", 1)
                .put("stock_managed", true);
        return new SourceProduct(number, Json.hash(mapped), "{}", "v1", ListingContent.of(mapped), List.of());
    }
}
