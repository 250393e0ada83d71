package jp.shopbridge.support;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Predicate;
import jp.shopbridge.Bridge;
import jp.shopbridge.Json;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.core.PriorityOrdered;

/**
 * The whole application in this process: real routes, a real database, both pretend worlds on free ports, without the
 * limits that make a day pass slowly. Spoken to over HTTP as everybody else would.
 */
public final class BridgeWithWorlds implements AutoCloseable {

    /** The password of both users, {@code merchant} and {@code operator}. */
    public static final String PASSWORD = "a-password-for-tests";

    private final ConfigurableApplicationContext context;
    private final HttpClient client =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();
    private final String baseUrl;

    private BridgeWithWorlds(ConfigurableApplicationContext context, String baseUrl) {
        this.context = context;
        this.baseUrl = baseUrl;
    }

    /** Starts the application on this database with further properties over a test's defaults. */
    public static BridgeWithWorlds on(Database database, Map<String, String> properties) {
        return on(database, properties, Clock.systemUTC());
    }

    /** The same by another clock. */
    public static BridgeWithWorlds on(Database database, Map<String, String> properties, Clock clock) {
        int port = freePort();
        Map<String, Object> all = new LinkedHashMap<>();
        all.put("server.port", Integer.toString(port));
        all.put("spring.jmx.enabled", "false");
        all.put("sandbox.futureshop.port", "0");
        all.put("sandbox.tiktok.port", "0");
        all.put("sandbox.data-dir", "");
        all.put("sandbox.futureshop.requests-per-second", "0");
        all.put("sandbox.selected-samples", "0");
        all.put("sandbox.tiktok.audit-delay", "200ms");
        all.put("sandbox.tiktok.index-lag", "100ms");
        all.put("intake.requests-per-second", "0");
        all.put("intake.period", "1h");
        all.put("publishing.period", "300ms");
        all.put("publishing.refresh-knowledge", "1s");
        all.put("publishing.judge-demands", "300ms");
        all.put("publishing.requests-per-second", "100");
        all.put("publishing.reads-per-second", "100");
        all.put("review.period", "300ms");
        all.put("security.users.merchant.password", PASSWORD);
        all.put("security.users.operator.password", PASSWORD);
        all.putAll(database.properties());
        all.putAll(properties);
        String[] arguments = all.entrySet().stream()
                .map(property -> "--" + property.getKey() + "=" + property.getValue())
                .toArray(String[]::new);
        ConfigurableApplicationContext context = new SpringApplicationBuilder(Bridge.class)
                .initializers(new WithClock(clock))
                .run(arguments);
        return new BridgeWithWorlds(context, "http://127.0.0.1:" + port);
    }

    /** Where the application answers, without a trailing slash. */
    public String baseUrl() {
        return baseUrl;
    }

    /** A bean of the running application, for what cannot be seen over HTTP. */
    public <T> T bean(Class<T> type) {
        return context.getBean(type);
    }

    /** A property as the application resolved it, such as a world's real port. */
    public String property(String name) {
        return context.getEnvironment().getRequiredProperty(name);
    }

    /** The address of the pretend futureshop. */
    public String futureshopUrl() {
        return "http://127.0.0.1:" + property("sandbox.futureshop.port");
    }

    /** The address of the pretend TikTok Shop. */
    public String tiktokUrl() {
        return "http://127.0.0.1:" + property("sandbox.tiktok.port");
    }

    /** GET as the operator; the answer's body must be JSON. */
    public JsonNode get(String path) {
        return json(send("GET", baseUrl + path, null, Map.of()));
    }

    /** Sends JSON as the operator and answers the JSON body. */
    public JsonNode send(String method, String path, @Nullable String body) {
        return json(send(method, baseUrl + path, body, Map.of()));
    }

    /** Sends JSON to any address, such as a world's control endpoint. */
    public JsonNode control(String method, String url, @Nullable String body) {
        return json(send(method, url, body, Map.of()));
    }

    /** The whole answer to a request as the operator. */
    public HttpResponse<String> exchange(
            String method, String path, @Nullable String body, Map<String, String> headers) {
        return send(method, baseUrl + path, body, headers);
    }

    /** Asks until the answer is as wanted; fails with the last answer after a minute. */
    public JsonNode await(String path, Predicate<JsonNode> wanted) {
        return Awaitility.await(path)
                .atMost(Duration.ofSeconds(60))
                .pollInterval(Duration.ofMillis(150))
                .until(() -> get(path), answer -> wanted.test(answer));
    }

    private HttpResponse<String> send(String method, String url, @Nullable String body, Map<String, String> headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(url))
                .timeout(Duration.ofSeconds(30))
                .header(
                        "Authorization",
                        "Basic "
                                + Base64.getEncoder()
                                        .encodeToString(("operator:" + PASSWORD).getBytes(StandardCharsets.UTF_8)))
                .method(
                        method,
                        body == null
                                ? HttpRequest.BodyPublishers.noBody()
                                : HttpRequest.BodyPublishers.ofString(body, StandardCharsets.UTF_8));
        if (body != null && !headers.containsKey("Content-Type")) {
            request.header("Content-Type", "application/json");
        }
        headers.forEach(request::setHeader);
        try {
            return client.send(request.build(), HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(method + " " + url + " got no answer.", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static JsonNode json(HttpResponse<String> response) {
        if (response.statusCode() >= 400) {
            throw new AssertionError(response.request().method() + " " + response.uri() + " answered "
                    + response.statusCode() + ": " + response.body());
        }
        return response.body().isEmpty() ? Json.MAPPER.nullNode() : Json.parse(response.body());
    }

    /** Gives the application a clock before anything of it is there, so that the worlds live by it as well. */
    private record WithClock(Clock clock)
            implements ApplicationContextInitializer<ConfigurableApplicationContext>, PriorityOrdered {

        @Override
        public void initialize(ConfigurableApplicationContext context) {
            ((GenericApplicationContext) context)
                    .registerBean("clockOfATest", Clock.class, () -> clock, bean -> bean.setPrimary(true));
        }

        @Override
        public int getOrder() {
            return HIGHEST_PRECEDENCE;
        }
    }

    /** A port of this machine that nobody listens on. */
    public static int freePort() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException("No free port was to be had.", e);
        }
    }

    @Override
    public void close() {
        context.close();
    }
}
