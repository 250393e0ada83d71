package jp.shopbridge.route;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import jp.shopbridge.support.BridgeWithWorlds;
import jp.shopbridge.support.Database;
import org.apache.camel.CamelContext;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.Route;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

/** Route files of a running application are edited: what is right comes in force, whatever else leaves the routes alone. */
@ExtendWith(OutputCaptureExtension.class)
class RouteWatchTest {

    private static final int ON_SALE = 30;

    @TempDir
    static Path folder = Path.of("");

    private static BridgeWithWorlds bridge;
    private static Path routes = Path.of("");

    @BeforeAll
    static void open() throws IOException {
        routes = folder.resolve("routes");
        copy();
        Files.writeString(routes.resolve("agency.camel.yaml"), greeting("first") + other());
        bridge = BridgeWithWorlds.on(
                Database.h2(),
                Map.of(
                        "bridge.routes-dir", routes.toString(),
                        "routes.period", "50ms",
                        "routes.settled", "300ms",
                        "camel.main.routes-reload-enabled", "true",
                        "sandbox.selected-samples", String.valueOf(ON_SALE)));
    }

    @AfterAll
    static void close() {
        bridge.close();
    }

    @AfterEach
    void putBack() throws IOException {
        try (Stream<Path> files = Files.walk(routes)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Path source = Path.of("routes").resolve(routes.relativize(file).toString());
                if (!Files.exists(source)) {
                    Files.delete(file);
                }
            }
        }
        copy();
        Files.writeString(routes.resolve("agency.camel.yaml"), greeting("first") + other());
        await().atMost(Duration.ofSeconds(30))
                .until(() -> "first".equals(greet()) && complaints().isEmpty());
    }

    @Test
    void anEditedRouteComesInForceAndTheOthersAreLeftAlone() throws IOException {
        Route untouched = running("agency-other");

        Files.writeString(routes.resolve("agency.camel.yaml"), "# A new line\n" + greeting("second") + other());

        await().atMost(Duration.ofSeconds(20)).until(() -> "second".equals(greet()));
        assertThat(running("agency-other")).isSameAs(untouched);
        assertThat(complaints()).isEmpty();
        assertThat(bridge.get("/api/status").path("shops")).isNotEmpty();
        assertThat(running("agency-greet").getSourceLocationShort()).isEqualTo("agency.camel.yaml:7");
    }

    @Test
    void whatARouteLogsIsSeenUnderAnyNameAndUnderNone(CapturedOutput output) throws IOException {
        String steps = greeting("second")
                + """
                        - log:
                            message: "A named ${body}"
                            logName: prices
                        - log:
                            message: "An unnamed ${body}"
                        - to:
                            uri: log:agency.endpoint?showExchangePattern=false
                """;
        Files.writeString(routes.resolve("agency.camel.yaml"), steps + other());
        await().atMost(Duration.ofSeconds(20)).until(() -> "second".equals(greet()));

        assertThat(output.getOut()).contains("A named second", "An unnamed second", "agency.endpoint", "Body: second");
    }

    @Test
    void aBrokenEditLeavesTheOldRouteAndSaysFileLineAndReason() throws IOException {
        Files.writeString(
                routes.resolve("agency.camel.yaml"), greeting("second").replace("setBody", "setBodi") + other());

        JsonNode said = complained();
        assertThat(said.path("file").asText()).isEqualTo("agency.camel.yaml");
        assertThat(said.path("line").asInt()).isEqualTo(10);
        assertThat(said.at("/sentence/en").asText()).contains("setBodi");
        assertThat(bridge.get("/actuator/health").at("/components/routeFiles").toString())
                .contains("DEGRADED", "agency.camel.yaml:10", "setBodi");
        assertThat(greet()).isEqualTo("first");
    }

    @Test
    void aRouteThatCamelCannotStartIsPutBackTogetherWithThoseExchangedBefore() throws IOException {
        Files.writeString(
                routes.resolve("agency.camel.yaml"),
                greeting("second")
                        + other().replace("timerName: agency-other", "timerName: agency-other\n        delay: soon"));
        JsonNode said = complained();

        assertThat(said.path("line").asInt()).isEqualTo(14);
        assertThat(said.at("/sentence/en").asText()).contains("agency-other", "delay", "soon");
        assertThat(greet()).isEqualTo("first");
        assertThat(status("agency-other")).isEqualTo("Started");
    }

    @Test
    void halfAFileIsNotTaken() throws IOException {
        String whole = greeting("second") + other();
        Path file = routes.resolve("agency.camel.yaml");

        // It ends with a whole route, and yet something is to come.
        Files.writeString(file, greeting("second"));
        await().during(Duration.ofMillis(900))
                .atMost(Duration.ofSeconds(10))
                .until(() -> "first".equals(greet()) && complaints().isEmpty());
        Files.writeString(file, whole);

        await().atMost(Duration.ofSeconds(20)).until(() -> "second".equals(greet()));
        assertThat(status("agency-other")).isEqualTo("Started");
    }

    @Test
    void aNewFileAddsItsRoutesAndARemovedOneTakesThemAway() throws IOException {
        Path file = routes.resolve("agency-two.camel.yaml");
        Files.writeString(file, greeting("new").replace("agency-greet", "agency-two"));
        await().atMost(Duration.ofSeconds(20)).until(() -> "Started".equals(status("agency-two")));
        assertThat(call("direct:agency-two")).isEqualTo("new");

        Files.delete(file);
        await().atMost(Duration.ofSeconds(20)).until(() -> running("agency-two") == null);

        Files.delete(routes.resolve("review.camel.yaml"));
        complained();
        assertThat(complaints().toString()).contains("\"review.camel.yaml\"");
        assertThat(status("review-poll-products")).isEqualTo("Started");
    }

    @Test
    void filesWithOperationsOrPoliciesSayThatTheyNeedARestartAndTheRestIsTaken() throws IOException {
        edit("api/status.camel.yaml", "Tells how every shop stands", "Tells how each shop stands");
        edit("policies.camel.yaml", "it tries again at its next time", "it tries again next time");
        Files.writeString(routes.resolve("agency.camel.yaml"), greeting("second") + other());

        await().atMost(Duration.ofSeconds(20)).until(() -> "second".equals(greet()));
        JsonNode said = complaints();
        assertThat(said).hasSize(2);
        assertThat(said.at("/0/file").asText()).isEqualTo("api/status.camel.yaml");
        assertThat(said.at("/0/sentence/en").asText()).contains("restart", "rest");
        assertThat(said.at("/1/sentence/en").asText()).contains("routeConfiguration");

        // What leans on a policy that is not in force yet waits with it.
        Files.writeString(
                routes.resolve("policies.camel.yaml"),
                Files.readString(routes.resolve("policies.camel.yaml"))
                        + "- routeConfiguration:\n    id: policy-agency\n    description: Ours.\n");
        Files.writeString(
                routes.resolve("agency.camel.yaml"),
                greeting("third").replace("policy-step", "policy-agency") + other());
        await().atMost(Duration.ofSeconds(20))
                .until(() -> complaints().toString().contains("policy-agency"));
        assertThat(greet()).isEqualTo("second");
    }

    @Test
    @Timeout(120)
    void underLoadNothingIsLostOrDoneTwice() throws Exception {
        bridge.await(
                "/api/products?state=live&size=1", page -> page.path("total").asInt() >= ON_SALE - 6);
        JsonNode live = bridge.get("/api/products?state=live&size=100").path("items");
        long before = edits();
        AtomicBoolean enough = new AtomicBoolean();
        Set<String> answers = new TreeSet<>();
        ExecutorService callers = Executors.newFixedThreadPool(4);
        try {
            List<Future<List<String>>> heard = new ArrayList<>();
            for (int i = 0; i < 4; i++) {
                heard.add(callers.submit(() -> {
                    List<String> mine = new ArrayList<>();
                    while (!enough.get()) {
                        mine.add(greet());
                    }
                    return mine;
                }));
            }
            for (JsonNode product : live) {
                bridge.send(
                        "PATCH",
                        "/api/products/" + product.path("productNo").asText(),
                        "{\"title\":\"入れ替え中に直した商品の名前\"}");
            }
            for (int edit = 0; edit < 4; edit++) {
                String text = "edit " + edit;
                Files.writeString(routes.resolve("agency.camel.yaml"), greeting(text) + other());
                String note = "    note: " + text + "\n";
                Files.writeString(
                        routes.resolve("publishing.camel.yaml"),
                        Files.readString(Path.of("routes/publishing.camel.yaml"))
                                .replaceAll(
                                        "(    id: publishing-(publish-listing|publish-values|send-listing|send-product)\n)(    group: publishing\n)",
                                        "$1$3" + note));
                await().atMost(Duration.ofSeconds(60))
                        .until(() -> text.equals(greet()) && complaints().isEmpty());
            }
            enough.set(true);
            for (Future<List<String>> each : heard) {
                answers.addAll(each.get());
            }
        } finally {
            enough.set(true);
            callers.shutdownNow();
        }

        assertThat(answers).isSubsetOf("first", "edit 0", "edit 1", "edit 2", "edit 3");
        bridge.await(
                "/api/products?state=waiting&selected=true&size=1",
                page -> page.path("total").asInt() == 0);
        bridge.await(
                "/api/products?state=live&size=1", page -> page.path("total").asInt() >= live.size());
        // Each once: neither lost nor sent again.
        assertThat(edits() - before).isEqualTo(live.size());
        assertThat(bridge.get("/api/dead-letters?stage=publishing")
                        .path("total")
                        .asInt())
                .isZero();
    }

    /** How many calls that change a product TikTok Shop has received. */
    private static long edits() {
        long calls = 0;
        for (Map.Entry<String, JsonNode> count : bridge.control("GET", bridge.tiktokUrl() + "/control/requests", null)
                .path("counts")
                .properties()) {
            if (count.getKey().startsWith("PUT /product/")
                    || count.getKey().endsWith("/partial_edit")
                    || count.getKey().equals("POST /product/202309/products")) {
                calls += count.getValue().asLong();
            }
        }
        return calls;
    }

    private static String greeting(String text) {
        return """
                - route:
                    id: agency-greet
                    description: Answers a word.
                    routeConfigurationId: policy-step
                    from:
                      uri: direct
                      parameters:
                        name: agency-greet
                      steps:
                        - setBody:
                            expression:
                              constant:
                                expression: %s
                """
                .formatted(text);
    }

    private static String other() {
        return """
                - route:
                    id: agency-other
                    description: Does nothing every minute.
                    routeConfigurationId: policy-schedule
                    from:
                      uri: timer
                      parameters:
                        timerName: agency-other
                        period: "60000"
                      steps:
                        - log:
                            message: "Nothing."
                """;
    }

    private static void copy() throws IOException {
        Path source = Path.of("routes");
        try (Stream<Path> files = Files.walk(source)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Path to = routes.resolve(source.relativize(file).toString());
                Files.createDirectories(Objects.requireNonNull(to.getParent()));
                Files.write(to, Files.readAllBytes(file));
            }
        }
    }

    private static void edit(String name, String from, String to) throws IOException {
        Path file = routes.resolve(name);
        String text = Files.readString(file);
        assertThat(text).contains(from);
        Files.writeString(file, text.replaceFirst(Pattern.quote(from), to));
    }

    private static JsonNode complaints() {
        return bridge.get("/api/status").path("routeFiles");
    }

    private static JsonNode complained() {
        return bridge.await("/api/status", status -> !status.path("routeFiles").isEmpty())
                .at("/routeFiles/0");
    }

    private static String greet() {
        return call("direct:agency-greet");
    }

    private static String call(String uri) {
        return bridge.bean(ProducerTemplate.class).requestBody(uri, "", String.class);
    }

    private static Route running(String id) {
        return bridge.bean(CamelContext.class).getRoute(id);
    }

    private static String status(String id) {
        return String.valueOf(
                bridge.bean(CamelContext.class).getRouteController().getRouteStatus(id));
    }
}
