package jp.shopbridge.publishing.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import jp.shopbridge.publishing.Stage;
import jp.shopbridge.staging.ListingKey;
import jp.shopbridge.staging.ListingState;
import jp.shopbridge.support.JumpingClock;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Many workers at once when TikTok's daily listing limit is met. */
class ListingLimitWorkersTest {

    private static final String CREATE = "/product/202309/products";
    private static final Instant EVENING = Instant.parse("2026-11-25T13:00:00Z"); // 22:00 in Japan
    private static final Instant MIDNIGHT = Instant.parse("2026-11-25T15:00:00Z");
    private static final Instant CREATES_GO_ON = Instant.parse("2026-11-25T15:05:00Z");

    private final JumpingClock clock = new JumpingClock(EVENING);
    private Stage stage;

    @BeforeEach
    void start() {
        stage = Stage.at(
                clock,
                world -> world.dailyListings(3),
                Map.of("publishing.concurrency", "8", "publishing.requests-per-second", "10"));
        stage.authorise();
    }

    @AfterEach
    void stop() {
        stage.close();
    }

    /** Eight workers wait for their turn or have their call under way when the limit is met. */
    @Test
    void sendsNoFurtherCreateOnceTiktokHasSaidThatTheLimitIsReached() {
        List<ListingKey> many = stage.stage(14);
        stage.select(many);
        Awaitility.await("the limit is known and every product waits for the next day")
                .atMost(Duration.ofSeconds(90))
                .untilAsserted(() -> assertThat(many)
                        .extracting(key -> stage.listing(key).status())
                        .allMatch(status -> status.state() == ListingState.LIVE
                                || status.state() == ListingState.INCOMPLETE
                                || (status.state() == ListingState.WAITING
                                        && status.dueAt().isAfter(MIDNIGHT))));

        long creates = stage.tiktok().requests().count("POST", CREATE);
        long taken = many.stream().filter(key -> !stage.at(key).isEmpty()).count();
        assertThat(taken).isEqualTo(3);
        assertThat(creates).as("creates that reached TikTok").isBetween(4L, 5L);

        clock.jumpTo(CREATES_GO_ON.plusSeconds(1));
        Awaitility.await("three more on the next day")
                .atMost(Duration.ofSeconds(60))
                .until(() ->
                        many.stream().filter(key -> !stage.at(key).isEmpty()).count() == 6);
    }
}
