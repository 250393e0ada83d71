package jp.shopbridge.publishing.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import jp.shopbridge.publishing.Stage;
import jp.shopbridge.staging.ListingKey;
import jp.shopbridge.staging.ListingState;
import jp.shopbridge.staging.ListingStatus;
import jp.shopbridge.support.JumpingClock;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The settings may hold a shop to so many new products and so many reviewed edits a day. */
class DayLimitsTest {

    private static final Instant NEXT_DAY = Instant.parse("2026-11-25T15:00:00Z");

    private final JumpingClock clock = new JumpingClock(Instant.parse("2026-11-25T13:00:00Z"));
    private Stage stage;

    @BeforeEach
    void start() {
        stage = Stage.at(
                clock,
                world -> world,
                Map.of(
                        "bridge.shops[0].tiktok.listings-per-day", "4",
                        "bridge.shops[0].tiktok.relistings-per-day", "2",
                        "publishing.concurrency", "8"));
        stage.authorise();
    }

    @AfterEach
    void stop() {
        stage.close();
    }

    @Test
    void letsSoManyNewProductsAndEditsThroughADayWhileValuesGoOn() {
        List<ListingKey> many = new ArrayList<>();
        for (int number = 0; number < 7; number++) {
            many.add(stage.numbered("DAY-" + number));
        }
        stage.select(many);
        awaitSettled(many);

        List<ListingKey> live = many.stream().filter(this::isLive).toList();
        assertThat(live).hasSize(4);
        assertThat(stage.tiktok().requests().count("POST", "/product/202309/products"))
                .isEqualTo(4);
        assertThat(stage.done("GET", "status", null)
                        .at("/shops/0/listingLimitReason/ja")
                        .asText())
                .contains("1日の新規出品数（4件）");

        live.forEach(key -> stage.edit(key, "{\"title\":\"今日直した商品 " + key.productNo() + "\"}"));
        awaitSettled(live);
        assertThat(edits()).isEqualTo(2);
        ListingKey waiting =
                live.stream().filter(key -> !isLive(key)).findFirst().orElseThrow();
        assertThat(stage.done("GET", "products/" + waiting.productNo() + "/history", null)
                        .toString())
                .contains("1日の更新数（2件）");
        String sku = stage.listing(waiting)
                .effective()
                .document()
                .at("/skus/0/sku_no")
                .asText();
        stage.edit(waiting, "{\"skus\":{\"" + sku + "\":{\"price\":3210}}}");
        Awaitility.await("the price goes out all the same")
                .atMost(Duration.ofSeconds(30))
                .until(() -> stage.tiktok().requests().count(path -> path.endsWith("/prices/update")) == 1);
        assertThat(edits()).isEqualTo(2);

        clock.jumpTo(NEXT_DAY.plus(Duration.ofMinutes(10)));
        Awaitility.await("everything is through").atMost(Duration.ofSeconds(60)).until(() -> many.stream()
                .allMatch(this::isLive));
        assertThat(edits()).isEqualTo(4);
    }

    private void awaitSettled(List<ListingKey> keys) {
        Awaitility.await("each is through or waits for the next day")
                .atMost(Duration.ofSeconds(60))
                .untilAsserted(() -> assertThat(keys)
                        .extracting(key -> stage.listing(key).status())
                        .allMatch(DayLimitsTest::isSettled));
    }

    private static boolean isSettled(ListingStatus status) {
        return status.state() == ListingState.LIVE
                || (status.state() == ListingState.WAITING && status.dueAt().isAfter(NEXT_DAY));
    }

    private boolean isLive(ListingKey key) {
        return stage.listing(key).status().state() == ListingState.LIVE;
    }

    private long edits() {
        return stage.tiktok().requests().count(path -> path.endsWith("/partial_edit"))
                + stage.tiktok().requests().count(path -> path.startsWith("PUT /product/"));
    }
}
