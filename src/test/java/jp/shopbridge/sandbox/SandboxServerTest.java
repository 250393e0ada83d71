package jp.shopbridge.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.h2.mvstore.MVStore;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SandboxServerTest {

    private final AtomicInteger done = new AtomicInteger();
    private final Faults faults = new Faults(Set.of("warehouse-missing"));
    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final SandboxServer server = new SandboxServer("counting", 0, 8, new Counting(), faults, Clock.systemUTC());

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void aRequestIsAnsweredByTheWorldAndCounted() throws Exception {
        assertThat(get("/things?a=1&b=%E8%8C%B6").body()).isEqualTo("{\"done\":1,\"b\":\"茶\"}");

        assertThat(server.requests().count("GET", "/things")).isEqualTo(1);
        assertThat(server.requests().latest()).singleElement().satisfies(arrival -> assertThat(arrival.query())
                .isEqualTo("a=1&b=%E8%8C%B6"));
    }

    @Test
    void statusFaultsReplaceTheAnswerAsOftenAsAskedWithoutDoingTheWork() throws Exception {
        faults.add(FaultRule.of("status-500").on("GET", "/things").after(1).times(1));
        faults.add(FaultRule.of("status-503").on("GET", "/other"));
        faults.add(FaultRule.of("status-429").on("POST", "/things").retryAfter(3));

        assertThat(get("/things").statusCode()).isEqualTo(200);
        assertThat(get("/things").statusCode()).isEqualTo(500);
        assertThat(get("/things").statusCode()).isEqualTo(200);
        assertThat(get("/other").statusCode()).isEqualTo(503);
        HttpResponse<String> limited = post("/things", "{}");
        assertThat(limited.statusCode()).isEqualTo(429);
        assertThat(limited.headers().firstValue("Retry-After")).contains("3");
        assertThat(limited.body()).isEqualTo("{\"fault\":429}");
        assertThat(done).hasValue(2);
        assertThat(server.requests().count("GET", "/things")).isEqualTo(3);
    }

    @Test
    void aDroppedRequestIsClosedWithoutWorkAndALostOneAfterIt() {
        faults.add(FaultRule.of("drop").on("POST", "/dropped"));
        faults.add(FaultRule.of("done-but-lost").on("POST", "/lost"));

        assertThatThrownBy(() -> post("/dropped", "{}")).isInstanceOf(IOException.class);
        assertThat(done).hasValue(0);
        assertThatThrownBy(() -> post("/lost", "{}")).isInstanceOf(IOException.class);
        assertThat(done).hasValue(1);
        assertThat(server.requests().count("POST", "/lost")).isEqualTo(1);
    }

    @Test
    void aTruncatedAnswerIsNoLongerJson() throws Exception {
        faults.add(FaultRule.of("truncate").times(1));

        HttpResponse<String> answer = get("/things");

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThatThrownBy(() -> new JsonMapper().readTree(answer.body())).isInstanceOf(JsonProcessingException.class);
        assertThat(new JsonMapper().readTree(get("/things").body()).path("done").asInt())
                .isEqualTo(2);
    }

    @Test
    void aSlowAnswerComesAfterItsTimeAndHoldsNobodyElseUp() throws Exception {
        faults.add(FaultRule.of("slow").on("GET", "/slow").millis(300));
        long start = System.nanoTime();

        CompletableFuture<HttpResponse<String>> slow =
                client.sendAsync(request("/slow").build(), BodyHandlers.ofString());
        get("/fast");

        assertThat(slow).isNotDone();
        assertThat(slow.get(5, TimeUnit.SECONDS).statusCode()).isEqualTo(200);
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThanOrEqualTo(Duration.ofMillis(300));
    }

    @Test
    void aHangingRequestIsHeldUntilItsRuleEnds() {
        faults.add(FaultRule.of("hang").on("POST", "/hang"));
        HttpRequest post = request("/hang").POST(BodyPublishers.ofString("{}")).build();
        CompletableFuture<HttpResponse<String>> hanging = client.sendAsync(post, BodyHandlers.ofString());
        Awaitility.await()
                .atMost(Duration.ofSeconds(5))
                .until(() -> server.requests().count("POST", "/hang") == 1);
        assertThat(hanging).isNotDone();

        faults.clear();

        assertThatThrownBy(() -> hanging.get(5, TimeUnit.SECONDS))
                .isInstanceOf(ExecutionException.class)
                .hasCauseInstanceOf(IOException.class);
        assertThat(done).hasValue(0);
    }

    @Test
    void chanceIsRepeatableBySeed() {
        String first = strikes(7);

        assertThat(strikes(7)).isEqualTo(first).contains("x").contains(".");
        assertThat(strikes(8)).isNotEqualTo(first);
    }

    @Test
    void faultsAreSetListedAndEndedOverHttp() throws Exception {
        HttpResponse<String> made = post(
                "/control/faults",
                "[{\"kind\":\"status-500\",\"match\":{\"method\":\"get\",\"pathRegex\":\"^/th.*s$\"},\"times\":1},"
                        + "{\"kind\":\"warehouse-missing\",\"details\":{\"shop\":\"A\"}}]");

        assertThat(made.statusCode()).isEqualTo(201);
        assertThat(get("/things").statusCode()).isEqualTo(500);
        JsonNode listed =
                new JsonMapper().readTree(get("/control/faults").body()).path("faults");
        assertThat(listed).hasSize(2);
        assertThat(listed.path(0).path("fired").asInt()).isEqualTo(1);
        assertThat(faults.strike("warehouse-missing"))
                .hasValueSatisfying(rule -> assertThat(rule.details()).containsEntry("shop", "A"));
        assertThat(delete("/control/faults/" + listed.path(0).path("id").asLong()))
                .isEqualTo(204);
        assertThat(delete("/control/faults/99")).isEqualTo(404);
        assertThat(delete("/control/faults")).isEqualTo(204);
        assertThat(faults.rules()).isEmpty();
        assertThat(server.requests().count(any -> true)).isEqualTo(1);
    }

    @Test
    void aWrongControlRequestIsRefusedWithAReason() throws Exception {
        assertThat(post("/control/faults", "{\"kind\":\"meteor\"}").body())
                .contains("unknown kind")
                .contains("drop");
        assertThat(post("/control/faults", "{\"kind\":\"drop\",\"probability\":2}")
                        .statusCode())
                .isEqualTo(400);
        assertThat(post("/control/faults", "{\"kind\":\"drop\",\"match\":{\"pathRegex\":\"(\"}}")
                        .body())
                .contains("regular expression");
        assertThat(post("/control/faults", "not json").statusCode()).isEqualTo(400);
        assertThat(get("/control/nothing").statusCode()).isEqualTo(404);
        assertThat(faults.rules()).isEmpty();
    }

    @Test
    void aPageOfAnotherSiteMayNotSteer() throws Exception {
        HttpRequest foreign = request("/control/faults")
                .header("Origin", "https://evil.example")
                .POST(BodyPublishers.ofString("{\"kind\":\"drop\"}"))
                .build();
        HttpRequest own = request("/control/faults")
                .header("Origin", server.baseUrl())
                .POST(BodyPublishers.ofString("{\"kind\":\"drop\"}"))
                .build();

        assertThat(client.send(foreign, BodyHandlers.ofString()).statusCode()).isEqualTo(403);
        assertThat(faults.rules()).isEmpty();
        assertThat(client.send(own, BodyHandlers.ofString()).statusCode()).isEqualTo(201);
    }

    @Test
    void requestCountsAreReadAndResetOverHttp() throws Exception {
        get("/things");
        get("/things");

        assertThat(new JsonMapper()
                        .readTree(get("/control/requests").body())
                        .at("/counts/GET ~1things")
                        .asInt())
                .isEqualTo(2);
        assertThat(delete("/control/requests")).isEqualTo(204);
        assertThat(server.requests().count("GET", "/things")).isZero();
    }

    @Test
    void aStoreOnDiskKeepsWhatItWasTold(@TempDir Path directory) {
        try (MVStore store = SandboxStore.open(directory.resolve("new"), "world")) {
            store.<String, String>openMap("names").put("a", "緑茶");
        }

        try (MVStore store = SandboxStore.open(directory.resolve("new"), "world")) {
            assertThat(store.<String, String>openMap("names")).containsEntry("a", "緑茶");
            assertThatThrownBy(() -> SandboxStore.open(directory.resolve("new"), "world"))
                    .hasMessageContaining("does another process use it");
        }
        try (MVStore store = SandboxStore.open(null, "world")) {
            assertThat(store.<String, String>openMap("names")).isEmpty();
        }
    }

    private static String strikes(long seed) {
        Faults seeded = new Faults(Set.of("coin"));
        seeded.add(FaultRule.of("coin").withProbability(0.5, seed));
        StringBuilder pattern = new StringBuilder();
        for (int i = 0; i < 40; i++) {
            pattern.append(seeded.strike("coin").isPresent() ? 'x' : '.');
        }
        return pattern.toString();
    }

    private HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return client.send(request(path).build(), BodyHandlers.ofString());
    }

    private HttpResponse<String> post(String path, String body) throws IOException, InterruptedException {
        return client.send(request(path).POST(BodyPublishers.ofString(body)).build(), BodyHandlers.ofString());
    }

    private int delete(String path) throws IOException, InterruptedException {
        return client.send(request(path).DELETE().build(), BodyHandlers.discarding())
                .statusCode();
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(server.baseUrl() + path)).timeout(Duration.ofSeconds(10));
    }

    private final class Counting implements SandboxWorld {

        @Override
        public SandboxAnswer answer(SandboxRequest request) {
            return SandboxAnswer.json(
                    200,
                    JsonNodeFactory.instance
                            .objectNode()
                            .put("done", done.incrementAndGet())
                            .put("b", request.query("b").orElse("")));
        }

        @Override
        public SandboxAnswer fault(int status, SandboxRequest request) {
            return SandboxAnswer.json(
                    status, JsonNodeFactory.instance.objectNode().put("fault", status));
        }
    }
}
