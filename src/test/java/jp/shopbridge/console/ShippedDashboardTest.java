package jp.shopbridge.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import jp.shopbridge.support.BridgeWithWorlds;
import jp.shopbridge.support.SharedBridge;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The figures are named and described as Prometheus wants them, and the shipped dashboard asks for such as there are. */
@SharedBridge.On(SharedBridge.Profile.WORLDS)
class ShippedDashboardTest {

    private static final Path DASHBOARD = Path.of("deploy/grafana/dashboard.json");
    private static final Pattern SERIES = Pattern.compile("(?m)^([a-z]\\w*)(?:\\{(.*)})? ");
    private static final Pattern LABEL = Pattern.compile("(\\w+)(?:=~|!=|=)\"");
    private static final Pattern ASKED =
            Pattern.compile("\\b((?:bridge|jvm|hikaricp|http_server|process)_\\w+)(?:\\{([^}]*)})?");
    private static final Pattern GROUPED = Pattern.compile("by \\(([^)]*)\\)");
    /** Whatever these are, there are only so many of each. */
    private static final Set<String> BOUNDED =
            Set.of("shop", "state", "stage", "operation", "code", "outcome", "status", "kind");

    @Test
    void everyFigureIsThereFromTheStartAndHasBoundedLabels(BridgeWithWorlds bridge) throws Exception {
        String scrape = scrape(bridge);
        Map<String, Set<String>> series = series(scrape);

        assertThat(scrape)
                .contains(
                        "bridge_intake_runs_total{status=\"done\"}",
                        "bridge_intake_runs_total{status=\"failed\"}",
                        "bridge_intake_products_total{outcome=\"remapped\"}",
                        "bridge_deadletter_parked_total{stage=\"review\"}",
                        "bridge_deadletter_not_written_total{stage=\"intake\"}",
                        "bridge_tiktok_calls_total{kind=\"writes\"",
                        "bridge_authorization_left_seconds{shop=",
                        "bridge_database_size_bytes ",
                        "bridge_backup_age_seconds ")
                .doesNotContain("camel_exchange_event_notifier");
        series.forEach((name, labels) -> {
            if (name.startsWith("bridge_")) {
                assertThat(BOUNDED).as(name).containsAll(labels);
            }
        });
    }

    @Test
    void everyQueryAsksForFiguresAndLabelsThatARunningBridgeShows(BridgeWithWorlds bridge) throws Exception {
        Map<String, Set<String>> series = series(scrape(bridge));
        TreeSet<String> missing = new TreeSet<>();
        for (String query : queries()) {
            Set<String> labels = new HashSet<>(Set.of("instance"));
            Matcher asked = ASKED.matcher(query);
            while (asked.find()) {
                Set<String> known = series.get(asked.group(1));
                if (known == null) {
                    missing.add(asked.group(1));
                } else {
                    labels.addAll(known);
                    String selected = asked.group(2) == null ? "" : asked.group(2);
                    LABEL.matcher(selected)
                            .results()
                            .map(label -> label.group(1))
                            .filter(label -> !known.contains(label))
                            .forEach(label -> missing.add(asked.group(1) + " by " + label));
                }
            }
            GROUPED.matcher(query)
                    .results()
                    .flatMap(group -> Stream.of(group.group(1).split(",\\s*", -1)))
                    .filter(label -> !labels.contains(label))
                    .forEach(label -> missing.add(query + " by " + label));
        }

        assertThat(queries()).hasSizeGreaterThan(10);
        assertThat(missing).isEmpty();
    }

