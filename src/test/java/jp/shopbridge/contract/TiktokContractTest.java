package jp.shopbridge.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import jp.shopbridge.Json;
import jp.shopbridge.tiktok.contract.Breach;
import jp.shopbridge.tiktok.contract.ContractExceptions;
import jp.shopbridge.tiktok.contract.TiktokContract;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class TiktokContractTest {

    private static final JsonNode MISTAKES = mistakes();

    private final TiktokContract contract = new TiktokContract();

    /** A row of {@code contract/mistakes.yaml}, shown by its name. */
    record Mistake(JsonNode row) {
        @Override
        public String toString() {
            return row.path("mistake").asText();
        }
    }

    static Stream<Mistake> mistakesMade() {
        return StreamSupport.stream(MISTAKES.path("mistakes").spliterator(), false)
                .map(Mistake::new);
    }

    @ParameterizedTest
    @MethodSource("mistakesMade")
    void eachMistakeIsSeenForWhatItIs(Mistake mistake) {
        JsonNode row = mistake.row();
        String operation = row.path("of").asText();

        List<Breach> found = contract.ofRequest(operation, query(operation, row.path("query")), body(row));

        assertThat(found).extracting(Breach::rule).contains(row.path("rule").asText());
        assertThat(found)
                .filteredOn(breach -> breach.rule().equals(row.path("rule").asText()))
                .extracting(Breach::path)
                .containsExactly(row.path("path").asText());
        assertThat(found.get(0).toString()).contains(operation, "rule");
    }

    @Test
    void whatIsGoodPasses() {
        MISTAKES.path("good").properties().forEach(good -> assertThat(contract.ofRequest(
                        good.getKey(),
                        query(good.getKey(), MissingNode.getInstance()),
                        good.getValue().isNull() ? MissingNode.getInstance() : good.getValue()))
                .as(good.getKey())
                .isEmpty());
    }

    @Test
    void everyKindOfRuleHasBeenSeenToFail() {
        Set<String> shown = new TreeSet<>();
        MISTAKES.path("mistakes").forEach(row -> shown.add(row.path("rule").asText()));
        Set<String> kindsShown = new TreeSet<>();
        Set<String> kinds = new TreeSet<>();
        for (JsonNode operation : TiktokContract.tree().path("operations")) {
            for (JsonNode rule : operation.path("rules")) {
                kinds.add(rule.path("kind").asText());
                if (shown.contains(rule.path("id").asText())) {
                    kindsShown.add(rule.path("kind").asText());
                }
            }
        }
        kinds.remove("advised");
        assertThat(kindsShown).isEqualTo(kinds);
    }

    @Test
    void anAnswerIsHeldToTypesNamesAndValues() {
        assertThat(answer("{'id': '1', 'status': 'ACTIVATE', 'audit': {'status': ''}, 'video': null, 'skus': []}"))
                .isEmpty();
        assertThat(answer("{'id': 1}")).extracting(Breach::rule).containsExactly("type");
        assertThat(answer("{'id': '1', 'colour': 'x'}"))
                .extracting(Breach::path)
                .containsExactly("colour");
        assertThat(answer("{'id': '1', 'package_weight': {'value': '350', 'unit': 'GRAM'}}"))
                .extracting(Breach::path)
                .containsExactly("package_weight.unit");
        assertThat(contract.ofAnswer("get", Json.parse("{\"code\": 0, \"message\": \"Success\"}")))
                .extracting(Breach::path)
                .contains("request_id", "id");
    }

    @Test
    void whatTheProgramSaysFailsTheTestEvenWhenNobodyLooks() throws Exception {
        HttpServer end = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        end.createContext("/", exchange -> {
                    exchange.sendResponseHeaders(200, 0);
                    try (var out = exchange.getResponseBody()) {
                        out.write("{\"code\":0,\"message\":\"\",\"request_id\":\"1\",\"data\":{\"id\":1}}"
                                .getBytes(StandardCharsets.UTF_8));
                    }
                })
                .getFilters()
                .add(new ContractFilter());
        end.start();
        try {
            send(end, "the program", "GET", "/product/202309/products/1?timestamp=soon");
            assertThatThrownBy(() -> new ContractGuard().afterEach(noContext()))
                    .hasMessageContaining("get, query, at 'timestamp'")
                    .hasMessageContaining("get, answer, at 'id'");
            assertThat(ContractFilter.take()).isEmpty();

            send(end, "the program", "GET", "/product/202309/unheard-of");
            assertThat(ContractFilter.take()).extracting(Breach::rule).containsExactly("operation");
        } finally {
            end.stop(0);
        }
    }

    @Test
    void whoeverAnswersForTiktokIsReadAlong() throws IOException {
        try (Stream<Path> files = Files.walk(Path.of("src"))) {
            // WebhooksTest listens for what TikTok tells of its own accord.
            List<Path> unread = files.filter(file -> file.toString().endsWith(".java"))
                    .filter(file -> !file.endsWith("WebhooksTest.java"))
                    .filter(file -> {
                        String text = text(file);
                        return text.contains("HttpServer.create(")
                                && (text.contains("/product/20") || file.endsWith("RemoteEnds.java"))
                                && !text.contains("ContractFilter");
                    })
                    .toList();
            assertThat(unread).isEmpty();
        }
        assertThat(text(Path.of("src/main/java/jp/shopbridge/sandbox/SandboxServer.java")))
                .contains("ServiceLoader.load(Filter.class)");
    }

    @Test
    void anExceptionNamesTheOpenQuestionThatSettlesIt() throws IOException {
        String facts = Files.readString(Path.of("docs/facts/tiktok.md"));
        String questions = facts.substring(facts.indexOf("## 7."));
        for (ContractExceptions.Allowed each : new ContractExceptions().all()) {
            assertThat(each.reason()).isNotBlank();
            assertThat(questions).contains(each.question());
        }
    }

    private List<Breach> answer(String data) {
        return contract.ofAnswer(
                "get",
                Json.parse("{\"code\": 0, \"message\": \"Success\", \"request_id\": \"1\", \"data\": "
                        + data.replace('\'', '"') + "}"));
    }

    private static JsonNode body(JsonNode row) {
        JsonNode good = MISTAKES.path("good").path(row.path("of").asText());
        if (good.isNull()) {
            return MissingNode.getInstance();
        }
        JsonNode body = good.deepCopy();
        row.path("set").properties().forEach(change -> put(body, change.getKey(), grown(change.getValue())));
        return body;
    }

    private static void put(JsonNode body, String pointer, JsonNode value) {
        int slash = pointer.lastIndexOf('/');
        JsonNode holder = body.at(pointer.substring(0, slash));
        String name = pointer.substring(slash + 1);
        if (holder instanceof ArrayNode list) {
            list.set(Integer.parseInt(name), value);
        } else if (value.isNull()) {
            ((ObjectNode) holder).remove(name);
        } else {
            ((ObjectNode) holder).set(name, value);
        }
    }

    /** What would be too long to read in a row stands there in short. */
    private static JsonNode grown(JsonNode value) {
        String text = value.toString();
        if (text.contains("-TIMES-31")) {
            return Json.MAPPER.valueToTree(
                    value.asText().replace("-TIMES-31", "").repeat(31));
        }
        return text.contains("-SO-LONG") ? Json.parse(text.replace("-SO-LONG", "x".repeat(251))) : value;
    }

    private static Map<String, String> query(String operation, JsonNode further) {
        Map<String, String> query =
                new HashMap<>(Map.of("app_key", "k", "sign", "0".repeat(64), "timestamp", "1796000000"));
        if (TiktokContract.tree()
                .at("/operations/" + operation + "/shop_cipher")
                .asText()
                .equals("required")) {
            query.put("shop_cipher", "c");
        }
        if (operation.equals("search") && further.isMissingNode()) {
            query.put("page_size", "100");
        }
        further.properties()
                .forEach(each -> query.put(each.getKey(), each.getValue().asText()));
        return query;
    }

    private static void send(HttpServer end, String who, String method, String path)
            throws IOException, InterruptedException {
        HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create(
                                        "http://127.0.0.1:" + end.getAddress().getPort() + path))
                                .header("User-Agent", who)
                                .method(method, HttpRequest.BodyPublishers.noBody())
                                .build(),
                        HttpResponse.BodyHandlers.discarding());
    }

    @SuppressWarnings("NullAway") // the guard asks nothing of it
    private static ExtensionContext noContext() {
        return null;
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static JsonNode mistakes() {
        try (InputStream in = TiktokContractTest.class.getResourceAsStream("/contract/mistakes.yaml")) {
            return new YAMLMapper().readTree(Objects.requireNonNull(in));
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
