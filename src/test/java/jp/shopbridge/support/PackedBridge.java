package jp.shopbridge.support;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import jp.shopbridge.Json;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.springframework.util.FileSystemUtils;

/**
 * The packed jar as an operator runs it: a process with 512 MB of heap that ends at its first lack of memory, and the worlds
 * in a process of their own, which go on when it dies. As a parameter it is one shared process for all attacks of the run.
 */
public final class PackedBridge implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final PackedJar jar;
    private final Path directory;
    private final List<String> arguments = new ArrayList<>();
    private final int bridgePort = BridgeWithWorlds.freePort();
    private final int futureshopPort = BridgeWithWorlds.freePort();
    private final int tiktokPort = BridgeWithWorlds.freePort();
    private Process process;

    /** Starts worlds with so many products and the bridge with these settings over a test's, and waits until all is imported. */
    public PackedBridge(int products, Map<String, String> settings) {
        try {
            directory = Files.createTempDirectory("packed-bridge");
            jar = new PackedJar(directory);
            startWorlds(products);
            Map<String, String> all = new LinkedHashMap<>(settings(directory.resolve("bridge-data")));
            all.putAll(settings);
            all.forEach((name, value) -> arguments.add("--" + name + "=" + value));
            process = startOne("bridge", bridgePort);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        await("/api/status", status -> "done"
                .equals(status.at("/shops/0/intake/run/status").asText()));
        jar.text("GET", get("/api/authorization").path("consentUrl").asText(), null);
        await(
                "/api/authorization",
                authorization -> authorization.path("authorized").asBoolean());
    }

    /** The one process that tests share. */
    public static final class Shared implements ParameterResolver {

        @Override
        public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
            return parameter.getParameter().getType() == PackedBridge.class;
        }

        @Override
        public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
            return context.getRoot()
                    .getStore(Namespace.create(PackedBridge.class))
                    .getOrComputeIfAbsent(PackedBridge.class, type -> new Running(), Running.class)
                    .bridge;
        }
    }

    private static final class Running implements ExtensionContext.Store.CloseableResource {

        private final PackedBridge bridge = new PackedBridge(
                60,
                Map.of(
                        "publishing.image-fault-lasts",
                        "2s",
                        "publishing.images.longest",
                        "4s",
                        "publishing.images.refused-networks",
                        "127.0.0.2/32,169.254.0.0/16",
                        "publishing.first-delay",
                        "100",
                        "publishing.allow-private-image-hosts",
                        "true"));

        @Override
        public void close() {
            bridge.close();
        }
    }

    private Map<String, String> settings(Path database) {
        Map<String, String> all = new LinkedHashMap<>();
        String shop = "bridge.shops[0].";
        all.put("sandbox.enabled", "false");
        all.put(shop + "key", "sample");
        all.put(shop + "futureshop.base-url", "http://127.0.0.1:" + futureshopPort);
        all.put(shop + "futureshop.shop-key", "sandbox-shop");
        all.put(shop + "futureshop.client-id", "sandbox-client");
        all.put(shop + "futureshop.client-secret", "sandbox-secret");
        all.put(shop + "tiktok.api-base-url", "http://127.0.0.1:" + tiktokPort);
        all.put(shop + "tiktok.auth-base-url", "http://127.0.0.1:" + tiktokPort);
        all.put(shop + "tiktok.consent-base-url", "http://127.0.0.1:" + tiktokPort);
        all.put(shop + "tiktok.app-key", "sandbox-app");
        all.put(shop + "tiktok.app-secret", "sandbox-app-secret");
        all.put(shop + "tiktok.service-id", "7000000000000000001");
        all.put(
                "spring.datasource.url",
                "jdbc:h2:file:" + database
                        + ";DB_CLOSE_ON_EXIT=FALSE;DATABASE_TO_LOWER=TRUE;CASE_INSENSITIVE_IDENTIFIERS=TRUE");
        all.put("security.users.operator.password", PackedJar.PASSWORD);
        all.put("security.users.merchant.password", PackedJar.PASSWORD);
        all.put("intake.requests-per-second", "0");
        all.put("publishing.period", "300ms");
        all.put("publishing.claim", "15s");
        all.put("publishing.requests-per-second", "30");
        all.put("publishing.reads-per-second", "60");
        all.put("review.period", "500ms");
        return all;
    }

    private void startWorlds(int products) throws IOException {
        jar.start(
                "worlds",
                List.of(
                        "sandbox",
                        "--futureshop-port",
                        Integer.toString(futureshopPort),
                        "--tiktok-port",
                        Integer.toString(tiktokPort),
                        "--products",
                        Integer.toString(products),
                        "--requests-per-second",
                        "0",
                        "--data-dir",
                        directory.resolve("worlds-data").toString(),
                        "--bridge-url",
                        "http://127.0.0.1:" + bridgePort));
        jar.await(tiktok("/control/products"), PATIENCE, answer -> answer.has("total"));
    }

    private Process startOne(String name, int port) throws IOException {
        List<String> all = new ArrayList<>(arguments);
        all.add("--server.port=" + port);
        return jar.start(name, all);
    }

    /** Starts the bridge again after it died. */
    public void startAgain() {
        try {
            process = startOne("bridge", bridgePort);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The bridge's process. */
    public Process process() {
        return process;
    }

    /** Where the bridge answers, without a trailing slash. */
    public String address() {
        return "http://127.0.0.1:" + bridgePort;
    }

    /** The folder that holds the bridge's own folder {@code bridge}, its output {@code bridge.log} and its database. */
    public Path directory() {
        return directory;
    }

    /** Everything the bridge has printed. */
    public String log() {
        try {
            return Files.readString(jar.log("bridge"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The address of a path of the pretend TikTok Shop. */
    public String tiktok(String path) {
        return "http://127.0.0.1:" + tiktokPort + path;
    }

    /** The address of a path of the pretend futureshop. */
    public String futureshop(String path) {
        return "http://127.0.0.1:" + futureshopPort + path;
    }

    /** GET as the operator. */
    public JsonNode get(String path) {
        return send("GET", path, null);
    }

    /** A request to the bridge as the operator. */
    public JsonNode send(String method, String path, @Nullable String body) {
        return control(method, "http://127.0.0.1:" + bridgePort + path, body);
    }

    /** A request to any address, such as a world's controls. */
    public JsonNode control(String method, String url, @Nullable String body) {
        return jar.ask(method, url, body);
    }

    /** Asks until the answer is as wanted; a process that is not there yet is asked again. */
    public JsonNode await(String path, Predicate<JsonNode> wanted) {
        return jar.await("http://127.0.0.1:" + bridgePort + path, PATIENCE, wanted);
    }

    /** So many product numbers that wait and are not selected. */
    public List<String> waiting(int count) {
        List<String> numbers = new ArrayList<>();
        get("/api/products?state=waiting&selected=false&size=" + count)
                .path("items")
                .forEach(item -> numbers.add(item.path("productNo").asText()));
        return numbers;
    }

    /** Gives a product a category that requirements nothing, and these pictures where any are named. */
    public void prepare(String productNo, String... pictures) {
        ObjectNode patch = Json.MAPPER.createObjectNode().put("category_id", "600022");
        patch.putArray("attributes");
        if (pictures.length > 0) {
            ArrayNode images = patch.putArray("images");
            for (String url : pictures) {
                images.addObject().put("url", url);
            }
        }
        send("PATCH", "/api/products/" + productNo, Json.text(patch));
    }

    /** Selects them for TikTok Shop. */
    public void select(List<String> productNos) {
        ObjectNode request = Json.MAPPER.createObjectNode().put("selected", true);
        productNos.forEach(request.putArray("productNos")::add);
        send("POST", "/api/selection", Json.text(request));
    }

    @Override
    public void close() {
        jar.close();
        FileSystemUtils.deleteRecursively(directory.toFile());
    }
}
