package jp.shopbridge.publishing;

import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import jp.shopbridge.staging.ListingKey;
import jp.shopbridge.support.Database;

/**
 * How much of an allowed rate publishing uses when every answer of TikTok Shop takes a fifth of a second: new products
 * against a pretend TikTok Shop that refuses the call after the limit. Prints a table; run it by hand.
 */
final class PublishingBenchmark {

    private static final String CREATE = "/product/202309/products";
    private static final int LIMIT = 50;

    private PublishingBenchmark() {}

    /**
     * Measures.
     *
     * @param arguments how many products for each line, then the values of {@code publishing.concurrency} to try
     */
    public static void main(String[] arguments) {
        int products = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 1500;
        List<String> concurrencies =
                arguments.length > 1 ? List.of(arguments).subList(1, arguments.length) : List.of("8", "32");
        System.out.printf(
                "%-12s %12s %12s %10s %12s%n", "concurrency", "creates/s", "of the limit", "refused", "cpu ms each");
        for (String concurrency : concurrencies) {
            measure(products, concurrency);
        }
    }

    private static void measure(int products, String concurrency) {
        try (Stage stage = Stage.on(
                Database.h2(),
                world -> world.latency(Duration.ofMillis(200)).rates(0, LIMIT, Duration.ofSeconds(1)),
                Map.of(
                        "publishing.requests-per-second", Integer.toString(LIMIT),
                        "publishing.reads-per-second", "500",
                        "publishing.concurrency", concurrency,
                        "review.period", "5s",
                        "logging.level.root", "WARN",
                        "logging.level.jp.shopbridge", "WARN"))) {
            stage.authorise();
            List<ListingKey> keys = new ArrayList<>();
            for (int number = 0; number < products; number++) {
                keys.add(stage.numbered("BENCH-" + number));
            }
            stage.select(keys);
            // What the first products teach (pictures, category, warehouse) and the bucket that is full at the start
            // are left out.
            waitForCreates(stage, products / 5);
            long from = stage.tiktok().requests().count("POST", CREATE);
            long begun = System.nanoTime();
            long processor = processor();
            waitForCreates(stage, products - products / 10);
            double seconds = (System.nanoTime() - begun) / 1e9;
            long created = stage.tiktok().requests().count("POST", CREATE) - from;
            double used = processor() - processor;
            double rate = created / seconds;
            // Calls under way are neither done nor refused: they are counted once all have their answer.
            waitFor(stage, () -> stage.tiktok().products().size() >= products);
            long refused = stage.tiktok().requests().count("POST", CREATE) - products;
            System.out.printf(
                    Locale.ROOT,
                    "%-12s %12.1f %11.1f%% %10d %12.1f%n",
                    concurrency,
                    rate,
                    100 * rate / LIMIT,
                    refused,
                    used / 1e6 / created);
        }
    }

    private static void waitForCreates(Stage stage, int created) {
        waitFor(stage, () -> stage.tiktok().requests().count("POST", CREATE) >= created);
    }

    private static void waitFor(Stage stage, BooleanSupplier done) {
        long limit = System.nanoTime() + Duration.ofMinutes(5).toNanos();
        while (!done.getAsBoolean()) {
            if (System.nanoTime() > limit) {
                throw new IllegalStateException(
                        "Too slow: " + stage.tiktok().products().size() + " are created.");
            }
            LockSupport.parkNanos(Duration.ofMillis(5).toNanos());
        }
    }

    private static long processor() {
        return ((com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean())
                .getProcessCpuTime();
    }
}
