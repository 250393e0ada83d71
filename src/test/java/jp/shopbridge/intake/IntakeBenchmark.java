package jp.shopbridge.intake;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import jp.shopbridge.Bridge;
import jp.shopbridge.support.BridgeWithWorlds;
import org.awaitility.Awaitility;
import org.flywaydb.core.Flyway;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

/**
 * Measures a whole intake against a floor of plain Java and prints a table. Not a test: run its main, with the number of
 * products as its argument.
 *
 * <p>Both read the same answers from the same pretend futureshop, which runs in a process of its own without a rate limit,
 * and write to a new H2 file with the application's tables, one transaction and one write to the disk a page. The floor is
 * one loop: HTTP client, Jackson tree, SHA-256 and JDBC batches; it maps nothing, so it stores no mapped document, no state
 * and no explanation. Its stock reading and its second, unchanged import are in the figures as well.
 *
 * <p>The ratio of processor time counts: a shared machine makes the clock go slower for one side or the other.
 */
public final class IntakeBenchmark {

    private static final int ROUNDS = 3;
    private static final int PAGE = 250;
    private static final int NUMBERS = 100;
    private static final String TYPES = "variation,image,comment,preorder,subscription";
    private static final JsonMapper JSON = new JsonMapper();

    private IntakeBenchmark() {}

    /** Measures, printing one line a round and the best ratios at the end. */
    public static void main(String[] arguments) throws Exception {
        int products = arguments.length == 0 ? 20_000 : Integer.parseInt(arguments[0]);
        int port = BridgeWithWorlds.freePort();
        Process world = world(port, products);
        try {
            System.out.printf(
                    Locale.ROOT,
                    "%d products, %d processors%n%-8s %-22s %12s %14s %12s%n",
                    products,
                    Runtime.getRuntime().availableProcessors(),
                    "round",
                    "what",
                    "products/s",
                    "cpu us/product",
                    "wall s");
            List<Measured> all = new ArrayList<>();
            for (int round = 1; round <= ROUNDS; round++) {
                all.addAll(floor(port, products, round));
                all.addAll(bridge(port, products, round));
            }
            for (String what : List.of("import", "unchanged")) {
                Measured floor = best(all, "floor, " + what);
                Measured bridge = best(all, "bridge, " + what);
                System.out.printf(
                        Locale.ROOT,
                        "%s: %.2f times the floor by processor time, %.2f by the clock%n",
                        what,
                        (double) bridge.cpu / floor.cpu,
                        (double) bridge.wall / floor.wall);
            }
        } finally {
            world.destroy();
        }
        System.exit(0);
    }

    private record Measured(String what, long wall, long cpu) {}

    private static Measured best(List<Measured> all, String what) {
        List<Measured> same = all.stream().filter(one -> one.what.equals(what)).toList();
        return new Measured(
                what,
                same.stream().mapToLong(Measured::wall).min().orElseThrow(),
                same.stream().mapToLong(Measured::cpu).min().orElseThrow());
    }

    private interface Work {
        void run() throws Exception;
    }

    private static Measured measure(String what, int products, int round, Work work) throws Exception {
        OperatingSystemMXBean system = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
        long wall = System.nanoTime();
        long cpu = system.getProcessCpuTime();
        work.run();
        cpu = system.getProcessCpuTime() - cpu;
        wall = System.nanoTime() - wall;
        System.out.printf(
                Locale.ROOT,
                "%-8d %-22s %12.0f %14.1f %12.1f%n",
                round,
                what,
                products * 1e9 / wall,
                cpu / 1e3 / products,
                wall / 1e9);
        return new Measured(what, wall, cpu);
    }

