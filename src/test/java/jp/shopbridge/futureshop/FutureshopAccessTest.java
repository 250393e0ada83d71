package jp.shopbridge.futureshop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import jp.shopbridge.BridgeSettings;
import jp.shopbridge.failure.MisconfiguredFailure;
import jp.shopbridge.sandbox.FaultRule;
import jp.shopbridge.sandbox.Faults;
import jp.shopbridge.sandbox.SandboxAnswer;
import jp.shopbridge.sandbox.SandboxRequest;
import jp.shopbridge.sandbox.SandboxServer;
import jp.shopbridge.sandbox.SandboxWorld;
import jp.shopbridge.support.Database;
import jp.shopbridge.support.SettableClock;
import org.apache.hc.client5.http.classic.methods.HttpGet;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClientBuilder;
import org.apache.hc.core5.http.io.entity.EntityUtils;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

class FutureshopAccessTest {

    private final SettableClock clock = new SettableClock(Instant.parse("2026-11-23T00:00:00Z"));
    private final Faults faults = new Faults(Set.of());
    private final TokenWorld world = new TokenWorld();
    private final SandboxServer server = new SandboxServer("futureshop", 0, 4, world, faults, Clock.systemUTC());

    @AfterEach
    void close() {
        server.close();
    }

    @Test
    void fetchesOneTokenForManyRequestsAndSignsEach() throws IOException {
        try (CloseableHttpClient client = client("0")) {
            assertThat(get(client)).isEqualTo(200);
            assertThat(get(client)).isEqualTo(200);
        }

        assertThat(world.tokens).hasValue(1);
        assertThat(world.calls).hasSize(2).allSatisfy(call -> {
            assertThat(call.header("Authorization")).contains("Bearer token-1");
            assertThat(call.header("X-SHOP-KEY")).contains("shop-key");
            assertThat(call.header("Bridge-Shop")).isEmpty();
        });
        assertThat(world.tokenCalls.get(0).header("Authorization"))
                .contains("Basic "
                        + Base64.getEncoder().encodeToString("client:secret".getBytes(StandardCharsets.UTF_8)));
        assertThat(world.tokenCalls.get(0).header("X-SHOP-KEY")).contains("shop-key");
        assertThat(world.tokenCalls.get(0).bodyText()).isEqualTo("grant_type=client_credentials");
    }

    @Test
    void renewsTheTokenTwoMinutesBeforeItExpires() throws IOException {
        try (CloseableHttpClient client = client("0")) {
            get(client);
            clock.advance(Duration.ofSeconds(3479));
            get(client);
            assertThat(world.tokens).hasValue(1);

            clock.advance(Duration.ofSeconds(1));
            get(client);
        }

        assertThat(world.tokens).hasValue(2);
    }

    @Test
    void fetchesOneNewTokenAndRepeatsOnceWhenTheTokenIsRefused() throws IOException {
        try (CloseableHttpClient client = client("0")) {
            get(client);
            world.accepted = "token-2";

            assertThat(get(client)).isEqualTo(200);
        }

        assertThat(world.tokens).hasValue(2);
        assertThat(world.calls).hasSize(3);
    }

    @Test
    void givesUpAfterOneRepeat() throws IOException {
        world.accepted = "never";
        try (CloseableHttpClient client = client("0")) {
            assertThat(get(client)).isEqualTo(401);
        }

        assertThat(world.tokens).hasValue(2);
        assertThat(world.calls).hasSize(2);
    }

    @Test
    void asksForCorrectCredentialsWhenTheClientIsRefused() throws IOException {
        world.tokenStatus = 401;
        try (CloseableHttpClient client = client("0")) {
            assertThatThrownBy(() -> get(client)).isInstanceOf(MisconfiguredFailure.class);
        }

        assertThat(world.calls).isEmpty();
    }

    @Test
    void sendsNothingToAHostThatIsNotTheShops() throws IOException {
        try (CloseableHttpClient client = client("0")) {
            HttpGet elsewhere =
                    new HttpGet(server.baseUrl().replace("127.0.0.1", "localhost") + "/admin-api/v1/products");
            elsewhere.setHeader("Bridge-Shop", "sample");
            assertThatThrownBy(() -> client.execute(elsewhere, response -> response.getCode()))
                    .hasMessageContaining("localhost");
        }

        assertThat(world.tokenCalls).isEmpty();
        assertThat(world.calls).isEmpty();
    }

