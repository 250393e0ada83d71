package jp.shopbridge.publishing.sending;

import java.time.Clock;
import jp.shopbridge.deadletter.DeadLetters;
import jp.shopbridge.failure.Failure;
import jp.shopbridge.failure.Messages;
import jp.shopbridge.failure.Sentence;
import jp.shopbridge.publishing.ledger.Reports;
import jp.shopbridge.staging.Listing;
import jp.shopbridge.staging.ListingChange;
import jp.shopbridge.staging.ListingEvent;
import jp.shopbridge.staging.ListingKey;
import jp.shopbridge.staging.ListingQueries;
import jp.shopbridge.staging.ListingStatus;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Parks a listing that cannot be sent as it is: a dead letter, and the reason beside its state. */
@Component
class Parking {

    private static final String STAGE = "publishing";

    private final ListingQueries listings;
    private final Reports reports;
    private final DeadLetters deadLetters;
    private final Clock clock;

    Parking(ListingQueries listings, Reports reports, DeadLetters deadLetters, Clock clock) {
        this.listings = listings;
        this.reports = reports;
        this.deadLetters = deadLetters;
        this.clock = clock;
    }

    /**
     * Parks a listing.
     *
     * @param job the listing as its passage began; null when it did not begin
     * @param failure what was thrown, as one of the family; null when nobody foresaw it
     */
    void park(ListingKey key, @Nullable Job job, String routeId, Throwable thrown, @Nullable Failure failure) {
        Listing listing = listings.find(key).orElse(null);
        String code = failure == null ? "UNEXPECTED" : failure.code();
        Sentence sentence = failure == null
                ? Messages.sentence("publishing.sending.could-not-sent-because-unexpected")
                : failure.sentence();
        if (listing != null && !isOfContent(job, listing.status())) {
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
        if (job == null) {
            reports.report(key, change);
        } else if (!reports.reportOf(key, job.contentHash(), change)) {
            deadLetters.resolved(key.shop(), key.productNo(), STAGE);
            overtaken(key, sentence);
        }
    }

    /** Whether the listing still says what its passage sends; so it does when it did not begin. */
    private static boolean isOfContent(@Nullable Job job, ListingStatus now) {
        return job == null || now.contentHash().equals(job.contentHash());
    }

    /** What failed was the content of before a correction: it stands in the history, and the correction has its own turn. */
    private void overtaken(ListingKey key, Sentence sentence) {
        reports.report(
                key,
                ListingChange.by(STAGE, "waiting")
                        .dueAt(clock.instant())
                        .history(
                                Messages.sentence("publishing.sending.what-before-correction-could-not", sentence),
                                null));
    }
}
