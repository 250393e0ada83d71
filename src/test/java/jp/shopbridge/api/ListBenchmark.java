package jp.shopbridge.api;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.LongStream;
import javax.sql.DataSource;
import jp.shopbridge.staging.Catalogue;
import jp.shopbridge.support.BridgeWithWorlds;
import jp.shopbridge.support.Database;
import org.postgresql.ds.PGSimpleDataSource;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * Measures what a person looks at while many products wait to be sent, over HTTP, and prints milliseconds per page. Not a
 * test: run its main with {@code postgres} for the other database and the numbers of waiting products, ascending.
 */
public final class ListBenchmark {

    private static final int WITH_DOCUMENTS = 10_000;
    private static final List<String> ADDRESSES = List.of(
            "/api/products",
            "/api/products?size=200&state=waiting&selected=true",
            "/api/products?page=%LAST%",
            "/api/products?sort=-price",
            "/api/products?sort=changed&state=waiting",
            "/api/products?q=QUEUE-9",
            "/api/products?q=%E3%83%AF%E3%83%B3%E3%83%94%E3%83%BC%E3%82%B9",
            "/api/products?q=%E9%9D%92+%E6%80%A5%E9%A0%88&sort=-price",
            "/api/products?q=000077",
            "/api/today",
            "/api/products/QUEUE-000005",
            "/api/products/QUEUE-000005/preview",
            "/api/status",
            "/actuator/health",
            "/actuator/prometheus");

    private ListBenchmark() {}

    /** Prints the best, the middle and the worst time of each address. */
    public static void main(String[] arguments) throws Exception {
        boolean postgres = Arrays.asList(arguments).contains("postgres");
        int[] sizes = Arrays.stream(arguments)
                .filter(argument -> argument.matches("\\d+"))
                .mapToInt(Integer::parseInt)
                .toArray();
        Database database = postgres ? Database.postgres() : Database.h2();
        try (BridgeWithWorlds bridge = BridgeWithWorlds.on(database, Map.of("publishing.period", "1h"))) {
            bridge.await("/api/status", status -> "done"
                    .equals(status.at("/shops/0/intake/run/status").asText()));
            bridge.send("PUT", "/api/pauses/publishing", "{\"reason\":\"list benchmark\"}");
            JdbcTemplate jdbc = new JdbcTemplate(database.dataSource());
            Runnable touch =
                    () -> jdbc.update("update listing set attempts = attempts + 1 where product_no = 'QUEUE-000009'");
            int filled = 0;
            for (int size : sizes) {
                fill(bridge, database.dataSource(), filled, size);
                filled = size;
                System.out.printf(Locale.ROOT, "%d waiting, %s%n", size, postgres ? "PostgreSQL" : "H2 in memory");
                for (String address : ADDRESSES) {
                    time(bridge, address.replace("%LAST%", Integer.toString(Math.max(0, size / 50 - 1))), touch);
                }
            }
        }
    }

    /** Makes so many copies of a product that waits, each to be sent since a moment of its own. */
    static void fill(BridgeWithWorlds bridge, DataSource dataSource, int from, int to) {
        JsonNode sample =
                bridge.get("/api/products?state=waiting&size=1").path("items").path(0);
        String number = sample.path("productNo").asText();
        new Catalogue(new JdbcTemplate(dataSource), dataSource instanceof PGSimpleDataSource)
                .fill(number, from, to, WITH_DOCUMENTS);
    }

    private static void time(BridgeWithWorlds bridge, String address, Runnable touch) {
        int[] length = {0};
        // A page that takes a minute is measured once.
        long first = once(bridge, address, length, touch);
        long[] times = first > 5e9
                ? new long[] {first}
                : LongStream.generate(() -> once(bridge, address, length, touch))
                        .limit(15)
                        .skip(4)
                        .sorted()
                        .toArray();
        System.out.printf(
                Locale.ROOT,
                "  %-52s best %7.1f  middle %7.1f  worst %7.1f ms  %7.1f kB%n",
                address,
                times[0] / 1e6,
                times[times.length / 2] / 1e6,
                times[times.length - 1] / 1e6,
                length[0] / 1e3);
    }

    private static long once(BridgeWithWorlds bridge, String address, int[] length, Runnable touch) {
        // H2 answers a repeated question from memory while nothing changes; in a shop at work something always does.
        touch.run();
        long begun = System.nanoTime();
        var answer = bridge.exchange("GET", address, null, Map.of());
        if (answer.statusCode() >= 400 && answer.statusCode() != 503) {
            throw new IllegalStateException(address + " answered " + answer.statusCode() + ": " + answer.body());
        }
        length[0] = answer.body().length();
        return System.nanoTime() - begun;
    }
}
