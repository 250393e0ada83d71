package jp.shopbridge.deadletter;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import jp.shopbridge.failure.Failure;
import jp.shopbridge.failure.Messages;
import jp.shopbridge.failure.Sentence;
import jp.shopbridge.staging.IllegalTransition;
import jp.shopbridge.staging.ListingChange;
import jp.shopbridge.staging.ListingClaims;
import jp.shopbridge.staging.ListingKey;
import jp.shopbridge.staging.ListingQueries;
import jp.shopbridge.staging.ListingReports;
import jp.shopbridge.staging.ListingState;
import jp.shopbridge.staging.ListingStatus;
import org.apache.camel.ExchangeException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Hands the items of replayed dead letters to the ordinary routes; the routes say how it went. */
@Component
public class Replays {

    private static final Logger log = LoggerFactory.getLogger(Replays.class);
    private static final int MOST_AT_ONCE = 200;
    private static final Duration LEASE = Duration.ofMinutes(5);

    private final DeadLetters letters;
    private final ListingQueries listings;
    private final ListingClaims claims;
    private final ListingReports reports;
    private final Clock clock;

    Replays(DeadLetters letters, ListingQueries listings, ListingClaims claims, ListingReports reports, Clock clock) {
        this.letters = letters;
        this.listings = listings;
        this.claims = claims;
        this.reports = reports;
        this.clock = clock;
    }

    /** The letters whose replay was asked for, claimed for this instance. */
    public List<DeadLetter> due() {
        return letters.dueForReplay(MOST_AT_ONCE, LEASE);
    }

    /**
     * The product as it was when it failed, for intake's ordinary route.
     *
     * @throws IllegalStateException when none was kept
     */
    public String snapshot(DeadLetter letter) {
        return letters.snapshot(letter.id()).orElseThrow(() -> new NothingToReplay(NO_SNAPSHOT));
    }

    /** Sees to it that a letter whose item has been through intake's route does not stay as if it were under way. */
    public void settle(DeadLetter letter) {
        letters.find(letter.shop(), letter.id())
                .filter(now -> now.status() == DeadLetterStatus.REPLAYING)
                .ifPresent(now -> letters.parkedBack(
                        letter.id(), Messages.sentence("deadletter.replay-ended-without-staging-product")));
    }

    /** Makes publishing take the letter's listing as soon as it can. */
    public void retryPublishing(DeadLetter letter) {
        ListingKey key = new ListingKey(letter.shop(), letter.productNo());
        ListingStatus status = listings.status(key).orElse(null);
        Sentence obstacle = obstacle(status);
        if (status == null || obstacle != null) {
            letters.parkedBack(letter.id(), obstacle == null ? NO_LISTING : obstacle);
        } else if (hasGoneThrough(status)) {
            letters.resolved(letter.shop(), letter.productNo(), letter.stage());
        } else {
            Instant now = clock.instant();
            // A listing that is due may be under way at this moment; only what waits for later is brought forward.
            if (status.state() != ListingState.WAITING || status.dueAt().isAfter(now)) {
                reports.apply(
                        key,
                        ListingChange.wanted(
                                "dead-letter",
                                "replay",
                                status,
                                now,
                                Messages.sentence("deadletter.replayed-from-dead-letter")));
            }
            letters.entered(letter.id());
        }
    }

    /** Makes review look at the letter's listing as soon as it can. */
    public void lookAgain(DeadLetter letter) {
        claims.reviewNow(new ListingKey(letter.shop(), letter.productNo()));
        letters.entered(letter.id());
    }

    /** Parks a letter again that holds nothing to go on with. */
    public void nothingToReplay(DeadLetter letter, @ExchangeException NothingToReplay nothing) {
        letters.parkedBack(letter.id(), nothing.sentence());
    }

    /** Parks a letter again whose item failed once more. */
    public void failed(DeadLetter letter, @ExchangeException Failure failure) {
        letters.parkedBack(letter.id(), failure.sentence());
    }

    /** Parks a letter again whose listing has moved on meanwhile. */
    public void moved(DeadLetter letter, @ExchangeException IllegalTransition moved) {
        letters.parkedBack(
                letter.id(),
                Messages.sentence(
                        "deadletter.not-replayed-because-listing-become",
                        moved.state().ja(),
                        moved.state().id()));
    }

    /** Parks a letter again whose replay failed for a reason nobody foresaw. */
    public void unexpected(DeadLetter letter, Throwable thrown) {
        log.error("The replay of dead letter {} failed because of a bug.", letter.id(), thrown);
        letters.parkedBack(letter.id(), Messages.sentence("deadletter.replay-failed-because-bug-report"));
    }

    /** Why publishing would not take a listing however often it is asked, or null when nothing stands in the way. */
    static @Nullable Sentence obstacle(@Nullable ListingStatus status) {
        if (status == null) {
            return NO_LISTING;
        }
        if (hasGoneThrough(status)) {
            return null;
        }
        if (status.state() == ListingState.UNKNOWN_OUTCOME) {
            return Messages.sentence("deadletter.tiktok-being-asked-what-became");
        }
        if (status.state() == ListingState.INCOMPLETE || status.state() == ListingState.EXCLUDED) {
            Sentence reason = status.stateReason();
            return reason != null ? reason : Messages.sentence("deadletter.fields-missing-complete-listing");
        }
        return status.selected() ? null : Messages.sentence("deadletter.not-selected-so-not-sent");
    }

    static boolean hasGoneThrough(ListingStatus status) {
        return status.state() == ListingState.LIVE
                || status.state() == ListingState.IN_REVIEW
                || status.isHeldAsDraft();
    }

    static final Sentence NO_SNAPSHOT = Messages.sentence("deadletter.product-as-received-not-kept");

    private static final Sentence NO_LISTING = Messages.sentence("deadletter.there-no-such-listing-any");
}
