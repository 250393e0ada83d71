package jp.shopbridge.tiktok;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.read.ListAppender;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import jp.shopbridge.support.BridgeWithWorlds;
import jp.shopbridge.support.Database;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Everything that comes out of a journey on which much goes wrong, searched for everything that is secret. */
class TokensStaySecretTest {

    private static final String SHOP = "sample";
    private static final String CREATED = "MUG-001";
    private static final String REFUSED = "TSHIRT-001";
    private static final List<String> CONFIGURED =
            List.of("secret-of-the-app-5d1e", "secret-of-the-client-77c0", "secret-key-for-rows-0a9b4c");

    private static final List<String> CHATTY =
            List.of("org.apache.camel", "org.springframework.jdbc", "org.springframework.web");
    private final ListAppender<ILoggingEvent> log = new ListAppender<>();
    private final Set<String> secrets = new TreeSet<>(CONFIGURED);

    @Test
    void nothingThatComesOutOfAJourneyHoldsASecret() throws Exception {
        log.start();
        Logger root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
        Database database = Database.h2();
        try (BridgeWithWorlds bridge = BridgeWithWorlds.on(database, settings())) {
            root.addAppender(log);
            CHATTY.forEach(name -> ((Logger) LoggerFactory.getLogger(name)).setLevel(Level.DEBUG));
            for (JsonNode tracer : found(bridge, "org.apache.camel:type=tracer,name=BacklogTracer,*")) {
                jolokia(
                        bridge,
                        "{\"type\":\"write\",\"mbean\":" + tracer + ",\"attribute\":\"Enabled\",\"value\":true}");
            }
            journey(bridge);

            Map<String, String> outputs = new LinkedHashMap<>();
            outputs.put("log", log());
            outputs.put("rows", rows(database));
            outputs.put("console", console(bridge));
            outputs.put("metrics", text(bridge, "/actuator/prometheus"));
            outputs.put("health", text(bridge, "/actuator/health"));
            for (String path : List.of(
                    "/api/status",
                    "/api/authorization",
                    "/api/products?size=100",
                    "/api/products/" + CREATED,
                    "/api/products/" + CREATED + "/history",
                    "/api/products/" + CREATED + "/explain",
                    "/api/products/" + CREATED + "/preview",
                    "/api/dead-letters?status=parked",
                    "/api/pauses")) {
                outputs.put(path, text(bridge, path));
            }
            outputs.put("evidence of " + CREATED, evidence(bridge, CREATED));
            outputs.put("evidence of " + REFUSED, evidence(bridge, REFUSED));

            // The search must be able to find something: what is no secret is there.
            assertThat(outputs.get("log")).contains(CREATED, "TIKTOK_AUTHORIZATION_REVOKED");
            assertThat(outputs.get("rows")).contains("publishing_attempt", CREATED, "tiktok_exchange");
            assertThat(outputs.get("console")).contains("tiktok-call", "Bridge-Shop", CREATED);
            assertThat(outputs.get("metrics")).contains("bridge_tiktok_answers");
            assertThat(outputs.get("evidence of " + CREATED))
                    .contains(
                            "snapshot.json", "mappingVersion", "-create.json", "NoHttpResponseException", "requestId");
            assertThat(outputs.get("evidence of " + REFUSED)).contains("12052051", "dead-letters.json");
            assertThat(secrets).hasSizeGreaterThanOrEqualTo(CONFIGURED.size() + 5);
            outputs.forEach((name, text) -> secrets.forEach(secret -> assertThat(text.contains(secret))
                    .as("%s holds %s", name, secret)
                    .isFalse()));
            // Signatures and token addresses neither.
            outputs.forEach((name, text) -> assertThat(text)
                    .as(name)
                    .doesNotContainPattern("[?&]sign=[0-9a-f]{64}")
                    .doesNotContain("&app_secret=", "?app_secret=", "&refresh_token=", "x-tts-access-token:"));
        } finally {
            root.detachAppender(log);
            CHATTY.forEach(name -> ((Logger) LoggerFactory.getLogger(name)).setLevel(null));
        }
    }

