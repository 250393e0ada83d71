package jp.shopbridge.review;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import jp.shopbridge.failure.Messages;
import jp.shopbridge.failure.Sentence;
import jp.shopbridge.staging.EditableField;
import jp.shopbridge.staging.content.ListingContent;
import jp.shopbridge.staging.content.ListingSku;
import jp.shopbridge.staging.content.SkuOption;
import jp.shopbridge.staging.content.Yen;
import jp.shopbridge.tiktok.RemoteProduct;

/**
 * Where TikTok shows something else than what it last accepted from us: somebody changed it in Seller Center. Stock is not
 * compared, because every sale changes it, nor are texts and pictures that TikTok converts.
 */
final class Drift {

    private Drift() {}

    /** The listing fields that differ, as people call them; empty when TikTok shows what we sent. */
    static List<Sentence> between(ListingContent published, RemoteProduct remote) {
        List<Sentence> fields = new ArrayList<>();
        if (!published.title().isEmpty() && !published.title().equals(remote.title())) {
            fields.add(EditableField.TITLE.label());
        }
        Map<String, RemoteProduct.RemoteSku> theirs = new HashMap<>();
        remote.skus().forEach(sku -> theirs.put(sku.sellerSku(), sku));
        for (ListingSku sku : published.skus()) {
            RemoteProduct.RemoteSku shown = theirs.get(sku.sellerSku());
            BigDecimal price = shown == null ? null : shown.price();
            if (price != null
                    && sku.price().filter(own -> !own.equals(new Yen(price))).isPresent()) {
                Sentence label = EditableField.SKU_PRICE.label();
                fields.add(Messages.sentence("review.sku", name(sku), label));
            }
        }
        return fields;
    }

    /** By its choices, which staff know it by; by its number where there are none. */
    private static String name(ListingSku sku) {
        String choices = sku.options().stream().map(SkuOption::value).collect(Collectors.joining("/"));
        return choices.isEmpty() ? sku.sellerSku() : choices;
    }
}
