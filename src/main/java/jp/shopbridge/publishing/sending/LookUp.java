package jp.shopbridge.publishing.sending;

import java.util.ArrayList;
import java.util.List;
import jp.shopbridge.failure.RefusedFailure;
import jp.shopbridge.failure.Sentence;
import jp.shopbridge.staging.ListingKey;
import jp.shopbridge.tiktok.RemoteProduct;
import jp.shopbridge.tiktok.TiktokAnswer;
import jp.shopbridge.tiktok.TiktokAnswers;
import jp.shopbridge.tiktok.TiktokCall;
import jp.shopbridge.tiktok.TiktokRequests;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Finds out whether TikTok has a listing's product already, and what it shows of it. */
@Component
public class LookUp {

    private final TiktokRequests requests;

    LookUp(TiktokRequests requests) {
        this.requests = requests;
    }

    /** What is to be asked: for the product that is known, else for products with one of the seller SKUs. */
    public Found begin(Job job) {
        String known = job.listing().status().remoteProductId();
        if (known != null) {
            return new Found(List.of(), List.of(known), List.of());
        }
        List<String> sellerSkus = job.listing().effective().sellerSkus();
        List<List<String>> searches = new ArrayList<>();
        for (int from = 0; from < sellerSkus.size(); from += TiktokRequests.SEARCH_SIZE) {
            searches.add(sellerSkus.subList(from, Math.min(from + TiktokRequests.SEARCH_SIZE, sellerSkus.size())));
        }
        return new Found(searches, List.of(), List.of());
    }

    /** The next search by seller SKUs. */
    public TiktokCall searchCall(Job job, Found found) {
        return requests.search(job.key().shop(), found.searches().get(0));
    }

    /** Notes what a search found. */
    public Found searched(Found found, TiktokAnswer answer) {
        return found.searched(RemoteProduct.found(answer));
    }

    /** Reads the next product found. */
    public TiktokCall productCall(Job job, Found found) {
        TiktokCall call = requests.product(job.key().shop(), found.candidates().get(0));
        return job.valuesOnly() ? call.urgently() : call;
    }

    /** Notes the product read. */
    public Found productRead(Found found, TiktokAnswer answer) {
        return found.read(RemoteProduct.of(answer));
    }

    /**
     * The listing's product; null when TikTok shows none.
     *
     * @throws RefusedFailure when a product that is not ours has one of the seller SKUs, or ours is gone
     */
    public @Nullable RemoteProduct product(Job job, Found found) {
        RemoteProduct remote = ours(job, found);
        if (remote != null && remote.isDeleted()) {
            throw new RefusedFailure(
                    TiktokAnswers.PRODUCT_UNKNOWN,
                    Sentence.of(
                            "この商品はTikTok Shopで削除されています。もう一度出品する場合は「新しく出品し直す」を行ってください。",
                            "The product was deleted at TikTok Shop: list it anew if it is to be sold again."),
                    remote.id(),
                    null);
        }
        return remote;
    }

    private static @Nullable RemoteProduct ours(Job job, Found found) {
        RemoteProduct ours = null;
        for (RemoteProduct product : found.products()) {
            if (!isOf(job.key(), job.listing().status().remoteProductId(), product)) {
                throw taken(product);
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