    private static Map<String, String> settings() {
        Map<String, String> settings = new LinkedHashMap<>();
        settings.put("camel.main.jmx-enabled", "true");
        settings.put("sandbox.products", "40");
        String futureshop = Integer.toString(BridgeWithWorlds.freePort());
        String tiktok = Integer.toString(BridgeWithWorlds.freePort());
        settings.put("sandbox.futureshop.port", futureshop);
        settings.put("sandbox.tiktok.port", tiktok);
        settings.put("bridge.shops[0].key", SHOP);
        settings.put("bridge.shops[0].futureshop.base-url", "http://127.0.0.1:" + futureshop);
        settings.put("bridge.shops[0].futureshop.shop-key", "sample-shop");
        settings.put("bridge.shops[0].futureshop.client-id", "sample-client");
        settings.put("bridge.shops[0].futureshop.client-secret", CONFIGURED.get(1));
        for (String name : List.of("api-base-url", "auth-base-url", "consent-base-url")) {
            settings.put("bridge.shops[0].tiktok." + name, "http://127.0.0.1:" + tiktok);
        }
        settings.put("bridge.shops[0].tiktok.app-key", "sample-app");
        settings.put("bridge.shops[0].tiktok.app-secret", CONFIGURED.get(0));
        settings.put("bridge.shops[0].tiktok.service-id", "sample-service");
        settings.put("bridge.encryption-key", CONFIGURED.get(2));
        settings.put("publishing.resolve-after", "1s");
        settings.put("publishing.pause-for", "2s");
        settings.put("logging.level.jp.shopbridge", "DEBUG");
        return settings;
    }

    private void journey(BridgeWithWorlds bridge) throws Exception {
        bridge.await(
                "/api/authorization",
                authorization -> authorization.path("authorized").asBoolean());
        bridge.await(
                "/api/status",
                status -> status.at("/shops/0/intake/run/status").asText().equals("done"));
        remember(bridge);
        String faults = bridge.tiktokUrl() + "/control/faults";
        bridge.control(
                "POST", faults, "{\"kind\":\"status-503\",\"times\":1,\"match\":{\"path\":\"/api/v2/token/refresh\"}}");
        bridge.control(
                "POST",
                faults,
                "{\"kind\":\"drop\",\"times\":1,\"match\":{\"method\":\"POST\",\"path\":\"/product/202309/products\","
                        + "\"pathRegex\":\"products$\"}}");
        bridge.control("POST", bridge.tiktokUrl() + "/control/tokens", "{\"expire_access\":true}");
        bridge.send("PUT", "/api/products/" + CREATED + "/selection", "{\"selected\":true}");
        bridge.await(
                "/api/products/" + CREATED,
                product -> product.path("state").asText().equals("live"));
        remember(bridge);

        bridge.control(
                "POST",
                faults,
                "{\"kind\":\"refuse\",\"times\":1,\"match\":{\"method\":\"POST\",\"pathRegex\":\"products$\"},"
                        + "\"details\":{\"code\":\"12052051\",\"message\":\"too long\"}}");
        bridge.send("PUT", "/api/products/" + REFUSED + "/selection", "{\"selected\":true}");
        bridge.await(
                "/api/products/" + REFUSED,
                product -> product.path("state").asText().equals("failed"));

        String shopId = bridge.control("GET", bridge.tiktokUrl() + "/control/products", null)
                .at("/products/0/shop_id")
                .asText();
        bridge.control(
                "POST", bridge.tiktokUrl() + "/control/tokens", "{\"revoke\":\"" + shopId + "\",\"code\":105002}");
        bridge.send("PATCH", "/api/products/" + CREATED, "{\"title\":\"認証のない間に直した名前\"}");
        bridge.await("/api/status", status -> status.toString().contains("TIKTOK_AUTHORIZATION_REVOKED"));
    }

    /** The tokens in force now, as the application uses them. */
    private void remember(BridgeWithWorlds bridge) {
        ShopAccess access = bridge.bean(Authorizations.class).current(SHOP);
        secrets.add(access.accessToken());
        secrets.add(access.shopCipher());
        secrets.add(bridge.bean(TokenCipher.class)
                .open(
                        SHOP + ".refresh",
                        bridge.bean(JdbcClient.class)
                                .sql("select refresh_token from tiktok_authorization")
                                .query(String.class)
                                .single()));
    }

