package jp.shopbridge.publishing.request;

import java.util.Set;
import jp.shopbridge.failure.Messages;
import jp.shopbridge.failure.Sentence;
import jp.shopbridge.staging.Lack;
import jp.shopbridge.staging.ListingStatus;
import jp.shopbridge.tiktok.ProductVersion;
import jp.shopbridge.tiktok.ProductVersions;
import org.jspecify.annotations.Nullable;

/**
 * A listing's product as it was found at TikTok.
 *
 * @param versions what TikTok holds of it
 * @param ofOthers the versions beside the one shown that somebody made in Seller Center
 * @param complete whether every version it is said to have was read
 */
public record Found(ProductVersions versions, Set<ProductVersion> ofOthers, boolean complete) {

    /** The reason code of a listing of which a version could not be read. */
    public static final String UNREAD_CODE = "PUBLISHING_VERSIONS_UNREAD";

    private static final Lack UNREAD =
            lack(UNREAD_CODE, Messages.sentence("publishing.request.what-tiktok-under-review-as"));
    private static final Lack REVIEW =
            lack(ListingStatus.OTHERS_REVIEW, Messages.sentence("publishing.request.tiktok-reviews-edit-made-seller"));
    private static final Lack DRAFT =
            lack(ListingStatus.OTHERS_DRAFT, Messages.sentence("publishing.request.draft-made-seller-center-lies"));

    /** A product of which only the version shown is known, for a preview. */
    public static Found foreseen(ProductVersions versions) {
        return new Found(versions, Set.of(), true);
    }

    /** Why no edit may go out now; null when one may. */
    @Nullable
    Lack obstacle() {
        if (!complete) {
            return UNREAD;
        }
        return ofOthers.contains(ProductVersion.UNDER_REVIEW)
                ? REVIEW
                : ofOthers.contains(ProductVersion.DRAFT) ? DRAFT : null;
    }

    private static Lack lack(String code, Sentence sentence) {
        return new Lack(code, "", null, sentence);
    }
}
