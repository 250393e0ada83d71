package jp.shopbridge.publishing.actions;

import java.util.List;
import jp.shopbridge.staging.Listing;
import jp.shopbridge.staging.ListingKey;
import jp.shopbridge.staging.content.ListingContent;

/**
 * The category TikTok would put a listing into.
 *
 * @param listing the listing as it was when the question was asked
 * @param categoryId the category that TikTok recommends; empty before it answered, and when it recommends none
 * @param path the names from the root down to it, as TikTok told them with its answer
 * @param fromImage whether an image helped it to decide
 */
public record CategorySuggestion(Listing listing, String categoryId, List<String> path, boolean fromImage) {

    /** The listing's name. */
    public ListingKey key() {
        return listing.key();
    }

    ListingContent content() {
        return listing.effective();
    }

    @Override
    public String toString() {
        return "CategorySuggestion[" + key() + "]";
    }
}
