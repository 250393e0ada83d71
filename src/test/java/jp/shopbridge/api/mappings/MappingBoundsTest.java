package jp.shopbridge.api.mappings;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import jp.shopbridge.Json;
import jp.shopbridge.support.BridgeWithWorlds;
import jp.shopbridge.support.SharedBridge;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** What a person may cause with mapping files, in the running application: refusals within seconds, and nothing left over. */
@SharedBridge.On(SharedBridge.Profile.WORLDS)
class MappingBoundsTest {

    private static final String HEAD = "mapping: x\nsummary: X.\nfrom: a\nto: b\nas: product\nfields:\n";

    @Test
    void whatCanExplodeIsRefusedByItsTreeWithFileAndLine(BridgeWithWorlds bridge) {
        String loops = "[for (.a) ".repeat(8) + "." + "]".repeat(8);
        JsonNode lint = lint(
                bridge,
                Map.of(
                        "x.mapping.yaml",
                        HEAD + "  - field: a\n    take: \"" + loops + "\"\n"
                                + "  - field: b\n    take: \"def f(n) f($n) f(1)\"\n"
                                + "  - field: c\n    take: .t * 1e999999999\n"
                                + "  - field: d\n    take: .n\n    require: { between: [1, 1e999999999] }\n"
                                + "  - field: e\n    take: .t\n    apply: [{ capture: \"(a+)+b\" }]\n"));

        assertThat(lint.path("ok").asBoolean()).isFalse();
        assertThat(places(lint, "explosive-expression"))
                .containsExactly("x.mapping.yaml:8", "x.mapping.yaml:10", "x.mapping.yaml:12");
        assertThat(places(lint, "wrong-parameter-type")).containsExactly("x.mapping.yaml:15");
        assertThat(places(lint, "explosive-pattern")).containsExactly("x.mapping.yaml:18");
    }

    @Test
    void whatOnlyTheDocumentMakesExplodeIsRefusedByItsCase(BridgeWithWorlds bridge) {
        String wide = "[" + "1,".repeat(999) + "1]";
        String big = "x".repeat(15_000);
        JsonNode lint = lint(
                bridge,
                Map.of(
                        "x.mapping.yaml",
                        HEAD + "  - field: loops\n    take: \"[for (.v) [for ($product.v) [for ($product.v) .]]]\"\n"
                                + "  - field: text\n    take: .t\n    apply: ["
                                + String.join(", ", List.of("{ replace: { text: x, with: xxxxxxxxxxxxxxxxxxxx } }"))
                                + "]\n"
                                + "  - field: each\n"
                                + "    each: .w\n"
                                + "    fields:\n"
                                + "      - field: b\n"
                                + "        each: $product.w\n"
                                + "        fields:\n"
                                + "          - field: c\n"
                                + "            each: $product.w\n"
                                + "            fields:\n"
                                + "              - field: d\n"
                                + "                constant: 1\n",
                        "x.tests.yaml",
                        "mapping: x\ncases:\n"
                                + "  - name: loops\n    given: { w: " + wide + " }\n    expect: {}\n"
                                + "  - name: text\n    given:\n      t: " + big + big.substring(0, 4000)
                                + "\n      v: " + wide + "\n    lacks: none\n"));

        assertThat(lint.path("ok").asBoolean()).isFalse();
        String said = lint.path("findings").toString();
        assertThat(places(lint, "failed-case")).as(said).containsExactly("x.tests.yaml:3", "x.tests.yaml:6");
        assertThat(said).contains("MAPPING_TOO_MUCH_WORK at each").contains("FIELD_UNREADABLE at loops");
    }

    @Test
    void whatIsNotUtf8OrHasNoNameOfOursIsRefusedWithFileAndLine(BridgeWithWorlds bridge) throws IOException {
        String rules = HEAD + "  - field: a\n    constant: 和食器\n";
        for (String encoding : List.of("Shift_JIS", "EUC-JP", "UTF-16", "UTF-16LE")) {
            JsonNode lint = bridge.send("POST", "/api/mappings/lint", encoded(rules, encoding));

            assertThat(lint.path("ok").asBoolean()).as(encoding).isFalse();
            assertThat(places(lint, "unreadable-file"))
                    .as(encoding)
                    .containsExactly("x.mapping.yaml:" + (encoding.startsWith("UTF-16") ? 1 : 8));
        }
        JsonNode stray = lint(bridge, Map.of("x.mapping.yaml", rules, "y.maping.yaml", rules));
        assertThat(places(stray, "overlooked-file")).containsExactly("y.maping.yaml:1");
        var yml = bridge.exchange("POST", "/api/mappings/lint", files(Map.of("x.mapping.yml", rules)), Map.of());
        assertThat(yml.statusCode()).isEqualTo(422);
        assertThat(yml.body()).contains("MAPPING_FILE_NAME", "x.mapping.yml");
    }

