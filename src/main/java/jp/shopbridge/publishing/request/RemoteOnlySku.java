package jp.shopbridge.publishing.request;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import jp.shopbridge.failure.Messages;
import jp.shopbridge.failure.Sentence;
import jp.shopbridge.limit.Limits;
import jp.shopbridge.staging.Lack;
import jp.shopbridge.staging.Listing;
import jp.shopbridge.staging.content.ListingContent;
import jp.shopbridge.tiktok.RemoteProduct;

/**
 * SKUs that TikTok has and the listing does not: futureshop no longer has them, or their number changed. They stay on sale
 * until a person says by name that they are to go, because TikTok deletes a SKU that an edit leaves out.
 *
 * @param sellerSku the SKU's own number, as TikTok shows it
 * @param name its choices, such as {@code 赤 / M}; empty for a product without variations
 * @param going whether a person wants it taken off, and the next edit does
 */
public record RemoteOnlySku(String sellerSku, String name, boolean going) {

    private static final String FIELD = "removed_skus";
    private static final int MOST_SKUS = Limits.named("skus").mostWhole();
    private static final int NAMED = 5;

    /** Those of a listing, by what TikTok last showed of it. */
    public static List<RemoteOnlySku> of(Listing listing) {
        ObjectNode read = listing.remote();
        return read == null ? List.of() : of(listing, RemoteProduct.of(read));
    }

    private static List<RemoteOnlySku> of(Listing listing, RemoteProduct remote) {
        ListingContent content = listing.effective();
        Set<String> ours = Set.copyOf(content.sellerSkus());
        Set<String> removed = content.removedSkus();
        List<RemoteOnlySku> found = new ArrayList<>();
        for (JsonNode sku : remote.json().path("skus")) {
            String sellerSku = sku.path("seller_sku").asText("");
            if (!ours.contains(sellerSku)) {
                found.add(new RemoteOnlySku(
                        sellerSku, String.join(" / ", choices(sku).values()), removed.contains(sellerSku)));
            }
        }
        return List.copyOf(found);
    }

    /** What the preview says about them. */
    public static List<Sentence> notes(Listing listing, RemoteProduct remote) {
        List<Sentence> notes = new ArrayList<>();
        List<RemoteOnlySku> all = of(listing, remote);
        List<RemoteOnlySku> kept = all.stream().filter(sku -> !sku.going()).toList();
        List<RemoteOnlySku> going = all.stream().filter(RemoteOnlySku::going).toList();
        if (!kept.isEmpty()) {
            notes.add(Messages.sentence("publishing.request.tiktok-sku-s-listing-does", kept.size(), named(kept)));
        }
        if (!going.isEmpty()) {
            notes.add(Messages.sentence("publishing.request.takes-following-sku-s-off", named(going)));
        }
        return notes;
    }

    /**
     * What keeps an edit from being sent while such SKUs stay: TikTok wants the same axes on every SKU, each combination
     * once, and no more than it takes.
     */
    static List<Lack> lacks(JsonNode body, RemoteProduct remote, ListingContent content) {
        Set<String> removed = content.removedSkus();
        List<JsonNode> kept = remote.unnamedIn(body).stream()
                .filter(sku -> !removed.contains(sku.path("seller_sku").asText("")))
                .toList();
        if (kept.isEmpty() || body.path("skus").isEmpty()) {
            return List.of();
        }
        Set<String> axes = choices(body.path("skus").path(0)).keySet();
        Set<String> combinations = new HashSet<>();
        body.path("skus").forEach(sku -> combinations.add(choices(sku).toString()));
        List<String> otherAxes = new ArrayList<>();
        List<String> replaced = new ArrayList<>();
        for (JsonNode sku : kept) {
            if (!choices(sku).keySet().equals(axes)) {
                otherAxes.add(sku.path("seller_sku").asText(""));
            } else if (combinations.contains(choices(sku).toString())) {
                replaced.add(sku.path("seller_sku").asText(""));
            }
        }
        List<Lack> lacks = new ArrayList<>();
        if (!otherAxes.isEmpty()) {
            lacks.add(
                    lack("PREFLIGHT_AXES_CHANGED", Messages.sentence("PREFLIGHT_AXES_CHANGED", shortened(otherAxes))));
        }
        if (!replaced.isEmpty()) {
            lacks.add(lack("PREFLIGHT_SKU_REPLACED", Messages.sentence("PREFLIGHT_SKU_REPLACED", shortened(replaced))));
        }
        int total = body.path("skus").size() + kept.size();
        if (total > MOST_SKUS) {
            lacks.add(
                    lack("PREFLIGHT_SKU_COUNT_KEPT", Messages.sentence("PREFLIGHT_SKU_COUNT_KEPT", total, MOST_SKUS)));
        }
        return lacks;
    }

    private static Lack lack(String code, Sentence sentence) {
        return new Lack(code, FIELD, null, sentence);
    }

    private static TreeMap<String, String> choices(JsonNode sku) {
        TreeMap<String, String> choices = new TreeMap<>();
        sku.path("sales_attributes")
                .forEach(attribute -> choices.put(
                        attribute.path("name").asText(""),
                        attribute.path("value_name").asText("")));
        return choices;
    }

    private static String named(List<RemoteOnlySku> skus) {
        return shortened(skus.stream().map(RemoteOnlySku::sellerSku).collect(Collectors.toList()));
    }

    private static String shortened(List<String> sellerSkus) {
        String shown = String.join("、", sellerSkus.subList(0, Math.min(NAMED, sellerSkus.size())));
        return sellerSkus.size() <= NAMED ? shown : shown + " …";
    }
}
