package jp.shopbridge.tiktok;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which products of a shop TikTok is asked for.
 *
 * @param sellerSkus those with one of these seller SKUs, any number of them
 * @param productId the one with this id, which need not be searched for; null when none is known
 * @param deleted whether the search is among the deleted products, which cannot be read any more
 * @param urgent whether reading goes before other calls that wait
 */
public record ProductSearch(
        String shop, List<String> sellerSkus, @Nullable String productId, boolean deleted, boolean urgent) {

    /** The products that have one of these seller SKUs. */
    public static ProductSearch bySellerSkus(String shop, List<String> sellerSkus) {
        return new ProductSearch(shop, sellerSkus, null, false, false);
    }

    /** The deleted products that had one of these seller SKUs. */
    public static ProductSearch amongDeleted(String shop, List<String> sellerSkus) {
        return new ProductSearch(shop, sellerSkus, null, true, false);
    }

    /** The product with this id. */
    public static ProductSearch known(String shop, String productId, boolean urgent) {
        return new ProductSearch(shop, List.of(), productId, false, urgent);
    }
}
