package jp.shopbridge.review;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import jp.shopbridge.tiktok.RemoteProduct;

/**
 * Where TikTok shows something else than what it last accepted from us: somebody changed it in Seller Center. Stock is not
 * compared, because every sale changes it, nor are texts and pictures that TikTok converts.
 */
final class Drift {

    private Drift() {}

    /** The listing fields that differ; empty when TikTok shows what we sent. */
    static List<String> between(ObjectNode published, RemoteProduct remote) {
        List<String> fields = new ArrayList<>();
        String title = published.path("title").asText("");
        if (!title.isEmpty() && !title.equals(remote.title())) {
            fields.add("title");
        }
        Map<String, RemoteProduct.RemoteSku> theirs = new HashMap<>();
        remote.skus().forEach(sku -> theirs.put(sku.sellerSku(), sku));
        int number = 0;
        for (JsonNode sku : published.path("skus")) {
            String at = "skus[" + number++ + "]";
            RemoteProduct.RemoteSku shown = theirs.get(sku.path("seller_sku").asText());
            BigDecimal price = shown == null ? null : shown.price();
            if (price != null
                    && sku.path("price").isNumber()
                    && price.compareTo(sku.path("price").decimalValue()) != 0) {
                fields.add(at + ".price");
            }
        }
        return fields;
    }
}
