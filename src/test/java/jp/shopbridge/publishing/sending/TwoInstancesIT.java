package jp.shopbridge.publishing.sending;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import jp.shopbridge.publishing.Stage;
import jp.shopbridge.sandbox.FaultRule;
import jp.shopbridge.sandbox.tiktok.TikTokWorld;
import jp.shopbridge.staging.ListingKey;
import jp.shopbridge.staging.ListingState;
import jp.shopbridge.support.Database;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Two instances over one database, with claims so short that both work on the same listings all the time. */
class TwoInstancesIT {

    private static final String CREATE = "/product/202309/products";
    private Stage stage;

    @BeforeEach
    void start() {
        stage = Stage.on(
                Database.postgres(),
                world -> world.indexLag(Duration.ofMillis(300)).latency(Duration.ofMillis(30)),
                Map.of("publishing.claim", "300ms", "publishing.answer-timeout", "5s"));
        stage.addInstance();
        stage.authorise();
    }

    @AfterEach
    void stop() {
        stage.close();
    }

    @Test
    void neverDoubleAListing() {
        publish(30);
    }

    @Test
    void neverDoubleAListingWhenAnswersAreLost() {
        stage.fault(FaultRule.of("done-but-lost").on("POST", CREATE).withProbability(0.3, 7));
        stage.fault(FaultRule.of("drop").on("POST", CREATE).withProbability(0.2, 8));
        stage.fault(FaultRule.of("status-503").withProbability(0.05, 9));
        publish(20);
    }

    @Test
    @Tag("storm")
    void neverDoubleAListingInAThousandRounds() {
        stage.fault(FaultRule.of("done-but-lost").on("POST", CREATE).withProbability(0.1, 7));
        publish(1000);
    }

    private void publish(int count) {
        List<ListingKey> keys = new ArrayList<>();
        for (int number = 0; number < count; number++) {
            keys.add(stage.numbered("ROUND-" + number));
        }
        stage.select(keys);
        Awaitility.await("all are live")
                .atMost(Duration.ofSeconds(60 + count / 2))
                .pollInterval(Duration.ofMillis(300))
                .untilAsserted(() -> assertThat(states(keys)).containsOnlyKeys(ListingState.LIVE));

        Map<String, Integer> listed = new HashMap<>();
        for (TikTokWorld.Listed product : stage.tiktok().products()) {
            listed.merge(product.externalId(), 1, Integer::sum);
        }
        assertThat(listed).hasSize(count).allSatisfy((productNo, times) -> assertThat(times)
                .as(productNo)
                .isEqualTo(1));
    }

    private Map<ListingState, Integer> states(List<ListingKey> keys) {
        Map<ListingState, Integer> states = new HashMap<>();
        keys.forEach(key -> states.merge(stage.listing(key).status().state(), 1, Integer::sum));
        return states;
    }
}
