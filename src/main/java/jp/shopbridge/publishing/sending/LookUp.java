package jp.shopbridge.publishing.sending;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import jp.shopbridge.Json;
import jp.shopbridge.failure.Messages;
import jp.shopbridge.failure.RefusedFailure;
import jp.shopbridge.publishing.ledger.Attempt;
import jp.shopbridge.publishing.ledger.Attempts;
import jp.shopbridge.publishing.request.Found;
import jp.shopbridge.staging.ListingKey;
import jp.shopbridge.tiktok.ProductSearch;
import jp.shopbridge.tiktok.ProductVersion;
import jp.shopbridge.tiktok.ProductVersions;
import jp.shopbridge.tiktok.RemoteProduct;
import jp.shopbridge.tiktok.TiktokAnswers;
import jp.shopbridge.tiktok.TiktokOperation;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Finds out whether TikTok has a listing's product already, and what it shows of it. */
@Component
public class LookUp {

    static final Set<String> PRODUCT =
            Set.of(TiktokOperation.CREATE.id(), TiktokOperation.EDIT.id(), TiktokOperation.PARTIAL_EDIT.id());
    private static final int LATEST = 20;

    private final Attempts attempts;

    LookUp(Attempts attempts) {
        this.attempts = attempts;
    }

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
    public @Nullable Found product(Job job, List<ProductVersions> found) {
        ProductVersions ours = ours(job, found);
        if (ours != null && ours.shown().isDeleted()) {
            throw new RefusedFailure(
                    TiktokAnswers.PRODUCT_UNKNOWN,
                    Messages.sentence("publishing.sending.product-deleted-tiktok-shop-list"),
                    ours.shown().id(),
                    null);
        }
        return ours == null ? null : new Found(ours, ofOthers(job.key(), ours), ours.isComplete());
    }

    /** The versions beside the one shown that are none of ours: no request of ours made them, and they differ from what is shown. */
    private Set<ProductVersion> ofOthers(ListingKey key, ProductVersions versions) {
        List<RemoteProduct> beside = versions.all()
                .filter(version -> version.version() != ProductVersion.SHOWN && !version.showsTheSame(versions.shown()))
                .toList();
        if (beside.isEmpty()) {
            return Set.of();
        }
        List<JsonNode> taken = attempts.of(key, LATEST).stream()
                .filter(attempt -> attempt.outcome() == Attempt.Outcome.DONE && PRODUCT.contains(attempt.operation()))
                .map(attempt -> Json.parse(attempt.body()))
                .toList();
        return beside.stream()
                .filter(version -> taken.stream().noneMatch(body -> version.isMadeBy(body, versions.shown())))
                .map(RemoteProduct::version)
                .collect(Collectors.toUnmodifiableSet());
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
                Messages.sentence("PUBLISHING_SELLER_SKU_TAKEN", product.id()),
                product.id(),
                "skus.seller_sku");
    }
}
