package jp.shopbridge.publishing.foresee;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import jp.shopbridge.Sql;
import jp.shopbridge.publishing.check.ListingLimit;
import jp.shopbridge.staging.ListingQueries;
import jp.shopbridge.staging.ListingState;
import jp.shopbridge.staging.ListingStatus;
import jp.shopbridge.staging.Pause;
import jp.shopbridge.staging.Pauses;
import jp.shopbridge.staging.QueuePositions;
import jp.shopbridge.tiktok.TiktokRate;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Tells of waiting listings when they will probably be sent, and what they wait for. */
@Component
public class Queue {

    private static final Duration LOOKED_BACK = Duration.ofMinutes(15);
    private static final int ENOUGH = 20;
    // Until enough was sent to tell: pictures, the product itself, and what goes wrong now and then.
    private static final double CALLS_PER_LISTING = 6;
    private static final double CALLS_PER_VALUES = 1.5;

    private final ListingQueries listings;
    private final QueuePositions positions;
    private final ListingLimit limit;
    private final Pauses pauses;
    private final TiktokRate rate;
    private final JdbcClient jdbc;
    private final Clock clock;

    Queue(
            ListingQueries listings,
            QueuePositions positions,
            ListingLimit limit,
            Pauses pauses,
            TiktokRate rate,
            JdbcClient jdbc,
            Clock clock) {
        this.listings = listings;
        this.positions = positions;
        this.limit = limit;
        this.pauses = pauses;
        this.rate = rate;
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** What a waiting listing waits for. */
    public enum Cause {
        /** Its turn. */
        TURN,
        /** The time of its next try. */
        RETRY,
        /** The end of the day's listing limit of TikTok. */
        LISTING_LIMIT,
        /** The end of a pause of publishing. */
        PAUSE,
        /** The end of the intake run that altered it, because the run is judged as a whole. */
        INTAKE
    }

    /**
     * The outlook of one listing.
     *
     * @param ahead listings to be sent before it
     * @param expectedAt when it will probably be sent, to the second; null when nobody can tell (a pause without end)
     */
    public record Place(int ahead, @Nullable Instant expectedAt, Cause waitsFor) {}

    /** The outlooks of those that wait and are selected, by product number. */
    public Map<String, Place> places(String shop, Collection<ListingStatus> statuses) {
        List<ListingStatus> waiting = statuses.stream()
                .filter(status ->
                        status.state() == ListingState.WAITING && status.selected() && !status.isHeldAsDraft())
                .toList();
        if (waiting.isEmpty()) {
            return Map.of();
        }
        Instant now = clock.instant();
        Optional<Pause> pause = pauses.all().stream()
                .filter(each -> each.shop().equals(shop) && each.stage().equals("publishing"))
                .findFirst();
        Instant limited = limit.until(shop).orElse(null);
        double perSecond = perSecond(shop, now);
        double valuesPerSecond = Math.max(0.01, rate.perSecond(shop, false) / CALLS_PER_VALUES);
        Map<String, QueuePositions.Position> position = positions.of(shop, waiting);
        Set<String> held = listings.held(
                shop, waiting.stream().map(status -> status.key().productNo()).toList());
        Map<String, Place> places = new HashMap<>();
        for (ListingStatus status : waiting) {
            String productNo = status.key().productNo();
            QueuePositions.Position stands = Objects.requireNonNull(position.get(productNo));
            double speed = stands.values() ? valuesPerSecond : perSecond;
            places.put(
                    productNo,
                    pause.isEmpty() && held.contains(productNo)
                            ? new Place(stands.ahead(), null, Cause.INTAKE)
                            : place(status, stands.ahead(), speed, now, pause.orElse(null), limited));
        }
        return places;
    }

    private static Place place(
            ListingStatus status,
            int ahead,
            double perSecond,
            Instant now,
            @Nullable Pause pause,
            @Nullable Instant limited) {
        Duration turn = Duration.ofMillis((long) (1000 * ahead / perSecond));
        if (pause != null) {
            Instant until = pause.until();
            return new Place(ahead, until == null ? null : rounded(until.plus(turn)), Cause.PAUSE);
        }
        if (limited != null && status.remoteProductId() == null) {
            return new Place(ahead, rounded(limited.plus(turn)), Cause.LISTING_LIMIT);
        }
        Instant start = now.plus(turn);
        return status.dueAt().isAfter(start)
                ? new Place(ahead, rounded(status.dueAt()), Cause.RETRY)
                : new Place(ahead, rounded(start), Cause.TURN);
    }

    private double perSecond(String shop, Instant now) {
        int ended = jdbc.sql(Sql.named("publishing-attempts-ended"))
                .param("shop", shop)
                .param("since", now.minus(LOOKED_BACK).atOffset(ZoneOffset.UTC))
                .query(Integer.class)
                .single();
        double possible = Math.max(0.01, rate.perSecond(shop, false) / CALLS_PER_LISTING);
        return ended < ENOUGH ? possible : Math.max(possible, (double) ended / LOOKED_BACK.toSeconds());
    }

    private static Instant rounded(Instant instant) {
        return instant.truncatedTo(ChronoUnit.SECONDS);
    }
}
