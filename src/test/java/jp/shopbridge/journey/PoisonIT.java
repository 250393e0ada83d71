package jp.shopbridge.journey;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import jp.shopbridge.support.Database;
import jp.shopbridge.support.PackedBridge;
import jp.shopbridge.support.RudePictures;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A product that ends the process each time it is worked on ends it three times and no more, and all others go live. */
@EnabledIfSystemProperty(named = "bridge.jar", matches = ".+", disabledReason = "runs on the packed jar, in verify")
@Tag("storm")
class PoisonIT {

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void parksWhatItDiesOf(boolean postgres) {
        Map<String, String> settings = new HashMap<>(Map.of(
                "bridge.instance", "one", "publishing.claim", "6s", "publishing.allow-private-image-hosts", "true"));
        if (postgres) {
            settings.putAll(Database.postgres().properties());
        }
        AtomicInteger deaths = new AtomicInteger();
        try (RudePictures pictures = new RudePictures();
                PackedBridge bridge = new PackedBridge(30, settings)) {
            List<String> numbers = bridge.waiting(8);
            String deadly = numbers.get(3);
            pictures.onAsked("/deadly.jpg", () -> {
                deaths.incrementAndGet();
                bridge.process().destroyForcibly();
            });
            numbers.forEach(bridge::prepare);
            bridge.prepare(deadly, pictures.url("/deadly.jpg"));
            bridge.select(numbers);

            for (int death = 1; death <= 3; death++) {
                int expected = death;
                Awaitility.await()
                        .atMost(Duration.ofMinutes(2))
                        .until(() ->
                                deaths.get() >= expected && !bridge.process().isAlive());
                bridge.startAgain();
            }
            JsonNode product = bridge.await("/api/products/" + deadly, answer -> "failed"
                    .equals(answer.path("state").asText()));
            assertThat(product.path("stateCode").asText()).isEqualTo("PUBLISHING_CRASHED");
            assertThat(product.at("/stateReason/ja").asText()).contains("プログラムが停止しました");
            for (String productNo : numbers) {
                if (!productNo.equals(deadly)) {
                    bridge.await("/api/products/" + productNo, answer -> "live"
                            .equals(answer.path("state").asText()));
                }
            }
            assertThat(bridge.get("/api/dead-letters").path("total").asInt()).isEqualTo(1);
            assertThat(deaths).hasValue(3);
            assertThat(bridge.process().isAlive()).isTrue();
        }
    }

    @Test
    void parksTheProductOfAPageItDiesOf(@TempDir Path routes) throws IOException {
        AtomicInteger deaths = new AtomicInteger();
        try (RudePictures server = new RudePictures()) {
            server.put("/deadly", new byte[] {1});
            Map<String, String> settings = new HashMap<>(Map.of(
                    "bridge.instance",
                    "one",
                    "intake.claim",
                    "3s",
                    "dead-letter.period",
                    "500ms",
                    "bridge.routes-dir",
                    "file:" + askingFor("DEADLY-1", server.url("/deadly"), routes)));
            settings.putAll(Database.postgres().properties());
            try (PackedBridge bridge = new PackedBridge(30, settings)) {
                server.onAsked("/deadly", () -> {
                    deaths.incrementAndGet();
                    bridge.process().destroyForcibly();
                });
                String like = bridge.waiting(1).get(0);
                List<String> arriving = List.of("TEA-1", "TEA-2", "DEADLY-1", "TEA-3", "TEA-4");
                for (String number : arriving) {
                    bridge.control(
                            "POST",
                            bridge.futureshop("/control/products"),
                            "{\"productNo\":\"" + number + "\",\"like\":\"" + like + "\"}");
                }
                bridge.send("POST", "/api/intake/runs", null);

                for (int death = 1; death <= 3; death++) {
                    int expected = death;
                    Awaitility.await()
                            .atMost(Duration.ofMinutes(2))
                            .until(() -> deaths.get() >= expected
                                    && !bridge.process().isAlive());
                    bridge.startAgain();
                }
                bridge.await("/api/status", status -> "done"
                        .equals(status.at("/shops/0/intake/run/status").asText()));
                JsonNode letters = bridge.get("/api/dead-letters");
                assertThat(letters.path("total").asInt()).isEqualTo(1);
                JsonNode letter = letters.at("/items/0");
                assertThat(letter.path("productNo").asText()).isEqualTo("DEADLY-1");
                assertThat(letter.path("code").asText()).isEqualTo("INTAKE_CRASHED");
                for (String number : arriving) {
                    if (!number.equals("DEADLY-1")) {
                        assertThat(bridge.get("/api/products/" + number)
                                        .path("state")
                                        .asText())
                                .as(number)
                                .isNotEmpty();
                    }
                }
                bridge.send("POST", "/api/intake/runs", "{\"kind\":\"full\"}");
                bridge.await("/api/status", status -> "done"
                        .equals(status.at("/shops/0/intake/run/status").asText()));
                assertThat(deaths).as("a full scan does not try it again").hasValue(3);

                server.onAsked("/deadly", () -> {});
                bridge.send("POST", "/api/dead-letters/replay", "{\"filter\":{\"code\":\"INTAKE_CRASHED\"}}");
                bridge.await(
                        "/api/status", status -> status.at("/shops/0/products").asInt() == 35);
                assertThat(bridge.get("/api/products/DEADLY-1").path("state").asText())
                        .isNotEmpty();
                assertThat(deaths).hasValue(3);
                assertThat(bridge.process().isAlive()).isTrue();
            }
        }
    }

    /** A copy of the routes in which mapping a product of this number asks an address, as an integrator's own step might. */
    private static Path askingFor(String number, String url, Path folder) throws IOException {
        Path routesOfOurs = Path.of("routes");
        try (Stream<Path> files = Files.walk(routesOfOurs)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Path copy = folder.resolve(routesOfOurs.relativize(file).toString());
                Files.createDirectories(copy.getParent());
                Files.copy(file, copy);
            }
        }
        Path intake = folder.resolve("intake.camel.yaml");
        String start = "        name: intake-map-products\n      steps:\n";
        String routes = Files.readString(intake);
        assertThat(routes).containsOnlyOnce(start);
        String own =
                """
                        - setVariable:
                            name: arrived
                            expression:
                              simple:
                                expression: "${body}"
                        - filter:
                            expression:
                              simple:
                                expression: "${body.toString()} contains 'name=%s,'"
                            steps:
                              - removeHeaders:
                                  pattern: "*"
                              - setBody:
                                  expression:
                                    simple:
                                      expression: "${null}"
                              - to:
                                  uri: "%s"
                        - setBody:
                            expression:
                              simple:
                                expression: "${variable.arrived}"
                """
                        .formatted(number, url);
        Files.writeString(intake, routes.replace(start, start + own));
        return folder;
    }
}
