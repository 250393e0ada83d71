package jp.shopbridge.publishing.sending;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.UnaryOperator;
import jp.shopbridge.failure.Sentence;
import jp.shopbridge.publishing.Stage;
import jp.shopbridge.publishing.ledger.Attempts;
import jp.shopbridge.staging.ListingKey;
import jp.shopbridge.staging.ListingState;
import jp.shopbridge.staging.Pauses;
import jp.shopbridge.support.JumpingClock;
import jp.shopbridge.tiktok.TiktokOperation;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What no webhook and no answer tells is found out by itself, at a rhythm that asks TikTok Shop for little. */
class BackstopTest {

    private static final Instant MORNING = Instant.parse("2026-11-25T00:00:00Z");

    private final JumpingClock clock = new JumpingClock(MORNING);
    private Stage stage;

    @BeforeEach
    void start() {
        stage = Stage.at(
                clock,
                world -> world,
                Map.of(
                        "review.period",
                        "1s",
                        "review.recheck",
                        "6h",
                        "review.longest",
                        "30m",
                        "publishing.free-claims",
                        "200ms"));
        stage.authorise();
    }

    @AfterEach
    void stop() {
        stage.close();
    }

    @Test
    void looksAtALiveProductEverySixHoursAndSeesWhatSellerCenterChanged() {
        ListingKey key = stage.live(1);
        String id = remoteId(key);
        String skuId = Objects.requireNonNull(stage.listing(key).skus().get(0).remoteSkuId());
        stage.control("POST", "/products/" + id + "/seller-center", "{\"prices\":{\"" + skuId + "\":\"77\"}}");
        Instant seen = Objects.requireNonNull(stage.listing(key).status().remoteReadAt());

        clock.jumpTo(seen.plus(Duration.ofHours(6).minusMinutes(1)));
        looksStayAt(id, looks(id));
        assertThat(stage.listing(key).status().drift()).isFalse();

        clock.jumpTo(seen.plus(Duration.ofHours(6).plusSeconds(1)));
        stage.await(key, "shows drift", listing -> listing.status().drift());
        assertThat(stage.listing(key).status().state()).isEqualTo(ListingState.LIVE);
    }

    @Test
    void looksTheRarerAtAReviewTheLongerItTakes() {
        stage.control("POST", "/audits", "{\"held\":true}");
        ListingKey key = stage.sample(2, UnaryOperator.identity());
        stage.select(List.of(key));
        stage.await(key, ListingState.IN_REVIEW);
        String id = remoteId(key);
        Instant sent = Objects.requireNonNull(stage.listing(key).status().publishedAt());

        clock.jumpTo(sent.plus(Duration.ofMinutes(20)));
        long first = awaitLook(id, 0);
        clock.jumpTo(sent.plus(Duration.ofMinutes(24)));
        looksStayAt(id, first);
        clock.jumpTo(sent.plus(Duration.ofMinutes(26)));
        awaitLook(id, first);

        clock.jumpTo(sent.plus(Duration.ofHours(5)));
        long late = awaitLook(id, first + 1);
        clock.jumpTo(sent.plus(Duration.ofHours(5)).plus(Duration.ofMinutes(28)));
        looksStayAt(id, late);
        stage.control("POST", "/audits", "{\"held\":false}");
        clock.jumpTo(sent.plus(Duration.ofHours(5)).plus(Duration.ofMinutes(32)));
        stage.await(key, ListingState.LIVE);
    }

    @Test
    void sendsAPriceAgainWhoseProcessWasKilledBeforeItReadTheAnswer() {
        ListingKey key = stage.live(3);
        String id = remoteId(key);
        String skuNo =
                stage.listing(key).effective().document().at("/skus/0/sku_no").asText();
        String skuId = Objects.requireNonNull(stage.listing(key).skus().get(0).remoteSkuId());
        Pauses pauses = stage.bean(Pauses.class);
        pauses.pause(Stage.SHOP, "publishing", Pauses.BY_A_PERSON, Sentence.of("準備", "prepare"), "operator", null);
        stage.edit(key, "{\"skus\":{\"" + skuNo + "\":{\"price\":4321}}}");
        // What a killed process leaves: TikTok took the price, the ledger has no end, and the listing is reserved.
        stage.control("POST", "/products/" + id + "/seller-center", "{\"prices\":{\"" + skuId + "\":\"4321\"}}");
        stage.bean(Attempts.class)
                .start(
                        key,
                        TiktokOperation.PRICE,
                        "a-key-of-the-killed",
                        "{}".getBytes(StandardCharsets.UTF_8),
                        stage.listing(key).status().contentHash(),
                        stage.listing(key).status().generation());
        stage.bean(JdbcClient.class)
                .sql("update listing set claimed_by = 'killed', claimed_until = :until where product_no = :productNo")
                .param("until", clock.instant().plus(Duration.ofHours(1)).atOffset(ZoneOffset.UTC))
                .param("productNo", key.productNo())
                .update();

        pauses.resume(Stage.SHOP, "publishing");

        stage.await(key, ListingState.LIVE);
        assertThat(stage.tiktok().requests().count("POST", "/product/202309/products/" + id + "/prices/update"))
                .isEqualTo(1);
        assertThat(stage.control("GET", "/products/" + id, null)
                        .at("/live/skus/0/price/amount")
                        .asText())
                .isEqualTo("4321");
        assertThat(stage.at(key)).hasSize(1);
        assertThat(stage.listing(key).status().publishedHash())
                .isEqualTo(stage.listing(key).status().contentHash());
    }

    private String remoteId(ListingKey key) {
        return Objects.requireNonNull(stage.listing(key).status().remoteProductId());
    }

    private long looks(String id) {
        return stage.tiktok().requests().count("GET", "/product/202309/products/" + id);
    }

    private long awaitLook(String id, long before) {
        Awaitility.await("a look").atMost(Duration.ofSeconds(20)).until(() -> looks(id) > before);
        return looks(id);
    }

    private void looksStayAt(String id, long count) {
        Awaitility.await("no look")
                .during(Duration.ofMillis(1500))
                .atMost(Duration.ofSeconds(10))
                .untilAsserted(() -> assertThat(looks(id)).isEqualTo(count));
    }
}
