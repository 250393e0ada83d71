package jp.shopbridge.publishing.actions;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import jp.shopbridge.failure.Sentence;
import jp.shopbridge.staging.Listing;
import jp.shopbridge.staging.content.ListingContent;
import jp.shopbridge.staging.content.ListingSku;
import jp.shopbridge.staging.content.Yen;
import jp.shopbridge.tiktok.RemoteProduct;
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
            List<Difference> differences) {

        static Match of(Listing listing, RemoteProduct remote) {
            Map<String, String> numbers = numbers(listing);
            Set<String> theirs = remote.skuIds().keySet();
            return new Match(
                    remote.id(),
                    remote.title(),
                    remote.status(),
                    numbers.keySet().stream().filter(theirs::contains).toList(),
                    numbers.keySet().stream()
                            .filter(sku -> !theirs.contains(sku))
                            .toList(),
                    theirs.stream()
                            .filter(sku -> !numbers.containsKey(sku))
                            .sorted()
                            .toList(),
                    LinkProposal.differences(listing, remote));
        }
    }

    /**
     * One value that differs.
     *
     * @param sellerSku the SKU, or the empty string for the product's own values
     * @param field the listing's field
     */
    public record Difference(String sellerSku, String field, @Nullable String here, @Nullable String there) {}

    /** The outcome of linking one listing. */
    public record Done(String productNo, boolean linked, @Nullable Sentence reason) {}

    /** The listing's SKU numbers by seller SKU. */
    static Map<String, String> numbers(Listing listing) {
        Map<String, String> numbers = new LinkedHashMap<>();
        for (ListingSku sku : listing.effective().skus()) {
            if (!sku.sellerSku().isEmpty()) {
                numbers.putIfAbsent(sku.sellerSku(), sku.skuNo());
            }
        }
        return numbers;
    }

    private static List<Difference> differences(Listing listing, RemoteProduct remote) {
        List<Difference> differences = new ArrayList<>();
        ListingContent here = listing.effective();
        compare(differences, "", "title", here.title(), remote.title());
        String category = remote.categoryId();
        if (category != null) {
            compare(differences, "", "category_id", here.categoryId(), category);
        }
        Map<String, RemoteProduct.RemoteSku> theirs = new HashMap<>();
        remote.skus().forEach(sku -> theirs.put(sku.sellerSku(), sku));
        for (ListingSku sku : here.skus()) {
            RemoteProduct.RemoteSku there = theirs.get(sku.sellerSku());
            BigDecimal price = there == null ? null : there.price();
            Yen ours = sku.price().orElse(null);
            if (price != null && ours != null && price.compareTo(ours.amount()) != 0) {
                differences.add(new Difference(
                        sku.sellerSku(),
                        "price",
                        ours.toString(),
                        price.stripTrailingZeros().toPlainString()));
            }
        }
        return differences;
    }

    private static void compare(List<Difference> differences, String sku, String field, String here, String there) {
        if (!here.equals(there)) {
            differences.add(new Difference(sku, field, here, there));
        }
    }
}
