package jp.shopbridge.publishing.actions;

import java.util.List;
import jp.shopbridge.failure.Sentence;
import org.jspecify.annotations.Nullable;

/**
 * Which product that TikTok already has a listing would be linked to, found by seller SKU.
 *
 * @param title the listing's title
 * @param outcome whether it can be linked
 * @param reason why it cannot, and what to do; null when it can
 * @param matches TikTok's products that have one of the seller SKUs, the best first
 */
public record LinkProposal(
        String productNo, String title, Outcome outcome, @Nullable Sentence reason, List<Match> matches) {

    /** What was found. */
    public enum Outcome {
        /** One product, and nothing stands in the way. */
        LINKABLE,
        /** Several products; a person has to choose one. */
        SEVERAL,
        /** No product at TikTok has one of the seller SKUs. */
        NONE,
        /** The listing has a product at TikTok already. */
        LINKED,
        /** The product belongs to another listing, or TikTok has frozen it. */
        CONFLICT,
        /** The listing is under way at this moment. */
        BUSY
    }

    /**
     * One product at TikTok.
     *
     * @param matched the seller SKUs both have
     * @param onlyHere seller SKUs that would be added at TikTok
     * @param onlyThere seller SKUs that only TikTok has; they stay
     * @param differences what sending the listing would change there
     */
    public record Match(
            String remoteProductId,
            String title,
            @Nullable String status,
            List<String> matched,
            List<String> onlyHere,
            List<String> onlyThere,
            List<Difference> differences) {}

    /**
     * One value that differs.
     *
     * @param sellerSku the SKU, or the empty string for the product's own values
     * @param field the listing's field
     */
    public record Difference(String sellerSku, String field, @Nullable String here, @Nullable String there) {}

    /** The outcome of linking one listing. */
    public record Done(String productNo, boolean linked, @Nullable Sentence reason) {}
}
