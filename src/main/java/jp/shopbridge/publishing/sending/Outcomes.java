package jp.shopbridge.publishing.sending;

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
import jp.shopbridge.publishing.PublishingSettings;
import jp.shopbridge.publishing.knowledge.SetUp;
import jp.shopbridge.publishing.knowledge.ShopKnowledge;
import jp.shopbridge.publishing.ledger.Attempt;
import jp.shopbridge.publishing.ledger.Attempts;
import jp.shopbridge.publishing.ledger.Reports;
import jp.shopbridge.publishing.pictures.Images;
import jp.shopbridge.publishing.pictures.Pictures;
import jp.shopbridge.staging.Listing;
import jp.shopbridge.staging.ListingChange;
import jp.shopbridge.staging.ListingClaims;
import jp.shopbridge.staging.ListingEvent;
import jp.shopbridge.staging.ListingKey;
import jp.shopbridge.staging.ListingQueries;
import jp.shopbridge.staging.ListingState;
import jp.shopbridge.staging.ListingStatus;
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

    private final ListingQueries listings;
    private final ListingClaims claims;
    private final Attempts attempts;
    private final Reports reports;
    private final Images images;
    private final ShopKnowledge knowledge;
    private final ShopOutcomes shops;
    private final DeadLetters deadLetters;
    private final PublishingSettings settings;
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
            DeadLetters deadLetters,
            PublishingSettings settings,
            Instance instance,
            Clock clock) {
        this.listings = listings;
        this.claims = claims;
        this.attempts = attempts;
        this.reports = reports;
        this.images = images;
        this.knowledge = knowledge;
        this.shops = shops;
        this.deadLetters = deadLetters;
        this.settings = settings;
        this.instance = instance;
        this.clock = clock;
    }

    /**
     * Decides on a failure.
     *
     * @param job the listing as its passage began; null when it did not begin
     * @param attempt the call that was under way; null when none was
     * @param pictures what TikTok had of its pictures; null before they were brought
     */
    public void failed(
            ListingKey key,
            @Nullable Job job,
            @Nullable Attempt attempt,
            @Nullable Pictures pictures,
            String routeId,
            Throwable thrown) {
        failed(new Passage(key, job, attempt, pictures, routeId), thrown);
    }

    /** How far a listing came before something failed. */
    private record Passage(
            ListingKey key, @Nullable Job job, @Nullable Attempt attempt, @Nullable Pictures pictures, String routeId) {

        /** Whether the listing still says what this passage sends; so it does when it did not begin. */
        boolean isOfContent(ListingStatus now) {
            return job == null || now.contentHash().equals(job.contentHash());
        }
    }

    private void failed(Passage passage, Throwable thrown) {
        ListingKey key = passage.key();
        Failure failure = isLackOfMemory(thrown) ? noMemory(thrown) : Failure.in(thrown);
        if (failure == null && DatabaseAway.causes(thrown)) {
            LOG.warn(
                    "{} stays where it stands, because the database could not be reached; it is taken up again when its claim"
                            + " has run out. Look at the database and its disk.",
                    key,
                    thrown);
            return;
        }
        if (passage.attempt() == null && hasMoved(key)) {
            LOG.info("{} was taken further by another instance; this one's failure does not count.", key);
            claims.release(key, instance.name());
            return;
        }
        if (failure instanceof UnknownOutcomeFailure && passage.attempt() != null) {
            lost(key, passage.attempt());
        } else if (failure instanceof ThrottledFailure throttled) {
            throttled(passage, throttled);
        } else if (failure instanceof MisconfiguredFailure misconfigured) {
            misconfigured(passage, misconfigured);
        } else if (failure instanceof RefusedFailure refused) {
            refused(passage, refused);
        } else if (failure instanceof TransientFailure || failure instanceof UnknownOutcomeFailure) {
            passing(passage, failure);
        } else if (isBreakerOpen(thrown)) {
            notDone(passage, null);
            reports.report(
                    key,
                    ListingChange.by(STAGE, "waiting").dueAt(clock.instant().plus(BREAKER_WAIT)));
        } else {
            notDone(passage, null);
            park(passage, failure == null ? thrown : failure, failure);
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

    private void throttled(Passage passage, ThrottledFailure failure) {
        ListingKey key = passage.key();
        boolean limited = failure.code().equals(TiktokAnswers.LISTING_LIMIT);
        if (limited) {
            // Before anything else, because the other workers ask for it right before their own call.
            shops.limited(key.shop(), failure);
        }
        notDone(passage, null);
        Instant due = clock.instant().plus(failure.waitFor());
        ListingChange change = ListingChange.by(STAGE, "waiting").dueAt(due);
        if (limited) {
            change = change.history(failure.sentence(), null);
        }
        reports.report(key, change);
    }

    private void misconfigured(Passage passage, MisconfiguredFailure failure) {
        ListingKey key = passage.key();
        notDone(passage, null);
        shops.pause(key.shop(), failure);
        claims.release(key, instance.name());
    }

    private void refused(Passage passage, RefusedFailure failure) {
        ListingKey key = passage.key();
        Attempt attempt = passage.attempt();
        switch (failure.code()) {
            case TiktokAnswers.NO_WAREHOUSE -> {
                notDone(passage, failure.remoteCode());
                knowledge.forgetWarehouses(key.shop());
                reports.report(
                        key,
                        ListingChange.by(STAGE, "no-warehouse")
                                .event(ListingEvent.NO_WAREHOUSE_FOUND)
                                .reason(failure.code(), failure.sentence())
                                .history(failure.sentence(), null));
            }
            case TiktokAnswers.IMAGE_GONE -> {
                notDone(passage, failure.remoteCode());
                if (passage.pictures() != null) {
                    images.forget(key.shop(), passage.pictures());
                }
                retry(passage, failure, Duration.ofSeconds(1));
            }
            case TiktokAnswers.EXTERNAL_ID_TAKEN -> {
                // TikTok has a product of ours that the search did not show yet: the resolver finds it.
                if (attempt == null) {
                    park(passage, failure, failure);
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
                park(passage, failure, failure);
            }
        }
    }

    private void passing(Passage passage, Failure failure) {
        notDone(passage, null);
        retry(passage, failure, settings.retryAfter(failedBefore(passage.key())));
    }

    private int failedBefore(ListingKey key) {
        return listings.status(key).map(ListingStatus::attempts).orElse(0);
    }

    private void retry(Passage passage, Failure failure, Duration wait) {
        ListingKey key = passage.key();
        if (failedBefore(key) + 1 >= settings.retries()) {
            park(passage, failure, failure);
            return;
        }
        reports.report(
                key,
                ListingChange.by(STAGE, "retry")
                        .failed()
                        .dueAt(clock.instant().plus(wait))
                        .history(failure.sentence(), null));
    }

    private void park(Passage passage, Throwable thrown, @Nullable Failure failure) {
        ListingKey key = passage.key();
        Listing listing = listings.find(key).orElse(null);
        String code = failure == null ? "UNEXPECTED" : failure.code();
        Sentence sentence = failure == null
                ? Sentence.of(
                        "予期しないエラーのため、TikTok Shopに送信できませんでした。運用担当者に連絡してください。",
                        "It could not be sent because of an unexpected error: tell the operator.")
                : failure.sentence();
        if (listing != null && !passage.isOfContent(listing.status())) {
            overtaken(key, sentence);
            return;
        }
        deadLetters.park(
                key.shop(),
                key.productNo(),
                STAGE,
                passage.routeId(),
                thrown,
                listing == null ? null : listing.snapshot(),
                listing == null ? null : listing.status().mappingVersion());
        ListingChange change = ListingChange.by(STAGE, "refused")
                .event(ListingEvent.REFUSED)
                .reason(code, sentence)
                .failed()
                .history(sentence, null);
        if (passage.job() == null) {
            reports.report(key, change);
        } else if (!reports.reportOf(key, passage.job().contentHash(), change)) {
            deadLetters.resolved(key.shop(), key.productNo(), STAGE);
            overtaken(key, sentence);
        }
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

    private void notDone(Passage passage, @Nullable String remoteCode) {
        Attempt attempt = passage.attempt();
        if (attempt != null) {
            attempts.finish(attempt, Attempt.Outcome.NOT_DONE, remoteCode, null, null);
        }
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
