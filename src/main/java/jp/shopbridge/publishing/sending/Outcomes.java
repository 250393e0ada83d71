package jp.shopbridge.publishing.sending;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import jp.shopbridge.Instance;
import jp.shopbridge.failure.Failure;
import jp.shopbridge.failure.MappingFailure;
import jp.shopbridge.failure.Messages;
import jp.shopbridge.failure.MisconfiguredFailure;
import jp.shopbridge.failure.RefusedFailure;
import jp.shopbridge.failure.ThrottledFailure;
import jp.shopbridge.failure.TransientFailure;
import jp.shopbridge.failure.UnknownOutcomeFailure;
import jp.shopbridge.publishing.check.DayLimits;
import jp.shopbridge.publishing.knowledge.SetUp;
import jp.shopbridge.publishing.knowledge.ShopKnowledge;
import jp.shopbridge.publishing.ledger.Attempt;
import jp.shopbridge.publishing.ledger.Attempts;
import jp.shopbridge.publishing.ledger.Reports;
import jp.shopbridge.publishing.pictures.Images;
import jp.shopbridge.publishing.pictures.Pictures;
import jp.shopbridge.staging.ListingChange;
import jp.shopbridge.staging.ListingClaims;
import jp.shopbridge.staging.ListingEvent;
import jp.shopbridge.staging.ListingKey;
import jp.shopbridge.staging.ListingQueries;
import jp.shopbridge.staging.ListingState;
import jp.shopbridge.staging.ListingStatus;
import jp.shopbridge.tiktok.TiktokAnswers;
import org.apache.camel.ExchangeException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** What becomes of a listing whose run failed: waits, retries, parks, pauses the shop, or hands over to the resolver. */
@Component
public class Outcomes {

    private static final Logger LOG = LoggerFactory.getLogger(Outcomes.class);
    private static final String STAGE = "publishing";
    private static final Duration FIRST_QUESTION = Duration.ofSeconds(2);
    private static final Duration BREAKER_WAIT = Duration.ofSeconds(15);

    private final ListingQueries listings;
    private final ListingClaims claims;
    private final Attempts attempts;
    private final Reports reports;
    private final Images images;
    private final ShopKnowledge knowledge;
    private final ShopOutcomes shops;
    private final Parking parking;
    private final SendingSettings settings;
    private final Instance instance;
    private final Clock clock;

    Outcomes(
            ListingQueries listings,
            ListingClaims claims,
            Attempts attempts,
            Reports reports,
            Images images,
            ShopKnowledge knowledge,
            ShopOutcomes shops,
            Parking parking,
            SendingSettings settings,
            Instance instance,
            Clock clock) {
        this.listings = listings;
        this.claims = claims;
        this.attempts = attempts;
        this.reports = reports;
        this.images = images;
        this.knowledge = knowledge;
        this.shops = shops;
        this.parking = parking;
        this.settings = settings;
        this.instance = instance;
        this.clock = clock;
    }

    /** How far a listing came before something failed; what was not reached is null. */
    private record Run(
            ListingKey key,
            @Nullable Job job,
            @Nullable Attempt attempt,
            @Nullable Pictures pictures,
            String routeId) {}

    /**
     * A passing fault: the listing is tried again later, longer each time, and parked in the end.
     *
     * @param job the listing as its run began; null when it did not begin
     * @param attempt the call that was under way; null when none was
     */
    public void passing(
            ListingKey key,
            @Nullable Job job,
            @Nullable Attempt attempt,
            String routeId,
            @ExchangeException TransientFailure failure) {
        passing(new Run(key, job, attempt, null, routeId), failure);
    }

    /** There was not enough memory: no bug of ours and no fault of the listing's, so it is tried again later. */
    public void noMemory(
            ListingKey key, @Nullable Job job, @Nullable Attempt attempt, String routeId, Throwable thrown) {
        passing(
                new Run(key, job, attempt, null, routeId),
                new TransientFailure(
                        "OUT_OF_MEMORY", Messages.sentence("OUT_OF_MEMORY.there-not-enough-memory-send"), thrown));
    }

    /** The answer to a call was lost: the resolver asks TikTok. Without a call under way it is tried again later. */
    public void lost(
            ListingKey key,
            @Nullable Job job,
            @Nullable Attempt attempt,
            String routeId,
            @ExchangeException UnknownOutcomeFailure failure) {
        if (attempt == null) {
            passing(new Run(key, job, null, null, routeId), failure);
        } else {
            lost(key, attempt);
        }
    }

    /** TikTok asked us to wait: the listing is due when it said. */
    public void throttled(ListingKey key, @Nullable Attempt attempt, @ExchangeException ThrottledFailure failure) {
        if (isTakenFurther(key, attempt)) {
            return;
        }
        boolean limited = TiktokAnswers.stopsNewProducts(failure);
        if (limited) {
            // Before anything else, because the other workers ask for it right before their own call.
            shops.limited(key.shop(), failure);
        }
        notDone(attempt, null);
        Instant due = clock.instant().plus(failure.waitFor());
        ListingChange change = ListingChange.by(STAGE, "waiting").dueAt(due);
        if (limited || DayLimits.isOfTheDay(failure) || Images.isAboutOne(failure)) {
            change = change.history(failure.sentence(), null);
        }
        reports.report(key, change);
    }

    /** Too many calls before had failed, so that this one was not made: the listing waits a moment. */
    public void breakerOpen(ListingKey key, @Nullable Attempt attempt) {
        if (isTakenFurther(key, attempt)) {
            return;
        }
        notDone(attempt, null);
        reports.report(
                key, ListingChange.by(STAGE, "waiting").dueAt(clock.instant().plus(BREAKER_WAIT)));
    }

