package jp.shopbridge.review;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.UnaryOperator;
import jp.shopbridge.publishing.Stage;
import jp.shopbridge.staging.ListingKey;
import jp.shopbridge.staging.ListingState;
import jp.shopbridge.support.JumpingClock;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/** How often TikTok Shop is asked about a product while no webhook tells anything. */
class LooksTest {

    private static final Duration LONGEST = Duration.ofMinutes(30);
    private static final Duration RECHECK = Duration.ofHours(6);
    private static final Duration SLACK = Duration.ofSeconds(20);

    private final JumpingClock clock = new JumpingClock(Instant.parse("2026-11-25T01:00:00Z"));
    private Stage stage;

    @BeforeEach
    void start() {
        stage = Stage.at(
                clock,
                world -> world.auditDelay(Duration.ofHours(5)),
                Map.of("review.period", "1s", "review.recheck", "6h"));
        stage.authorise();
    }

    @AfterEach
    void stop() {
        stage.close();
    }

    @Test
    void looksMoreRarelyTheLongerAReviewTakesAndSlowlyOnceItIsThrough() {
        Instant begun = clock.instant();
        ListingKey key = stage.sample(3, UnaryOperator.identity());
        stage.select(List.of(key));
        stage.await(key, ListingState.IN_REVIEW);

        assertThat(waitAfterALookAt(key, begun.plus(Duration.ofMinutes(1))))
                .isBetween(Duration.ofSeconds(10), Duration.ofSeconds(16));
        assertThat(waitAfterALookAt(key, begun.plus(Duration.ofMinutes(40))))
                .isBetween(Duration.ofMinutes(9), Duration.ofMinutes(11));
        assertThat(waitAfterALookAt(key, begun.plus(Duration.ofHours(4)))).isBetween(LONGEST, LONGEST.plus(SLACK));
        assertThat(stage.listing(key).status().state()).isEqualTo(ListingState.IN_REVIEW);

        assertThat(waitAfterALookAt(key, begun.plus(Duration.ofHours(6)))).isBetween(RECHECK, RECHECK.plus(SLACK));
        assertThat(stage.listing(key).status().state()).isEqualTo(ListingState.LIVE);
        long looks = looks(key);
        Awaitility.await("it is left alone while it is live")
                .during(Duration.ofSeconds(1))
                .atMost(Duration.ofSeconds(10))
                .until(() -> looks(key) == looks);
        assertThat(waitAfterALookAt(key, begun.plus(Duration.ofHours(13)))).isBetween(RECHECK, RECHECK.plus(SLACK));
    }

    /** How long the next look is away once one was made at this time. */
    private Duration waitAfterALookAt(ListingKey key, Instant at) {
        long before = looks(key);
        clock.jumpTo(at);
        Awaitility.await("a look at " + at)
                .atMost(Duration.ofSeconds(20))
                .until(() -> looks(key) > before && nextLook(key).isAfter(at));
        return Duration.between(at, nextLook(key));
    }

    private Instant nextLook(ListingKey key) {
        return stage.bean(JdbcClient.class)
                .sql("select review_due_at from listing where product_no = :productNo")
                .param("productNo", key.productNo())
                .query(OffsetDateTime.class)
                .single()
                .toInstant();
    }

    private long looks(ListingKey key) {
        String id = Objects.requireNonNull(stage.listing(key).status().remoteProductId());
        return stage.tiktok().requests().count("GET", "/product/202309/products/" + id);
    }
}
