package jp.shopbridge.publishing.request;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import jp.shopbridge.publishing.knowledge.ShopFacts;
import jp.shopbridge.publishing.pictures.Pictures;
import jp.shopbridge.staging.Listing;
import jp.shopbridge.staging.ListingKey;
import jp.shopbridge.staging.Sku;
import jp.shopbridge.staging.content.ListingContent;
import jp.shopbridge.tiktok.ProductVersions;
import jp.shopbridge.tiktok.RemoteProduct;
import org.jspecify.annotations.Nullable;

/**
 * What a request is made of.
 *
 * @param facts what is known of the shop and of the listing's category
 * @param pictures what TikTok has of the listing's pictures
 * @param versions the listing's product in the versions TikTok holds; null when it holds none
 */
record Material(Listing listing, ShopFacts facts, Pictures pictures, @Nullable ProductVersions versions) {

    /** The listing's product as buyers see it, or as it was sent; null when there is none. */
    @Nullable
    RemoteProduct remote() {
        return versions == null ? null : versions.shown();
    }

    ListingKey key() {
        return listing.key();
    }

    String shop() {
        return key().shop();
    }

    /** What the listing says now. */
    ListingContent content() {
        return listing.effective();
    }

    /** What it said when TikTok last took it; null when it never did. */
    @Nullable
    ListingContent published() {
        return listing.published();
    }

    /** TikTok's id of the warehouse to sell from, if the shop has one. */
    Optional<String> salesWarehouse() {
        return facts.salesWarehouse();
    }

    /** The content without what the category does not take. */
    ListingContent takenOf(ListingContent content) {
        return facts.takenOf(content);
    }

    /** Whether the category requires this property of a request. */
    boolean categoryRequires(String property) {
        return facts.category().requires(property);
    }

    /** TikTok's id of the product; null as long as it has none. */
    @Nullable
    String remoteId() {
        return versions != null ? versions.shown().id() : listing.status().remoteProductId();
    }

    /** TikTok's SKU ids by seller SKU: those of its newest version, else what it told us when it took them. */
    Map<String, String> skuIds() {
        if (versions != null) {
            return versions.newest().skuIds();
        }
        Map<String, String> bySkuNo = new HashMap<>();
        for (Sku sku : listing.skus()) {
            if (sku.remoteSkuId() != null) {
                bySkuNo.put(sku.skuNo(), sku.remoteSkuId());
            }
        }
        return content().bySellerSku(bySkuNo);
    }

    /** The listing's name; never its content. */
    @Override
    public String toString() {
        return "Material[" + key() + "]";
    }
}
