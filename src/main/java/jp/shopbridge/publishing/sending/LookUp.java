package jp.shopbridge.publishing.sending;

import java.util.List;
import jp.shopbridge.failure.RefusedFailure;
import jp.shopbridge.failure.Sentence;
import jp.shopbridge.staging.ListingKey;
import jp.shopbridge.tiktok.ProductSearch;
import jp.shopbridge.tiktok.ProductVersions;
import jp.shopbridge.tiktok.RemoteProduct;
import jp.shopbridge.tiktok.TiktokAnswers;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Finds out whether TikTok has a listing's product already, and what it shows of it. */
@Component
public class LookUp {

    LookUp() {}

    /** Which products to ask for: the one that is known, else those with one of the seller SKUs. */
    public ProductSearch search(Job job) {
        String shop = job.key().shop();
        String known = job.listing().status().remoteProductId();
        return known == null
                ? ProductSearch.bySellerSkus(shop, job.listing().effective().sellerSkus())
                : ProductSearch.known(shop, known, job.valuesOnly());
    }

    /**
     * The listing's product in the versions TikTok holds; null when it holds none.
     *
     * @throws RefusedFailure when a product that is not ours has one of the seller SKUs, or ours is gone
     */
    public @Nullable ProductVersions product(Job job, List<ProductVersions> found) {
        ProductVersions ours = ours(job, found);
        if (ours != null && ours.shown().isDeleted()) {
            throw new RefusedFailure(
                    TiktokAnswers.PRODUCT_UNKNOWN,
                    Sentence.of(
                            "この商品はTikTok Shopで削除されています。もう一度出品する場合は「新しく出品し直す」を行ってください。",
                            "The product was deleted at TikTok Shop: list it anew if it is to be sold again."),
                    ours.shown().id(),
                    null);
        }
        return ours;
    }

    private static @Nullable ProductVersions ours(Job job, List<ProductVersions> found) {
        ProductVersions ours = null;
        for (ProductVersions product : found) {
            if (!isOf(job.key(), job.listing().status().remoteProductId(), product.shown())) {
                throw taken(product.shown());
            }
            ours = ours == null ? product : ours;
        }
        return ours;
    }

    private static boolean isOf(ListingKey key, @Nullable String remoteId, RemoteProduct product) {
        return product.id().equals(remoteId) || key.productNo().equals(product.externalId());
    }

    private static RefusedFailure taken(RemoteProduct product) {
        return new RefusedFailure(
                "PUBLISHING_SELLER_SKU_TAKEN",
                Sentence.of(
                        "同じSKU管理番号の商品がTikTok Shopにすでにあります（商品ID " + product.id() + "）。「既存商品と紐付け」を行うか、SKU管理番号を変更してください。",
                        "TikTok Shop already has a product with one of the seller SKUs (" + product.id()
                                + "): link the listing to it, or change the seller SKU."),
                product.id(),
                "skus.seller_sku");
    }
}
