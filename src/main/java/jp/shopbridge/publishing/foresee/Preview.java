package jp.shopbridge.publishing.foresee;

import java.util.List;
import jp.shopbridge.failure.Sentence;
import jp.shopbridge.staging.Lack;
import jp.shopbridge.staging.ListingStatus;
import jp.shopbridge.staging.content.FieldDifference;
import org.jspecify.annotations.Nullable;

/**
 * What sending a listing now would come to, made without asking anybody and without writing anything.
 *
 * @param status the listing
 * @param outcome the one word that sums it up
 * @param newReview whether TikTok would review the product anew
 * @param sentUnchanged whether it would be reviewed although nothing changed since TikTok turned it down
 * @param obstacle why nothing would be sent, when it is not for the lacks
 * @param lacks what keeps the listing from being sent, all at once
 * @param calls the calls in their order, byte for byte
 * @param differences what changed since TikTok last accepted the listing; everything when it never did
 * @param images the images the listing needs
 * @param notes what could not be known without asking, and was assumed
 */
public record Preview(
        ListingStatus status,
        Outcome outcome,
        boolean newReview,
        boolean sentUnchanged,
        @Nullable Sentence obstacle,
        List<Lack> lacks,
        List<Call> calls,
        List<FieldDifference> differences,
        List<Image> images,
        List<Sentence> notes) {

    /** What would happen. */
    public enum Outcome {
        /** A new product at TikTok. */
        CREATE,
        /** A change of the product TikTok has. */
        EDIT,
        /** Price or stock alone. */
        VALUES,
        /** Nothing differs from what TikTok accepted. */
        UNCHANGED,
        /** Something is missing or stands in the way. */
        REFUSED
    }

    /**
     * One call.
     *
     * @param body the exact text
     * @param sha256 of the text in UTF-8, in hex
     */
    public record Call(
            String operation,
            String method,
            String path,
            String body,
            String sha256,
            @Nullable String idempotencyKey) {}

    /**
     * One image.
     *
     * @param use MAIN, OPTION, DESCRIPTION, SIZE_CHART or CERTIFICATE
     * @param state uploaded, to-upload or unread
     * @param placeholder what stands in the body until it is uploaded; null once it is
     */
    public record Image(String url, String use, String state, @Nullable String placeholder) {}
}
