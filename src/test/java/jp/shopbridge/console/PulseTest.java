package jp.shopbridge.console;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.TimerTask;
import java.util.concurrent.ExecutorService;
import java.util.function.UnaryOperator;
import jp.shopbridge.Json;
import jp.shopbridge.cluster.JdbcClusterService;
import jp.shopbridge.cluster.LiveInstances;
import jp.shopbridge.publishing.Stage;
import jp.shopbridge.support.JumpingClock;
import org.apache.camel.AsyncCallback;
import org.apache.camel.CamelContext;
import org.apache.camel.Consumer;
import org.apache.camel.DelegateEndpoint;
import org.apache.camel.Endpoint;
import org.apache.camel.Exchange;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.cluster.CamelClusterView;
import org.apache.camel.component.master.MasterConsumer;
import org.apache.camel.component.quartz.QuartzEndpoint;
import org.apache.camel.component.seda.SedaEndpoint;
import org.apache.camel.support.AsyncProcessorSupport;
import org.apache.camel.support.DefaultConsumer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.core.env.Environment;
import org.springframework.test.util.ReflectionTestUtils;

/** Each thing that keeps the application going, killed inside it: liveness says so, and nothing else does. */
class PulseTest {

    private final JumpingClock clock = new JumpingClock(Instant.now());
    private final Stage stage = Stage.at(
            clock, UnaryOperator.identity(), Map.of("camel.main.shutdown-timeout", "1", "notice.period", "2s"));

    @AfterEach
    void stop() {
        stage.close();
    }

    @Test
    void livenessIsRedOnceSomethingHasDiedThatOnlyARestartBringsBack() throws Exception {
        await(200);
        later();
        await(200);

        Consumer timer = consumer("publishing-claim-listings");
        ((TimerTask) field(timer, "task")).cancel();
        ((ExecutorService) field(stage.bean(LiveInstances.class), "heart")).shutdownNow();
        CamelClusterView view = stage.bean(JdbcClusterService.class).getView("notice-watch-alarms");
        ((ExecutorService) field(view, "renewal")).shutdownNow();
        killWorkers("publishing-publish-values");
        later();

        await(503);
        // After a jump of the clock those that live are late, too, until their next beat.
        Awaitility.await()
                .atMost(Duration.ofSeconds(30))
                .untilAsserted(() ->
                        onlyTheDeadAreNamed(get("/actuator/health/liveness").body()));
    }

