package jp.shopbridge.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import jp.shopbridge.sandbox.RequestLog;
import jp.shopbridge.sandbox.futureshop.FutureshopSettings;
import jp.shopbridge.sandbox.futureshop.FutureshopWorld;
import jp.shopbridge.support.Database;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.context.ConfigurableApplicationContext;

/** futureshop's limit of one request a second for each client ID, seen from its side: tokens, starts, several instances. */
class FutureshopPaceTest {

    /** What a busy machine may take off the distance of two requests on their way to the server. */
    private static final Duration LEAST = Duration.ofMillis(750);

    private final Database database = Database.h2();
    private final FutureshopWorld first = world();
    private final FutureshopWorld second = world();
    private ConfigurableApplicationContext one = IntakeBridge.unstarted();
    private ConfigurableApplicationContext other = IntakeBridge.unstarted();

    private static FutureshopWorld world() {
        return new FutureshopWorld(
                FutureshopSettings.standard().withRequestsPerSecond(0).withProducts(150));
    }

    @AfterEach
    void close() {
        other.close();
        one.close();
        first.close();
        second.close();
    }

    @Test
    void keepsTheLimitFromTheFirstStartAtANewTokenAndWithASecondInstance() throws Exception {
        one = bridge();
        IntakeBridge.start(one, "shop0", IntakeKind.FULL);
        await().atMost(Duration.ofSeconds(60)).until(() -> arrivals().size() >= 3);
        other = bridge();
        IntakeBridge.start(other, "shop1", IntakeKind.FULL);
        await().atMost(Duration.ofSeconds(60))
                .until(() -> second.requests().latest().size() >= 2);
        forgetTokens(first);
        forgetTokens(second);

        await().atMost(Duration.ofSeconds(60)).until(() -> arrivals().size() >= 12);

        assertThat(arrivals())
                .filteredOn(arrival -> arrival.path().equals("/oauth/token"))
                .hasSizeGreaterThan(2);
        List<Instant> times =
                arrivals().stream().map(RequestLog.Arrival::at).sorted().toList();
        for (int i = 1; i < times.size(); i++) {
            assertThat(Duration.between(times.get(i - 1), times.get(i)))
                    .as("between request %s and the one before, of %s", i + 1, arrivals())
                    .isGreaterThan(LEAST);
        }
    }

    private ConfigurableApplicationContext bridge() {
        return IntakeBridge.start(database, List.of(first, second), "intake.requests-per-second=1", "intake.period=1d");
    }

    private List<RequestLog.Arrival> arrivals() {
        return Stream.of(first, second)
                .flatMap(world -> world.requests().latest().stream())
                .toList();
    }

    private static void forgetTokens(FutureshopWorld world) throws IOException, InterruptedException {
        HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create(world.baseUrl() + "/control/tokens"))
                                .DELETE()
                                .build(),
                        HttpResponse.BodyHandlers.discarding());
    }
}
