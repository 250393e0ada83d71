package jp.shopbridge.publishing.request;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import jp.shopbridge.staging.content.ListingContent;
import jp.shopbridge.staging.content.ListingSku;
import jp.shopbridge.staging.content.Yen;
import org.jspecify.annotations.Nullable;

/**
 * What differs between the listing TikTok last accepted and the one to send. Price and stock of a SKU that TikTok has are
 * told apart from the rest: they have calls of their own, which need no review.
 *
 * @param content whether anything else than price and stock of known SKUs changed
 * @param prices new prices by SKU number
 * @param stocks new pieces by SKU number
 */
record Changes(boolean content, Map<String, Yen> prices, Map<String, Integer> stocks) {

    /**
     * Compares two contents.
     *
     * @param published what TikTok last accepted; null when it never did
     * @param knownSkus the numbers of the SKUs that TikTok has
     */
    static Changes between(@Nullable ListingContent published, ListingContent now, Set<String> knownSkus) {
        Map<String, Yen> prices = new TreeMap<>();
        Map<String, Integer> stocks = new TreeMap<>();
        boolean newSkus = false;
        for (ListingSku sku : now.skus()) {
            String skuNo = sku.skuNo();
            if (!knownSkus.contains(skuNo)) {
                newSkus = true;
                continue;
            }
            Optional<ListingSku> before = published == null ? Optional.empty() : published.sku(skuNo);
            sku.price()
                    .filter(price -> !before.flatMap(ListingSku::price).equals(Optional.of(price)))
                    .ifPresent(price -> prices.put(skuNo, price));
            sku.stock()
                    .filter(stock -> before.isPresent()
                            && !before.flatMap(ListingSku::stock).equals(Optional.of(stock)))
                    .ifPresent(stock -> stocks.put(skuNo, stock));
        }
        boolean content = published == null || newSkus || !published.equalsButForValues(now);
        return new Changes(content, prices, stocks);
    }
}