    @Test
    void promtoolFindsNothingToBlameInOurFigures(BridgeWithWorlds bridge, @TempDir Path folder) throws Exception {
        assumeTrue(isInstalled("promtool"), "promtool is not installed");
        Path ours = folder.resolve("scrape.txt");
        Files.write(
                ours,
                scrape(bridge)
                        .lines()
                        .filter(line -> line.startsWith("bridge_") || line.matches("# \\w+ bridge_.*"))
                        .toList());

        Process check = new ProcessBuilder("promtool", "check", "metrics")
                .redirectInput(ours.toFile())
                .redirectErrorStream(true)
                .start();
        String said = new String(check.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        assertThat(said).isEmpty();
        assertThat(check.waitFor()).isZero();
    }

    @Test
    void prometheusAnswersEveryQueryAboutARunningBridge(BridgeWithWorlds bridge, @TempDir Path folder)
            throws Exception {
        assumeTrue(isInstalled("prometheus"), "prometheus is not installed");
        int port = BridgeWithWorlds.freePort();
        Path config = folder.resolve("prometheus.yml");
        Files.writeString(
                config,
                """
                global: { scrape_interval: 1s }
                scrape_configs:
                  - job_name: futureshop-tiktok-bridge
                    metrics_path: /actuator/prometheus
                    basic_auth: { username: operator, password: %s }
                    static_configs: [{ targets: ["%s"] }]
                """
                        .formatted(
                                BridgeWithWorlds.PASSWORD,
                                URI.create(bridge.baseUrl()).getAuthority()));
        Process prometheus = new ProcessBuilder(
                        "prometheus",
                        "--config.file=" + config,
                        "--storage.tsdb.path=" + folder.resolve("data"),
                        "--web.listen-address=127.0.0.1:" + port)
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("prometheus.log").toFile())
                .start();
        try {
            Map<String, String> unanswered = new TreeMap<>();
            Awaitility.await()
                    .atMost(Duration.ofSeconds(40))
                    .pollInterval(Duration.ofSeconds(1))
                    .until(() -> {
                        unanswered.clear();
                        for (String query : queries()) {
                            String answer = ask(port, query);
                            boolean mayBeEmpty = query.contains("!=") || query.contains("4..") || query.endsWith("> 0");
                            if (!answer.contains("\"status\":\"success\"")
                                    || (!mayBeEmpty && answer.contains("\"result\":[]"))) {
                                unanswered.put(query, answer);
                            }
                        }
                        return unanswered.isEmpty();
                    });
        } finally {
            prometheus.destroyForcibly().onExit().join();
        }
    }

    private static String ask(int port, String query) throws InterruptedException {
        try {
            return HttpClient.newHttpClient()
                    .send(
                            HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/api/v1/query?query="
                                            + URLEncoder.encode(query, StandardCharsets.UTF_8)))
                                    .build(),
                            HttpResponse.BodyHandlers.ofString())
                    .body();
        } catch (IOException notYetThere) {
            return String.valueOf(notYetThere.getMessage());
        }
    }

    private static String scrape(BridgeWithWorlds bridge) throws Exception {
        return bridge.exchange("GET", "/actuator/prometheus", null, Map.of()).body();
    }

    /** Every figure with the labels that it has. */
    private static Map<String, Set<String>> series(String scrape) {
        Map<String, Set<String>> series = new HashMap<>();
        Matcher line = SERIES.matcher(scrape);
        while (line.find()) {
            Set<String> labels = series.computeIfAbsent(line.group(1), none -> new HashSet<>());
            if (line.group(2) != null) {
                LABEL.matcher(line.group(2)).results().forEach(label -> labels.add(label.group(1)));
            }
        }
        return series;
    }

    /** What the dashboard asks, with a value for each of its variables. */
    private static List<String> queries() throws IOException {
        List<String> queries = new ArrayList<>();
        for (JsonNode panel : new ObjectMapper().readTree(DASHBOARD.toFile()).path("panels")) {
            panel.path("targets")
                    .forEach(target -> queries.add(target.path("expr")
                            .asText()
                            .replace("$__rate_interval", "1m")
                            .replace("$shop", ".*")));
        }
        return queries;
    }

    private static boolean isInstalled(String program) {
        return Stream.of(System.getenv().getOrDefault("PATH", "").split(":", -1))
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, program)));
    }
}
