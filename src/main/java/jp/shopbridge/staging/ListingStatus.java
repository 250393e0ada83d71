package jp.shopbridge.staging;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.Set;
import jp.shopbridge.failure.Sentence;
import org.jspecify.annotations.Nullable;

/**
 * A listing without its documents: what lists, claims and decisions need. Instants are UTC, prices are whole yen with
 * tax.
 *
 * @param stockTotal pieces over all SKUs that are managed; null when no stock is known or none is managed
 * @param stateCode our stable code of the reason for the state, where there is one
 * @param version changes with every correction of a person; what guards corrections against each other
 * @param revision changes with every write; tells one showing of the listing from another
 * @param generation how often this listing was begun anew at TikTok; part of the idempotency key
 * @param contentHash of the effective listing, SHA-256 in hex
 * @param publishedHash the content hash TikTok last accepted
 * @param publishedAsDraft whether TikTok took that content as a draft only
 * @param remoteStatus TikTok's own status as last read, such as ACTIVATE; ours is {@code state}
 * @param sourceChanged whether a mapped value changed under a person's edit (futureshopの値も変わりました)
 * @param missing null, SUSPECTED or CONFIRMED: absent from futureshop
 * @param marks what staff see beside it: see {@link jp.shopbridge.staging.content.ListingContent#marks()}
 * @param drift whether TikTok shows something other than what it last accepted from us
 */
public record ListingStatus(
        ListingKey key,
        String title,
        @Nullable String imageUrl,
        @Nullable String categoryId,
        @Nullable BigDecimal priceMin,
        @Nullable BigDecimal priceMax,
        @Nullable Integer stockTotal,
        int skuCount,
        String sourceHash,
        String mappingVersion,
        ListingState state,
        @Nullable String stateCode,
        @Nullable Sentence stateReason,
        boolean selected,
        boolean sendAsDraft,
        long version,
        long revision,
        int generation,
        String contentHash,
        @Nullable String publishedHash,
        boolean publishedAsDraft,
        @Nullable String remoteProductId,
        @Nullable String remoteStatus,
        @Nullable String remoteAudit,
        @Nullable Instant remoteReadAt,
        boolean sourceChanged,
        @Nullable String missing,
        Set<String> marks,
        boolean drift,
        Instant importedAt,
        Instant changedAt,
        @Nullable Instant publishedAt,
        int priority,
        Instant dueAt,
        int attempts) {

    /** The reason code of a listing that waits because somebody's draft lies at TikTok. */
    public static final String OTHERS_DRAFT = "PUBLISHING_OTHERS_DRAFT";

    /** The reason code of a listing that waits because TikTok reviews somebody's edit. */
    public static final String OTHERS_REVIEW = "PUBLISHING_OTHERS_REVIEW";

    /** The reason code of a listing that a person wants sent over what others made at TikTok. */
    public static final String OVERWRITE = "PUBLISHING_OVERWRITE";

    /** The reason code of a listing that a person wants sent though nothing may have changed since TikTok turned it down. */
    public static final String SEND_UNCHANGED = "PUBLISHING_SEND_UNCHANGED";

    /** What a person's wish is called that holds for the content that was looked at. */
    static final Set<String> WISHES = Set.of(OVERWRITE, SEND_UNCHANGED);

    /** Whether it waits because of what others made at TikTok, until that ends or a person wants it overwritten. */
    public boolean isHeldByOthers() {
        return state == ListingState.WAITING && (OTHERS_DRAFT.equals(stateCode) || OTHERS_REVIEW.equals(stateCode));
    }

    /** Whether a person wants this content sent over what others made; a change of the listing takes that back. */
    public boolean isToOverwrite() {
        return state == ListingState.WAITING && OVERWRITE.equals(stateCode);
    }

    /** Whether a person wants this content sent even if it is what TikTok's audit turned down. */
    public boolean isToSendUnchanged() {
        return state == ListingState.WAITING && SEND_UNCHANGED.equals(stateCode);
    }

    /** Whether TikTok turned it down when it was last read, so that sending it even unchanged asks for another review. */
    public boolean mayBeReviewedAgain() {
        return remoteProductId != null
                && !sendAsDraft
                && ("FAILED".equals(remoteAudit)
                        || "FAILED".equals(remoteStatus)
                        || "PLATFORM_DEACTIVATED".equals(remoteStatus));
    }

    /** Whether TikTok last accepted just this content, and in the way it is to be sent: nothing is left to send. */
    public boolean isAsPublished() {
        return contentHash.equals(publishedHash) && (!publishedAsDraft || sendAsDraft);
    }

    /** Whether this content lies at TikTok as a draft, as wanted: nothing is left to send, and it is not on sale. */
    public boolean isHeldAsDraft() {
        return publishedAsDraft && isAsPublished();
    }

    /** Whether what lies at TikTok as a draft is now to go through the review. */
    public boolean releasesDraft() {
        return publishedAsDraft && !sendAsDraft;
    }
}
