package jp.shopbridge.staging;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import jp.shopbridge.Json;
import jp.shopbridge.Sql;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Takes in what publishing and review found out about a listing, and moves its state by it. */
@Component
public class ListingReports {

    private final NamedParameterJdbcTemplate jdbc;
    private final TransactionTemplate transactions;
    private final Clock clock;
    private final ListingWork work;

    ListingReports(NamedParameterJdbcTemplate jdbc, TransactionTemplate transactions, Clock clock, ListingWork work) {
        this.jdbc = jdbc;
        this.transactions = transactions;
        this.clock = clock;
        this.work = work;
    }

    /**
     * Records what publishing or review found, in one transaction, and ends the claim.
     *
     * @throws IllegalTransition when the event must not happen in the listing's state; nothing is changed then
     */
    public void apply(ListingKey key, ListingChange change) {
        applied(key, null, change);
    }

    /**
     * Records what was found out about this very content; when the listing has another by now, nothing is recorded.
     *
     * @param contentHash of the content that was looked at
     * @return whether it was recorded
     * @throws IllegalTransition when the event must not happen in the listing's state; nothing is changed then
     */
    public boolean applyTo(ListingKey key, String contentHash, ListingChange change) {
        return applied(key, contentHash, change);
    }

    private boolean applied(ListingKey key, @Nullable String contentHash, ListingChange change) {
        return Boolean.TRUE.equals(transactions.execute(status -> {
            ListingRow row = work.lock(key.shop(), Set.of(key.productNo())).get(key.productNo());
            if (row == null) {
                throw new IllegalArgumentException("There is no listing " + key + " to report about.");
            }
            if (contentHash != null && !contentHash.equals(row.contentHash)) {
                return false;
            }
            Instant now = clock.instant();
            String publishedBefore = row.publishedHash;
            merge(row, change, now);
            if (change.event() != null) {
                ListingWork.move(row, change.event(), change.code(), change.reason());
                if (change.event() == ListingEvent.LACKS && change.detail() != null) {
                    row.causes = Causes.of(HistoryEntries.lacksOf(change.detail()));
                }
            }
            if (change.event() == ListingEvent.AUDIT_FAILED && row.state == ListingState.REJECTED) {
                row.forgetPublished();
            }
            ListingState settled = row.state;
            boolean differs =
                    change.publishedHash() == null ? !row.contentHash.equals(publishedBefore) : !row.isAsPublished();
            boolean wentThrough = change.event() == ListingEvent.AUDIT_PASSED
                    || change.event() == ListingEvent.AUDIT_FAILED
                    || change.event() == ListingEvent.UPDATED;
            boolean settledByAudit = settled == ListingState.LIVE || settled == ListingState.REJECTED;
            boolean drafted = change.event() == ListingEvent.DRAFTED;
            // Linking and listing anew change what stock and limits requirement; the listing is judged again.
            boolean begunAnew = change.event() == ListingEvent.LINKED || change.event() == ListingEvent.RELISTED;
            // What is judged again is compared with what was published just now.
            if (change.published() != null || change.remote() != null) {
                jdbc.update(
                        Sql.named("listing-document-publish"),
                        ListingKeys.of(key)
                                .addValue(
                                        "published",
                                        change.published() == null
                                                ? null
                                                : Json.text(change.published().document()))
                                .addValue("remote", change.remote() == null ? null : Json.text(change.remote())));
            }
            ListingWrites writes = work.writes();
            if (begunAnew) {
                work.reassess(row, work.parts(key.shop(), List.of(key.productNo())), true, writes);
            } else if (differs && ((wentThrough && settledByAudit) || (drafted && settled == ListingState.WAITING))) {
                work.reassess(row, work.parts(key.shop(), List.of(key.productNo())), true, writes);
            } else {
                writes.updatedRows.add(row.parameters());
            }
            if (change.newGeneration()) {
                jdbc.update(Sql.named("sku-forget-remote"), ListingKeys.of(key));
                jdbc.update(Sql.named("listing-document-forget-remote"), ListingKeys.of(key));
            }
            writes.flush();
            writes.batch(
                    "sku-record-remote",
                    change.remoteSkuIds().entrySet().stream()
                            .map(id -> ListingKeys.of(key)
                                    .addValue("skuNo", id.getKey())
                                    .addValue("remoteSkuId", id.getValue())
                                    .addValue("publishedAt", ListingRow.utc(now)))
                            .toList());
            if (change.history() != null) {
                jdbc.update(
                        Sql.named("history-insert"),
                        ListingWrites.historyLine(
                                key, now, change.historyKind(), change.actor(), change.history(), change.detail()));
            }
            return true;
        }));
    }

    private static void merge(ListingRow row, ListingChange change, Instant now) {
        if (change.publishedHash() != null) {
            row.publishedHash = change.publishedHash();
            row.publishedAsDraft = change.publishedAsDraft();
            if (change.event() != ListingEvent.SAME_AS_PUBLISHED && change.event() != ListingEvent.SAME_AS_DRAFT) {
                row.publishedAt = now;
            }
        }
        if (change.remoteProductId() != null) {
            row.remoteProductId = change.remoteProductId();
        }
        if (change.remoteStatus() != null || change.remoteAudit() != null) {
            row.remoteStatus = change.remoteStatus();
            row.remoteAudit = change.remoteAudit();
            row.remoteReadAt = now;
        }
        if (change.drift() != null) {
            row.drift = change.drift();
        }
        if (change.dueAt() != null) {
            row.dueAt = change.dueAt();
        }
        if (change.reviewDueAt() != null) {
            row.reviewDueAt = change.reviewDueAt().equals(Instant.MAX)
                    ? Instant.parse("9999-01-01T00:00:00Z")
                    : change.reviewDueAt();
        }
        if (change.newGeneration()) {
            row.generation++;
            row.remoteProductId = null;
            row.remoteStatus = null;
            row.remoteAudit = null;
            row.forgetPublished();
            row.priority = Urgency.RELIST.priority();
        }
        row.attempts = change.failedAttempt() ? row.attempts + 1 : change.event() == null ? row.attempts : 0;
        row.releaseClaim = true;
    }
}
