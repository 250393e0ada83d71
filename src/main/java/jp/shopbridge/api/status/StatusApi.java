package jp.shopbridge.api.status;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;
import jp.shopbridge.api.Answer;
import jp.shopbridge.api.ApiRequest;
import jp.shopbridge.api.authorization.AuthorizationState;
import jp.shopbridge.api.intake.IntakeApi;
import jp.shopbridge.api.pauses.PauseItem;
import jp.shopbridge.deadletter.DeadLetterQuery;
import jp.shopbridge.deadletter.DeadLetters;
import jp.shopbridge.failure.Sentence;
import jp.shopbridge.intake.IntakeProgress;
import jp.shopbridge.intake.IntakeRuns;
import jp.shopbridge.mapping.Mappings;
import jp.shopbridge.publishing.check.DayLimits;
import jp.shopbridge.publishing.check.ListingLimit;
import jp.shopbridge.publishing.foresee.Queue;
import jp.shopbridge.publishing.ledger.Attempts;
import jp.shopbridge.route.RouteWatch;
import jp.shopbridge.staging.ListingQueries;
import jp.shopbridge.staging.ListingState;
import jp.shopbridge.staging.Pauses;
import jp.shopbridge.staging.StateCount;
import jp.shopbridge.tiktok.Authorizations;
import jp.shopbridge.tiktok.HourlyCalls;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/** 概況: one truthful line for each shop, and what stands behind it. */
@Component
public class StatusApi {

    private static final ZoneId JAPAN = ZoneId.of("Asia/Tokyo");

    private final ListingQueries listings;
    private final IntakeRuns intake;
    private final IntakeApi intakeApi;
    private final DeadLetters deadLetters;
    private final Pauses pauses;
    private final Authorizations authorizations;
    private final ListingLimit listingLimit;
    private final Attempts attempts;
    private final DayLimits dayLimits;
    private final Queue queue;
    private final Duration intakePeriod;
    private final Mappings mappings;
    private final RouteWatch routes;
    private final Clock clock;

    StatusApi(
            ListingQueries listings,
            IntakeRuns intake,
            IntakeApi intakeApi,
            DeadLetters deadLetters,
            Pauses pauses,
            Authorizations authorizations,
            ListingLimit listingLimit,
            Attempts attempts,
            DayLimits dayLimits,
            Queue queue,
            @Value("${intake.period}") Duration intakePeriod,
            Mappings mappings,
            RouteWatch routes,
            Clock clock) {
        this.listings = listings;
        this.intake = intake;
        this.intakeApi = intakeApi;
        this.deadLetters = deadLetters;
        this.pauses = pauses;
        this.authorizations = authorizations;
        this.listingLimit = listingLimit;
        this.attempts = attempts;
        this.dayLimits = dayLimits;
        this.queue = queue;
        this.intakePeriod = intakePeriod;
        this.mappings = mappings;
        this.routes = routes;
        this.clock = clock;
    }

    /** How every shop stands that who asks may see, or the one that is named. */
    public Answer show(ApiRequest request) {
        List<String> shops = request.query("shop") == null ? request.shops() : List.of(request.shop());
        return Answer.ok(new BridgeStatus(
                clock.instant(),
                shops.stream().map(this::of).toList(),
                routes.complaints().stream().map(BridgeStatus.RouteFile::of).toList()));
    }

