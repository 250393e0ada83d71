package jp.shopbridge.publishing.sending;

import java.time.Instant;
import jp.shopbridge.staging.Listing;
import jp.shopbridge.staging.ListingKey;

/**
 * One listing on its way to TikTok, as it was when its passage began.
 *
 * @param heldUntil until when it is reserved for this passage
 * @param valuesOnly whether only price and stock go out in this passage
 */
public record Job(Listing listing, Instant heldUntil, boolean valuesOnly) {

    /** The listing's name. */
    public ListingKey key() {
        return listing.key();
    }

    /** TikTok's id of its category; empty when it has none. */
    public String categoryId() {
        return listing.effective().categoryId();
    }

    /** The hash of the content that this passage sends. */
    String contentHash() {
        return listing.status().contentHash();
    }

    /** The listing's name; never its content. */
    @Override
    public String toString() {
        return "Job[" + key() + "]";
    }
}
