package jp.shopbridge.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import jp.shopbridge.Bridge;
import jp.shopbridge.Json;
import jp.shopbridge.failure.Sentence;
import jp.shopbridge.staging.Lack;
import jp.shopbridge.staging.ListingArrivals;
import jp.shopbridge.staging.ListingDemands;
import jp.shopbridge.staging.ListingRules;
import jp.shopbridge.staging.SourceProduct;
import jp.shopbridge.staging.content.ListingContent;
import jp.shopbridge.support.Database;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.web.context.WebServerApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Primary;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * The application with the API's, the dead letters' and intake's routes, over an empty H2 in memory, asked over real HTTP
 * as the merchant. No world is running: what goes out fails.
 */
public final class ApiServer implements AutoCloseable {

    /** The password of both users. */
    public static final String PASSWORD = "a-password-for-tests";

    private static final HttpClient CLIENT = HttpClient.newHttpClient();

    private static final Set<String> OF_THE_APPLICATION =
            Set.of("flyway_schema_history", "instance_heartbeat", "lease", "mapping_version", "encryption_salt");

    private final ConfigurableApplicationContext context;
    private final String address;

    private ApiServer(ConfigurableApplicationContext context) {
        this.context = context;
        this.address = "http://127.0.0.1:"
                + ((WebServerApplicationContext) context).getWebServer().getPort();
    }

    public static ApiServer start(String... settings) {
        List<String> arguments = new ArrayList<>(List.of(
                "--server.port=0",
                "--sandbox.enabled=false",
                "--spring.jmx.enabled=false",
                "--sandbox.futureshop.port=0",
                "--sandbox.tiktok.port=0",
                "--spring.datasource.url=jdbc:h2:mem:" + UUID.randomUUID()
                        + ";DB_CLOSE_DELAY=-1;DATABASE_TO_LOWER=TRUE;CASE_INSENSITIVE_IDENTIFIERS=TRUE",
                "--camel.main.routes-include-pattern=classpath:routes/api/*.camel.yaml,"
                        + "classpath:routes/policies.camel.yaml,classpath:routes/dead-letter.camel.yaml,"
                        + "classpath:routes/intake.camel.yaml,classpath:routes/futureshop.camel.yaml",
                "--security.users.merchant.password=" + PASSWORD,
                "--security.users.operator.password=" + PASSWORD,
                "--intake.period=1h",
                "--intake.look-out=1h",
                "--camel.main.shutdown-timeout=2",
                "--dead-letter.period=100",
                "--logging.level.jp.shopbridge=ERROR",
                "--logging.level.org.flywaydb=ERROR"));
        for (String setting : settings) {
            String name = setting.substring(0, setting.indexOf('=') + 1);
            arguments.removeIf(argument -> argument.startsWith("--" + name));
            arguments.add("--" + setting);
        }
        return new ApiServer(
                new SpringApplicationBuilder(Bridge.class, TitleRule.class).run(arguments.toArray(String[]::new)));
    }

    /** The one that every test asks who needs no settings of its own; it ends with the run. */
    public static ApiServer shared() {
        return Shared.SERVER;
    }

    /** Takes out what a test has left, of every table but those in which the running application keeps what it is. */
    public void empty() {
        JdbcClient jdbc = bean(JdbcClient.class);
        jdbc
                .sql("select table_name from information_schema.tables where table_schema = 'public'")
                .query(String.class)
                .list()
                .stream()
                .filter(table -> !OF_THE_APPLICATION.contains(table))
                .forEach(table -> jdbc.sql("delete from " + table).update());
    }

    public static ApiServer on(Database database) {
        return start(database.properties().entrySet().stream()
                .map(property -> property.getKey() + "=" + property.getValue())
                .toArray(String[]::new));
    }

    public int port() {
        return URI.create(address).getPort();
    }

    public <T> T bean(Class<T> type) {
        return context.getBean(type);
    }

    /** Stages a product of one SKU that costs 1,200 yen. */
    public void stage(String productNo, String title) {
        ObjectNode mapped = Json.MAPPER.createObjectNode().put("title", title).put("category_id", "601");
        mapped.putArray("skus").addObject().put("sku_no", productNo + "-1").put("price", 1200);
        String snapshot = "{\"productNo\":\"" + productNo + "\"}";
        bean(ListingArrivals.class)
                .stage(
                        "sample",
                        List.of(new SourceProduct(
                                productNo,
                                Json.sha256((snapshot + title).getBytes(StandardCharsets.UTF_8)),
                                snapshot,
                                "v1",
                                ListingContent.of(mapped),
                                List.of())));
    }

    public Reply get(String path, String... headers) {
        return send("GET", path, null, headers);
    }

    /** As somebody who is not signed in. */
    public Reply getAnonymously(String path) {
        return sendBytes("GET", path, null, null, "Anonymous", "yes");
    }

    public Reply send(String method, String path, @Nullable String json, String... headers) {
        return sendBytes(
                method,
                path,
                json == null ? null : json.getBytes(StandardCharsets.UTF_8),
                json == null ? null : "application/json",
                headers);
    }

    /** One exchange, signed in as the merchant unless a header {@code Authorization} says otherwise. */
    public Reply sendBytes(
            String method, String path, byte @Nullable [] body, @Nullable String contentType, String... headers) {
        BodyPublisher content = body == null ? BodyPublishers.noBody() : BodyPublishers.ofByteArray(body);
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create(address + path)).method(method, content);
        if (!List.of(headers).contains("Anonymous")) {
            request.setHeader("Authorization", basic("merchant", PASSWORD));
        }
        if (contentType != null) {
            request.setHeader("Content-Type", contentType);
        }
        for (int i = 0; i < headers.length; i += 2) {
            request.setHeader(headers[i], headers[i + 1]);
        }
        try {
            HttpResponse<byte[]> response = CLIENT.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
            return new Reply(
                    response.statusCode(),
                    response.headers().firstValue("Content-Type").orElse(""),
                    response.headers().firstValue("ETag").orElse(""),
                    new String(response.body(), StandardCharsets.UTF_8),
                    response);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("The test was interrupted.", e);
        }
    }

    public static String basic(String user, String password) {
        return "Basic " + Base64.getEncoder().encodeToString((user + ":" + password).getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public void close() {
        context.close();
    }

    /** What came back. */
    public record Reply(int status, String type, String etag, String text, HttpResponse<byte[]> response) {

        public JsonNode json() {
            return Json.parse(text);
        }

        public String code() {
            return json().path("code").asText();
        }

        @Override
        public String toString() {
            return status + " " + type + " " + text;
        }
    }

    /**
     * Stands in for the mapping's and TikTok's requirements: a listing needs a title. No configuration by annotation, which the application
     * of every other test would find and obey, too.
     */
    static class TitleRule {

        @Bean
        @Primary
        ListingRules titleRule() {
            return (shop, effective, snapshot) -> !effective.title().isEmpty()
                    ? List.of()
                    : List.of(new Lack(
                            "LISTING_TITLE_MISSING", "title", null, Sentence.of("商品名がありません。", "There is no title.")));
        }

        @Bean
        @Primary
        ListingDemands noDemands() {
            return (listing, valuesOnly) -> List.of();
        }
    }

    private static final class Shared {
        static final ApiServer SERVER = start();
    }
}