    private String log() {
        StringBuilder text = new StringBuilder();
        for (ILoggingEvent event : List.copyOf(log.list)) {
            text.append(event.getLevel())
                    .append(' ')
                    .append(event.getLoggerName())
                    .append(' ');
            text.append(event.getFormattedMessage()).append('\n');
            if (event.getThrowableProxy() != null) {
                text.append(ThrowableProxyUtil.asString(event.getThrowableProxy()));
            }
        }
        assertThat(log.list).anyMatch(event -> event.getLevel() == Level.DEBUG);
        return text.toString();
    }

    private static String rows(Database database) {
        StringBuilder text = new StringBuilder();
        List<String> tables = JdbcClient.create(database.dataSource())
                .sql("select table_name from information_schema.tables where lower(table_schema) = 'public'")
                .query(String.class)
                .list();
        for (String table : tables) {
            text.append(table).append('\n');
            JdbcClient.create(database.dataSource())
                    .sql("select * from \"" + table + "\"")
                    .query()
                    .listOfRows()
                    .forEach(row -> text.append(row).append('\n'));
        }
        return text.toString();
    }

    private static String console(BridgeWithWorlds bridge) throws IOException {
        StringBuilder told = new StringBuilder();
        told.append(jolokia(bridge, "{\"type\":\"read\",\"mbean\":\"org.apache.camel:*\"}"));
        for (JsonNode tracer : found(bridge, "org.apache.camel:type=tracer,name=BacklogTracer,*")) {
            told.append(executed(bridge, tracer, "dumpAllTracedMessagesAsJSon()"));
        }
        for (JsonNode context : found(bridge, "org.apache.camel:type=context,*")) {
            told.append(executed(bridge, context, "dumpRoutesAsXml()"));
        }
        return told.toString();
    }

    private static JsonNode found(BridgeWithWorlds bridge, String pattern) throws IOException {
        JsonNode names = new ObjectMapper()
                .readTree(jolokia(bridge, "{\"type\":\"search\",\"mbean\":\"" + pattern + "\"}"))
                .path("value");
        assertThat(names).as(pattern).isNotEmpty();
        return names;
    }

    private static String executed(BridgeWithWorlds bridge, JsonNode bean, String operation) {
        return jolokia(
                bridge,
                "{\"type\":\"exec\",\"mbean\":" + bean + ",\"operation\":\"" + operation + "\",\"arguments\":[]}");
    }

    private static String jolokia(BridgeWithWorlds bridge, String request) {
        return bridge.exchange("POST", "/actuator/hawtio/jolokia", request, Map.of())
                .body();
    }

    private static String text(BridgeWithWorlds bridge, String path) {
        HttpResponse<String> answer = bridge.exchange("GET", path, null, Map.of());
        assertThat(answer.statusCode()).as(path).isIn(200, 503);
        return answer.body();
    }

    /** The archive's names and texts; it must open, and each document in it must be readable. */
    private static String evidence(BridgeWithWorlds bridge, String productNo) throws IOException, InterruptedException {
        String user = Base64.getEncoder()
                .encodeToString(("operator:" + BridgeWithWorlds.PASSWORD).getBytes(StandardCharsets.UTF_8));
        HttpResponse<byte[]> answer = HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(
                                        URI.create(bridge.baseUrl() + "/api/products/" + productNo + "/evidence"))
                                .header("Authorization", "Basic " + user)
                                .build(),
                        HttpResponse.BodyHandlers.ofByteArray());
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/zip");
        assertThat(answer.headers().firstValue("Content-Disposition").orElse(""))
                .startsWith("attachment; filename=\"evidence-" + productNo);
        StringBuilder text = new StringBuilder();
        List<String> names = new ArrayList<>();
        try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(answer.body()))) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                String content = new String(zip.readAllBytes(), StandardCharsets.UTF_8);
                names.add(entry.getName());
                text.append(entry.getName()).append('\n').append(content).append('\n');
                if (entry.getName().endsWith(".json")) {
                    new ObjectMapper().readTree(content);
                }
            }
        }
        assertThat(names)
                .contains(
                        "contents.txt",
                        "product.json",
                        "snapshot.json",
                        "listing.json",
                        "explanation.json",
                        "history.json",
                        "attempts.json",
                        "webhooks.json",
                        "dead-letters.json");
        return text.toString();
    }
}
