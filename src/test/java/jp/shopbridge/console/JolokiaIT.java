package jp.shopbridge.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import jp.shopbridge.Json;
import jp.shopbridge.support.BridgeWithWorlds;
import jp.shopbridge.support.PackedJar;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Jolokia of the packed jar, walked from end to end as the operator, in the memory that it is given in practice and with the
 * settings of selling for real.
 */
@EnabledIfSystemProperty(named = "bridge.jar", matches = ".+", disabledReason = "runs on the packed jar, in verify")
class JolokiaIT {

    private static final int STEPS_OF_A_KIND = 10;
    private static final int BULK = 20;
    private static final String ENCRYPTION_KEY = "walked-encryption-key-1b7d";
    private static final String SHOP_SECRET = "walked-client-secret-93af";
    private static final String APP_SECRET = "walked-app-secret-0c52";
    private static final String DATABASE_PASSWORD = "walked-database-password-77aa";

    @TempDir
    @SuppressWarnings("NullAway.Init")
    static Path directory;

    @SuppressWarnings("NullAway.Init")
    private static PackedJar jar;

    @SuppressWarnings("NullAway.Init")
    private static String jolokia;

    @BeforeAll
    static void start() throws IOException {
        int port = BridgeWithWorlds.freePort();
        jolokia = "http://127.0.0.1:" + port + "/actuator/hawtio/jolokia";
        jar = new PackedJar(directory);
        jar.start(
                "walked",
                List.of(
                        "--server.port=" + port,
                        "--spring.profiles.active=live",
                        "--spring.datasource.url=jdbc:h2:mem:walked;DB_CLOSE_DELAY=-1;DATABASE_TO_LOWER=TRUE;"
                                + "CASE_INSENSITIVE_IDENTIFIERS=TRUE",
                        "--spring.datasource.password=" + DATABASE_PASSWORD,
                        "--security.users.merchant.password=" + PackedJar.PASSWORD,
                        "--security.users.operator.password=" + PackedJar.PASSWORD,
                        "--bridge.encryption-key=" + ENCRYPTION_KEY,
                        "--bridge.shops[0].key=walked",
                        "--bridge.shops[0].futureshop.base-url=http://127.0.0.1:9",
                        "--bridge.shops[0].futureshop.shop-key=walked-shop",
                        "--bridge.shops[0].futureshop.client-id=walked-client",
                        "--bridge.shops[0].futureshop.client-secret=" + SHOP_SECRET,
                        "--bridge.shops[0].tiktok.api-base-url=http://127.0.0.1:9",
                        "--bridge.shops[0].tiktok.auth-base-url=http://127.0.0.1:9",
                        "--bridge.shops[0].tiktok.app-key=walked-app",
                        "--bridge.shops[0].tiktok.app-secret=" + APP_SECRET,
                        "--bridge.shops[0].tiktok.service-id=walked-service"));
        jar.await("http://127.0.0.1:" + port + "/api/status", Duration.ofMinutes(2), status -> status.has("shops"));
    }

    @AfterAll
    static void stop() {
        jar.close();
    }

    /** The whole of 127.0.0.0/8 is this machine, so another address of it stands for those that others can reach. */
    @Test
    void itListensOnOneLoopbackAddressUnlessToldOtherwise() throws IOException {
        URI address = URI.create(jolokia);
        try (Socket socket = new Socket()) {
            assertThatThrownBy(() -> socket.connect(new InetSocketAddress("127.0.0.2", address.getPort()), 5_000))
                    .isInstanceOf(ConnectException.class);
        }
    }

    @Test
    void everythingThatCanBeReadOrCalledTellsNoSecret() {
        JsonNode beans = ask("{\"type\":\"list\"}").path("value");
        List<ObjectNode> requests = new ArrayList<>();
        Map<String, Integer> called = new HashMap<>();
        for (Map.Entry<String, JsonNode> domain : beans.properties()) {
            for (Map.Entry<String, JsonNode> bean : domain.getValue().properties()) {
                String name = domain.getKey() + ":" + bean.getKey();
                requests.add(request("read", name));
                // Every step of every route is a bean; what it would dump stands in the dump of its route, called for
                // all.
                boolean step = name.contains("type=processors");
                if (!step || called.merge(bean.getValue().path("class").asText(), 1, Integer::sum) <= STEPS_OF_A_KIND) {
                    bean.getValue().path("op").properties().forEach(op -> operations(name, op, requests));
                }
            }
        }

        int answered = 0;
        for (int i = 0; i < requests.size(); i += BULK) {
            ArrayNode bulk = Json.MAPPER.createArrayNode();
            bulk.addAll(requests.subList(i, Math.min(i + BULK, requests.size())));
            String told = jar.text("POST", jolokia, bulk.toString());
            for (JsonNode answer : Json.parse(told)) {
                answered += answer.path("status").asInt() == 200 ? 1 : 0;
            }
            assertThat(told)
                    .doesNotContain(ENCRYPTION_KEY)
                    .doesNotContain(SHOP_SECRET)
                    .doesNotContain(APP_SECRET)
                    .doesNotContain(DATABASE_PASSWORD)
                    .doesNotContain(PackedJar.PASSWORD);
        }
        assertThat(answered).as("answers that told something").isGreaterThan(100);
    }