    @Test
    void livenessIsRedOnceATimerOfTheLeaderOrANightlyScheduleHasDied() throws Exception {
        await(200);
        Consumer leaders = leading("notice-watch-alarms");
        ((TimerTask) field(field(leaders, "delegatedConsumer"), "task")).cancel();
        for (String schedule : List.of("staging-back-up-database", "notice-write-digest")) {
            QuartzEndpoint quartz = (QuartzEndpoint) behind(consumer(schedule));
            quartz.getComponent().getScheduler().unscheduleJob(quartz.getTriggerKey());
        }
        HttpResponse<String> atOnce = get("/actuator/health/liveness");
        assertThat(atOnce.statusCode())
                .as("an instance that has just become the leader has no trigger either: %s", atOnce.body())
                .isEqualTo(200);
        later();

        await(503);
        Awaitility.await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> {
            String told = get("/actuator/health/liveness").body();
            assertThat(Json.parse(told).at("/components/pulse/details").fieldNames())
                    .toIterable()
                    .as(told)
                    .containsExactlyInAnyOrder(
                            "notice-watch-alarms", "staging-back-up-database", "notice-write-digest", "remedy");
        });
    }

    @Test
    void livenessIsRedOnceANightHasPassedInWhichNoScheduleFired() throws Exception {
        await(200);
        QuartzEndpoint quartz = (QuartzEndpoint) behind(consumer("staging-back-up-database"));
        quartz.getComponent().getScheduler().standby();
        clock.jumpTo(clock.instant().plus(Duration.ofHours(25)));

        Awaitility.await().atMost(Duration.ofSeconds(40)).untilAsserted(() -> assertThat(
                        Json.parse(get("/actuator/health/liveness").body())
                                .at("/components/pulse/details")
                                .fieldNames())
                .toIterable()
                .contains("staging-back-up-database")
                .doesNotContain("review-poll-products", "publishing-publish-listing"));
    }

    @Test
    void livenessIsRedOnceAnErrorHasTakenOneWorkerInTheMiddleOfItsWork() throws Exception {
        await(200);
        Object inside = ((DefaultConsumer) consumer("publishing-publish-values")).getAsyncProcessor();
        ReflectionTestUtils.setField(inside, "processor", new AsyncProcessorSupport() {
            @Override
            public boolean process(Exchange exchange, AsyncCallback callback) {
                throw new StackOverflowError("of a test");
            }
        });
        stage.bean(CamelContext.class)
                .createProducerTemplate()
                .sendBody("seda:publishing-publish-values?size=4&waitForTaskToComplete=Never", "kills");

        await(503);
        assertThat(Json.parse(get("/actuator/health/liveness").body())
                        .at("/components/pulse/details")
                        .fieldNames())
                .toIterable()
                .containsExactlyInAnyOrder("publishing-publish-values", "remedy");
    }

    private MasterConsumer leading(String routeId) {
        MasterConsumer consumer = (MasterConsumer) consumer(routeId);
        Awaitility.await()
                .atMost(Duration.ofSeconds(30))
                .until(() -> ReflectionTestUtils.getField(consumer, "delegatedConsumer") != null);
        return consumer;
    }

    private static Endpoint behind(Consumer consumer) {
        Endpoint endpoint = consumer.getEndpoint();
        return endpoint instanceof DelegateEndpoint master ? master.getEndpoint() : endpoint;
    }

    private static void onlyTheDeadAreNamed(String told) {
        JsonNode pulse = Json.parse(told).at("/components/pulse/details");
        assertThat(pulse.fieldNames())
                .toIterable()
                .as(told)
                .contains("publishing-claim-listings", "publishing-publish-values", "master:notice-watch-alarms")
                .anyMatch(name -> name.startsWith("heartbeat"))
                .doesNotContain("review-poll-products", "publishing-publish-listing", "master:notice-write-digest");
    }

    /** An error takes a worker with it, one by one, until something waits that nobody takes. */
    private void killWorkers(String routeId) {
        Consumer workers = consumer(routeId);
        ReflectionTestUtils.setField(workers, "asyncProcessor", new AsyncProcessorSupport() {
            @Override
            public boolean process(Exchange exchange, AsyncCallback callback) {
                throw new StackOverflowError("of a test");
            }
        });
        SedaEndpoint queue = (SedaEndpoint) workers.getEndpoint();
        ProducerTemplate producer = stage.bean(CamelContext.class).createProducerTemplate();
        Awaitility.await()
                .dontCatchUncaughtExceptions()
                .pollInterval(Duration.ofMillis(200))
                .atMost(Duration.ofSeconds(30))
                .until(() -> {
                    if (queue.getCurrentQueueSize() == 0) {
                        producer.sendBody(
                                "seda:" + routeId + "?size=4&waitForTaskToComplete=Never", "kills or waits for ever");
                        return false;
                    }
                    return true;
                });
    }

    /** So much later that every beat is late, and then a moment for those that live. */
    private void later() {
        clock.jumpTo(clock.instant().plus(Duration.ofMinutes(4)));
    }

    /** The worker that dies tells the thread's handler, which is where Awaitility listens unless told otherwise. */
    private void await(int status) {
        Awaitility.await()
                .dontCatchUncaughtExceptions()
                .atMost(Duration.ofSeconds(40))
                .pollInterval(Duration.ofMillis(300))
                .until(() -> get("/actuator/health/liveness").statusCode() == status);
    }

    private Consumer consumer(String routeId) {
        return stage.bean(CamelContext.class).getRoute(routeId).getConsumer();
    }

    private static Object field(Object of, String name) {
        Object value = ReflectionTestUtils.getField(of, name);
        assertThat(value).isNotNull();
        return value;
    }

    private HttpResponse<String> get(String path) throws IOException, InterruptedException {
        String port = stage.bean(Environment.class).getRequiredProperty("local.server.port");
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .header("Authorization", basic())
                .build();
        return HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
    }

    private static String basic() {
        return "Basic "
                + Base64.getEncoder().encodeToString("operator:a-password-for-tests".getBytes(StandardCharsets.UTF_8));
    }
}
