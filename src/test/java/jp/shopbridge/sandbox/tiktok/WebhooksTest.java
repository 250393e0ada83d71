package jp.shopbridge.sandbox.tiktok;

import static jp.shopbridge.sandbox.tiktok.ApiClient.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import jp.shopbridge.support.SettableClock;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class WebhooksTest {

    private static final Duration LIMIT = Duration.ofSeconds(10);

    private final SettableClock clock = new SettableClock(Instant.parse("2026-11-23T03:00:00Z"));
    private final Listener listener = new Listener();
    private final TikTokWorld world = new TikTokWorld(TikTokSettings.builder()
            .clock(clock)
            .webhooks(listener.url(), Duration.ofSeconds(2), Duration.ofSeconds(4))
            .build());
    private final ApiClient client = new ApiClient(world.baseUrl(), clock);

    @AfterEach
    void stop() {
        world.close();
        listener.server.stop(0);
    }

    @Test
    void aProductsWayToLiveIsAnnouncedAndSigned() {
        String id = client.create(client.tea()).data().path("product_id").asText();
        auditEnds();
        arrived(3);

        assertThat(listener.types()).containsExactly(16, 37, 5);
        JsonNode passed = listener.ofType(5);
        assertThat(passed.path("shop_id").asText()).isEqualTo(ApiClient.SHOP);
        assertThat(passed.path("data").path("status").asText()).isEqualTo("PRODUCT_FIRST_PASS_REVIEW");
        assertThat(passed.path("data").path("product_id").isIntegralNumber()).isTrue();
        assertThat(passed.path("data").path("product_id").asText()).isEqualTo(id);
        assertThat(listener.ofType(37).path("data").path("audit").path("status").asText())
                .isEqualTo("APPROVED");
        for (Received received : listener.received) {
            assertThat(received.authorization)
                    .isEqualTo(RequestSignature.ofWebhook("sandbox-app", "sandbox-app-secret", received.body));
        }
    }

    @Test
    void aFailureSaysWhy() {
        client.create(client.tea().put("title", "審査NG のお茶")).data();
        auditEnds();
        arrived(3);

        JsonNode failed = listener.ofType(5).path("data");
        assertThat(failed.path("status").asText()).isEqualTo("PRODUCT_AUDIT_FAILURE");
        assertThat(failed.path("suspended_reason").asText()).isNotBlank();
    }

    @Test
    void anEditOfALiveProductIsAnnouncedWithItsFieldsAndTheIdAsText() {
        String id = client.create(client.tea()).data().path("product_id").asText();
        auditEnds();
        client.post("/product/202509/products/" + id + "/partial_edit", json("{'title':'新しい名前'}"))
                .data();
        auditEnds();
        arrived(5);

        JsonNode changed = listener.ofType(15).path("data");
        assertThat(changed.path("product_id").isTextual()).isTrue();
        assertThat(changed.path("change_source").asText()).isEqualTo("OPEN_API");
        assertThat(changed.path("changed_fields").get(0).asText()).isEqualTo("title");
    }

    @Test
    void aNewCategoryCancellationAndExpiryAreAnnounced() {
        String id = client.create(client.tea()).data().path("product_id").asText();
        auditEnds();
        ObjectNode body = (ObjectNode) world.product(id).path("live").deepCopy();
        body.put("category_id", "600003").remove("certifications");
        client.put("/product/202509/products/" + id, body).data();
        auditEnds();
        world.revoke(ApiClient.SHOP, 105002);
        client.control("tokens", "{\"expires_soon\":\"" + ApiClient.SHOP + "\"}")
                .body();
        arrived(8);

        assertThat(listener.ofType(18).path("data").path("previous_category_id").asText())
                .isEqualTo("600002");
        assertThat(listener.ofType(6).path("data").path("message").asText()).isNotBlank();
        assertThat(listener.ofType(7).path("data").path("expiration_time").isTextual())
                .isTrue();
    }

    @Test
    void whatIsNotAnsweredIsSentAgainWithTheSameId() {
        world.holdAudits(true);
        listener.status = 503;
        client.create(client.tea()).data();
        attempted(1);
        world.runDue();
        assertThat(listener.received).hasSize(1);

        clock.advance(Duration.ofSeconds(2));
        attempted(2);
        listener.status = 200;
        clock.advance(Duration.ofSeconds(4));
        attempted(3);
        clock.advance(Duration.ofHours(1));
        world.runDue();

        assertThat(listener.received.stream()
                        .map(received ->
                                received.json().path("tts_notification_id").asText())
                        .distinct())
                .hasSize(1);
        JsonNode deliveries =
                client.plain("GET", "/control/webhooks", "").body().path("deliveries");
        assertThat(deliveries).hasSize(3);
        assertThat(deliveries.get(0).path("status").asInt()).isEqualTo(503);
        assertThat(deliveries.get(2).path("status").asInt()).isEqualTo(200);
    }

    @Test
    void notificationsComeTwiceAndInTheOppositeOrderOnRequest() {
        world.holdWebhooks(true, false);
        client.create(client.tea()).data();
        auditEnds();
        assertThat(listener.received).isEmpty();

        world.repeatWebhooks(1);
        world.holdWebhooks(false, true);
        arrived(6);

        assertThat(listener.types()).containsExactly(5, 5, 37, 37, 16, 16);
    }

    @Test
    void anythingCanBeSentThroughTheControlEndpoint() {
        client.control("webhooks/send", "{\"type\":5,\"shop_id\":\"1\",\"data\":{\"product_id\":9007199254740993}}")
                .body();
        arrived(1);

        assertThat(listener.ofType(5).path("data").path("product_id").asText()).isEqualTo("9007199254740993");
    }

    private void auditEnds() {
        clock.advance(Duration.ofSeconds(3));
        world.runDue();
    }

    /** Waits until so many attempts are over and the next one, if any, is scheduled. */
    private void attempted(int count) {
        await().atMost(LIMIT)
                .until(() -> client.plain("GET", "/control/webhooks", "")
                                .body()
                                .path("deliveries")
                                .size()
                        >= count);
    }

    private void arrived(int count) {
        await().atMost(LIMIT).until(() -> listener.received.size() >= count);
    }

    @SuppressWarnings("ArrayRecordComponent") // read as it is, never compared
    private record Received(String authorization, byte[] body) {

        JsonNode json() {
            return Json.sent(body);
        }
    }

    private static final class Listener {

        private final List<Received> received = new CopyOnWriteArrayList<>();
        private final HttpServer server;
        private volatile int status = 200;

        Listener() {
            try {
                server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            } catch (IOException impossible) {
                throw new UncheckedIOException(impossible);
            }
            server.createContext("/", exchange -> {
                byte[] body = exchange.getRequestBody().readAllBytes();
                received.add(new Received(exchange.getRequestHeaders().getFirst("Authorization"), body));
                exchange.sendResponseHeaders(status, -1);
                exchange.close();
            });
            server.start();
        }

        URI url() {
            return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/hook");
        }

        List<Integer> types() {
            return received.stream()
                    .map(each -> each.json().path("type").asInt())
                    .toList();
        }

        JsonNode ofType(int type) {
            return received.stream()
                    .map(Received::json)
                    .filter(json -> json.path("type").asInt() == type)
                    .findFirst()
                    .orElseThrow();
        }
    }
}
