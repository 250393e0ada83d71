package jp.shopbridge.publishing;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
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
 * @param newSkus SKU numbers TikTok does not have yet
 */
record Changes(boolean content, Map<String, Yen> prices, Map<String, Integer> stocks, Set<String> newSkus) {

    static Changes between(@Nullable ListingContent published, ListingContent effective, Set<String> knownSkus) {
        Map<String, Yen> prices = new TreeMap<>();
        Map<String, Integer> stocks = new TreeMap<>();
        Set<String> newSkus = new TreeSet<>();
        for (ListingSku now : effective.skus()) {
            if (!knownSkus.contains(now.skuNo())) {
                newSkus.add(now.skuNo());
                continue;
            }
            Optional<ListingSku> then = published == null ? Optional.empty() : published.sku(now.skuNo());
            now.price()
                    .filter(price -> !then.flatMap(ListingSku::price).equals(Optional.of(price)))
                    .ifPresent(price -> prices.put(now.skuNo(), price));
            now.stock()
                    .filter(stock -> then.isPresent() && !then.get().stock().equals(Optional.of(stock)))
                    .ifPresent(stock -> stocks.put(now.skuNo(), stock));
        }
        boolean content = published == null || !newSkus.isEmpty() || !published.equalsButForValues(effective);
        return new Changes(content, prices, stocks, newSkus);
    }
}
