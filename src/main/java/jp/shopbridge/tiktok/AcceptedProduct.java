package jp.shopbridge.tiktok;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What TikTok names after it took a create or an edit.
 *
 * @param skuIds TikTok's SKU ids by seller SKU
 */
public record AcceptedProduct(String productId, Map<String, String> skuIds) {

    /** Read from the answer to a create or an edit. */
    public static AcceptedProduct of(TiktokAnswer answer) {
        Map<String, String> ids = new LinkedHashMap<>();
        for (JsonNode sku : answer.data().path("skus")) {
            ids.put(sku.path("seller_sku").asText(""), sku.path("id").asText());
        }
        return new AcceptedProduct(answer.data().path("product_id").asText(), ids);
    }
}
