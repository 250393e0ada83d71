package jp.shopbridge.publishing;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import jp.shopbridge.Instance;
import jp.shopbridge.deadletter.DeadLetters;
import jp.shopbridge.failure.DatabaseAway;
import jp.shopbridge.failure.Failure;
import jp.shopbridge.failure.MisconfiguredFailure;
import jp.shopbridge.failure.RefusedFailure;
import jp.shopbridge.failure.Sentence;
import jp.shopbridge.failure.ThrottledFailure;
import jp.shopbridge.failure.TransientFailure;
import jp.shopbridge.failure.UnknownOutcomeFailure;
import jp.shopbridge.publishing.ledger.Attempt;
import jp.shopbridge.publishing.ledger.Attempts;
import jp.shopbridge.publishing.ledger.Reports;
import jp.shopbridge.staging.Listing;
import jp.shopbridge.staging.ListingChange;
import jp.shopbridge.staging.ListingEvent;
import jp.shopbridge.staging.ListingKey;
import jp.shopbridge.staging.ListingState;
import jp.shopbridge.staging.ListingStatus;
import jp.shopbridge.staging.Listings;
import jp.shopbridge.staging.Pauses;
import jp.shopbridge.tiktok.Authorizations;
import jp.shopbridge.tiktok.TiktokAnswers;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** What becomes of a listing whose passage failed: waits, retries, parks, pauses the shop, or hands over to the resolver. */
@Component
public class Outcomes {

    private static final Logger LOG = LoggerFactory.getLogger(Outcomes.class);
    private static final String STAGE = "publishing";
    private static final Duration FIRST_QUESTION = Duration.ofSeconds(2);
    private static final Duration BREAKER_WAIT = Duration.ofSeconds(15);

    private final Listings listings;
    private final Attempts attempts;
    private final Reports reports;
    private final Images images;
    private final ShopFacts facts;
    private final ListingLimit listingLimit;
    private final Pauses pauses;
    private final DeadLetters deadLetters;
    private final PublishingSettings settings;
    private final Instance instance;
    private final Clock clock;

    Outcomes(
            Listings listings,
            Attempts attempts,
            Reports reports,
            Images images,
            ShopFacts facts,
            ListingLimit listingLimit,
            Pauses pauses,
            DeadLetters deadLetters,
            PublishingSettings settings,
            Instance instance,
            Clock clock) {
        this.listings = listings;
        this.attempts = attempts;
        this.reports = reports;
        this.images = images;
        this.facts = facts;
        this.listingLimit = listingLimit;
        this.pauses = pauses;
        this.deadLetters = deadLetters;
        this.settings = settings;
        this.instance = instance;
        this.clock = clock;
    }

    /**
     * Decides on a failure.
     *
     * @param publication how far it came; null when it did not begin
     */
    public void failed(ListingKey key, @Nullable Publication publication, String routeId, Throwable thrown) {
        Failure failure = isLackOfMemory(thrown) ? noMemory(thrown) : Failure.in(thrown);
        if (failure == null && DatabaseAway.causes(thrown)) {
            LOG.warn(
                    "{} stays where it stands, because the database could not be reached; it is taken up again when its claim"
                            + " has run out. Look at the database and its disk.",
                    key,
                    thrown);
            return;
        }
        if (attempt(publication) == null && hasMoved(key)) {
            LOG.info("{} was taken further by another instance; this one's failure does not count.", key);
            listings.release(key, instance.name());
            return;
        }
        if (failure instanceof UnknownOutcomeFailure && attempt(publication) != null) {
            lost(key, attempt(publication));
        } else if (failure instanceof ThrottledFailure throttled) {
            throttled(key, publication, throttled);
        } else if (failure instanceof MisconfiguredFailure misconfigured) {
            misconfigured(key, publication, misconfigured);
        } else if (failure instanceof RefusedFailure refused) {
            refused(key, publication, routeId, refused);
        } else if (failure instanceof TransientFailure || failure instanceof UnknownOutcomeFailure) {
            passing(key, publication, routeId, failure);
        } else if (isBreakerOpen(thrown)) {
            notDone(publication, null);
            reports.report(
                    key,
                    ListingChange.by(STAGE, "waiting").dueAt(clock.instant().plus(BREAKER_WAIT)));
        } else {
            notDone(publication, null);
            park(key, publication, routeId, failure == null ? thrown : failure, failure);
        }
    }

