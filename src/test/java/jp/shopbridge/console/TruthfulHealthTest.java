package jp.shopbridge.console;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import jp.shopbridge.Json;
import jp.shopbridge.Sql;
import jp.shopbridge.support.BridgeWithWorlds;
import jp.shopbridge.support.Database;
import org.apache.camel.CamelContext;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.actuate.health.Status;

/** Each thing that can go wrong goes wrong in the running application, and health tells it, and tells when it is over. */
class TruthfulHealthTest {

    @TempDir
    @SuppressWarnings("NullAway.Init")
    static Path folder;

    @SuppressWarnings("NullAway.Init")
    private static BridgeWithWorlds bridge;

    @BeforeAll
    static void start() {
        bridge = BridgeWithWorlds.on(
                Database.h2(),
                Map.ofEntries(
                        Map.entry(
                                "spring.datasource.url",
                                "jdbc:h2:file:" + folder.resolve("bridge")
                                        + ";DB_CLOSE_ON_EXIT=FALSE;DATABASE_TO_LOWER=TRUE;CASE_INSENSITIVE_IDENTIFIERS=TRUE"),
                        Map.entry("intake.period", "1s"),
                        Map.entry("intake.first-delay", "200"),
                        Map.entry("publishing.first-retry", "500ms"),
                        Map.entry("publishing.answer-timeout", "2s"),
                        Map.entry("publishing.token-check", "1s"),
                        Map.entry(
                                "staging.back-up-dir", folder.resolve("copies").toString()),
                        Map.entry("health.fresh", "200ms"),
                        Map.entry("health.intake-lag.degraded", "4s"),
                        Map.entry("health.intake-lag.down", "8s"),
                        Map.entry("health.waiting.degraded", "4s"),
                        Map.entry("health.waiting.down", "7s"),
                        Map.entry("health.attention.at-least", "3"),
                        Map.entry("health.refresh-failing.degraded", "1s"),
                        Map.entry("health.refresh-failing.down", "4s"),
                        Map.entry("health.images.at-least", "2")));
        bridge.await("/api/status", status -> "done"
                .equals(status.at("/shops/0/intake/run/status").asText()));
        bridge.await(
                "/api/authorization",
                authorization -> authorization.path("authorized").asBoolean());
    }

    @AfterAll
    static void stop() {
        bridge.close();
    }

    @AfterEach
    void mend() {
        for (String world : List.of(bridge.futureshopUrl(), bridge.tiktokUrl())) {
            bridge.control("DELETE", world + "/control/faults", null);
        }
        assertThat(bridge.exchange("GET", "/actuator/health/readiness", null, Map.of())
                        .statusCode())
                .as("none of it takes this instance out of service")
                .isEqualTo(200);
        assertThat(bridge.exchange("GET", "/actuator/health/liveness", null, Map.of())
                        .statusCode())
                .as("none of it is mended by a restart")
                .isEqualTo(200);
    }

    @Test
    void tellsAnIntakeThatLagsBehindAndThenStands() {
        await("intakeLag", Status.UP);
        fault(bridge.futureshopUrl(), "{\"kind\":\"status-500\",\"match\":{\"path\":\"/admin-api/\"},\"times\":-1}");

        await("intakeLag", Degraded.STATUS);
        assertThat(await("intakeLag", Status.DOWN).toString()).contains("changes are known up to");

        bridge.control("DELETE", bridge.futureshopUrl() + "/control/faults", null);
        await("intakeLag", Status.UP);
    }

    @Test
    void tellsListingsOfWhichNoneGetsThroughPicturesThatCannotBeFetchedAndTokensThatCannotBeRenewed() {
        await("waiting", Status.UP);
        await("images", Status.UP);
        await("authorization", Status.UP);
        fault(bridge.futureshopUrl(), "{\"kind\":\"status-500\",\"match\":{\"pathRegex\":\"\\\\.jpg\"},\"times\":-1}");
        select("waiting", 4);
        await("images", Status.DOWN);
        bridge.control("DELETE", bridge.futureshopUrl() + "/control/faults", null);

        fault(bridge.tiktokUrl(), "{\"kind\":\"status-503\",\"match\":{\"pathRegex\":\"token/refresh\"},\"times\":-1}");
        bridge.control("POST", bridge.tiktokUrl() + "/control/tokens", "{\"expire_access\":true}");
        await("authorization", Degraded.STATUS);
        assertThat(await("authorization", Status.DOWN).toString()).contains("cannot be renewed since");
        await("waiting", Status.DOWN);

        bridge.control("DELETE", bridge.tiktokUrl() + "/control/faults", null);
        await("authorization", Status.UP);
        await("waiting", Status.UP);
    }

    @Test
    void tellsWhatIsParkedAndWhatHasToBeAttendedTo() {
        assertThat(await("deadLetters", Degraded.STATUS).toString()).contains("items are parked", "replay");

        select("incomplete", 8);

        assertThat(await("attention", Status.DOWN, Degraded.STATUS).toString()).contains("have to be attended to");
    }

    @Test
    void tellsCopiesThatAreTooOld() throws IOException {
        await("backUp", Status.UP);
        Path copies = Files.createDirectories(folder.resolve("copies"));
        Files.writeString(copies.resolve("bridge-20200101-030000.zip"), "an old copy");

        assertThat(await("backUp", Status.DOWN).toString()).contains("2019-12-31T18:00:00Z");

        bridge.bean(CamelContext.class).createProducerTemplate().sendBody("direct:staging-back-up", null);
        await("backUp", Status.UP);
        try (Stream<Path> files = Files.list(copies)) {
            assertThat(files).hasSize(2);
        }
    }

    @Test
    void costsNoScanOfTheListings() {
        for (String statement : List.of("console-listings", "console-oldest-due", "console-parked")) {
            String plan = String.join(
                    "\n",
                    Database.h2()
                            .jdbc()
                            .queryForList("explain " + Sql.named(statement), Map.of("shop", "sample"), String.class));

            assertThat(plan).contains("_by_").doesNotContain("tableScan");
        }
    }

    private static void fault(String world, String rule) {
        bridge.control("POST", world + "/control/faults", rule);
    }

    private static void select(String state, int most) {
        var request = Json.MAPPER.createObjectNode().put("selected", true);
        var numbers = request.putArray("productNos");
        bridge.get("/api/products?size=" + most + "&state=" + state)
                .path("items")
                .forEach(item -> numbers.add(item.path("productNo").asText()));
        assertThat(numbers).isNotEmpty();
        bridge.send("POST", "/api/selection", Json.text(request));
    }

    private static JsonNode await(String indicator, Status... wanted) {
        List<String> codes = Stream.of(wanted).map(Status::getCode).toList();
        return Awaitility.await(indicator + " " + codes)
                .atMost(Duration.ofSeconds(90))
                .pollInterval(Duration.ofMillis(200))
                .until(
                        () -> Json.parse(bridge.exchange("GET", "/actuator/health", null, Map.of())
                                        .body())
                                .path("components")
                                .path(indicator),
                        component -> codes.contains(component.path("status").asText()));
    }
}
