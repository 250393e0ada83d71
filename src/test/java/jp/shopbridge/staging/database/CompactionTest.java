package jp.shopbridge.staging.database;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import jp.shopbridge.support.RunningBridge;
import org.apache.camel.CamelContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.support.TransactionTemplate;

/** The file of the running application gets small again at night, while others write, and nothing in it is touched. */
class CompactionTest {

    private static final int ROWS = 400;

    @Test
    void makesTheFileOfTheRunningApplicationSmallWhileOthersWrite(@TempDir Path folder) throws IOException {
        String url = "jdbc:h2:file:" + folder.resolve("bridge")
                + ";DATABASE_TO_LOWER=TRUE;CASE_INSENSITIVE_IDENTIFIERS=TRUE";
        Path file = folder.resolve("bridge.mv.db");
        try (RunningBridge bridge =
                RunningBridge.with("spring.datasource.url=" + url, "spring.datasource.username=bridge")) {
            JdbcTemplate jdbc = bridge.bean(JdbcTemplate.class);
            TransactionTemplate transactions = bridge.bean(TransactionTemplate.class);
            for (int round = 0; round < 12; round++) {
                write(jdbc, transactions, round);
            }
            long grown = Files.size(file);
            AtomicBoolean writing = new AtomicBoolean(true);
            CompletableFuture<Integer> written = CompletableFuture.supplyAsync(() -> {
                int rows = 0;
                for (; writing.get(); rows++) {
                    int row = rows;
                    transactions.executeWithoutResult(
                            status -> jdbc.update("insert into intake_progress (shop) values (?)", "shop" + row));
                }
                return rows;
            });

            bridge.bean(CamelContext.class).createProducerTemplate().sendBody("direct:staging-forget-rows", null);

            writing.set(false);
            int rows = written.join();
            assertThat(rows).isPositive();
            assertThat(jdbc.queryForObject(
                            "select count(*) from intake_progress where shop like 'shop%'", Integer.class))
                    .isEqualTo(rows);
            assertThat(jdbc.queryForObject("select count(distinct content) from tiktok_shop_fact", Integer.class))
                    .isEqualTo(ROWS);
            assertThat(Files.size(file)).as("of " + grown).isLessThan(grown / 2);
        }
    }

    /** Documents that cannot be compressed, a megabyte's worth in one transaction, each round over the ones before. */
    private static void write(JdbcTemplate jdbc, TransactionTemplate transactions, int round) {
        transactions.executeWithoutResult(status -> {
            for (int row = 0; row < ROWS; row++) {
                String content = new Random(round * 1_000L + row)
                        .ints(6_000, 33, 126)
                        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                        .toString();
                jdbc.update(
                        "merge into tiktok_shop_fact (shop, name, content, read_at) key (shop, name) values ('x', ?,"
                                + " ?, current_timestamp)",
                        "fact" + row,
                        content);
            }
        });
    }
}
