package jp.shopbridge.api.edits;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.io.StringReader;
import java.lang.management.ManagementFactory;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import jp.shopbridge.Json;
import jp.shopbridge.api.ApiServer;
import jp.shopbridge.support.BridgeWithWorlds;
import jp.shopbridge.support.Database;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.awaitility.Awaitility;

/**
 * Measures bulk edits of 10,000 products and a CSV of 10,000 lines over HTTP, with the real mapping, and prints a table. Not
 * a test: run its main, with {@code postgres} for the other database and a number for another count of products. Beside the
 * time on the clock stands the processor time of the whole process, which a busy machine does not stretch as much.
 */
public final class EditsBenchmark {

    private static final int LINES = 10_000;
    private static final OperatingSystemMXBean PROCESS =
            ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);

    private final BridgeWithWorlds bridge;
    private final HttpClient client = HttpClient.newHttpClient();

    private EditsBenchmark(BridgeWithWorlds bridge) {
        this.bridge = bridge;
    }

    /** Prints seconds per operation. */
    public static void main(String[] arguments) throws Exception {
        List<String> asked = List.of(arguments);
        boolean postgres = asked.contains("postgres");
        int products = asked.stream()
                .filter(argument -> argument.matches("\\d+"))
                .mapToInt(Integer::parseInt)
                .findFirst()
                .orElse(10_000);
        try (BridgeWithWorlds bridge = BridgeWithWorlds.on(
                postgres ? Database.postgres() : Database.h2(),
                Map.of(
                        "sandbox.futureshop.products",
                        Integer.toString(products),
                        "logging.level.jp.shopbridge",
                        "INFO"))) {
            Awaitility.await()
                    .atMost(Duration.ofMinutes(30))
                    .pollInterval(Duration.ofSeconds(1))
                    .until(() -> bridge.get("/api/status")
                            .at("/shops/0/intake/run/status")
                            .asText()
                            .equals("done"));
            System.out.printf(Locale.ROOT, "%d products, %s%n", products, postgres ? "PostgreSQL" : "H2 in memory");
            new EditsBenchmark(bridge).measure();
        }
    }

    private void measure() throws Exception {
        for (int weight : new int[] {401, 402}) {
            String request = "{\"filter\":{},\"patch\":{\"weight_g\":" + weight + "}}";
            timed("bulk edit, preview", () -> result(post("/api/edits?dry-run=true", request, "application/json")));
            timed("bulk edit", () -> result(post("/api/edits", request, "application/json")));
        }
        String[] file = {""};
        for (int round = 1; round <= 2; round++) {
            timed("CSV export", () -> {
                file[0] = client.send(
                                request("/api/edits.csv?lang=ja").GET().build(), HttpResponse.BodyHandlers.ofString())
                        .body();
                return String.format(Locale.ROOT, "%.1f MB", file[0].length() / 1e6);
            });
            String corrected = corrected(file[0], round);
            timed(
                    "CSV of 10,000 lines, preview",
                    () -> result(post("/api/edits.csv?dry-run=true", corrected, "text/csv")));
            timed("CSV of 10,000 lines, import", () -> result(post("/api/edits.csv", corrected, "text/csv")));
        }
    }

    /** The first lines, with every title and every price changed. */
    private static String corrected(String file, int round) throws IOException {
        StringBuilder text = new StringBuilder();
        try (CSVParser parser = CSVParser.parse(new StringReader(file.substring(1)), CSVFormat.RFC4180)) {
            List<String> headings = List.of();
            for (CSVRecord line : parser) {
                if (line.getRecordNumber() > LINES + 1) {
                    break;
                }
                List<String> cells = new ArrayList<>(line.toList());
                if (headings.isEmpty()) {
                    headings = cells;
                } else if (cells.get(0).equals("SKU")) {
                    cells.set(headings.indexOf("価格"), Integer.toString(3000 + round));
                } else {
                    int title = headings.indexOf("商品名");
                    cells.set(title, "改" + round + " " + cells.get(title));
                }
                CSVFormat.RFC4180.printRecord(text, cells.toArray());
            }
        }
        return text.toString();
    }

    private static void timed(String name, Callable<String> work) throws Exception {
        long start = System.nanoTime();
        long processor = PROCESS.getProcessCpuTime();
        String result = work.call();
        System.out.printf(
                Locale.ROOT,
                "%-32s %6.2f s   %6.2f s of processor   %s%n",
                name,
                (System.nanoTime() - start) / 1e9,
                (PROCESS.getProcessCpuTime() - processor) / 1e9,
                result);
    }

    private static String result(HttpResponse<String> response) {
        JsonNode body = Json.parse(response.body());
        return response.statusCode() + " changed=" + body.path("changed") + " lines=" + body.path("lines")
                + " problems=" + body.path("refused") + body.path("wrongLines");
    }

    private HttpResponse<String> post(String path, String body, String type) throws IOException, InterruptedException {
        return client.send(
                request(path)
                        .header("Content-Type", type)
                        .POST(HttpRequest.BodyPublishers.ofString(body, StandardCharsets.UTF_8))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(bridge.baseUrl() + path))
                .header("Authorization", ApiServer.basic("operator", BridgeWithWorlds.PASSWORD));
    }
}
