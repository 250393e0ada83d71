package jp.shopbridge.publishing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What differs between the listing TikTok last accepted and the one to send. Price and stock of a SKU that TikTok has are
 * told apart from the rest: they have calls of their own, which need no review.
 *
 * @param content whether anything else than price and stock of known SKUs changed
 * @param prices new prices by SKU number, whole yen
 * @param stocks new pieces by SKU number
 * @param newSkus SKU numbers TikTok does not have yet
 */
record Changes(boolean content, Map<String, BigDecimal> prices, Map<String, Integer> stocks, Set<String> newSkus) {

    // Shown to people only; a change of these is no reason to send anything.
    private static final Set<String> NOT_SENT = Set.of("visible", "product_url");
    private static final Set<String> OWN_CALLS = Set.of("price", "stock");

    static Changes between(@Nullable ObjectNode published, ObjectNode effective, Set<String> knownSkus) {
        Map<String, JsonNode> before = skus(published);
        Map<String, BigDecimal> prices = new TreeMap<>();
        Map<String, Integer> stocks = new TreeMap<>();
        Set<String> newSkus = new TreeSet<>();
        for (Map.Entry<String, JsonNode> sku : skus(effective).entrySet()) {
            JsonNode now = sku.getValue();
            JsonNode then = before.get(sku.getKey());
            if (!knownSkus.contains(sku.getKey())) {
                newSkus.add(sku.getKey());
                continue;
            }
            if (now.path("price").isNumber() && (then == null || !sameNumber(now.path("price"), then.path("price")))) {
                prices.put(sku.getKey(), now.path("price").decimalValue());
            }
            if (then != null
                    && now.path("stock").canConvertToInt()
                    && !sameNumber(now.path("stock"), then.path("stock"))) {
                stocks.put(sku.getKey(), now.path("stock").intValue());
            }
        }
        boolean content =
                published == null || !newSkus.isEmpty() || !bare(published).equals(bare(effective));
        return new Changes(content, prices, stocks, newSkus);
    }

    private static boolean sameNumber(JsonNode one, JsonNode other) {
        return one.isNumber() && other.isNumber() && one.decimalValue().compareTo(other.decimalValue()) == 0;
    }

    private static Map<String, JsonNode> skus(@Nullable ObjectNode listing) {
        Map<String, JsonNode> skus = new HashMap<>();
        if (listing != null) {
            listing.path("skus").forEach(sku -> skus.put(sku.path("sku_no").asText(), sku));
        }
        return skus;
    }

    private static ObjectNode bare(ObjectNode listing) {
        ObjectNode bare = listing.deepCopy();
        bare.remove(NOT_SENT);
        bare.path("skus").forEach(sku -> {
            if (sku instanceof ObjectNode object) {
                object.remove(OWN_CALLS);
            }
        });
        return bare;
    }
}