    /** Something an operator or the merchant has to set right: the shop pauses, and no listing is blamed. */
    public void misconfigured(
            ListingKey key, @Nullable Attempt attempt, @ExchangeException MisconfiguredFailure failure) {
        if (isTakenFurther(key, attempt)) {
            return;
        }
        notDone(attempt, null);
        if (failure.code().equals(SetUp.RESTRICTED)) {
            // Asked for again with the next try, so that the end of it is seen.
            knowledge.forgetWarehouses(key.shop());
        }
        shops.pause(key.shop(), failure);
        claims.release(key, instance.name());
    }

    /**
     * TikTok, or a check of ours, said no: what follows depends on what was refused.
     *
     * @param pictures what TikTok had of its pictures; null before they were brought
     */
    public void refused(
            ListingKey key,
            @Nullable Job job,
            @Nullable Attempt attempt,
            @Nullable Pictures pictures,
            String routeId,
            @ExchangeException RefusedFailure failure) {
        if (!isTakenFurther(key, attempt)) {
            refused(
                    new Run(key, job, attempt, pictures, routeId),
                    RefusedParts.withRemedy(job == null ? null : job.listing(), failure));
        }
    }

    /** The listing ended the program each time it was worked on: it is parked. */
    void crashed(ListingKey key, String routeId, RefusedFailure failure) {
        refused(key, null, null, null, routeId, failure);
    }

    /** A mapping could not make what is sent: the listing is parked for the integrator. */
    public void unmappable(
            ListingKey key,
            @Nullable Job job,
            @Nullable Attempt attempt,
            String routeId,
            @ExchangeException MappingFailure failure) {
        if (!isTakenFurther(key, attempt)) {
            notDone(attempt, null);
            park(new Run(key, job, attempt, null, routeId), failure, failure);
        }
    }

    /** What nobody foresaw: the listing is parked with the trace. */
    public void unexpected(
            ListingKey key, @Nullable Job job, @Nullable Attempt attempt, String routeId, Throwable thrown) {
        if (!isTakenFurther(key, attempt)) {
            notDone(attempt, null);
            park(new Run(key, job, attempt, null, routeId), thrown, null);
        }
    }

    private boolean isTakenFurther(ListingKey key, @Nullable Attempt attempt) {
        if (attempt != null || !hasMoved(key)) {
            return false;
        }
        LOG.info("{} was taken further by another instance; this one's failure does not count.", key);
        claims.release(key, instance.name());
        return true;
    }

    private boolean hasMoved(ListingKey key) {
        return listings.status(key)
                .filter(status -> status.state() == ListingState.IN_REVIEW
                        || status.state() == ListingState.LIVE
                        || status.state() == ListingState.UNKNOWN_OUTCOME)
                .isPresent();
    }

    private void lost(ListingKey key, Attempt attempt) {
        attempts.unknown(attempt, clock.instant().plus(FIRST_QUESTION));
        reports.answerLost(key);
    }

    private void refused(Run run, RefusedFailure failure) {
        ListingKey key = run.key();
        Attempt attempt = run.attempt();
        switch (failure.code()) {
            case TiktokAnswers.NO_WAREHOUSE -> {
                notDone(attempt, failure.remoteCode());
                knowledge.forgetWarehouses(key.shop());
                reports.report(
                        key,
                        ListingChange.by(STAGE, "no-warehouse")
                                .event(ListingEvent.NO_WAREHOUSE_FOUND)
                                .reason(failure.code(), failure.sentence())
                                .history(failure.sentence(), null));
            }
            case TiktokAnswers.IMAGE_GONE -> {
                notDone(attempt, failure.remoteCode());
                if (run.pictures() != null) {
                    images.forget(key.shop(), run.pictures());
                }
                retry(run, failure, Duration.ofSeconds(1));
            }
            case TiktokAnswers.EXTERNAL_ID_TAKEN -> {
                // TikTok has a product of ours that the search did not show yet: the resolver finds it.
                if (attempt == null) {
                    park(run, failure, failure);
                } else {
                    lost(key, attempt);
                }
            }
            default -> {
                if (SetUp.isTask(failure.code())) {
                    // The shop's set-up is at fault, not this listing: no dead letter, and it comes back by itself.
                    reports.report(
                            key,
                            ListingChange.by(STAGE, "refused")
                                    .event(ListingEvent.REFUSED)
                                    .reason(failure.code(), failure.sentence())
                                    .history(failure.sentence(), null));
                    return;
                }
                if (attempt != null) {
                    attempts.finish(attempt, Attempt.Outcome.REFUSED, failure.remoteCode(), null, null);
                }
                park(run, failure, failure);
            }
        }
    }

    private void passing(Run run, Failure failure) {
        if (isTakenFurther(run.key(), run.attempt())) {
            return;
        }
        notDone(run.attempt(), null);
        retry(run, failure, settings.retryAfter(failedBefore(run.key())));
    }

    private int failedBefore(ListingKey key) {
        return listings.status(key).map(ListingStatus::attempts).orElse(0);
    }

    private void retry(Run run, Failure failure, Duration wait) {
        ListingKey key = run.key();
        if (failedBefore(key) + 1 >= settings.retries()) {
            park(run, failure, failure);
            return;
        }
        reports.report(
                key,
                ListingChange.by(STAGE, "retry")
                        .failed()
                        .dueAt(clock.instant().plus(wait))
                        .history(failure.sentence(), null));
    }

    private void park(Run run, Throwable thrown, @Nullable Failure failure) {
        parking.park(run.key(), run.job(), run.routeId(), thrown, failure);
    }

    private void notDone(@Nullable Attempt attempt, @Nullable String remoteCode) {
        if (attempt != null) {
            attempts.finish(attempt, Attempt.Outcome.NOT_DONE, remoteCode, null, null);
        }
    }
}
