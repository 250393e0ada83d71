package jp.shopbridge.review;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.UnaryOperator;
import jp.shopbridge.publishing.Stage;
import jp.shopbridge.sandbox.RequestLog;
import jp.shopbridge.staging.ListingKey;
import jp.shopbridge.staging.ListingState;
import jp.shopbridge.support.JumpingClock;
import jp.shopbridge.tiktok.Signer;
import org.apache.camel.CamelContext;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Many products under review cost few calls, and a webhook wakes its product without waiting for the next round. */
class SweepsTest {

    private static final String SEARCH = "/product/202502/products/search";
    private static final int[] COMPLETE = {0, 3, 8, 15, 16};

    private final JumpingClock clock = new JumpingClock(Instant.parse("2026-11-25T01:00:00Z"));
    private Stage stage;

    @BeforeEach
    void start() {
        // No round of looks comes while the test runs: what happens is asked for here, or by a webhook.
        stage = Stage.at(
                clock,
                world -> world.auditDelay(Duration.ofHours(5)),
                Map.of("review.period", "20m", "review.webhook-period", "100ms", "review.search-from", "5"));
        stage.authorise();
    }

    @AfterEach
    void stop() {
        stage.close();
    }

    @Test
    void asksForManyProductsUnderReviewByOneSearchAndLooksOnlyAtThoseThatAreThrough() {
        List<ListingKey> keys = new ArrayList<>();
        for (int number : COMPLETE) {
            keys.add(stage.sample(number, UnaryOperator.identity()));
        }
        stage.select(keys);
        keys.forEach(key -> stage.await(key, ListingState.IN_REVIEW));
        Reviews reviews = stage.bean(Reviews.class);
        Sweeps sweeps = stage.bean(Sweeps.class);
        clock.jumpTo(Instant.parse("2026-11-25T02:00:00Z"));
        assertThat(sweeps.crowded()).containsExactly(Stage.SHOP);
        stage.tiktok().requests().reset();

        search();

        RequestLog log = stage.tiktok().requests();
        assertThat(log.count("POST", SEARCH)).isEqualTo(1);
        assertThat(log.count(path -> path.startsWith("GET /product/202309/products/")))
                .isZero();
        assertThat(reviews.claim()).isEmpty();

        clock.jumpTo(Instant.parse("2026-11-25T08:00:00Z"));
        awaitAudits(keys);
        search();
        assertThat(reviews.claim()).containsExactlyInAnyOrderElementsOf(keys);
    }

    @Test
    void looksAtAProductAtOnceWhenAWebhookNamesIt() {
        ListingKey key = stage.sample(0, UnaryOperator.identity());
        stage.select(List.of(key));
        stage.await(key, ListingState.IN_REVIEW);
        clock.jumpTo(Instant.parse("2026-11-25T08:00:00Z"));
        awaitAudits(List.of(key));
        String id = Objects.requireNonNull(stage.listing(key).status().remoteProductId());
        byte[] webhook = ("{\"type\":5,\"tts_notification_id\":\"through\",\"shop_id\":\""
                        + stage.at(key).get(0).shopId()
                        + "\",\"data\":{\"product_id\":" + id + ",\"status\":\"PRODUCT_STATUS_CHANGED\"}}")
                .getBytes(StandardCharsets.UTF_8);

        stage.bean(Webhooks.class)
                .receive(webhook, Signer.webhookSignature("sample-app", "sample-app-secret", webhook));

        stage.await(key, ListingState.LIVE);
    }

    private void awaitAudits(List<ListingKey> keys) {
        Awaitility.await("the pretend audits are through").until(() -> keys.stream()
                .allMatch(key -> stage.at(key).get(0).status().equals("ACTIVATE")));
    }

    private void search() {
        stage.bean(CamelContext.class)
                .createFluentProducerTemplate()
                .to("direct:review-search-under-review")
                .withBody(Stage.SHOP)
                .send();
    }
}
