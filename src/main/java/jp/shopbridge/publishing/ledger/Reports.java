package jp.shopbridge.publishing.ledger;

import jp.shopbridge.failure.Messages;
import jp.shopbridge.failure.Sentence;
import jp.shopbridge.staging.IllegalTransition;
import jp.shopbridge.staging.ListingChange;
import jp.shopbridge.staging.ListingEvent;
import jp.shopbridge.staging.ListingKey;
import jp.shopbridge.staging.ListingReports;
import jp.shopbridge.staging.ListingState;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Reports to staging what became of a listing. Where the listing has moved in the meantime and forbids the event, the facts
 * are kept without it.
 */
@Component
public class Reports {

    private static final Logger LOG = LoggerFactory.getLogger(Reports.class);

    private final ListingReports reports;
    private final TransactionTemplate transactions;

    Reports(ListingReports reports, PlatformTransactionManager transactions) {
        this.reports = reports;
        this.transactions = new TransactionTemplate(transactions);
    }

    /** Reports one change. */
    public void report(ListingKey key, ListingChange change) {
        try {
            reports.apply(key, change);
        } catch (IllegalTransition moved) {
            settle(key, fitting(moved, change));
        }
    }

    /**
     * Reports what was found out about one content of a listing.
     *
     * @param contentHash the content it was found out about
     * @return false when the listing has another content by now; nothing is reported then
     */
    public boolean reportOf(ListingKey key, String contentHash, ListingChange change) {
        try {
            return reports.applyTo(key, contentHash, change);
        } catch (IllegalTransition moved) {
            return reports.applyTo(key, contentHash, fitting(moved, change));
        }
    }

    /** Reports together with other writes, in one transaction. */
    public void reportWith(ListingKey key, ListingChange change, Runnable writes) {
        try {
            reportStrictly(key, change, writes);
        } catch (IllegalTransition moved) {
            ListingChange fitting = fitting(moved, change);
            transactions.executeWithoutResult(status -> writes.run());
            settle(key, fitting);
        }
    }

    /**
     * Reports together with other writes, in one transaction, or not at all.
     *
     * @throws IllegalTransition when the listing's state does not allow it
     */
    public void reportStrictly(ListingKey key, ListingChange change, Runnable writes) {
        transactions.executeWithoutResult(status -> {
            writes.run();
            reports.apply(key, change);
        });
    }

    /** Reports that nobody knows whether TikTok took what was sent. */
    public void answerLost(ListingKey key) {
        Sentence sentence = Messages.sentence("publishing.ledger.tiktok-shops-answer-lost-whether");
        report(
                key,
                ListingChange.by("publishing", "answer-lost")
                        .event(ListingEvent.ANSWER_LOST)
                        .reason("PUBLISHING_ANSWER_LOST", sentence)
                        .history(sentence, null));
    }

    private void settle(ListingKey key, ListingChange change) {
        try {
            reports.apply(key, change);
        } catch (IllegalTransition movedAgain) {
            reports.apply(key, withoutEvent(change));
        }
    }

    private static ListingChange fitting(IllegalTransition moved, ListingChange change) {
        LOG.info("{}", moved.getMessage());
        // Another instance may have given this call up for lost.
        return moved.state() == ListingState.UNKNOWN_OUTCOME && change.event() == ListingEvent.ACCEPTED
                ? change.event(ListingEvent.PROVEN_DONE)
                : withoutEvent(change);
    }

    private static ListingChange withoutEvent(ListingChange change) {
        return new ListingChange(
                null,
                null,
                null,
                change.publishedHash(),
                change.published(),
                change.publishedAsDraft(),
                change.remoteProductId(),
                change.remoteStatus(),
                change.remoteAudit(),
                change.remote(),
                change.drift(),
                change.remoteSkuIds(),
                change.dueAt(),
                change.reviewDueAt(),
                change.failedAttempt(),
                change.newGeneration(),
                change.actor(),
                change.historyKind(),
                change.history(),
                change.detail());
    }
}
