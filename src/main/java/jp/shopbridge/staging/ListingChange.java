package jp.shopbridge.staging;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.Map;
import jp.shopbridge.failure.Messages;
import jp.shopbridge.failure.Sentence;
import jp.shopbridge.staging.content.ListingContent;
import org.jspecify.annotations.Nullable;

/**
 * What publishing or review reports about a listing; applied in one transaction by {@link ListingReports#apply}. Null fields
 * leave what is stored.
 *
 * @param event decides the next state; null leaves it
 * @param code our stable reason code; stored with {@code reason} as the state's reason, cleared when the event goes well
 * @param publishedHash the content hash TikTok just accepted, with {@code published} the effective listing it stands for
 * @param publishedAsDraft whether TikTok took it as a draft only; counts with {@code publishedHash}
 * @param remoteSkuIds SKU number → TikTok's SKU id
 * @param dueAt when publishing may claim it again
 * @param reviewDueAt when review should look again; {@link Instant#MAX} means never
 * @param failedAttempt whether this counts as one more failed attempt (a success sets the count to zero)
 * @param historyKind a short word such as {@code published}, {@code refused}, {@code audit}
 * @param history what happened, for the listing's history; null writes none
 * @param detail further JSON for the history, already free of secrets
 */
public record ListingChange(
        @Nullable ListingEvent event,
        @Nullable String code,
        @Nullable Sentence reason,
        @Nullable String publishedHash,
        @Nullable ListingContent published,
        boolean publishedAsDraft,
        @Nullable String remoteProductId,
        @Nullable String remoteStatus,
        @Nullable String remoteAudit,
        @Nullable ObjectNode remote,
        @Nullable Boolean drift,
        Map<String, String> remoteSkuIds,
        @Nullable Instant dueAt,
        @Nullable Instant reviewDueAt,
        boolean failedAttempt,
        boolean newGeneration,
        String actor,
        String historyKind,
        @Nullable Sentence history,
        @Nullable String detail) {

    private static final Sentence REVIEWED_AGAIN = Messages.sentence("staging.sent-review-once-more-even");

    /** A change by this actor and kind that so far changes nothing. */
    public static ListingChange by(String actor, String historyKind) {
        return new ListingChange(
                null,
                null,
                null,
                null,
                null,
                false,
                null,
                null,
                null,
                null,
                null,
                Map.of(),
                null,
                null,
                false,
                false,
                actor,
                historyKind,
                null,
                null);
    }

    /** A listing is to be sent now; what a person wanted of it before still holds. */
    public static ListingChange broughtForward(
            String actor, String historyKind, ListingStatus status, Instant now, Sentence history) {
        ListingChange forward =
                by(actor, historyKind).event(ListingEvent.RETRY).dueAt(now).history(history, null);
        String code = status.stateCode();
        Sentence reason = status.stateReason();
        return code != null && reason != null && ListingStatus.WISHES.contains(code)
                ? forward.reason(code, reason)
                : forward;
    }

    /** A person wants this very listing sent now; what TikTok's audit turned down is sent then even if nothing changed. */
    public static ListingChange wanted(
            String actor, String historyKind, ListingStatus status, Instant now, Sentence history) {
        ListingChange forward = broughtForward(actor, historyKind, status, now, history);
        return status.mayBeReviewedAgain() && !status.isToOverwrite()
                ? forward.reason(ListingStatus.SEND_UNCHANGED, REVIEWED_AGAIN)
                        .history(
                                Sentence.of(
                                        history.ja() + REVIEWED_AGAIN.ja(), history.en() + " " + REVIEWED_AGAIN.en()),
                                null)
                : forward;
    }

    /** With the event that decides the next state. */
    public ListingChange event(ListingEvent event) {
        return with(event, code, reason, failedAttempt);
    }

    /** With the reason staff see beside the state. */
    public ListingChange reason(String code, Sentence reason) {
        return with(event, code, reason, failedAttempt);
    }

    /** Counted as one more failed attempt. */
    public ListingChange failed() {
        return with(event, code, reason, true);
    }

    private ListingChange with(
            @Nullable ListingEvent event, @Nullable String code, @Nullable Sentence reason, boolean failedAttempt) {
        return new ListingChange(
                event,
                code,
                reason,
                publishedHash,
                published,
                publishedAsDraft,
                remoteProductId,
                remoteStatus,
                remoteAudit,
                remote,
                drift,
                remoteSkuIds,
                dueAt,
                reviewDueAt,
                failedAttempt,
                newGeneration,
                actor,
                historyKind,
                history,
                detail);
    }

    /** With what TikTok accepted: the content hash and the effective listing it stands for, and whether only as a draft. */
    public ListingChange published(String contentHash, ListingContent effective, boolean asDraft) {
        return new ListingChange(
                event,
                code,
                reason,
                contentHash,
                effective,
                asDraft,
                remoteProductId,
                remoteStatus,
                remoteAudit,
                remote,
                drift,
                remoteSkuIds,
                dueAt,
                reviewDueAt,
                failedAttempt,
                newGeneration,
                actor,
                historyKind,
                history,
                detail);
    }

    /** With TikTok's ids of the product and its SKUs. */
    public ListingChange remoteIds(String productId, Map<String, String> skuIds) {
        return new ListingChange(
                event,
                code,
                reason,
                publishedHash,
                published,
                publishedAsDraft,
                productId,
                remoteStatus,
                remoteAudit,
                remote,
                drift,
                Map.copyOf(skuIds),
                dueAt,
                reviewDueAt,
                failedAttempt,
                newGeneration,
                actor,
                historyKind,
                history,
                detail);
    }

    /** With TikTok's own status and audit as just read, and the product read, if there was one. */
    public ListingChange remoteState(@Nullable String status, @Nullable String audit, @Nullable ObjectNode remote) {
        return new ListingChange(
                event,
                code,
                reason,
                publishedHash,
                published,
                publishedAsDraft,
                remoteProductId,
                status,
                audit,
                remote,
                drift,
                remoteSkuIds,
                dueAt,
                reviewDueAt,
                failedAttempt,
                newGeneration,
                actor,
                historyKind,
                history,
                detail);
    }

    /** With whether TikTok shows something other than what it accepted from us. */
    public ListingChange drift(boolean drift) {
        return new ListingChange(
                event,
                code,
                reason,
                publishedHash,
                published,
                publishedAsDraft,
                remoteProductId,
                remoteStatus,
                remoteAudit,
                remote,
                drift,
                remoteSkuIds,
                dueAt,
                reviewDueAt,
                failedAttempt,
                newGeneration,
                actor,
                historyKind,
                history,
                detail);
    }

    /** With the time from which publishing may claim it again. */
    public ListingChange dueAt(Instant dueAt) {
        return new ListingChange(
                event,
                code,
                reason,
                publishedHash,
                published,
                publishedAsDraft,
                remoteProductId,
                remoteStatus,
                remoteAudit,
                remote,
                drift,
                remoteSkuIds,
                dueAt,
                reviewDueAt,
                failedAttempt,
                newGeneration,
                actor,
                historyKind,
                history,
                detail);
    }

    /** With the time at which review should look again. */
    public ListingChange reviewDueAt(Instant reviewDueAt) {
        return new ListingChange(
                event,
                code,
                reason,
                publishedHash,
                published,
                publishedAsDraft,
                remoteProductId,
                remoteStatus,
                remoteAudit,
                remote,
                drift,
                remoteSkuIds,
                dueAt,
                reviewDueAt,
                failedAttempt,
                newGeneration,
                actor,
                historyKind,
                history,
                detail);
    }

    /** Begins a new generation: TikTok's product is gone, and the next create is another logical create. */
    public ListingChange anew() {
        return new ListingChange(
                event,
                code,
                reason,
                publishedHash,
                published,
                publishedAsDraft,
                remoteProductId,
                remoteStatus,
                remoteAudit,
                remote,
                drift,
                remoteSkuIds,
                dueAt,
                reviewDueAt,
                failedAttempt,
                true,
                actor,
                historyKind,
                history,
                detail);
    }

    /** With a line for the listing's history. */
    public ListingChange history(Sentence history, @Nullable String detail) {
        return new ListingChange(
                event,
                code,
                reason,
                publishedHash,
                published,
                publishedAsDraft,
                remoteProductId,
                remoteStatus,
                remoteAudit,
                remote,
                drift,
                remoteSkuIds,
                dueAt,
                reviewDueAt,
                failedAttempt,
                newGeneration,
                actor,
                historyKind,
                history,
                detail);
    }
}
