package jp.shopbridge.publishing.actions;

import java.time.Clock;
import jp.shopbridge.failure.Messages;
import jp.shopbridge.failure.RefusedFailure;
import jp.shopbridge.failure.Sentence;
import jp.shopbridge.publishing.ledger.Reports;
import jp.shopbridge.staging.ListingChange;
import jp.shopbridge.staging.ListingEvent;
import jp.shopbridge.staging.ListingKey;
import jp.shopbridge.staging.ListingQueries;
import jp.shopbridge.staging.ListingStatus;
import org.springframework.stereotype.Component;

/** 上書き: a person wants a listing sent over the draft or the edit under review that somebody made in Seller Center. */
@Component
public class Overwrites {

    private static final Sentence WANTED = Messages.sentence("publishing.actions.sent-over-draft-edit-under");

    private final ListingQueries listings;
    private final Reports reports;
    private final Clock clock;

    Overwrites(ListingQueries listings, Reports reports, Clock clock) {
        this.listings = listings;
        this.reports = reports;
        this.clock = clock;
    }

    /**
     * Lets the content that waits go out; what the listing does not say stays as others made it.
     *
     * @throws RefusedFailure when nothing made by others stands in its way
     */
    public void wanted(ListingKey key, String actor) {
        if (listings.status(key).filter(ListingStatus::isHeldByOthers).isEmpty()) {
            throw new RefusedFailure(
                    "PUBLISHING_NOTHING_TO_OVERWRITE", Messages.sentence("PUBLISHING_NOTHING_TO_OVERWRITE"), "", null);
        }
        reports.report(
                key,
                ListingChange.by(actor, "overwrite")
                        .event(ListingEvent.RETRY)
                        .reason(ListingStatus.OVERWRITE, WANTED)
                        .dueAt(clock.instant())
                        .history(WANTED, null));
    }
}
