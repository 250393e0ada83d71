package jp.shopbridge.journey;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import jp.shopbridge.support.BridgeWithWorlds;
import jp.shopbridge.support.PackedJar;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/** The packed jar is asked to end while nobody it asked something answers: it ends soon, and the next start goes on at once. */
@EnabledIfSystemProperty(named = "bridge.jar", matches = ".+", disabledReason = "runs on the packed jar, in verify")
@Tag("storm")
class QuickStopIT {

    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final int PRODUCTS = 60;

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
    void endsInTwentySecondsWithStuckFetchesAndTheNextStartGoesOnAtOnce() throws IOException, InterruptedException {
        startWorlds();
        Process bridge = startBridge();
        awaitBridge("/api/status", status -> "done"
                .equals(status.at("/shops/0/intake/run/status").asText()));
        authorise();
        fault(
                tiktokPort,
                "{\"kind\":\"hang\",\"match\":{\"method\":\"POST\",\"path\":\"/product/\"},\"skip\":20,\"times\":-1}");
        fault(futureshopPort, "{\"kind\":\"hang\",\"match\":{\"pathRegex\":\"\\\\.jpg\"},\"skip\":30,\"times\":-1}");
        fault(futureshopPort, "{\"kind\":\"hang\",\"match\":{\"path\":\"/admin-api/\"},\"times\":-1}");
        jar.ask("POST", bridge("/api/selection"), "{\"selected\":true,\"filter\":{}}");
        jar.ask("POST", bridge("/api/intake/runs"), "{}");
        jar.await("http://127.0.0.1:" + futureshopPort + "/control/requests", PATIENCE, requests -> requests.toString()
                .contains(".jpg"));
        awaitBridge("/api/status", status -> status.at("/shops/0/intake/run/id").asInt() > 1);

        long asked = System.nanoTime();
        bridge.destroy();
        boolean ended = bridge.waitFor(60, TimeUnit.SECONDS);
        Duration took = Duration.ofNanos(System.nanoTime() - asked);

        assertThat(ended).isTrue();
        assertThat(took).isLessThan(Duration.ofSeconds(20));
        jar.ask("DELETE", "http://127.0.0.1:" + tiktokPort + "/control/faults", null);
        jar.ask("DELETE", "http://127.0.0.1:" + futureshopPort + "/control/faults", null);
        startBridge();
        awaitBridge(
                "/api/status",
                status -> status.at("/shops/0/waiting").asInt() == 0
                        && status.at("/shops/0/unknown").asInt() == 0
                        && status.at("/shops/0/live").asInt() > PRODUCTS / 2
                        && "done".equals(status.at("/shops/0/intake/run/status").asText()));
        assertThat(Duration.ofNanos(System.nanoTime() - asked))
                .as("sooner than the claims would have run out")
                .isLessThan(Duration.ofMinutes(5));
    }

    private void fault(int port, String rule) {
        jar.ask("POST", "http://127.0.0.1:" + port + "/control/faults", rule);
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
                        "--bridge-url",
                        "http://127.0.0.1:" + bridgePort));
        jar.await("http://127.0.0.1:" + tiktokPort + "/control/products", PATIENCE, products -> products.has("total"));
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
                        "--intake.requests-per-second=20",
                        "--intake.claim=10m",
                        "--publishing.claim=10m",
                        "--publishing.requests-per-second=30",
                        "--publishing.reads-per-second=60",
                        "--publishing.free-claims=1s",
                        "--publishing.resolve-after=2s",
                        "--review.period=500ms"));
    }

    private void authorise() {
        JsonNode authorization = jar.ask("GET", bridge("/api/authorization"), null);
        jar.text("GET", authorization.path("consentUrl").asText(), null);
        awaitBridge("/api/authorization", now -> now.path("authorized").asBoolean());
    }

    private String bridge(String path) {
        return "http://127.0.0.1:" + bridgePort + path;
    }

    private void awaitBridge(String path, Predicate<JsonNode> wanted) {
        jar.await(bridge(path), PATIENCE, wanted);
    }
}
