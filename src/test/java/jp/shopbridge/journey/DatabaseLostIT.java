package jp.shopbridge.journey;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import com.fasterxml.jackson.databind.JsonNode;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import jp.shopbridge.Json;
import jp.shopbridge.support.BridgeWithWorlds;
import jp.shopbridge.support.Database;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

/** The database goes away in the middle of the work and comes back: nobody starts anything again, and nothing is doubled. */
@Tag("storm")
class DatabaseLostIT {

    private static final int SELECTED = 40;

    /** A sample whose picture cannot be had: it is tried again for hours, with or without a database. */
    private static final String RESTLESS = "BROKEN-IMAGE-ADDRESS";

    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path directory;

    private final ListAppender<ILoggingEvent> log = new ListAppender<>();
    private final Logger root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);

    @Test
    void isNotReadyMeanwhileAndGoesOnByItselfAfterwards() throws IOException {
        int port = BridgeWithWorlds.freePort();
        EmbeddedPostgres postgres = start(port);
        try (BridgeWithWorlds bridge = BridgeWithWorlds.on(
                Database.h2(),
                Map.of(
                        "spring.datasource.url", postgres.getJdbcUrl("postgres", "postgres"),
                        "spring.datasource.username", "postgres",
                        "publishing.requests-per-second", "5",
                        "publishing.claim", "5s",
                        "publishing.resolve-after", "1s",
                        "publishing.resolve-period", "500ms",
                        "intake.claim", "5s"))) {
            bridge.await("/api/status", status -> "done"
                    .equals(status.at("/shops/0/intake/run/status").asText()));
            List<String> selected = select(bridge);
            Awaitility.await("some are at TikTok")
                    .atMost(Duration.ofSeconds(60))
                    .until(() -> listed(bridge).size() > 5);

            log.start();
            root.addAppender(log);
            postgres.close();
            awaitReadiness(bridge, 503);
            long lines = log.list.size();
            Awaitility.await("half a minute without it")
                    .atMost(Duration.ofSeconds(60))
                    .pollDelay(Duration.ofSeconds(30))
                    .until(() -> true);
            root.detachAppender(log);
            assertThat(lines).isPositive();
            assertThat(warnings()).as("%s", log.list).hasSizeLessThan(20);
            int listedWithout = listed(bridge).size();
            assertThat(listedWithout).as("in the middle of the work").isLessThan(SELECTED);
            assertThat(liveness(bridge)).as("no restart would help").isEqualTo(200);

            postgres = start(port);
            awaitReadiness(bridge, 200);
            bridge.send("POST", "/api/intake/runs", null);

            JsonNode shop = Awaitility.await("everything comes to rest")
                    .atMost(Duration.ofMinutes(5))
                    .pollInterval(Duration.ofMillis(500))
                    .until(
                            () -> bridge.get("/api/status").at("/shops/0"),
                            state -> state.path("live").asInt()
                                                    + state.path("refused").asInt()
                                            == SELECTED
                                    && state.at("/intake/run/id").asInt() > 1
                                    && "done"
                                            .equals(state.at("/intake/run/status")
                                                    .asText()));
            assertThat(bridge.get("/api/products?state=failed").path("total").asInt())
                    .as(
                            "nobody takes a dead database for a product's fault: %s",
                            bridge.get("/api/dead-letters").path("items"))
                    .isZero();
            assertThat(bridge.get("/api/dead-letters").toString()).doesNotContain("UNEXPECTED");
            assertThat(listed(bridge))
                    .doesNotHaveDuplicates()
                    .hasSize(shop.path("live").asInt())
                    .isSubsetOf(selected);
        } finally {
            postgres.close();
        }
    }

    private List<ILoggingEvent> warnings() {
        return List.copyOf(log.list).stream()
                .filter(event -> event.getLevel().isGreaterOrEqual(Level.WARN))
                .toList();
    }

    private EmbeddedPostgres start(int port) throws IOException {
        return EmbeddedPostgres.builder()
                .setPort(port)
                .setDataDirectory(directory.resolve("postgres"))
                .setCleanDataDirectory(false)
                .start();
    }

    private static List<String> select(BridgeWithWorlds bridge) {
        List<String> numbers = new ArrayList<>();
        bridge.get("/api/products?state=waiting&size=" + (SELECTED + 1))
                .path("items")
                .forEach(item -> numbers.add(item.path("productNo").asText()));
        numbers.remove(RESTLESS);
        numbers.subList(SELECTED, numbers.size()).clear();
        assertThat(numbers).hasSize(SELECTED);
        var request = Json.MAPPER.createObjectNode().put("selected", true);
        numbers.forEach(request.putArray("productNos")::add);
        bridge.send("POST", "/api/selection", Json.text(request));
        return numbers;
    }

    private static List<String> listed(BridgeWithWorlds bridge) {
        List<String> listed = new ArrayList<>();
        bridge.control("GET", bridge.tiktokUrl() + "/control/products", null)
                .path("products")
                .forEach(product ->
                        listed.add(product.path("external_product_id").asText()));
        return listed;
    }

    private static void awaitReadiness(BridgeWithWorlds bridge, int status) {
        Awaitility.await("readiness " + status)
                .atMost(Duration.ofSeconds(90))
                .pollInterval(Duration.ofMillis(500))
                .until(() -> bridge.exchange("GET", "/actuator/health/readiness", null, Map.of())
                                .statusCode()
                        == status);
    }

    private static int liveness(BridgeWithWorlds bridge) {
        return bridge.exchange("GET", "/actuator/health/liveness", null, Map.of())
                .statusCode();
    }
}