    @ParameterizedTest(name = "{0} {1}")
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
            com.sun.management:type=DiagnosticCommand     | vmSystemProperties
            com.sun.management:type=DiagnosticCommand     | gcHeapDump([Ljava.lang.String;)
            com.sun.management:type=HotSpotDiagnostic     | dumpHeap(java.lang.String,boolean)
            java.util.logging:type=Logging                | setLoggerLevel(java.lang.String,java.lang.String)
            jdk.management.jfr:type=FlightRecorder        | newRecording
            java.lang:type=Memory                         | gc
            org.apache.camel:context=bridge,type=context,name="bridge" | sendBody(java.lang.String,java.lang.Object)
            org.apache.camel:context=bridge,type=context,name="bridge" | requestBody(java.lang.String,java.lang.Object)
            org.apache.camel:context=bridge,type=context,name="bridge" | createEndpoint(java.lang.String)
            org.apache.camel:context=bridge,type=context,name="bridge" | removeEndpoints(java.lang.String)
            org.apache.camel:context=bridge,type=context,name="bridge" | stop
            org.apache.camel:context=bridge,type=tracer,name=BacklogDebugger | addConditionalBreakpoint(java.lang.String,java.lang.String,java.lang.String)
            org.apache.camel:context=bridge,type=tracer,name=BacklogDebugger | evaluateExpressionAtBreakpoint(java.lang.String,java.lang.String,java.lang.String)
            org.apache.camel:context=bridge,type=tracer,name=BacklogDebugger | setMessageBodyOnBreakpoint(java.lang.String,java.lang.Object)
            """)
    void whatIsDangerousIsRefused(String bean, String operation) {
        ObjectNode request = request("exec", bean);
        request.put("operation", operation);

        assertThat(ask(request.toString()).path("status").asInt()).isEqualTo(403);
    }

    @ParameterizedTest(name = "{0} {1}")
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
            java.lang:type=Runtime                    | SystemProperties
            java.lang:type=Runtime                    | InputArguments
            java.lang:type=Runtime                    | ClassPath
            com.zaxxer.hikari:name=dataSource,type=HikariDataSource | Username
            """)
    void whatMayCarrySecretsIsNotRead(String bean, String attribute) {
        ObjectNode request = request("read", bean);
        request.put("attribute", attribute);

        assertThat(ask(request.toString()).path("status").asInt()).isEqualTo(403);
    }

    @Test
    void nothingIsWrittenButTheTracersSwitch() {
        ObjectNode tracing = request("write", oneOf("org.apache.camel:type=context,*"));
        tracing.put("attribute", "Tracing").put("value", true);
        ObjectNode backlog = request("write", oneOf("org.apache.camel:type=tracer,name=BacklogTracer,*"));
        backlog.put("attribute", "Enabled").put("value", false);

        assertThat(ask(tracing.toString()).path("status").asInt()).isEqualTo(403);
        assertThat(ask(backlog.toString()).path("status").asInt()).isEqualTo(200);
    }

    @Test
    void theDiagramsSourceIsServed() {
        ObjectNode request = request("exec", oneOf("org.apache.camel:type=context,*"));
        request.put("operation", "dumpRoutesAsXml()");

        JsonNode answer = ask(request.toString());

        assertThat(answer.path("status").asInt()).isEqualTo(200);
        assertThat(answer.path("value").asText()).contains("<route ");
    }

    private static void operations(String bean, Map.Entry<String, JsonNode> operation, List<ObjectNode> into) {
        List<JsonNode> variants = new ArrayList<>();
        if (operation.getValue().isArray()) {
            operation.getValue().forEach(variants::add);
        } else {
            variants.add(operation.getValue());
        }
        for (JsonNode variant : variants) {
            ArrayNode arguments = Json.MAPPER.createArrayNode();
            StringBuilder types = new StringBuilder();
            for (JsonNode argument : variant.path("args")) {
                String type = argument.path("type").asText();
                types.append(types.isEmpty() ? "" : ",").append(type);
                switch (type) {
                    case "boolean", "java.lang.Boolean" -> arguments.add(true);
                    case "int", "long", "java.lang.Integer", "java.lang.Long" -> arguments.add(1);
                    default -> arguments.add("true");
                }
            }
            // Reading only: a walk must not stop what it walks through.
            if (operation.getKey().matches("(dump|get|is|browse|stats|list|explain|info|details|canInvoke|health).*")) {
                ObjectNode request = request("exec", bean);
                request.put("operation", operation.getKey() + "(" + types + ")");
                request.set("arguments", arguments);
                into.add(request);
            }
        }
    }

    private static String oneOf(String pattern) {
        JsonNode found = ask(request("search", pattern).toString()).path("value");
        assertThat(found).as(pattern).isNotEmpty();
        return found.get(0).asText();
    }

    private static ObjectNode request(String type, String bean) {
        return Json.MAPPER.createObjectNode().put("type", type).put("mbean", bean);
    }

    private static JsonNode ask(String body) {
        return jar.ask("POST", jolokia, body);
    }
}
