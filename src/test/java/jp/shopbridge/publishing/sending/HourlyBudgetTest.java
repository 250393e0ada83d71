package jp.shopbridge.publishing.sending;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import jp.shopbridge.publishing.Stage;
import jp.shopbridge.sandbox.FaultRule;
import jp.shopbridge.staging.Listing;
import jp.shopbridge.staging.ListingKey;
import jp.shopbridge.staging.ListingState;
import jp.shopbridge.support.JumpingClock;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A shop that may make few calls an hour, as a development shop, at a TikTok that refuses one more. */
class HourlyBudgetTest {

    private static final int PER_HOUR = 80;

    private final JumpingClock clock = new JumpingClock(Instant.parse("2026-11-25T03:00:05Z"));
    private Stage stage;

    @BeforeEach
    void start() {
        stage = Stage.at(
                clock,
                world -> world.requestsPerHour(PER_HOUR),
                Map.of(
                        "bridge.shops[0].tiktok.requests-per-hour",
                        String.valueOf(PER_HOUR),
                        "publishing.concurrency",
                        "2"));
        stage.authorise();
    }

    @AfterEach
    void stop() {
        stage.close();
    }

    @Test
    void isNeverExceededAndTheRestGoesInTheNextHours() {
        ListingKey first = stage.numbered("HOUR-0");
        stage.select(List.of(first));
        stage.await(first, ListingState.LIVE);
        List<ListingKey> many = new ArrayList<>();
        for (int number = 1; number <= 24; number++) {
            many.add(stage.numbered("HOUR-" + number, number % 4, listing -> listing));
        }
        JsonNode before = stage.done("POST", "publishing/runs?dry-run=true", null);
        stage.select(many);
        JsonNode forecast =
                stage.done("POST", "publishing/runs?dry-run=true", null).path("forecast");
        assertThat(before.path("total").asInt()).isZero();
        assertThat(forecast.path("calls").asInt()).as(forecast.toString()).isGreaterThan(2 * 24);
        assertThat(Instant.parse(forecast.path("lastAt").asText())).isAfter(clock.instant());

        JsonNode hour = awaitSpent();

        assertThat(hour.path("perHour").asInt()).isEqualTo(PER_HOUR);
        assertThat(hour.path("used").asInt()).isLessThanOrEqualTo(PER_HOUR);
        assertThat(Instant.parse(hour.path("lastAt").asText())).isAfter(clock.instant());
        ListingKey waiting = many.stream()
                .filter(key -> stage.listing(key).status().state() == ListingState.WAITING)
                .findFirst()
                .orElseThrow();
        JsonNode queue =
                stage.done("GET", "products/" + waiting.productNo(), null).path("queue");
        assertThat(queue.path("waitsFor").asText()).as(queue.toString()).isEqualTo("hour");
        assertThat(Instant.parse(queue.path("expectedAt").asText())).isAfter(clock.instant());

        // Price and stock have a part of the hour of their own.
        String sku =
                stage.listing(first).effective().document().at("/skus/0/sku_no").asText();
        stage.edit(first, "{\"skus\":{\"" + sku + "\":{\"price\":4321}}}");
        stage.await(first, "has its price", listing -> listing.status().state() == ListingState.LIVE);

        for (int hours = 0; hours < 8 && many.stream().anyMatch(key -> !isLive(key)); hours++) {
            clock.jumpTo(clock.instant().plus(Duration.ofMinutes(63)));
            Awaitility.await("as much as fits is sent")
                    .atMost(Duration.ofSeconds(60))
                    .until(() -> many.stream().allMatch(this::isLive) || isWaitingForTheHour(many));
        }

        assertThat(many).allMatch(this::isLive);
        assertThat(refusals()).isZero();
    }

    @Test
    void findsOutWhatBecameOfALostCallThoughTheHourIsSpent() {
        List<ListingKey> many = new ArrayList<>();
        for (int number = 1; number <= 24; number++) {
            many.add(stage.numbered("LOST-" + number, number % 4, listing -> listing));
        }
        stage.fault(FaultRule.of("done-but-lost")
                .on("POST", "/product/202309/products")
                .times(1));
        stage.select(many);
        awaitSpent();

        Awaitility.await("nobody's fate is open").atMost(Duration.ofSeconds(60)).until(() -> many.stream()
                .noneMatch(key -> stage.listing(key).status().state() == ListingState.UNKNOWN_OUTCOME));
        assertThat(refusals()).isZero();
    }

    private JsonNode awaitSpent() {
        return Awaitility.await("the hour is spent")
                .atMost(Duration.ofSeconds(60))
                .until(
                        () -> stage.done("GET", "status", null).at("/shops/0/hour"),
                        found -> found.path("left").asInt() < PER_HOUR * 3 / 10);
    }

    private boolean isLive(ListingKey key) {
        return stage.listing(key).status().state() == ListingState.LIVE;
    }

    private boolean isWaitingForTheHour(List<ListingKey> many) {
        Instant soon = clock.instant().plusSeconds(5);
        return many.stream()
                .map(key -> stage.listing(key))
                .map(Listing::status)
                .allMatch(status ->
                        status.state() != ListingState.WAITING || status.dueAt().isAfter(soon));
    }

    private double refusals() {
        return stage.bean(MeterRegistry.class).find("bridge.tiktok.answers").tag("code", "36009002").counters().stream()
                .mapToDouble(Counter::count)
                .sum();
    }
}