    private ShopStatus of(String shop) {
        List<StateCount> counts = listings.counts(shop);
        long selected = selected(counts, state -> true);
        long stopped = counts.stream()
                .filter(count -> count.state() == ListingState.LIVE)
                .mapToLong(StateCount::stoppedSelected)
                .sum();
        long live = selected(counts, state -> state == ListingState.LIVE) - stopped;
        long waiting = selected(counts, state -> state == ListingState.WAITING);
        long inReview = selected(counts, state -> state == ListingState.IN_REVIEW);
        long refused = selected(counts, ListingState::needsAttention);
        long unknown = selected(counts, state -> state == ListingState.UNKNOWN_OUTCOME);
        long excluded = selected(counts, state -> state == ListingState.EXCLUDED);
        Optional<ListingLimit.Hold> hold = listingLimit.hold(shop).or(() -> dayLimits.hold(shop));
        return new ShopStatus(
                shop,
                counts.stream().mapToLong(StateCount::all).sum(),
                selected,
                live,
                stopped,
                waiting,
                inReview,
                refused,
                unknown,
                excluded,
                Sentence.of(
                        "対象 " + selected + " = 成功 " + live + (stopped > 0 ? " + 販売停止中 " + stopped : "") + " + 待ち "
                                + waiting + " + 審査中 " + inReview + " + 要対応 " + refused + " + 不明 " + unknown
                                + (excluded > 0 ? " + 除外 " + excluded : ""),
                        selected + " selected = " + live + " live + " + (stopped > 0 ? stopped + " off sale + " : "")
                                + waiting + " waiting + " + inReview + " in review + " + refused
                                + " to attend to + " + unknown + " unknown"
                                + (excluded > 0 ? " + " + excluded + " left out" : "")),
                states(counts),
                intake(shop),
                deadLetters
                        .search(new DeadLetterQuery(shop, DeadLetterQuery.OPEN, null, null, null, List.of(), 0, 1))
                        .total(),
                pauses.all().stream()
                        .filter(pause -> pause.shop().equals(shop))
                        .map(PauseItem::of)
                        .toList(),
                quota(shop),
                hold.map(ListingLimit.Hold::until).orElse(null),
                hold.map(ListingLimit.Hold::reason).orElse(null),
                hour(shop, waiting),
                AuthorizationState.of(authorizations.view(shop)),
                mappings.inForce().version());
    }

    private ShopStatus.@Nullable Hour hour(String shop, long waiting) {
        HourlyCalls.Standing hour = queue.hour(shop);
        return hour == null
                ? null
                : new ShopStatus.Hour(
                        hour.perHour(),
                        hour.used(),
                        hour.ordinaryLeft(),
                        hour.goesOnAt().isAfter(clock.instant()) ? hour.goesOnAt() : null,
                        waiting == 0 ? null : queue.lastOf(shop, 0, waiting, 0, 0));
    }

    private ShopStatus.Quota quota(String shop) {
        Instant midnight =
                clock.instant().atZone(JAPAN).toLocalDate().atStartOfDay(JAPAN).toInstant();
        Attempts.Sent sent = attempts.sentSince(shop, midnight);
        return new ShopStatus.Quota(sent.products(), sent.created());
    }

    private ShopStatus.Intake intake(String shop) {
        IntakeProgress progress = intake.progress(shop);
        Instant complete = progress.completeUntil();
        return new ShopStatus.Intake(
                intake.latest(shop).map(intakeApi::item).orElse(null),
                complete,
                complete == null
                        ? null
                        : Math.max(
                                0, Duration.between(complete, clock.instant()).toSeconds()),
                intake.lastScheduled(shop).map(last -> last.plus(intakePeriod)).orElse(null),
                progress.fullScanAt());
    }

    private static List<ShopStatus.State> states(List<StateCount> counts) {
        return Stream.of(ListingState.values())
                .map(state -> counts.stream()
                        .filter(count -> count.state() == state)
                        .findFirst()
                        .orElse(StateCount.none(state)))
                .map(count -> new ShopStatus.State(
                        count.state().id(),
                        count.state().ja(),
                        count.all(),
                        count.selected(),
                        count.stopped(),
                        count.stoppedSelected()))
                .toList();
    }

    private static long selected(List<StateCount> counts, Predicate<ListingState> of) {
        return counts.stream()
                .filter(count -> of.test(count.state()))
                .mapToLong(StateCount::selected)
                .sum();
    }
}
