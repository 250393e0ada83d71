package jp.shopbridge.publishing.check;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import jp.shopbridge.publishing.Stage;
import jp.shopbridge.staging.ListingKey;
import jp.shopbridge.staging.ListingState;
import jp.shopbridge.staging.Pauses;
import jp.shopbridge.support.JumpingClock;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** TikTok's daily listing limit, from the evening on which it is reached to the morning after. */
class ListingLimitTest {

    private static final String CREATE = "/product/202309/products";
    private static final Instant EVENING = Instant.parse("2026-11-25T13:00:00Z"); // 22:00 in Japan
    private static final Instant MIDNIGHT = Instant.parse("2026-11-25T15:00:00Z");
    private static final Instant CREATES_GO_ON = Instant.parse("2026-11-25T15:05:00Z");

    private final JumpingClock clock = new JumpingClock(EVENING);
    private Stage stage;

    @BeforeEach
    void start() {
        stage = Stage.at(clock, world -> world.dailyListings(2), Map.of());
        stage.authorise();
    }

    @AfterEach
    void stop() {
        stage.close();
    }

    @Test
    void keepsNewProductsUntilTheNextDayInJapanWhileEditsPricesAndStopsGoOn() {
        ListingKey edited = stage.live(18);
        ListingKey stopped = stage.live(3);
        ListingKey fresh = stage.sample(19, UnaryOperator.identity());
        stage.select(List.of(fresh));
        stage.await(fresh, "waits for the next day", listing -> listing.status()
                .dueAt()
                .isAfter(MIDNIGHT));
        JsonNode queue =
                stage.done("GET", "products/" + fresh.productNo(), null).path("queue");
        assertThat(queue.path("waitsFor").asText()).isEqualToIgnoringCase("listing-limit");
        assertThat(Instant.parse(queue.path("expectedAt").asText()))
                .isBetween(CREATES_GO_ON.minusSeconds(1), CREATES_GO_ON.plusSeconds(2));
        long creates = stage.tiktok().requests().count("POST", CREATE);

        stage.edit(edited, "{\"title\":\"上限でも直せる商品\",\"skus\":{\"" + firstSku(edited) + "\":{\"price\":4321}}}");
        stage.done("POST", "products/" + stopped.productNo() + "/deactivate", null);
        stage.await(
                edited,
                "shows title and price",
                listing -> stage.at(edited).get(0).title().equals("上限でも直せる商品"));
        String remoteId = stage.at(edited).get(0).id();
        assertThat(stage.control("GET", "/products/" + remoteId, null)
                        .at("/live/skus/0/price/amount")
                        .asText())
                .isEqualTo("4321");
        assertThat(stage.at(stopped).get(0).status()).isEqualTo("SELLER_DEACTIVATED");

        clock.jumpTo(MIDNIGHT.minusSeconds(60));
        Awaitility.await("nothing new before midnight")
                .during(Duration.ofSeconds(1))
                .atMost(Duration.ofSeconds(10))
                .untilAsserted(() -> assertThat(stage.tiktok().requests().count("POST", CREATE))
                        .isEqualTo(creates));
        assertThat(stage.listing(fresh).status().state()).isEqualTo(ListingState.WAITING);
        assertThat(stage.bean(Pauses.class).all()).isEmpty();

        clock.jumpTo(CREATES_GO_ON.plusSeconds(1));
        stage.await(fresh, ListingState.LIVE);
        assertThat(stage.at(fresh)).hasSize(1);
    }

    private String firstSku(ListingKey key) {
        return stage.listing(key).effective().document().at("/skus/0/sku_no").asText();
    }
}
