package jp.shopbridge.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import jp.shopbridge.Json;
import jp.shopbridge.api.ApiServer.Reply;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;

/**
 * Whatever is sent to any operation that the API's own document names, nothing ends as an error of the server's and every
 * refusal is a problem document. An operation that is added later is walked as well.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RudeClientTest {

    private static final Set<String> METHODS =
            Set.of("GET", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", "PROPFIND");
    /** What does not answer because nothing is running behind it here, said with its own status. */
    private static final Set<Integer> NOBODY_BEHIND_IT = Set.of(502, 503);

    private static final List<String> VALUES = List.of(
            "%00",
            "%F0%9F%98%80",
            "-1",
            "0",
            "99999999999999999999",
            "1e9",
            "%E3%81%82",
            "..%2F..%2Fetc%2Fpasswd",
            "%27%20or%201%3D1",
            "x".repeat(3000),
            "%83%7D%83O",
            "null",
            "%3Cscript%3E",
            "1;2",
            "%0d%0aX-A:%20b",
            "NaN");
    private static final List<String> TYPES = List.of(
            "application/json",
            "application/json;charset=utf-16",
            "text/plain",
            "text/csv",
            "multipart/form-data; boundary=x",
            "application/x-www-form-urlencoded",
            "application/xml",
            "*/*",
            "rubbish");

    private final ApiServer api = ApiServer.start(
            "camel.main.routes-include-pattern=classpath:routes/api/*.camel.yaml,classpath:routes/policies.camel.yaml,"
                    + "classpath:routes/dead-letter.camel.yaml,classpath:routes/intake.camel.yaml,"
                    + "classpath:routes/futureshop.camel.yaml,classpath:routes/publishing.camel.yaml,"
                    + "classpath:routes/tiktok.camel.yaml",
            "publishing.period=1h",
            "publishing.resolve-period=1h");
    private JsonNode paths = Json.MAPPER.createObjectNode();

    @BeforeAll
    void stageAProduct() {
        api.stage("p-1", "マグカップ");
        paths = api.get("/api/openapi.json").json().path("paths");
        assertThat(paths.size()).isGreaterThan(20);
    }

    @AfterAll
    void stop() {
        api.close();
    }

    @TestFactory
    Stream<DynamicTest> isAnsweredPolitely() {
        return paths.properties().stream().flatMap(path -> path.getValue().properties().stream()
                .map(operation -> dynamicTest(
                        operation.getKey().toUpperCase(Locale.ROOT) + " " + path.getKey(),
                        () -> walk(operation.getKey().toUpperCase(Locale.ROOT), path.getKey(), operation.getValue()))));
    }

    @TestFactory
    Stream<DynamicTest> refusesMethodsAnAddressDoesNotTake() {
        return paths.properties().stream()
                .map(path -> dynamicTest(path.getKey(), () -> METHODS.stream()
                        .filter(method -> !path.getValue().has(method.toLowerCase(Locale.ROOT)))
                        .forEach(method -> send(method, address(path.getKey(), null, ""), null, null))));
    }

    private void walk(String method, String path, JsonNode operation) {
        boolean takesBody = operation.has("requestBody");
        byte @Nullable [] empty = takesBody ? "{}".getBytes(StandardCharsets.UTF_8) : null;
        String type = takesBody
                ? operation.path("requestBody").path("content").fieldNames().next()
                : null;
        for (JsonNode parameter : operation.path("parameters")) {
            String name = parameter.path("name").asText();
            for (String value : VALUES) {
                switch (parameter.path("in").asText()) {
                    case "path" -> send(method, address(path, name, value), empty, type);
                    case "query" -> send(method, address(path, null, "") + "?" + name + "=" + value, empty, type);
                    default -> send(method, address(path, null, ""), empty, type, name, value);
                }
            }
        }
        if (takesBody) {
            bodies().forEach((what, body) -> send(method, address(path, null, ""), body, type));
            TYPES.forEach(other -> send(method, address(path, null, ""), empty, other));
        }
        send(method, address(path, null, ""), empty, type, "Accept", "rubbish");
        send(method, address(path, null, ""), empty, type, "Accept-Language", "ja;q=abc");
        send(method, address(path, null, ""), empty, type, "CamelHttpUri", "http://elsewhere.example/");
    }

    private void send(String method, String address, byte @Nullable [] body, @Nullable String type, String... headers) {
        List<String> all = new ArrayList<>(List.of("Authorization", ApiServer.basic("operator", ApiServer.PASSWORD)));
        all.addAll(List.of(headers));
        Reply reply = api.sendBytes(method, address, body, type, all.toArray(String[]::new));

        String what = method + " " + address + " " + type + " " + List.of(headers) + ": " + reply;
        assertThat(reply.status())
                .as(what)
                .satisfiesAnyOf(status -> assertThat(status).isLessThan(500), status -> assertThat(NOBODY_BEHIND_IT)
                        .contains(status));
        if (reply.status() >= 400) {
            assertThat(reply.type()).as(what).startsWith("application/problem+json");
            JsonNode problem = reply.json();
            assertThat(problem.path("status").asInt()).as(what).isEqualTo(reply.status());
            assertThat(List.of("title", "code", "detail", "detailJa")).as(what).allSatisfy(field -> assertThat(
                            problem.path(field).asText())
                    .isNotEmpty());
        }
    }

    /** The path with something for each parameter, and this value for one. */
    private static String address(String path, @Nullable String name, String value) {
        StringBuilder address = new StringBuilder("/api");
        for (String part : path.substring(1).split("/", -1)) {
            String parameter = part.startsWith("{") ? part.substring(1, part.length() - 1) : "";
            address.append('/');
            if (parameter.isEmpty()) {
                address.append(part);
            } else if (parameter.equals(name)) {
                address.append(value);
            } else {
                address.append(
                        switch (parameter) {
                            case "productNo" -> "p-1";
                            case "stage" -> "review";
                            case "field" -> "title";
                            default -> "1";
                        });
            }
        }
        return address.toString();
    }

    private static Map<String, byte[]> bodies() {
        Map<String, byte[]> bodies = new LinkedHashMap<>();
        List<String> texts = new ArrayList<>(List.of(
                "",
                "null",
                "[]",
                "\"x\"",
                "5",
                "{\"a\":",
                "{\"a\":".repeat(3000),
                "{\"a\":1,\"a\":2}",
                "\uFEFF{}",
                "{\"title\":\"" + "x".repeat(1 << 20) + "\"}",
                "{\"title\":\"😀\",\"reason\":\"😀\",\"q\":\"😀\"}",
                "{\"title\":\"a\\u0000b\",\"reason\":\"a\\u0000b\"}",
                "{\"title\":\"\\ud800\",\"reason\":\"\\ud800\"}",
                "{\"selected\":1,\"productNos\":{},\"filter\":[],\"reason\":5,\"kind\":{},\"ids\":\"a\",\"skus\":[]}",
                "{\"selected\":null,\"productNos\":null,\"filter\":null,\"reason\":null,\"kind\":null,\"ids\":null}",
                "{\"selected\":true,\"productNos\":[null],\"ids\":[null]}",
                "{\"ids\":[99999999999999999999999],\"page\":1e400}",
                "{\"nonsense\":1}",
                "{\"reason\":\"" + "あ".repeat(5000) + "\"}",
                "{\"ids\":[-1],\"productNos\":[\"\"],\"selected\":true}"));
        texts.forEach(text -> bodies.put(text, text.getBytes(StandardCharsets.UTF_8)));
        bodies.put("Shift_JIS", "{\"q\":\"マグ\"}".getBytes(Charset.forName("Shift_JIS")));
        bodies.put("UTF-16", "{}".getBytes(StandardCharsets.UTF_16));
        bodies.put("noise", new byte[] {0, -1, 13, 10, -128, 127});
        return bodies;
    }
}
