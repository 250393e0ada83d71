package jp.shopbridge.publishing.knowledge;

import jp.shopbridge.failure.Messages;
import jp.shopbridge.failure.RefusedFailure;
import jp.shopbridge.failure.Sentence;
import jp.shopbridge.tiktok.ShopReadiness;
import jp.shopbridge.tiktok.TiktokAnswers;
import org.jspecify.annotations.Nullable;

/** What a shop's set-up at TikTok lacks before anything of it can be listed. */
public final class SetUp {

    /** The code of an obstacle that ends without a new warehouse: holiday mode, or TikTok's limit of orders. */
    public static final String RESTRICTED = "TIKTOK_WAREHOUSE_RESTRICTED";

    private SetUp() {}

    /**
     * What keeps the whole shop from listing; null when nothing does.
     *
     * @return with {@link TiktokAnswers#NO_WAREHOUSE}, {@link #RESTRICTED}, or the code of the set-up task that is not done
     */
    public static @Nullable RefusedFailure obstacle(ShopFacts facts) {
        if (facts.salesWarehouse().isEmpty() && ShopReadiness.isRestricted(facts.warehouses())) {
            return new RefusedFailure(
                    RESTRICTED,
                    Messages.sentence("publishing.knowledge.tiktok-shops-sales-warehouse-holiday"),
                    "preflight",
                    null);
        }
        if (facts.salesWarehouse().isEmpty()) {
            return noWarehouse(Messages.sentence("publishing.knowledge.tiktok-shop-no-usable-sales"));
        }
        if (!ShopReadiness.hasReturnWarehouse(facts.warehouses())) {
            return noWarehouse(Messages.sentence("publishing.knowledge.tiktok-shop-no-return-warehouse"));
        }
        RefusedFailure limit = null;
        for (ShopReadiness.Unfinished unfinished : ShopReadiness.unfinished(facts.prerequisites())) {
            RefusedFailure failure = Prerequisite.failure(unfinished);
            if (failure != null && stopsNewProductsOnly(failure)) {
                // It stops new products only, so everything that stops the whole shop is told before it.
                limit = failure;
            } else if (failure != null) {
                return failure;
            }
        }
        return limit;
    }

    private static RefusedFailure noWarehouse(Sentence sentence) {
        return new RefusedFailure(TiktokAnswers.NO_WAREHOUSE, sentence, "preflight", null);
    }

    /** Whether this obstacle is the shop's product limit, which lets edits and stops go on. */
    public static boolean stopsNewProductsOnly(RefusedFailure obstacle) {
        return Prerequisite.PRODUCT_QUANTITY_LIMIT.isOf(obstacle);
    }

    /** Whether this code of a failure stands for a task of the shop, which no listing can remedy. */
    public static boolean isTask(@Nullable String code) {
        return Prerequisite.isCode(code);
    }
}
