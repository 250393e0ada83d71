package jp.shopbridge.journey;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import jp.shopbridge.Json;
import jp.shopbridge.support.BridgeWithWorlds;
import jp.shopbridge.support.Database;
import jp.shopbridge.support.FailingDisk;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

/**
 * The disk under the embedded database fills up, and another time turns read-only, in the middle of the work: H2 closes the
 * database, and the application opens it again by itself when it can be written.
 */
class DiskFullTest {

    private static final int EDITORS = 4;

    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path directory;

    private final ListAppender<ILoggingEvent> log = new ListAppender<>();
    private final Logger root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
    /** The title that was answered for last, for each product whose last edit was answered for. */
    private final Map<String, String> acknowledged = new ConcurrentHashMap<>();

    private final List<HttpResponse<String>> refused = new CopyOnWriteArrayList<>();

    @AfterEach
    void mend() {
        FailingDisk.failWith(null);
        root.detachAppender(log);
    }

    @Test
    void theDatabaseIsOpenedAgainAndNothingThatWasAnsweredForIsLost() throws InterruptedException {
        try (BridgeWithWorlds bridge = BridgeWithWorlds.on(
                Database.h2(), Map.of("spring.datasource.url", FailingDisk.url(directory), "intake.claim", "5s"))) {
            bridge.await("/api/status", status -> "done"
                    .equals(status.at("/shops/0/intake/run/status").asText()));
            log.start();
            root.addAppender(log);

            for (String words : List.of("No space left on device", "Read-only file system")) {
                log.list.clear();
                AtomicBoolean editing = new AtomicBoolean(true);
                ExecutorService editors = edit(bridge, editing);
                Awaitility.await("edits").until(() -> acknowledged.size() > 2 * EDITORS);
                refused.clear();

                FailingDisk.failWith(words);
                JsonNode health = awaitReadiness(bridge, 503);
                Awaitility.await("refusals").until(() -> refused.size() > 5 * EDITORS);
                assertThat(health.at("/components/database/details/reason").asText())
                        .contains(words);
                assertThat(liveness(bridge)).as("no restart would help").isEqualTo(200);
                assertThat(refused).allSatisfy(DiskFullTest::saysWhatToDo);

                FailingDisk.failWith(null);
                awaitReadiness(bridge, 200);
                editing.set(false);
                editors.shutdown();
                assertThat(editors.awaitTermination(30, TimeUnit.SECONDS)).isTrue();
                acknowledged.forEach((productNo, title) -> assertThat(bridge.get("/api/products/" + productNo)
                                .path("title")
                                .asText())
                        .as(productNo)
                        .isEqualTo(title));
                keepsWhatWasNoTransaction(bridge, words);
                assertThat(failuresLogged()).as("%s", log.list).hasSizeLessThan(6);
            }

            bridge.send("POST", "/api/intake/runs", null);
            bridge.await(
                    "/api/status",
                    status -> status.at("/shops/0/intake/run/id").asInt() > 1
                            && "done"
                                    .equals(status.at("/shops/0/intake/run/status")
                                            .asText()));
            assertThat(bridge.get("/api/dead-letters").toString())
                    .as("nobody takes a full disk for a product's fault")
                    .doesNotContain("UNEXPECTED");
        }
    }

    /** A pause is one statement, and the disk fails right after its answer. */
    private static void keepsWhatWasNoTransaction(BridgeWithWorlds bridge, String words) {
        bridge.send("PUT", "/api/pauses/publishing", "{\"reason\": \"before the disk fails\"}");
        FailingDisk.failWith(words);
        awaitReadiness(bridge, 503);
        FailingDisk.failWith(null);
        awaitReadiness(bridge, 200);
        assertThat(bridge.get("/api/pauses").toString()).contains("before the disk fails");
        bridge.send("DELETE", "/api/pauses/publishing", null);
    }

    private ExecutorService edit(BridgeWithWorlds bridge, AtomicBoolean editing) {
        List<String> numbers = new ArrayList<>();
        bridge.get("/api/products?size=40")
                .path("items")
                .forEach(item -> numbers.add(item.path("productNo").asText()));
        ExecutorService editors = Executors.newFixedThreadPool(EDITORS);
        for (int i = 0; i < EDITORS; i++) {
            int editor = i;
            editors.execute(() -> {
                for (int n = 0; editing.get(); n++) {
                    String productNo = numbers.get((n * EDITORS + editor) % (numbers.size() / EDITORS * EDITORS));
                    edit(bridge, productNo, "title " + editor + " " + n + " " + System.nanoTime());
                }
            });
        }
        return editors;
    }

    private void edit(BridgeWithWorlds bridge, String productNo, String title) {
        acknowledged.remove(productNo);
        HttpResponse<String> answer = bridge.exchange(
                "PATCH",
                "/api/products/" + productNo,
                Json.text(Json.MAPPER.createObjectNode().put("title", title)),
                Map.of("Content-Type", "application/merge-patch+json"));
        if (answer.statusCode() == 200) {
            acknowledged.put(productNo, title);
        } else {
            refused.add(answer);
        }
    }

    private static void saysWhatToDo(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(503);
        assertThat(answer.headers().firstValue("Retry-After")).isPresent();
        assertThat(answer.headers().firstValue("Content-Type")).contains("application/problem+json");
        assertThat(answer.body()).contains("API_DATABASE_UNAVAILABLE");
    }

    private List<ILoggingEvent> failuresLogged() {
        return List.copyOf(log.list).stream()
                .filter(event -> event.getLevel().isGreaterOrEqual(Level.WARN))
                .toList();
    }

    private static JsonNode awaitReadiness(BridgeWithWorlds bridge, int status) {
        return Awaitility.await("readiness " + status)
                .atMost(Duration.ofSeconds(60))
                .pollInterval(Duration.ofMillis(250))
                .until(() -> ready(bridge), answer -> answer.path("http").asInt() == status);
    }

    private static JsonNode ready(BridgeWithWorlds bridge) {
        HttpResponse<String> answer = bridge.exchange("GET", "/actuator/health/readiness", null, Map.of());
        return ((ObjectNode) Json.parse(answer.body())).put("http", answer.statusCode());
    }

    private static int liveness(BridgeWithWorlds bridge) {
        return bridge.exchange("GET", "/actuator/health/liveness", null, Map.of())
                .statusCode();
    }
}
