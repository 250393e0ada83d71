package jp.shopbridge.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import jp.shopbridge.BridgeSettings;
import jp.shopbridge.Json;
import jp.shopbridge.support.BridgeWithWorlds;
import jp.shopbridge.support.Database;
import jp.shopbridge.tiktok.Signer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.jdbc.core.JdbcTemplate;

/** With ten thousand products waiting people see their lists at once, and what TikTok Shop says is taken while they look. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class LongQueueContract {

    private static final int WAITING = 10_000;
    private static final int VISITORS = 50;
    private static final int QUEUED = 60;
    private static final int NOTICES = 60;
    private static final String WAITING_ONES = "/api/products?state=waiting&selected=true";

    private final HttpClient client =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();

    @SuppressWarnings("NullAway.Init")
    private BridgeWithWorlds bridge;

    @SuppressWarnings("NullAway.Init")
    private JdbcTemplate jdbc;

    abstract Database database();

    @BeforeAll
    void fillTheQueue() {
        Database database = database();
        jdbc = new JdbcTemplate(database.dataSource());
        bridge = BridgeWithWorlds.on(
                database, Map.of("publishing.period", "1h", "api.at-once.waiting", Integer.toString(QUEUED)));
        bridge.await("/api/status", status -> "done"
                .equals(status.at("/shops/0/intake/run/status").asText()));
        ListBenchmark.fill(bridge, database.dataSource(), 0, WAITING);
    }

    @AfterAll
    void stop() {
        bridge.close();
    }

    @Test
    void showsAPageOfTheQueueInTime() {
        long best = LongStream.generate(() -> {
                    somethingChanges();
                    long begun = System.nanoTime();
                    bridge.get(WAITING_ONES + "&size=200&page=20");
                    return (System.nanoTime() - begun) / 1_000_000;
                })
                .limit(6)
                .min()
                .orElseThrow();

        assertThat(best).as("milliseconds for a page").isLessThan(300);
    }

    @Test
    void tellsEachItsPlaceWithoutCountingAnyTwice() {
        Awaitility.await("a reading of the queue may be three seconds old")
                .atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> {
                    List<JsonNode> items = new ArrayList<>();
                    for (int page = 0; page < 3; page++) {
                        bridge.get(WAITING_ONES + "&size=500&page=" + page)
                                .path("items")
                                .forEach(items::add);
                    }
                    items.sort(Comparator.comparing(item -> item.path("dueAt").asText()));
                    JsonNode one = items.get(700);
                    String number = one.path("productNo").asText();
                    assertThat(items.stream()
                                    .map(item -> item.at("/queue/ahead").asInt())
                                    .toList())
                            .hasSize(1500)
                            .isSorted()
                            .doesNotHaveDuplicates();
                    assertThat(one.at("/queue/ahead").asInt())
                            .isEqualTo(jdbc.queryForObject(
                                    "select count(*) from listing where state = 'waiting' and selected and rank_at <"
                                            + " (select rank_at from listing where product_no = ?)",
                                    Integer.class,
                                    number))
                            .isEqualTo(bridge.get("/api/products/" + number)
                                    .at("/queue/ahead")
                                    .asInt());
                });
    }

    @Test
    void saysSoAtOnceWhenMoreAskThanCanBeServed() {
        List<CompletableFuture<HttpResponse<String>>> asked = IntStream.range(0, 2 * QUEUED)
                .mapToObj(number -> client.sendAsync(
                        request("/api/products?size=500&page=" + number % 20)
                                .GET()
                                .build(),
                        HttpResponse.BodyHandlers.ofString()))
                .toList();
        List<HttpResponse<String>> answers =
                asked.stream().map(CompletableFuture::join).toList();

        assertThat(answers)
                .extracting(HttpResponse::statusCode)
                .contains(200, 503)
                .containsOnly(200, 503);
        assertThat(answers).filteredOn(answer -> answer.statusCode() == 503).allSatisfy(answer -> {
            assertThat(answer.headers().firstValue("Retry-After")).isPresent();
            assertThat(answer.body()).contains("API_BUSY");
        });
    }

    @Test
    void takesNoticesAndEditsWhileManyLookAtLists() throws Exception {
        AtomicBoolean over = new AtomicBoolean();
        ConcurrentLinkedQueue<Integer> statuses = new ConcurrentLinkedQueue<>();
        ExecutorService visitors = Executors.newFixedThreadPool(VISITORS);
        try {
            IntStream.range(0, VISITORS)
                    .forEach(visitor -> visitors.execute(() -> {
                        for (int page = 0; !over.get(); page = (page + 1) % 20) {
                            statuses.add(bridge.exchange("GET", WAITING_ONES + "&size=500&page=" + page, null, Map.of())
                                    .statusCode());
                        }
                    }));
            List<Long> took = new ArrayList<>();
            for (int number = 0; number < NOTICES; number++) {
                somethingChanges();
                long begun = System.nanoTime();
                assertThat(notice("long-queue-" + number)).isEqualTo(200);
                took.add((System.nanoTime() - begun) / 1_000_000);
            }
            long begun = System.nanoTime();
            bridge.exchange(
                    "PATCH",
                    "/api/products/QUEUE-000001",
                    "{\"weight_g\":" + (500 + statuses.size() % 100) + "}",
                    Map.of("Content-Type", "application/merge-patch+json"));
            long edit = (System.nanoTime() - begun) / 1_000_000;

            took.sort(Comparator.naturalOrder());
            assertThat(took.get(NOTICES / 2))
                    .as("milliseconds, the middle notice")
                    .isLessThan(300);
            assertThat(took.get(NOTICES - 1))
                    .as("milliseconds, the slowest notice")
                    .isLessThan(3000);
            assertThat(edit).as("milliseconds to save an edit").isLessThan(3000);
        } finally {
            over.set(true);
            visitors.shutdown();
            assertThat(visitors.awaitTermination(60, TimeUnit.SECONDS)).isTrue();
        }
        assertThat(statuses).hasSizeGreaterThan(VISITORS / 2).containsOnly(200);
    }

    /** H2 answers a repeated question from memory while nothing changes; in a shop at work something always does. */
    private void somethingChanges() {
        jdbc.update("update listing set attempts = attempts + 1 where product_no = 'QUEUE-000009'");
    }

    private int notice(String id) throws Exception {
        BridgeSettings.Tiktok tiktok = Objects.requireNonNull(
                bridge.bean(BridgeSettings.class).shop("sample").tiktok());
        byte[] body = Json.text(Json.MAPPER
                        .createObjectNode()
                        .put("type", 5)
                        .put("tts_notification_id", id)
                        .put("shop_id", "7494049642642441621")
                        .put("timestamp", 1_700_000_000)
                        .set("data", Json.MAPPER.createObjectNode().put("product_id", "1")))
                .getBytes(StandardCharsets.UTF_8);
        return client.send(
                        HttpRequest.newBuilder(URI.create(bridge.baseUrl() + "/webhooks/tiktok"))
                                .timeout(Duration.ofSeconds(30))
                                .header("Content-Type", "application/json")
                                .header(
                                        "Authorization",
                                        Signer.webhookSignature(tiktok.appKey(), tiktok.appSecret(), body))
                                .POST(HttpRequest.BodyPublishers.ofByteArray(body))
                                .build(),
                        HttpResponse.BodyHandlers.discarding())
                .statusCode();
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(bridge.baseUrl() + path))
                .timeout(Duration.ofSeconds(60))
                .header("Authorization", ApiServer.basic("operator", BridgeWithWorlds.PASSWORD));
    }
}
