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
import jp.shopbridge.publishing.check.DayLimits;
import jp.shopbridge.publishing.check.ListingLimit;
import jp.shopbridge.publishing.sending.SendingSettings;
import jp.shopbridge.staging.ListingQueries;
import jp.shopbridge.staging.ListingState;
import jp.shopbridge.staging.ListingStatus;
import jp.shopbridge.staging.Pause;
import jp.shopbridge.staging.Pauses;
import jp.shopbridge.staging.QueuePositions;
import jp.shopbridge.tiktok.HourlyCalls;
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
    private final HourlyCalls hours;
    private final SendingSettings sending;
    private final DayLimits days;
    private final JdbcClient jdbc;
    private final Clock clock;

    Queue(
            ListingQueries listings,
            QueuePositions positions,
            ListingLimit limit,
            Pauses pauses,
            TiktokRate rate,
            HourlyCalls hours,
            SendingSettings sending,
            DayLimits days,
            JdbcClient jdbc,
            Clock clock) {
        this.listings = listings;
        this.positions = positions;
        this.limit = limit;
        this.pauses = pauses;
        this.rate = rate;
        this.hours = hours;
        this.sending = sending;
        this.days = days;
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
        /** The calls of an hour that the shop may make. */
        HOUR,
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
        Instant limited = limited(shop);
        Instant relisted = days.relistings(shop).isSpent() ? days.startOfDayIn(1) : null;
        HourlyCalls.Standing hour = hour(shop);
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
                            : place(
                                    status,
                                    stands.ahead(),
                                    speed,
                                    now,
                                    pause.orElse(null),
                                    status.remoteProductId() == null ? limited : stands.values() ? null : relisted,
                                    stands.values() ? null : hour));
        }
        return places;
    }

    private static Place place(
            ListingStatus status,
            int ahead,
            double perSecond,
            Instant now,
            @Nullable Pause pause,
            @Nullable Instant limited,
            HourlyCalls.@Nullable Standing hour) {
        Duration turn = Duration.ofMillis((long) (1000 * ahead / perSecond));
        if (pause != null) {
            Instant until = pause.until();
            return new Place(ahead, until == null ? null : rounded(until.plus(turn)), Cause.PAUSE);
        }
        if (limited != null) {
            return new Place(ahead, rounded(limited.plus(turn)), Cause.LISTING_LIMIT);
        }
        Instant start = now.plus(turn);
        if (hour != null) {
            int calls = (int) ((ahead + 1) * CALLS_PER_LISTING);
            Instant inHour = hour.lastOf(calls);
            // What never failed and waits until later was told to wait for the hour.
            boolean told = status.dueAt().isAfter(start) && status.attempts() == 0 && status.stateCode() == null;
            if (hour.goesOnAt().isAfter(now) || hour.ordinaryLeft() < calls || told) {
                return new Place(ahead, rounded(inHour.isAfter(status.dueAt()) ? inHour : status.dueAt()), Cause.HOUR);
            }
        }
        return status.dueAt().isAfter(start)
                ? new Place(ahead, rounded(status.dueAt()), Cause.RETRY)
                : new Place(ahead, rounded(start), Cause.TURN);
    }

    /**
     * When the last of these will probably be sent, if nothing else comes between and nothing pauses.
     *
     * @param calls what sending them takes
     * @param others how many listings go before them of which nobody has looked what they take
     * @param created how many of them are new products
     * @param edited how many of them are edits that TikTok reviews
     */
    public Instant lastOf(String shop, int calls, long others, int created, int edited) {
        Instant now = clock.instant();
        double all = calls + others * CALLS_PER_LISTING;
        Instant last = now.plusMillis((long) (1000 * all / Math.max(0.01, rate.perSecond(shop, false))));
        HourlyCalls.Standing hour = hour(shop);
        if (hour != null) {
            last = later(last, hour.lastOf((int) Math.min(Integer.MAX_VALUE, Math.ceil(all))));
        }
        int more = Math.max(
                days.listings(shop).daysFor(created), days.relistings(shop).daysFor(edited));
        if (more > 0) {
            last = later(last, days.startOfDayIn(more));
        }
        Instant limited = limited(shop);
        return rounded(limited != null && created > 0 ? later(last, limited) : last);
    }

    /** How the shop's calls of an hour stand; null where it has no budget of them. */
    public HourlyCalls.@Nullable Standing hour(String shop) {
        return hours.standing(shop, sending.callsToBegin());
    }

    /** Until when new products wait; null when they do not. */
    private @Nullable Instant limited(String shop) {
        return limit.hold(shop)
                .or(() -> days.hold(shop))
                .map(ListingLimit.Hold::until)
                .orElse(null);
    }

    private static Instant later(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
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
