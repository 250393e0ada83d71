package jp.shopbridge.tiktok;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which products of a shop TikTok is asked for.
 *
 * @param sellerSkus those with one of these seller SKUs, any number of them
 * @param productId the one with this id, which need not be searched for; null when none is known
 * @param deleted whether the search is among the deleted products, which cannot be read any more
 * @param purpose what the products are asked for
 */
public record ProductSearch(
        String shop, List<String> sellerSkus, @Nullable String productId, boolean deleted, CallUrgency purpose) {

    /** The products that have one of these seller SKUs. */
    public static ProductSearch bySellerSkus(String shop, List<String> sellerSkus) {
        return new ProductSearch(shop, sellerSkus, null, false, CallUrgency.ORDINARY);
    }

    /** The deleted products that had one of these seller SKUs. */
    public static ProductSearch amongDeleted(String shop, List<String> sellerSkus) {
        return new ProductSearch(shop, sellerSkus, null, true, CallUrgency.ORDINARY);
    }

    /**
     * The product with this id.
     *
     * @param forValues whether only its price and stock matter, so that no other version of it is read
     */
    public static ProductSearch known(String shop, String productId, boolean forValues) {
        return new ProductSearch(
                shop, List.of(), productId, false, forValues ? CallUrgency.VALUES : CallUrgency.ORDINARY);
    }

    /** The same, to find out what became of a call whose answer was lost. */
    public ProductSearch forResolution() {
        return new ProductSearch(shop, sellerSkus, productId, deleted, CallUrgency.RESOLUTION);
    }

    /** Whether only price and stock matter. */
    boolean isForValues() {
        return purpose == CallUrgency.VALUES;
    }
}
