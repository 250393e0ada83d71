package jp.shopbridge.console;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.zaxxer.hikari.HikariDataSource;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;
import javax.sql.DataSource;
import jp.shopbridge.failure.Sentence;
import jp.shopbridge.staging.Pauses;
import jp.shopbridge.support.RunningBridge;
import org.apache.camel.CamelContext;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.actuate.health.Status;
import org.springframework.util.unit.DataSize;

/** Health and metrics of the running application; the last one to run takes its database away. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class HealthTest {

    private static final String SHOP = "sample";

    private static RunningBridge bridge;

    @BeforeAll
    static void start() {
        bridge = RunningBridge.with("spring.datasource.hikari.connection-timeout=500");
    }

    @AfterAll
    static void stop() {
        bridge.close();
    }

    @Test
    @Order(1)
    void aStartedBridgeIsReadyAndSaysWhatItsPartsDo() throws Exception {
        assertThat(get("/actuator/health/readiness").statusCode()).isEqualTo(200);
        JsonNode components = health().path("components");
        for (String part : new String[] {"database", "disk", "routes", "mappings", "pauses"}) {
            assertThat(components.path(part).path("status").asText()).as(part).isEqualTo("UP");
        }
        assertThat(components.path("authorization").path("status").asText()).isEqualTo("DEGRADED");
        assertThat(components.path("authorization").path("details").path(SHOP).asText())
                .contains("consent");
    }

    @Test
    @Order(2)
    void aPersonsPauseDegradesAndAStagesOwnPauseIsRedAndNeitherTakesItOutOfService() throws Exception {
        Pauses pauses = bridge.bean(Pauses.class);
        Sentence reason = Sentence.of("棚卸のため。", "For stocktaking.");

        pauses.pause(SHOP, "publishing", "API_PAUSED", reason, "operator", null);
        String byAPerson = component("pauses");
        pauses.pause(SHOP, "review", "TIKTOK_AUTHORIZATION_REVOKED", reason, "tiktok", null);
        String byItself = component("pauses");
        int readiness = get("/actuator/health/readiness").statusCode();
        pauses.resume(SHOP, "publishing");
        pauses.resume(SHOP, "review");

        assertThat(byAPerson).isEqualTo("DEGRADED");
        assertThat(byItself).isEqualTo("DOWN");
        assertThat(readiness).isEqualTo(200);
        assertThat(component("pauses")).isEqualTo("UP");
    }

    @Test
    @Order(3)
    void aRouteSomebodyStoppedIsNamed() throws Exception {
        CamelContext camel = bridge.bean(CamelContext.class);
        String id = camel.getRoutes().get(0).getRouteId();

        camel.getRouteController().stopRoute(id);
        JsonNode routes = health().path("components").path("routes");
        camel.getRouteController().startRoute(id);

        assertThat(routes.path("status").asText()).isEqualTo("DEGRADED");
        assertThat(routes.path("details").path("standing").get(0).asText()).isEqualTo(id);
        assertThat(component("routes")).isEqualTo("UP");
    }

    @Test
    @Order(4)
    void theFiguresOfTheBridgeAreExported() throws Exception {
        String metrics = get("/actuator/prometheus").body();

        assertThat(metrics)
                .contains("bridge_staging_listings{")
                .contains("state=\"waiting\"")
                .contains("bridge_staging_selected{")
                .contains("bridge_deadletter_open{")
                .contains("bridge_pauses{")
                .contains("bridge_publishing_waiting_age_seconds{")
                .contains("camel_routes_running_routes");
    }

    @Test
    @Order(5)
    void aFullDiskIsRed(@TempDir Path directory) {
        String url = "jdbc:h2:file:" + directory.resolve("bridge") + ";DB_CLOSE_ON_EXIT=FALSE";

        assertThat(new DiskHealthIndicator(url, room(1, 1)).health().getStatus())
                .isEqualTo(Status.UP);
        assertThat(new DiskHealthIndicator(url, room(1_000_000_000L, 1_000_000_000L))
                        .health()
                        .getStatus())
                .isEqualTo(Status.DOWN);
        assertThat(new DiskHealthIndicator(url, room(1_000_000_000L, 1))
                        .health()
                        .getStatus())
                .isEqualTo(Degraded.STATUS);
        assertThat(new DiskHealthIndicator("jdbc:postgresql://db/bridge", room(1_000_000_000L, 1_000_000_000L))
                        .health()
                        .getStatus())
                .isEqualTo(Status.UP);
    }

    @Test
    @Order(6)
    void aDeadDatabaseIsNotReady() throws Exception {
        ((HikariDataSource) bridge.bean(DataSource.class)).close();

        assertThat(get("/actuator/health/readiness").statusCode()).isEqualTo(503);
        HttpResponse<String> liveness = get("/actuator/health/liveness");
        assertThat(liveness.statusCode()).as(liveness.body()).isEqualTo(200);
        assertThat(component("database")).isEqualTo("DOWN");
        assertThat(get("/actuator/prometheus").statusCode()).isEqualTo(200);
    }

    private static HealthSettings.Room room(long degradedMegabytes, long downMegabytes) {
        return new HealthSettings.Room(DataSize.ofMegabytes(degradedMegabytes), DataSize.ofMegabytes(downMegabytes));
    }

    private static String component(String name) throws Exception {
        return health().path("components").path(name).path("status").asText();
    }

    private static JsonNode health() throws Exception {
        return new ObjectMapper().readTree(get("/actuator/health").body());
    }

    private static HttpResponse<String> get(String path) throws IOException, InterruptedException {
        String operator = "operator:" + RunningBridge.OPERATOR_PASSWORD;
        return HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create(bridge.address() + path))
                                .header(
                                        "Authorization",
                                        "Basic "
                                                + Base64.getEncoder()
                                                        .encodeToString(operator.getBytes(StandardCharsets.UTF_8)))
                                .build(),
                        BodyHandlers.ofString());
    }
}