    private static Process world(int port, int products) throws IOException {
        Process world = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        Bridge.class.getName(),
                        "sandbox",
                        "--futureshop-port",
                        Integer.toString(port),
                        "--tiktok-port",
                        "0",
                        "--products",
                        Integer.toString(products),
                        "--requests-per-second",
                        "0")
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        HttpClient client = HttpClient.newHttpClient();
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/control/settings"))
                .build();
        Awaitility.await()
                .atMost(Duration.ofMinutes(1))
                .ignoreExceptions()
                .until(() -> client.send(request, HttpResponse.BodyHandlers.discarding())
                                .statusCode()
                        == 200);
        return world;
    }

    // ---- the application ----

    private static List<Measured> bridge(int port, int products, int round) throws Exception {
        Path directory = Files.createTempDirectory("intake-benchmark");
        List<Measured> measured = new ArrayList<>();
        try (ConfigurableApplicationContext bridge = new SpringApplicationBuilder(Bridge.class)
                .run(
                        "--server.port=0",
                        "--sandbox.enabled=false",
                        "--spring.jmx.enabled=false",
                        "--spring.datasource.url=" + url(directory),
                        "--security.users.merchant.password=a-benchmarks-password",
                        "--security.users.operator.password=a-benchmarks-password",
                        "--bridge.shops[0].key=shop0",
                        "--bridge.shops[0].futureshop.base-url=http://127.0.0.1:" + port,
                        "--bridge.shops[0].futureshop.shop-key=sandbox-shop",
                        "--bridge.shops[0].futureshop.client-id=sandbox-client",
                        "--bridge.shops[0].futureshop.client-secret=sandbox-secret",
                        "--bridge.shops[0].tiktok.app-key=unused",
                        "--bridge.shops[0].tiktok.app-secret=unused",
                        "--bridge.shops[0].tiktok.service-id=unused",
                        "--bridge.shops[0].tiktok.app-key=nobody",
                        "--bridge.shops[0].tiktok.app-secret=nobody",
                        "--bridge.shops[0].tiktok.service-id=nobody",
                        "--intake.first-poll=1d",
                        "--intake.period=1d",
                        "--intake.requests-per-second=0",
                        "--intake.look-out=50ms",
                        "--logging.level.root=WARN",
                        "--logging.level.jp.shopbridge=WARN",
                        "--logging.level.org.flywaydb=ERROR")) {
            for (String what : List.of("bridge, import", "bridge, unchanged")) {
                measured.add(measure(what, products, round, () -> {
                    IntakeRuns runs = bridge.getBean(IntakeRuns.class);
                    long id = IntakeBridge.start(bridge, "shop0", IntakeKind.FULL);
                    Awaitility.await()
                            .atMost(Duration.ofHours(2))
                            .pollInterval(Duration.ofMillis(20))
                            .until(() -> !runs.find(id).orElseThrow().running());
                    IntakeRun run = runs.find(id).orElseThrow();
                    int expected = what.endsWith("import") ? run.changed() : run.unchanged();
                    if (run.status() != IntakeStatus.DONE || expected != products) {
                        throw new IllegalStateException("The run did not do what is measured: " + run);
                    }
                }));
            }
        }
        return measured;
    }

    private static String url(Path directory) {
        return "jdbc:h2:file:" + directory.resolve("bridge")
                + ";DB_CLOSE_ON_EXIT=FALSE;DATABASE_TO_LOWER=TRUE;CASE_INSENSITIVE_IDENTIFIERS=TRUE";
    }

    // ---- the floor ----

    private static List<Measured> floor(int port, int products, int round) throws Exception {
        Path directory = Files.createTempDirectory("intake-benchmark");
        Flyway.configure().dataSource(url(directory), "bridge", "").load().migrate();
        List<Measured> measured = new ArrayList<>();
        try (Connection connection = DriverManager.getConnection(url(directory), "bridge", "")) {
            connection.setAutoCommit(false);
            Floor floor = new Floor(connection, "http://127.0.0.1:" + port);
            measured.add(measure("floor, import", products, round, () -> floor.run(products)));
            measured.add(measure("floor, unchanged", products, round, () -> floor.run(0)));
        }
        return measured;
    }

    /** An intake as anybody would write it in an afternoon: one loop, no rules, no failures. */
    private static final class Floor {

        private final Connection connection;
        private final String base;
        private final HttpClient client = HttpClient.newHttpClient();
        private final String token;

        Floor(Connection connection, String base) throws IOException, InterruptedException {
            this.connection = connection;
            this.base = base;
            HttpRequest request = HttpRequest.newBuilder(URI.create(base + "/oauth/token"))
                    .header("X-SHOP-KEY", "sandbox-shop")
                    .header(
                            "Authorization",
                            "Basic "
                                    + Base64.getEncoder()
                                            .encodeToString(
                                                    "sandbox-client:sandbox-secret".getBytes(StandardCharsets.UTF_8)))
                    .header("Content-Type", "application/x-www-form-urlencoded")
                    .POST(HttpRequest.BodyPublishers.ofString("grant_type=client_credentials"))
                    .build();
            token = JSON.readTree(client.send(request, HttpResponse.BodyHandlers.ofByteArray())
                            .body())
                    .path("access_token")
                    .asText();
        }

        /** Reads everything once; fails unless so many products were new. */
        void run(int expected) throws IOException, InterruptedException, SQLException {
            int written = 0;
            @Nullable String next = base + "/admin-api/v1/products?count=" + PAGE + "&types=" + TYPES;
            while (next != null) {
                JsonNode page = get(next);
                written += page(page.path("productList"));
                next = page.path("nextUrl").asText(null);
            }
            stock();
            if (written != expected) {
                throw new IllegalStateException(written + " products were new instead of " + expected);
            }
        }

        private JsonNode get(String address) throws IOException, InterruptedException {
            HttpRequest request = HttpRequest.newBuilder(URI.create(address))
                    .header("X-SHOP-KEY", "sandbox-shop")
                    .header("Authorization", "Bearer " + token)
                    .build();
            HttpResponse<byte[]> answer = client.send(request, HttpResponse.BodyHandlers.ofByteArray());
            if (answer.statusCode() != 200) {
                throw new IOException(address + " answered " + answer.statusCode());
            }
            return JSON.readTree(answer.body());
        }

        private int page(JsonNode products) throws SQLException {
            Map<String, String> known = known(products);
            OffsetDateTime now = OffsetDateTime.now(ZoneOffset.UTC);
            int written = 0;
            try (PreparedStatement listing = connection.prepareStatement(
                            """
                            insert into listing (shop, product_no, title, search_text, price_min, price_max, sku_count,
                              source_hash, mapping_version, state, selected, send_as_draft, version, generation,
                              content_hash, source_changed, drift, imported_at, changed_at, priority, due_at, rank_at, attempts)
                            values ('shop0', ?, ?, ?, ?, ?, ?, ?, 'none', 'incomplete', false, false, 0, 0, '', false, false, ?, ?, 0, ?, ?, 0)""");
                    PreparedStatement document = connection.prepareStatement(
                            "insert into listing_document (shop, product_no, snapshot, mapped, reasons)"
                                    + " values ('shop0', ?, ?, '{}', '[]')");
                    PreparedStatement sku = connection.prepareStatement(
                            "insert into sku (shop, product_no, sku_no, retired) values ('shop0', ?, ?, false)");
                    PreparedStatement history = connection.prepareStatement(
                            "insert into history (shop, product_no, at, kind, actor, text_ja, text_en)"
                                    + " values ('shop0', ?, ?, 'imported', 'intake', '取り込みました。', 'It was imported.')")) {
                for (JsonNode product : products) {
                    String number = product.path("productNo").asText();
                    String text = product.toString();
                    String hash = hash(text);
                    if (hash.equals(known.get(number))) {
                        continue;
                    }
                    written++;
                    JsonNode variations = product.at("/variation/variationList");
                    listing.setString(1, number);
                    listing.setString(2, product.path("name").asText());
                    listing.setString(3, (number + " " + product.path("name").asText()).toLowerCase(Locale.ROOT));
                    listing.setInt(4, product.path("unitPrice").asInt());
                    listing.setInt(5, product.path("unitPrice").asInt());
                    listing.setInt(6, Math.max(1, variations.size()));
                    listing.setString(7, hash);
                    listing.setObject(8, now);
                    listing.setObject(9, now);
                    listing.setObject(10, now);
                    listing.setObject(11, now);
                    listing.addBatch();
                    document.setString(1, number);
                    document.setString(2, text);
                    document.addBatch();
                    for (int i = 0; i < Math.max(1, variations.size()); i++) {
                        String named = variations.path(i).path("skuNo").asText("");
                        sku.setString(1, number);
                        sku.setString(2, named.isEmpty() ? number + "-" + i : named);
                        sku.addBatch();
                    }
                    history.setString(1, number);
                    history.setObject(2, now);
                    history.addBatch();
                }
                if (written > 0) {
                    listing.executeBatch();
                    document.executeBatch();
                    sku.executeBatch();
                    history.executeBatch();
                }
            }
            commit();
            return written;
        }

        private Map<String, String> known(JsonNode products) throws SQLException {
            Map<String, String> known = new HashMap<>();
            try (PreparedStatement select = connection.prepareStatement(
                    "select product_no, source_hash from listing where shop = 'shop0' and product_no in ("
                            + "?, ".repeat(products.size() - 1) + "?)")) {
                for (int i = 0; i < products.size(); i++) {
                    select.setString(i + 1, products.get(i).path("productNo").asText());
                }
                try (ResultSet rows = select.executeQuery()) {
                    while (rows.next()) {
                        known.put(rows.getString(1), rows.getString(2));
                    }
                }
            }
            return known;
        }

        /** Asks for the stock of what has none yet, a hundred products at a time. */
        private void stock() throws IOException, InterruptedException, SQLException {
            List<String> waiting = waiting();
            while (!waiting.isEmpty()) {
                OffsetDateTime now = OffsetDateTime.now(ZoneOffset.UTC);
                JsonNode answer = get(base + "/admin-api/v1/inventory?types=regular&productNo="
                        + URLEncoder.encode(String.join(",", waiting), StandardCharsets.UTF_8)
                                .replace("%2C", ","));
                try (PreparedStatement read = connection.prepareStatement(
                                "update sku set stock_read_at = ? where shop = 'shop0' and product_no = ?");
                        PreparedStatement sku = connection.prepareStatement(
                                "update sku set stock = ? where shop = 'shop0' and product_no = ? and sku_no = ?");
                        PreparedStatement listing = connection.prepareStatement(
                                "update listing set stock_total = ?, state = 'waiting' where shop = 'shop0' and product_no = ?")) {
                    for (JsonNode product : answer.path("productList")) {
                        String number = product.path("productNo").asText();
                        int total = 0;
                        for (JsonNode entry : product.at("/inventoryInfo/regular/inventoryList")) {
                            int count = entry.path("count").asInt();
                            total += count;
                            sku.setInt(1, count);
                            sku.setString(2, number);
                            sku.setString(3, entry.path("skuNo").asText(number));
                            sku.addBatch();
                        }
                        read.setObject(1, now);
                        read.setString(2, number);
                        read.addBatch();
                        listing.setInt(1, total);
                        listing.setString(2, number);
                        listing.addBatch();
                    }
                    read.executeBatch();
                    sku.executeBatch();
                    listing.executeBatch();
                }
                commit();
                waiting = waiting();
            }
        }

        private List<String> waiting() throws SQLException {
            Set<String> numbers = new LinkedHashSet<>();
            try (PreparedStatement select = connection.prepareStatement(
                            "select product_no from sku where shop = 'shop0' and stock_read_at"
                                    + " is null fetch first 2000 rows only");
                    ResultSet rows = select.executeQuery()) {
                while (rows.next() && numbers.size() < NUMBERS) {
                    numbers.add(rows.getString(1));
                }
            }
            return List.copyOf(numbers);
        }

        private void commit() throws SQLException {
            connection.commit();
            try (var statement = connection.createStatement()) {
                statement.execute("checkpoint sync");
            }
        }

        private static String hash(String text) {
            try {
                return HexFormat.of()
                        .formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
            } catch (NoSuchAlgorithmException e) {
                throw new UncheckedIOException(new IOException(Objects.requireNonNull(e.getMessage())));
            }
        }
    }
}
