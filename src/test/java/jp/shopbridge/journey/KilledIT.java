package jp.shopbridge.journey;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Predicate;
import jp.shopbridge.Json;
import jp.shopbridge.support.BridgeWithWorlds;
import jp.shopbridge.support.PackedJar;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/** The packed jar, killed as a power cut would kill it, against worlds in a process of their own that go on. */
@EnabledIfSystemProperty(named = "bridge.jar", matches = ".+", disabledReason = "runs on the packed jar, in verify")
@Tag("storm")
class KilledIT {

    /** How often it is killed in intake, and again in publishing; {@code -Dstorm.kills=3 -Dstorm.seed=7} for more. */
    private static final int KILLS = Integer.getInteger("storm.kills", 1);

    private static final int PRODUCTS = 2500;
    private static final int SELECTED = 40;
    private static final Duration PATIENCE = Duration.ofMinutes(3);

    private final Random moments = new Random(Long.getLong("storm.seed", 1));
    private final int bridgePort = BridgeWithWorlds.freePort();
    private final int futureshopPort = BridgeWithWorlds.freePort();
    private final int tiktokPort = BridgeWithWorlds.freePort();

    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path directory;

    @SuppressWarnings("NullAway.Init")
    private PackedJar jar;

    @BeforeEach
    void unpack() {
        jar = new PackedJar(directory);
    }

    @AfterEach
    void endWhatWasStarted() {
        jar.close();
    }

    @Test
    void losesNoProductAndDoublesNoListingWhenKilledInIntakeAndInPublishing() throws IOException {
        startWorlds();
        Process bridge = startBridge();
        for (int kill = 1; kill <= KILLS; kill++) {
            int pages = kill + 1;
            awaitBridge(
                    "/api/status",
                    status -> status.at("/shops/0/intake/run/pages").asInt() >= pages);
            killSoon(bridge);
            bridge = startBridge();
        }
        awaitBridge("/api/status", status -> "done"
                .equals(status.at("/shops/0/intake/run/status").asText()));
        assertThat(get("/api/products?size=1").path("total").asInt()).isEqualTo(PRODUCTS);
        assertThat(get("/api/dead-letters").path("total").asInt()).isZero();

        authorise();
        select();
        for (int kill = 1; kill <= KILLS; kill++) {
            int published = 5 * kill;
            jar.await(
                    tiktok("/control/products"),
                    PATIENCE,
                    products -> products.path("total").asInt() >= published);
            killSoon(bridge);
            int before = jar.ask("GET", tiktok("/control/products"), null)
                    .path("total")
                    .asInt();
            assertThat(before).as("killed in the middle").isLessThan(SELECTED);
            bridge = startBridge();
        }
        awaitBridge(
                "/api/status",
                status -> status.at("/shops/0/live").asInt()
                                + status.at("/shops/0/refused").asInt()
                        == SELECTED);
        List<String> listed = new ArrayList<>();
        jar.ask("GET", tiktok("/control/products"), null)
                .path("products")
                .forEach(product ->
                        listed.add(product.path("external_product_id").asText()));
        assertThat(listed).doesNotHaveDuplicates().containsExactlyInAnyOrderElementsOf(numbers("live"));
        // A few lack what their category requires, which only TikTok tells; each says so and none of them was sent.
        assertThat(numbers("incomplete")).hasSize(SELECTED - listed.size()).hasSizeLessThan(SELECTED / 4);
    }

    private List<String> numbers(String state) {
        List<String> numbers = new ArrayList<>();
        get("/api/products?selected=true&size=100&state=" + state)
                .path("items")
                .forEach(item -> numbers.add(item.path("productNo").asText()));
        return numbers;
    }

    private void startWorlds() throws IOException {
        jar.start(
                "worlds",
                List.of(
                        "sandbox",
                        "--futureshop-port",
                        Integer.toString(futureshopPort),
                        "--tiktok-port",
                        Integer.toString(tiktokPort),
                        "--products",
                        Integer.toString(PRODUCTS),
                        "--requests-per-second",
                        "0",
                        "--data-dir",
                        directory.resolve("worlds-data").toString(),
                        "--bridge-url",
                        "http://127.0.0.1:" + bridgePort));
        jar.await(tiktok("/control/products"), PATIENCE, products -> products.has("total"));
    }

    private Process startBridge() throws IOException {
        return jar.start(
                "bridge",
                List.of(
                        "--sandbox.enabled=false",
                        "--server.port=" + bridgePort,
                        "--bridge.shops[0].key=sample",
                        "--bridge.shops[0].futureshop.base-url=http://127.0.0.1:" + futureshopPort,
                        "--bridge.shops[0].futureshop.shop-key=sandbox-shop",
                        "--bridge.shops[0].futureshop.client-id=sandbox-client",
                        "--bridge.shops[0].futureshop.client-secret=sandbox-secret",
                        "--bridge.shops[0].tiktok.api-base-url=http://127.0.0.1:" + tiktokPort,
                        "--bridge.shops[0].tiktok.auth-base-url=http://127.0.0.1:" + tiktokPort,
                        "--bridge.shops[0].tiktok.consent-base-url=http://127.0.0.1:" + tiktokPort,
                        "--bridge.shops[0].tiktok.app-key=sandbox-app",
                        "--bridge.shops[0].tiktok.app-secret=sandbox-app-secret",
                        "--bridge.shops[0].tiktok.service-id=7000000000000000001",
                        "--spring.datasource.url=jdbc:h2:file:" + directory.resolve("bridge")
                                + ";DB_CLOSE_ON_EXIT=FALSE;DATABASE_TO_LOWER=TRUE;CASE_INSENSITIVE_IDENTIFIERS=TRUE",
                        "--security.users.operator.password=" + PackedJar.PASSWORD,
                        "--security.users.merchant.password=" + PackedJar.PASSWORD,
                        "--intake.requests-per-second=4",
                        "--intake.claim=5s",
                        "--publishing.claim=15s",
                        "--publishing.period=300ms",
                        "--publishing.requests-per-second=30",
                        "--publishing.reads-per-second=60",
                        "--review.period=500ms"));
    }

    /** Kills within the next half second, so that it hits another moment of a page or a product each time. */
    private void killSoon(Process process) {
        Awaitility.await().pollDelay(Duration.ofMillis(moments.nextInt(500))).until(() -> true);
        PackedJar.kill(process);
    }

    private void authorise() {
        String consent = get("/api/authorization").path("consentUrl").asText();
        jar.text("GET", consent, null);
        awaitBridge(
                "/api/authorization",
                authorization -> authorization.path("authorized").asBoolean());
    }

    private void select() {
        List<String> numbers = new ArrayList<>();
        get("/api/products?state=waiting&size=" + SELECTED)
                .path("items")
                .forEach(item -> numbers.add(item.path("productNo").asText()));
        assertThat(numbers).hasSize(SELECTED);
        var request = Json.MAPPER.createObjectNode().put("selected", true);
        numbers.forEach(request.putArray("productNos")::add);
        jar.ask("POST", "http://127.0.0.1:" + bridgePort + "/api/selection", Json.text(request));
    }

    private JsonNode get(String path) {
        return jar.ask("GET", "http://127.0.0.1:" + bridgePort + path, null);
    }

    private String tiktok(String path) {
        return "http://127.0.0.1:" + tiktokPort + path;
    }

    private void awaitBridge(String path, Predicate<JsonNode> wanted) {
        jar.await("http://127.0.0.1:" + bridgePort + path, PATIENCE, wanted);
    }
}