    @Test
    void followsNoRedirect() throws IOException {
        world.answer = SandboxAnswer.empty(302).with("Location", server.baseUrl() + "/elsewhere");
        try (CloseableHttpClient client = client("0")) {
            assertThat(get(client)).isEqualTo(302);
        }

        assertThat(world.calls).hasSize(1);
    }

    @Test
    void sendsARequestOnceWhateverHappensToIt() throws IOException {
        try (CloseableHttpClient client = client("0")) {
            get(client);
            for (String kind : List.of("status-429", "status-503", "drop")) {
                server.requests().reset();
                faults.add(FaultRule.of(kind).on("GET", "/admin-api").times(1));
                try {
                    get(client);
                } catch (IOException dropped) {
                    assertThat(kind).isEqualTo("drop");
                }
                assertThat(server.requests().count("GET", "/admin-api/v1/products"))
                        .as(kind)
                        .isEqualTo(1);
            }
        }
    }

    @Test
    void keepsTheLimitWithTheTokenCallCounted() throws IOException {
        long started = System.nanoTime();
        try (CloseableHttpClient client = client("10")) {
            for (int i = 0; i < 5; i++) {
                get(client);
            }
        }

        Duration taken = Duration.ofNanos(System.nanoTime() - started);
        assertThat(taken).isBetween(Duration.ofMillis(500), Duration.ofSeconds(5));
    }

    private int get(CloseableHttpClient client) throws IOException {
        HttpGet get = new HttpGet(server.baseUrl() + "/admin-api/v1/products?count=250");
        get.setHeader("Bridge-Shop", "sample");
        return client.execute(get, response -> {
            EntityUtils.consume(response.getEntity());
            return response.getCode();
        });
    }

    private CloseableHttpClient client(String requestsPerSecond) {
        BridgeSettings.Futureshop futureshop =
                new BridgeSettings.Futureshop(server.baseUrl(), "shop-key", "client", "secret");
        BridgeSettings.Tiktok tiktok = new BridgeSettings.Tiktok("", "", "", "", "", "", "v2", null, 0, 0, 0);
        BridgeSettings bridge = new BridgeSettings(
                List.of(new BridgeSettings.Shop(
                        "sample", futureshop, tiktok, "down", List.of(), 99999, false, false, Map.of())),
                null,
                null,
                null,
                "http://127.0.0.1",
                null);
        DataSource database = Database.h2().dataSource();
        FutureshopRate rate = new FutureshopRate(
                new FutureshopSettings(new BigDecimal(requestsPerSecond), 250, List.of()),
                JdbcClient.create(database),
                new TransactionTemplate(new DataSourceTransactionManager(database)));
        HttpClientBuilder builder = HttpClientBuilder.create();
        new FutureshopClient(bridge, rate, new FutureshopAnswers(clock), clock).configureHttpClient(builder);
        return builder.build();
    }

    private static final class TokenWorld implements SandboxWorld {

        private final AtomicInteger tokens = new AtomicInteger();
        private final List<SandboxRequest> tokenCalls = new CopyOnWriteArrayList<>();
        private final List<SandboxRequest> calls = new CopyOnWriteArrayList<>();
        private volatile String accepted = "";
        private volatile int tokenStatus = 200;
        private volatile SandboxAnswer answer = SandboxAnswer.json(
                200, JsonNodeFactory.instance.objectNode().set("productList", JsonNodeFactory.instance.arrayNode()));

        @Override
        public SandboxAnswer answer(SandboxRequest request) {
            if (request.path().equals("/oauth/token")) {
                tokenCalls.add(request);
                return SandboxAnswer.json(
                        tokenStatus,
                        JsonNodeFactory.instance
                                .objectNode()
                                .put("access_token", "token-" + tokens.incrementAndGet())
                                .put("expires_in", 3600));
            }
            calls.add(request);
            String given = request.header("Authorization").orElse("");
            boolean known = accepted.isEmpty() || given.equals("Bearer " + accepted);
            return known ? answer : SandboxAnswer.empty(401);
        }

        @Override
        public SandboxAnswer fault(int status, SandboxRequest request) {
            return SandboxAnswer.empty(status);
        }
    }
}