    @Test
    void aLineOfAMegabyteIsRefusedInSeconds(BridgeWithWorlds bridge) {
        long before = System.nanoTime();
        JsonNode lint =
                lint(bridge, Map.of("x.mapping.yaml", HEAD + "  - field: a\n    constant: " + "x".repeat(1_000_000)));

        assertThat(places(lint, "too-large")).containsExactly("x.mapping.yaml:1");
        // More than that is no request.
        assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(Duration.ofSeconds(5));
    }

    private static String encoded(String rules, String encoding) throws IOException {
        ObjectNode body = (ObjectNode) Json.parse(files(Map.of()));
        ((ObjectNode) body.path("files"))
                .putObject("x.mapping.yaml")
                .put("base64", Base64.getEncoder().encodeToString(rules.getBytes(encoding)));
        return Json.text(body);
    }

    @Test
    void fewTryAtATimeAndAnAbandonedTrialEnds(BridgeWithWorlds bridge) throws IOException {
        StringBuilder cases = new StringBuilder("mapping: x\ncases:\n");
        String wide = "[" + "1,".repeat(299) + "1]";
        for (int i = 0; i < 400; i++) {
            cases.append("  - { name: c")
                    .append(i)
                    .append(", given: { w: ")
                    .append(wide)
                    .append(" }, lacks: none }\n");
        }
        String body = files(Map.of(
                "x.mapping.yaml",
                HEAD + "  - field: each\n    each: .w\n    fields:\n      - field: b\n        each: $product.w\n"
                        + "        fields:\n          - field: c\n            each: $product.w\n            fields:\n"
                        + "              - field: d\n                constant: 1\n",
                "x.tests.yaml",
                cases.toString()));
        try (Socket one = post(bridge, body);
                Socket two = post(bridge, body)) {
            Awaitility.await().atMost(Duration.ofSeconds(20)).until(() -> trials().size() == 2);

            var third = bridge.exchange("POST", "/api/mappings/preview", "{\"folder\": true}", Map.of());

            assertThat(third.statusCode()).isEqualTo(429);
            assertThat(third.headers().firstValue("Retry-After")).contains("5");
            assertThat(third.body()).contains("MAPPING_TRIALS_BUSY");
            assertThat(one.isClosed() || two.isClosed()).isFalse();
        }

        Awaitility.await().atMost(Duration.ofSeconds(5)).until(() -> trials().isEmpty());
        Awaitility.await()
                .atMost(Duration.ofSeconds(5))
                .until(() -> bridge.exchange("POST", "/api/mappings/preview", "{\"folder\": true}", Map.of())
                                .statusCode()
                        == 200);
    }

    private static List<ProcessHandle> trials() {
        return ProcessHandle.current()
                .children()
                .filter(child -> child.info().command().orElse("").endsWith("java"))
                .collect(Collectors.toCollection(ArrayList::new));
    }

    private static JsonNode lint(BridgeWithWorlds bridge, Map<String, String> files) {
        return bridge.send("POST", "/api/mappings/lint", files(files));
    }

    private static String files(Map<String, String> files) {
        ObjectNode body = Json.MAPPER.createObjectNode();
        body.put("whole", true);
        ObjectNode all = body.putObject("files");
        all.put("shapes/a.schema.json", "{}").put("shapes/b.schema.json", "{}");
        files.forEach(all::put);
        return Json.text(body);
    }

    private static List<String> places(JsonNode lint, String kind) {
        return StreamSupport.stream(lint.path("findings").spliterator(), false)
                .filter(finding -> finding.path("kind").asText().equals(kind))
                .map(finding -> finding.path("file").asText() + ":"
                        + finding.path("line").asInt())
                .toList();
    }

    private static Socket post(BridgeWithWorlds bridge, String body) throws IOException {
        URI at = URI.create(bridge.baseUrl());
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        String user = Base64.getEncoder()
                .encodeToString(("operator:" + BridgeWithWorlds.PASSWORD).getBytes(StandardCharsets.UTF_8));
        Socket socket = new Socket(at.getHost(), at.getPort());
        OutputStream out = socket.getOutputStream();
        out.write(("POST /api/mappings/lint HTTP/1.1\r\nHost: " + at.getAuthority() + "\r\nAuthorization: Basic " + user
                        + "\r\nContent-Type: application/json\r\nContent-Length: " + bytes.length + "\r\n\r\n")
                .getBytes(StandardCharsets.US_ASCII));
        out.write(bytes);
        out.flush();
        return socket;
    }
}
