package jp.shopbridge.review;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.sql.DataSource;
import jp.shopbridge.publishing.Stage;
import jp.shopbridge.staging.HistoryEntries;
import jp.shopbridge.staging.ListingKey;
import jp.shopbridge.staging.ListingState;
import jp.shopbridge.staging.Pauses;
import jp.shopbridge.support.BridgeWithWorlds;
import jp.shopbridge.support.Database;
import jp.shopbridge.tiktok.Authorizations;
import jp.shopbridge.tiktok.Signer;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/** TikTok's notices on the real wire: at the door, and what becomes of them in any order. */
class WebhookDoorTest {

    private static final String KEY = "sample-app";
    private static final String SECRET = "sample-app-secret";
    private static final int PORT = BridgeWithWorlds.freePort();
    private static Stage stage;

    @BeforeAll
    static void start() {
        stage = Stage.on(
                Database.h2(),
                world -> world,
                Map.of("server.port", Integer.toString(PORT), "review.webhook-period", "100ms"));
        stage.authorise();
    }

    @AfterAll
    static void stop() {
        stage.close();
    }

    @Test
    void answersWith200AndNothingWithinThreeSecondsAndActsAfterwards() throws Exception {
        String body =
                "{ \"type\": 5,\n\t\"tts_notification_id\":\"door-1\", \"data\":{\"product_id\":9007199254740995} }";
        Instant before = Instant.now();
        HttpResponse<String> answer = post(body, signature(body));

        assertThat(Duration.between(before, Instant.now())).isLessThan(Duration.ofSeconds(3));
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).isEmpty();
        // A number beyond what a double can hold keeps its last digit.
        assertThat(stored("door-1", "product_id")).isEqualTo("9007199254740995");
        Awaitility.await().until(() -> outcome("door-1") != null);
    }

    @Test
    void checksTheSignatureOverTheBytesAsTheyCame() throws Exception {
        String body = "{ \"type\": 5, \"tts_notification_id\":\"door-2\" }";
        String squeezed = "{\"type\":5,\"tts_notification_id\":\"door-2\"}";

        assertThat(post(body, signature(squeezed)).statusCode()).isEqualTo(401);
        assertThat(post(body, "Bearer " + signature(body)).statusCode()).isEqualTo(401);
        assertThat(post(body, "").statusCode()).isEqualTo(401);
        assertThat(count("door-2")).isZero();
        assertThat(post(body, signature(body)).statusCode()).isEqualTo(200);
    }

    @Test
    void keepsARepeatedNoticeOnceAndAnswersAsTheFirstTime() throws Exception {
        String body = "{\"type\":5,\"tts_notification_id\":\"door-3\"}";
        for (int i = 0; i < 3; i++) {
            assertThat(post(body, signature(body)).statusCode()).isEqualTo(200);
        }
        assertThat(count("door-3")).isEqualTo(1);
    }

    @Test
    void comesToTheSameEndInWhateverOrderTheNoticesArrive() throws Exception {
        ListingKey key = stage.live(0);
        String id = String.valueOf(stage.listing(key).status().remoteProductId());
        String shop = stage.at(key).get(0).shopId();
        List<String> bodies = new ArrayList<>();
        // Told backwards: the failure of an earlier version arrives after the product has long been live.
        bodies.add(notice(5, "order-1", shop, "\"product_id\":" + id + ",\"status\":\"PRODUCT_FIRST_PASS_REVIEW\""));
        bodies.add(notice(37, "order-2", shop, "\"product_id\":" + id + ",\"audit\":{\"status\":\"FAILED\"}"));
        bodies.add(notice(5, "order-3", shop, "\"product_id\":\"" + id + "\",\"status\":\"PRODUCT_AUDIT_FAILURE\""));
        bodies.add(notice(15, "order-4", shop, "\"product_id\":\"" + id + "\",\"change_source\":\"OPEN_API\""));
        for (String body : bodies) {
            assertThat(post(body, signature(body)).statusCode()).isEqualTo(200);
        }

        for (int number = 1; number <= bodies.size(); number++) {
            String name = "order-" + number;
            Awaitility.await(name).until(() -> outcome(name) != null);
        }
        assertThat(outcome("order-4")).isEqualTo("echo of our own write");
        assertThat(stage.await(key, ListingState.LIVE).status().remoteStatus()).isEqualTo("ACTIVATE");
    }

    @Test
    void tellsThatTiktokMovedTheProductToAnotherCategory() throws Exception {
        ListingKey key = stage.live(3);
        String id = String.valueOf(stage.listing(key).status().remoteProductId());
        String body = notice(
                18,
                "category-1",
                stage.at(key).get(0).shopId(),
                "\"product_id\":" + id + ",\"previous_category_id\":\"1\",\"current_category_id\":\"600611\"");
        assertThat(post(body, signature(body)).statusCode()).isEqualTo(200);

        Awaitility.await().until(() -> outcome("category-1") != null);
        assertThat(stage.bean(HistoryEntries.class).of(key, 20))
                .filteredOn(entry -> entry.kind().equals("category"))
                .singleElement()
                .satisfies(entry -> assertThat(entry.text().ja()).contains("600611"));
    }

    @Test
    void takesTheEndOfAnAuthorizationAsAWarningAndPausesNothing() throws Exception {
        String shop = shopId();
        String body = notice(7, "expires-1", shop, "\"message\":\"soon\",\"expiration_time\":\"1796000000\"");
        assertThat(post(body, signature(body)).statusCode()).isEqualTo(200);

        Awaitility.await().until(() -> outcome("expires-1") != null);
        assertThat(outcome("expires-1")).contains("2026");
        assertThat(stage.bean(Pauses.class).isPaused(Stage.SHOP, "publishing")).isFalse();
    }

    @Test
    void doesNotTakeBackANewConsentBecauseAnOldWithdrawalArrivesLate() throws Exception {
        String late = "{\"type\":6,\"tts_notification_id\":\"late-1\",\"shop_id\":\"" + shopId() + "\",\"timestamp\":"
                + Instant.now().minusSeconds(600).getEpochSecond() + ",\"data\":{\"message\":\"bye\"}}";
        assertThat(post(late, signature(late)).statusCode()).isEqualTo(200);

        Awaitility.await().until(() -> outcome("late-1") != null);
        assertThat(outcome("late-1")).isEqualTo("older than the authorization");
        assertThat(stage.bean(Authorizations.class).view(Stage.SHOP).authorized())
                .isTrue();
    }

    @Test
    void takesNothingAboutAShopWhoseOwnSecretDidNotSign() throws Exception {
        JdbcClient database = JdbcClient.create(stage.bean(DataSource.class));
        database.sql("insert into tiktok_authorization (shop, remote_shop_id, status, version)"
                        + " values ('neighbour', 'neighbour-remote', 'authorized', 0)")
                .update();
        try {
            String body = notice(6, "neighbour-1", "neighbour-remote", "\"x\":1");

            assertThat(post(body, signature(body)).statusCode()).isEqualTo(401);
            assertThat(count("neighbour-1")).isZero();
        } finally {
            database.sql("delete from tiktok_authorization where shop = 'neighbour'")
                    .update();
        }
    }

    @Test
    void actsOnTheOthersWhenOneCannotBeActedOn() throws Exception {
        String broken = notice(18, "broken-1", shopId(), "\"product_id\":{\"nested\":true},\"current_category_id\":[]");
        String good = notice(5, "broken-2", shopId(), "\"product_id\":1");
        for (String body : List.of(broken, good)) {
            assertThat(post(body, signature(body)).statusCode()).isEqualTo(200);
        }
        Awaitility.await().until(() -> outcome("broken-1") != null && outcome("broken-2") != null);
    }

    private static String shopId() {
        return JdbcClient.create(stage.bean(DataSource.class))
                .sql("select remote_shop_id from tiktok_authorization")
                .query(String.class)
                .single();
    }

    private static String notice(int type, String id, String shop, String data) {
        return "{\"type\":" + type + ",\"tts_notification_id\":\"" + id + "\",\"shop_id\":\"" + shop
                + "\",\"timestamp\":" + Instant.now().getEpochSecond() + ",\"data\":{" + data + "}}";
    }

    private static @Nullable String outcome(String id) {
        return stored(id, "outcome");
    }

    private static @Nullable String stored(String id, String column) {
        return JdbcClient.create(stage.bean(DataSource.class))
                .sql("select " + column + " as found from webhook where notification_id = :id")
                .param("id", id)
                .query((row, number) -> Optional.ofNullable(row.getString("found")))
                .single()
                .orElse(null);
    }

    private static int count(String id) {
        return JdbcClient.create(stage.bean(DataSource.class))
                .sql("select count(*) from webhook where notification_id = :id")
                .param("id", id)
                .query(Integer.class)
                .single();
    }

    private static HttpResponse<String> post(String body, String signature) throws IOException, InterruptedException {
        return HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + PORT + "/webhooks/tiktok"))
                                .header("Content-Type", "application/json")
                                .header("Authorization", signature)
                                .POST(HttpRequest.BodyPublishers.ofString(body))
                                .build(),
                        HttpResponse.BodyHandlers.ofString());
    }

    private static String signature(String body) {
        return Signer.webhookSignature(KEY, SECRET, body.getBytes(StandardCharsets.UTF_8));
    }
}
