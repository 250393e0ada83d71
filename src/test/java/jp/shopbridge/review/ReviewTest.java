package jp.shopbridge.review;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.UnaryOperator;
import jp.shopbridge.publishing.Stage;
import jp.shopbridge.staging.HistoryEntries;
import jp.shopbridge.staging.ListingKey;
import jp.shopbridge.staging.ListingState;
import jp.shopbridge.staging.Pauses;
import jp.shopbridge.support.Database;
import jp.shopbridge.tiktok.RemoteProduct;
import jp.shopbridge.tiktok.Signer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class ReviewTest {

    private static final String KEY = "sample-app";
    private static final String SECRET = "sample-app-secret";
    private static Stage stage;

    @BeforeAll
    static void start() {
        stage = Stage.on(
                Database.h2(),
                world -> world.auditDelay(Duration.ofMillis(500)),
                Map.of("review.webhook-period", "100ms"));
        stage.authorise();
    }

    @AfterAll
    static void stop() {
        stage.close();
    }

    @Test
    void refusesAWebhookThatIsNotSignedByTiktok() {
        Webhooks webhooks = stage.bean(Webhooks.class);
        byte[] body = bytes("{\"type\":5,\"tts_notification_id\":\"n-1\"}");

        assertThat(webhooks.receive(body, null)).isEqualTo(WebhookOutcome.BAD_SIGNATURE);
        assertThat(webhooks.receive(body, "deadbeef")).isEqualTo(WebhookOutcome.BAD_SIGNATURE);
        assertThat(webhooks.receive(bytes("{\"type\":5}"), signature(body))).isEqualTo(WebhookOutcome.BAD_SIGNATURE);
    }

    @Test
    void storesAWebhookOnceAndDropsRepeats() {
        assertThat(send("{\"type\":5,\"tts_notification_id\":\"n-2\",\"data\":{\"product_id\":1729592969712207008}}"))
                .isEqualTo(WebhookOutcome.STORED);
        assertThat(send("{\"type\":5,\"tts_notification_id\":\"n-2\",\"data\":{\"product_id\":1729592969712207008}}"))
                .isEqualTo(WebhookOutcome.REPEATED);
        assertThat(send("not json")).isEqualTo(WebhookOutcome.UNREADABLE);
    }

    @Test
    void acceptsEveryPublishedShapeWithoutACrash() throws IOException {
        JsonNode vectors;
        try (InputStream in = Objects.requireNonNull(getClass().getResourceAsStream("/tiktok/vectors.json"))) {
            vectors = new ObjectMapper().readTree(in);
        }
        int number = 0;
        for (String shape : List.of("webhook_type_5", "webhook_type_37", "webhook_type_15")) {
            String body = vectors.path("json_shapes")
                    .path(shape)
                    .toString()
                    .replace("7327112393057371910", "shape-" + number++);
            assertThat(send(body)).isEqualTo(WebhookOutcome.STORED);
        }
        Awaitility.await().until(() -> stage.bean(Webhooks.class).waiting().isEmpty());
    }

    @Test
    void looksAtOnceAtAProductThatAWebhookNames() {
        ListingKey key = stage.live(0);
        String id = Objects.requireNonNull(stage.listing(key).status().remoteProductId());
        stage.control(
                "POST",
                "/products/" + id + "/state",
                "{\"state\":\"PLATFORM_DEACTIVATED\",\"reason\":\"画像が規定に違反しています\"}");
        String shop = stage.at(key).get(0).shopId();

        send("{\"type\":5,\"tts_notification_id\":\"down\",\"shop_id\":\"" + shop + "\",\"data\":{\"product_id\":" + id
                + ",\"status\":\"PRODUCT_STATUS_CHANGED\"}}");

        stage.await(key, ListingState.REJECTED);
    }

    @Test
    void noticesAPriceChangedInSellerCenter() {
        ListingKey key = stage.live(1);
        String id = Objects.requireNonNull(stage.listing(key).status().remoteProductId());
        String skuId = Objects.requireNonNull(stage.listing(key).skus().get(0).remoteSkuId());
        stage.control("POST", "/products/" + id + "/seller-center", "{\"prices\":{\"" + skuId + "\":\"77\"}}");
        String shop = stage.at(key).get(0).shopId();

        send("{\"type\":15,\"tts_notification_id\":\"drift\",\"shop_id\":\"" + shop + "\",\"data\":{\"product_id\":\""
                + id + "\",\"change_source\":\"SELLER_CENTER\",\"changed_fields\":[\"price\"]}}");

        stage.await(key, "shows drift", listing -> listing.status().drift());
        assertThat(stage.listing(key).status().state()).isEqualTo(ListingState.LIVE);
        JsonNode drifted =
                stage.done("GET", "products/" + key.productNo(), null).path("drifted");
        assertThat(drifted).hasSize(1);
        assertThat(drifted.at("/0/field").asText()).isEqualTo("price");
        assertThat(drifted.at("/0/skuNo").asText())
                .isEqualTo(stage.listing(key).skus().get(0).skuNo());
        assertThat(drifted.at("/0/shown").asText()).isEqualTo("77");
        assertThat(drifted.at("/0/sent").asText()).isNotEqualTo("77").matches("\\d+");
        assertThat(stage.bean(HistoryEntries.class).of(key, 20))
                .anySatisfy(entry -> assertThat(entry.text().ja())
                        .contains("価格", "「" + drifted.at("/0/sent").asText() + "」", "「77」"));
    }

    @Test
    void keepsTiktoksReasonBesideOurs() {
        ListingKey key = stage.sample(2, UnaryOperator.identity());
        stage.edit(key, "{\"title\":\"医師推奨のTシャツ\"}");
        stage.select(List.of(key));
        stage.await(key, ListingState.REJECTED);

        assertThat(stage.bean(HistoryEntries.class).of(key, 20))
                .filteredOn(entry -> entry.kind().equals("audit"))
                .anySatisfy(entry -> assertThat(String.valueOf(entry.detail()))
                        .contains("\"rule\":\"HEALTH_CLAIM\"", "\"remedy\":", "\"original\":"));
        JsonNode reason = reviewReasons(key).path(0);
        assertThat(reason.path("field").asText()).isEqualTo("description");
        assertThat(reason.path("rule").asText()).isEqualTo("HEALTH_CLAIM");
        assertThat(reason.path("text").path("ja").asText()).isNotEmpty();
        assertThat(reason.path("remedy").path("ja").asText()).isNotEmpty();
        assertThat(reason.path("original").asText()).isNotEmpty();

        stage.edit(key, "{\"title\":\"綿のTシャツ\"}");
        stage.await(key, ListingState.LIVE);
        assertThat(reviewReasons(key)).isEmpty();
    }

    private static JsonNode reviewReasons(ListingKey key) {
        return stage.done("GET", "products/" + key.productNo(), null).path("reviewReasons");
    }

    @Test
    void pausesTheShopWhenTheSellerWithdrawsTheAuthorization() {
        ListingKey key = stage.live(3);
        send("{\"type\":6,\"tts_notification_id\":\"gone\",\"shop_id\":\""
                + stage.at(key).get(0).shopId() + "\",\"data\":{\"message\":\"bye\"}}");
        Awaitility.await().until(() -> stage.bean(Pauses.class).isPaused(Stage.SHOP, "publishing"));

        stage.authorise();
        assertThat(stage.bean(Pauses.class).isPaused(Stage.SHOP, "publishing")).isFalse();
    }

    @Test
    void turnsUnknownReasonsIntoAFindingThatKeepsThem() {
        List<AuditFinding> findings = AuditReasons.packed()
                .of(List.of(
                        new RemoteProduct.Finding("product", List.of("Something entirely new"), List.of("Do this")),
                        new RemoteProduct.Finding("main_image", List.of("Blurry"), List.of())));

        assertThat(findings).extracting(AuditFinding::rule).containsExactly("OTHER", "IMAGE");
        assertThat(findings.get(0).original()).isEqualTo("Something entirely new");
        assertThat(findings.get(0).suggestions()).containsExactly("Do this");
    }

    private static WebhookOutcome send(String body) {
        return stage.bean(Webhooks.class).receive(bytes(body), signature(bytes(body)));
    }

    private static String signature(byte[] body) {
        return Signer.webhookSignature(KEY, SECRET, body);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
