package jp.shopbridge.publishing.request;

import java.util.Set;
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

    private static final Lack UNREAD = lack(
            UNREAD_CODE,
            Sentence.of(
                    "TikTok Shopにある審査中の内容または下書きを読み取れませんでした。少し待って、もう一度確認してから送信します。",
                    "What TikTok has under review or as a draft could not be read: it is looked at again before"
                            + " anything is sent."));
    private static final Lack REVIEW = lack(
            ListingStatus.OTHERS_REVIEW,
            Sentence.of(
                    "Seller Centerで行われた編集をTikTok"
                            + " Shopが審査しているため、審査が終わるまで送信を待っています。審査中の内容を上書きしてよい場合は「上書き」を押してください。価格と在庫は送信されます。",
                    "TikTok reviews an edit that was made in Seller Center, so this one waits until that ends; press"
                            + " 上書き to send it over that. Price and stock go out meanwhile."));
    private static final Lack DRAFT = lack(
            ListingStatus.OTHERS_DRAFT,
            Sentence.of(
                    "Seller Centerで作られた下書きがTikTok"
                            + " Shopにあるため、送信を待っています。下書きを公開または削除するか、上書きしてよい場合は「上書き」を押してください。価格と在庫は送信されます。",
                    "A draft that was made in Seller Center lies at TikTok, so this edit waits: publish or delete the"
                            + " draft there, or press 上書き to send it over that. Price and stock go out meanwhile."));

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
