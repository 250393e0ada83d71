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
import jp.shopbridge.staging.Listing;
import jp.shopbridge.staging.content.ListingContent;
import jp.shopbridge.staging.content.ListingSku;
import jp.shopbridge.staging.content.SkuOption;
import jp.shopbridge.staging.content.Yen;
import jp.shopbridge.tiktok.RemoteProduct;

/**
 * Where TikTok shows something else than what it last accepted from us: somebody changed it in Seller Center. Stock is not
 * compared, because every sale changes it, nor are texts and pictures that TikTok converts, nor how white space is written.
 *
 * @param skuNo our number of the SKU; empty for the product's own fields
 * @param name what people call the field
 * @param ours what TikTok last accepted from us
 * @param theirs what TikTok showed when it was last read
 */
public record Drift(String skuNo, EditableField field, Sentence name, String ours, String theirs) {

    /** Where a listing's product drifted, by what was last read of it; empty when it shows what was sent. */
    public static List<Drift> of(Listing listing) {
        ListingContent published = listing.published();
        return !listing.status().drift() || published == null || listing.remote() == null
                ? List.of()
                : between(published, RemoteProduct.of(listing.remote()));
    }

    /** The listing fields that differ; empty when TikTok shows what we sent. */
    static List<Drift> between(ListingContent published, RemoteProduct remote) {
        List<Drift> fields = new ArrayList<>();
        if (!published.title().isEmpty() && !words(published.title()).equals(words(remote.title()))) {
            fields.add(
                    new Drift("", EditableField.TITLE, EditableField.TITLE.label(), published.title(), remote.title()));
        }
        Map<String, RemoteProduct.RemoteSku> theirs = new HashMap<>();
        remote.skus().forEach(sku -> theirs.put(sku.sellerSku(), sku));
        for (ListingSku sku : published.skus()) {
            RemoteProduct.RemoteSku shown = theirs.get(sku.sellerSku());
            BigDecimal price = shown == null ? null : shown.price();
            Yen own = sku.price().orElse(null);
            if (price != null && own != null && !own.equals(new Yen(price))) {
                fields.add(new Drift(
                        sku.skuNo(),
                        EditableField.SKU_PRICE,
                        Messages.sentence("review.sku", name(sku), EditableField.SKU_PRICE.label()),
                        own.toString(),
                        new Yen(price).toString()));
            }
        }
        return fields;
    }

    /** As the history tells it: the field, and both values. */
    Sentence told() {
        return Messages.sentence("review.field-was-and-is", name, ours, theirs);
    }

    private static String words(String text) {
        return text.replaceAll("[\\s\\u00a0\\u3000]+", " ").strip();
    }

    /** By its choices, which staff know it by; by its number where there are none. */
    private static String name(ListingSku sku) {
        String choices = sku.options().stream().map(SkuOption::value).collect(Collectors.joining("/"));
        return choices.isEmpty() ? sku.sellerSku() : choices;
    }
}