    /** A look at a shop that failed: a fault somebody has to remedy pauses it, anything else waits for the next look. */
    public void shopFailed(String shop, Throwable thrown) {
        Failure failure = Failure.in(thrown);
        if (failure instanceof MisconfiguredFailure misconfigured) {
            pause(shop, misconfigured);
        } else if (failure == null) {
            LOG.error("A look at the shop {} failed unexpectedly; it is taken again.", shop, thrown);
        } else {
            LOG.warn(
                    "A look at the shop {} failed and is taken again: {}",
                    shop,
                    failure.sentence().en());
        }
    }

    private boolean hasMoved(ListingKey key) {
        return listings.status(key)
                .filter(status -> status.state() == ListingState.IN_REVIEW
                        || status.state() == ListingState.LIVE
                        || status.state() == ListingState.UNKNOWN_OUTCOME)
                .isPresent();
    }

    private void lost(ListingKey key, @Nullable Attempt attempt) {
        if (attempt != null) {
            attempts.unknown(attempt, clock.instant().plus(FIRST_QUESTION));
        }
        reports.answerLost(key);
    }

    private void throttled(ListingKey key, @Nullable Publication publication, ThrottledFailure failure) {
        boolean limited = failure.code().equals(TiktokAnswers.LISTING_LIMIT);
        if (limited) {
            // Before anything else, because the other workers ask for it right before their own call.
            listingLimit.reached(key.shop(), failure.waitFor());
        }
        notDone(publication, null);
        Instant due = clock.instant().plus(failure.waitFor());
        ListingChange change = ListingChange.by(STAGE, "waiting").dueAt(due);
        if (limited) {
            change = change.history(failure.sentence(), null);
        }
        reports.report(key, change);
    }

    /** Remembers a shop's listing limit that another than a listing's own passage met. */
    void limited(String shop, ThrottledFailure failure) {
        listingLimit.reached(shop, failure.waitFor());
    }

    private void misconfigured(ListingKey key, @Nullable Publication publication, MisconfiguredFailure failure) {
        notDone(publication, null);
        pause(key.shop(), failure);
        listings.release(key, instance.name());
    }

    /** Pauses publishing of a shop; only consent ends a withdrawn authorization, everything else is tried again later. */
    void pause(String shop, MisconfiguredFailure failure) {
        boolean consent =
                failure.code().equals(Authorizations.REVOKED) || failure.code().equals("TIKTOK_NOT_AUTHORIZED");
        boolean wasGoing = pauses.pause(
                shop,
                STAGE,
                consent ? Authorizations.REVOKED : failure.code(),
                failure.sentence(),
                STAGE,
                consent ? null : clock.instant().plus(settings.pauseFor()));
        if (wasGoing) {
            LOG.error(
                    "Publishing of {} pauses: {} {}",
                    shop,
                    failure.code(),
                    failure.sentence().en());
        }
    }

