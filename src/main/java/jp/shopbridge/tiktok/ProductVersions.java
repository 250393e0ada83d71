package jp.shopbridge.tiktok;

import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The versions of one product that TikTok holds.
 *
 * @param shown what buyers see, or what was sent as long as they have seen nothing
 * @param underReview an edit of it that is under review; null when there is none, or when it was not asked for
 * @param draft what lies beside it as a draft; null when there is none, or when it was not asked for
 */
public record ProductVersions(RemoteProduct shown, @Nullable RemoteProduct underReview, @Nullable RemoteProduct draft) {

    /** A product of which nothing but the version shown was asked for. */
    public static ProductVersions of(RemoteProduct shown) {
        return new ProductVersions(shown, null, null);
    }

    /**
     * Whether every version that the product is said to have was read. One that ended between two questions is not: what
     * stood in it is then in another version, and only asking again tells.
     */
    public boolean isComplete() {
        return (underReview != null || !shown.hasReviewBeside()) && (draft != null || !shown.hasDraftBeside());
    }

    /** The versions, the one that was sent last first as far as that can be told. */
    public Stream<RemoteProduct> all() {
        return Stream.of(underReview, shown, draft).filter(Objects::nonNull);
    }

    /** The version that an edit replaces: the one under review, else the draft, else the one shown. */
    public RemoteProduct newest() {
        return underReview != null ? underReview : draft != null ? draft : shown;
    }

    /** The product's id and status; never its content. */
    @Override
    public String toString() {
        return "ProductVersions[" + shown + (underReview == null ? "" : ", one under review")
                + (draft == null ? "" : ", a draft") + "]";
    }
}
