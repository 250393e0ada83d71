package jp.shopbridge.review;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import jp.shopbridge.staging.content.ListingContent;
import jp.shopbridge.staging.content.ListingSku;
import jp.shopbridge.staging.content.Yen;
import jp.shopbridge.tiktok.RemoteProduct;

/**
 * Where TikTok shows something else than what it last accepted from us: somebody changed it in Seller Center. Stock is not
 * compared, because every sale changes it, nor are texts and pictures that TikTok converts.
 */
final class Drift {

    private Drift() {}

    /** The listing fields that differ; empty when TikTok shows what we sent. */
    static List<String> between(ListingContent published, RemoteProduct remote) {
        List<String> fields = new ArrayList<>();
        if (!published.title().isEmpty() && !published.title().equals(remote.title())) {
            fields.add("title");
        }
        Map<String, RemoteProduct.RemoteSku> theirs = new HashMap<>();
        remote.skus().forEach(sku -> theirs.put(sku.sellerSku(), sku));
        int number = 0;
        for (ListingSku sku : published.skus()) {
            String at = "skus[" + number++ + "]";
            RemoteProduct.RemoteSku shown = theirs.get(sku.sellerSku());
            BigDecimal price = shown == null ? null : shown.price();
            if (price != null
                    && sku.price().filter(own -> !own.equals(new Yen(price))).isPresent()) {
                fields.add(at + ".price");
            }
        }
        return fields;
    }
}