    private void refused(ListingKey key, @Nullable Publication publication, String routeId, RefusedFailure failure) {
        Attempt attempt = attempt(publication);
        switch (failure.code()) {
            case TiktokAnswers.NO_WAREHOUSE -> {
                notDone(publication, failure.remoteCode());
                facts.forget(key.shop(), ShopFacts.WAREHOUSES);
                reports.report(
                        key,
                        ListingChange.by(STAGE, "no-warehouse")
                                .event(ListingEvent.NO_WAREHOUSE_FOUND)
                                .reason(failure.code(), failure.sentence())
                                .history(failure.sentence(), null));
            }
            case TiktokAnswers.IMAGE_GONE -> {
                notDone(publication, failure.remoteCode());
                if (publication != null) {
                    images.forget(publication);
                }
                retry(key, publication, routeId, failure, Duration.ofSeconds(1));
            }
            case TiktokAnswers.EXTERNAL_ID_TAKEN -> {
                // TikTok has a product of ours that the search did not show yet: the resolver finds it.
                if (attempt == null) {
                    park(key, publication, routeId, failure, failure);
                } else {
                    lost(key, attempt);
                }
            }
            default -> {
                if (Prerequisite.isCode(failure.code())) {
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
                park(key, publication, routeId, failure, failure);
            }
        }
    }

    private void passing(ListingKey key, @Nullable Publication publication, String routeId, Failure failure) {
        notDone(publication, null);
        int before = listings.status(key).map(status -> status.attempts()).orElse(0);
        retry(key, publication, routeId, failure, settings.retryAfter(before));
    }

    private void retry(
            ListingKey key, @Nullable Publication publication, String routeId, Failure failure, Duration wait) {
        int before = listings.status(key).map(status -> status.attempts()).orElse(0);
        if (before + 1 >= settings.retries()) {
            park(key, publication, routeId, failure, failure);
            return;
        }
        reports.report(
                key,
                ListingChange.by(STAGE, "retry")
                        .failed()
                        .dueAt(clock.instant().plus(wait))
                        .history(failure.sentence(), null));
    }

    private void park(
            ListingKey key,
            @Nullable Publication publication,
            String routeId,
            Throwable thrown,
            @Nullable Failure failure) {
        Listing listing = listings.find(key).orElse(null);
        String code = failure == null ? "UNEXPECTED" : failure.code();
        Sentence sentence = failure == null
                ? Sentence.of(
                        "予期しないエラーのため、TikTok Shopに送信できませんでした。運用担当者に連絡してください。",
                        "It could not be sent because of an unexpected error: tell the operator.")
                : failure.sentence();
        if (publication != null && listing != null && !isOfContent(publication, listing.status())) {
            overtaken(key, sentence);
            return;
        }
        deadLetters.park(
                key.shop(),
                key.productNo(),
                STAGE,
                routeId,
                thrown,
                listing == null ? null : listing.snapshot(),
                listing == null ? null : listing.status().mappingVersion());
        ListingChange change = ListingChange.by(STAGE, "refused")
                .event(ListingEvent.REFUSED)
                .reason(code, sentence)
                .failed()
                .history(sentence, null);
        if (publication == null || !publication.hasListing()) {
            reports.report(key, change);
        } else if (!reports.reportOf(key, publication.listing().status().contentHash(), change)) {
            deadLetters.resolved(key.shop(), key.productNo(), STAGE);
            overtaken(key, sentence);
        }
    }

    private static boolean isOfContent(Publication publication, ListingStatus now) {
        return !publication.hasListing()
                || now.contentHash().equals(publication.listing().status().contentHash());
    }

    /** What failed was the content of before a correction: it stands in the history, and the correction has its own turn. */
    private void overtaken(ListingKey key, Sentence sentence) {
        reports.report(
                key,
                ListingChange.by(STAGE, "waiting")
                        .dueAt(clock.instant())
                        .history(
                                Sentence.of(
                                        "修正前の内容は送信できませんでした（" + sentence.ja() + "）。修正後の内容を送信します。",
                                        "What it was before the correction could not be sent (" + sentence.en()
                                                + "); the corrected listing is sent."),
                                null));
    }

    private void notDone(@Nullable Publication publication, @Nullable String remoteCode) {
        Attempt attempt = attempt(publication);
        if (attempt != null) {
            attempts.finish(attempt, Attempt.Outcome.NOT_DONE, remoteCode, null, null);
        }
    }

    private static @Nullable Attempt attempt(@Nullable Publication publication) {
        return publication == null ? null : publication.attempt;
    }

    /** No bug of ours and no fault of the listing's: others took the memory, and later there may be enough. */
    private static boolean isLackOfMemory(Throwable thrown) {
        for (Throwable at = thrown; at != null; at = at.getCause()) {
            if (at instanceof OutOfMemoryError) {
                return true;
            }
        }
        return false;
    }

    private static TransientFailure noMemory(Throwable thrown) {
        return new TransientFailure(
                "OUT_OF_MEMORY",
                Sentence.of(
                        "メモリが足りないため、今は送信できませんでした。自動的に再試行します。続く場合は運用担当者に連絡してください。",
                        "There was not enough memory to send it now; it is tried again. Tell the operator if it stays so."),
                thrown);
    }

    /** Whether the call was not made because too many before it had failed; it is made later. */
    static boolean isBreakerOpen(Throwable thrown) {
        for (Throwable at = thrown; at != null; at = at.getCause()) {
            if (at.getClass().getSimpleName().equals("CallNotPermittedException")) {
                return true;
            }
        }
        return false;
    }
}
