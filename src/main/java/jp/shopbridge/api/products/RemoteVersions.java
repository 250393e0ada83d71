package jp.shopbridge.api.products;

import io.swagger.v3.oas.annotations.media.Schema;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import jp.shopbridge.staging.Listing;
import jp.shopbridge.staging.content.ListingContent;
import jp.shopbridge.staging.content.ListingSku;
import jp.shopbridge.staging.content.Yen;
import jp.shopbridge.tiktok.ProductVersions;
import jp.shopbridge.tiktok.RemoteProduct;
import org.jsoup.Jsoup;
import org.jspecify.annotations.Nullable;

/** What buyers see of a product, what TikTok has under review or as a draft, and what the listing says; field by field. */
record RemoteVersions(
        String productNo,
        @Schema(description = "TikTok's status of the product, such as ACTIVATE.") @Nullable String status,
        @Schema(description = "Whether an edit is under review that buyers do not see yet.") boolean underReview,
        @Schema(description = "Whether a draft lies beside what buyers see.") boolean draft,
        @Schema(description = "False when a version ended while it was read: ask again.") boolean complete,
        List<Row> rows) {

    private static final int LONGEST = 300;

    /** One field in each version. */
    @Schema(name = "RemoteVersionsRow")
    record Row(
            @Schema(description = "The SKU's own number; empty for the product's own fields.") String sellerSku,
            String field,
            @Schema(description = "What buyers see; null where TikTok does not say.") @Nullable String shown,
            @Schema(description = "Under review; null where nothing is.") @Nullable String underReview,
            @Schema(description = "In the draft; null where there is none.") @Nullable String draft,
            @Schema(description = "What the listing says; null where it has no such SKU.") @Nullable String listing,
            @Schema(description = "Whether the versions differ.") boolean differs) {}

    static RemoteVersions of(Listing listing, ProductVersions versions) {
        List<Row> rows = new ArrayList<>();
        ListingContent content = listing.effective();
        Map<String, Function<RemoteProduct, @Nullable String>> theirs = new LinkedHashMap<>();
        theirs.put("title", RemoteProduct::title);
        theirs.put(
                "description",
                product -> plain(product.json().path("description").asText("")));
        theirs.put("images", product -> count(product.json().path("main_images").size()));
        theirs.put("category_id", RemoteProduct::categoryId);
        theirs.put("weight_g", RemoteVersions::grams);
        Map<String, @Nullable String> ours = new LinkedHashMap<>();
        ours.put("title", content.title());
        ours.put("description", plain(content.description()));
        ours.put("images", count(content.images().size()));
        ours.put("category_id", content.categoryId());
        ours.put(
                "weight_g", content.weightGrams().map(BigDecimal::toPlainString).orElse(null));
        theirs.forEach((field, value) -> rows.add(row("", field, versions, value, ours.get(field))));
        Set<String> sellerSkus = new LinkedHashSet<>(content.sellerSkus());
        versions.all().forEach(version -> sellerSkus.addAll(version.skuIds().keySet()));
        Map<String, ListingSku> own = new LinkedHashMap<>();
        content.skus().forEach(sku -> own.put(sku.sellerSku(), sku));
        for (String sellerSku : sellerSkus) {
            ListingSku sku = own.get(sellerSku);
            rows.add(row(
                    sellerSku,
                    "price",
                    versions,
                    product -> price(product, sellerSku),
                    sku == null ? null : sku.price().map(Yen::toString).orElse(null)));
        }
        return new RemoteVersions(
                listing.key().productNo(),
                versions.shown().status(),
                versions.underReview() != null,
                versions.draft() != null,
                versions.isComplete(),
                rows);
    }

    private static Row row(
            String sellerSku,
            String field,
            ProductVersions versions,
            Function<RemoteProduct, @Nullable String> value,
            @Nullable String listing) {
        List<@Nullable String> all = new ArrayList<>();
        all.add(value.apply(versions.shown()));
        RemoteProduct review = versions.underReview();
        RemoteProduct draft = versions.draft();
        String inReview = review == null ? null : value.apply(review);
        String inDraft = draft == null ? null : value.apply(draft);
        all.add(listing);
        if (review != null) {
            all.add(inReview);
        }
        if (draft != null) {
            all.add(inDraft);
        }
        return new Row(sellerSku, field, all.get(0), inReview, inDraft, listing, new LinkedHashSet<>(all).size() > 1);
    }

    private static String plain(String html) {
        String text = Jsoup.parseBodyFragment(html).text();
        return text.codePointCount(0, text.length()) <= LONGEST
                ? text
                : text.substring(0, text.offsetByCodePoints(0, LONGEST)) + "…";
    }

    private static String count(int number) {
        return String.valueOf(number);
    }

    private static @Nullable String grams(RemoteProduct product) {
        return product.grams().map(BigDecimal::toPlainString).orElse(null);
    }

    private static @Nullable String price(RemoteProduct product, String sellerSku) {
        for (RemoteProduct.RemoteSku sku : product.skus()) {
            if (sku.sellerSku().equals(sellerSku)) {
                return sku.price() == null ? null : new Yen(sku.price()).toString();
            }
        }
        return null;
    }
}
