package jp.shopbridge.publishing.sending;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.UnaryOperator;
import jp.shopbridge.deadletter.DeadLetterQuery;
import jp.shopbridge.deadletter.DeadLetters;
import jp.shopbridge.publishing.Stage;
import jp.shopbridge.publishing.check.ListingLimit;
import jp.shopbridge.publishing.knowledge.FactStore;
import jp.shopbridge.publishing.knowledge.ShopKnowledge;
import jp.shopbridge.publishing.ledger.Attempt;
import jp.shopbridge.publishing.ledger.Attempts;
import jp.shopbridge.sandbox.FaultRule;
import jp.shopbridge.sandbox.RequestLog;
import jp.shopbridge.staging.HistoryEntries;
import jp.shopbridge.staging.Listing;
import jp.shopbridge.staging.ListingKey;
import jp.shopbridge.staging.ListingState;
import jp.shopbridge.staging.Pauses;
import jp.shopbridge.staging.Sku;
import jp.shopbridge.support.Database;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class PublishingTest {

    private static final String CREATE = "/product/202309/products";
    private static Stage stage;

    @BeforeAll
    static void start() {
        stage = Stage.on(Database.h2(), world -> world, Map.of("publishing.facts-age", "100ms"));
        stage.authorise();
    }

    @AfterAll
    static void stop() {
        stage.close();
    }

    @AfterEach
    void calm() {
        stage.tiktok().faults().clear();
    }

    @Test
    void createsASelectedListingAndFollowsItUntilItIsLive() {
        ListingKey key = stage.live(0);

        assertThat(stage.at(key)).hasSize(1);
        assertThat(stage.listing(key).status().remoteProductId())
                .isEqualTo(stage.at(key).get(0).id());
    }

    @Test
    void leavesAListingAloneThatIsNotSelected() {
        ListingKey key = stage.sample(1, UnaryOperator.identity());
        ListingKey other = stage.live(2);

        assertThat(stage.at(other)).hasSize(1);
        assertThat(stage.listing(key).status().state()).isEqualTo(ListingState.WAITING);
        assertThat(stage.at(key)).isEmpty();
    }

    @Test
    void sendsAChangedPriceByItsOwnCallWithoutANewReview() {
        ListingKey key = stage.live(3);
        String skuNo = firstSku(key);
        long edits = edits(key);

        stage.edit(key, "{\"skus\":{\"" + skuNo + "\":{\"price\":4321}}}");
        stage.await(key, ListingState.LIVE);

        assertThat(remoteSku(key, 0).path("price").path("amount").asText()).isEqualTo("4321");
        assertThat(edits(key)).isEqualTo(edits);
    }

    @Test
    void sendsAStockThatAPersonTypedIn() {
        ListingKey key = stage.live(4);
        String skuNo = firstSku(key);

        stage.edit(key, "{\"skus\":{\"" + skuNo + "\":{\"stock\":3}}}");
        stage.await(key, ListingState.LIVE);

        assertThat(remoteSku(key, 0).path("inventory").path(0).path("quantity").asInt())
                .isEqualTo(3);
    }

    @Test
    void editsTheProductWithEverySkuAndFollowsTheNewReview() {
        ListingKey key = stage.live(22);
        int skus = stage.listing(key).effective().document().path("skus").size();

        stage.edit(key, "{\"title\":\"直した商品名\"}");
        stage.await(
                key,
                "shows the new title",
                listing -> listing.status().state() == ListingState.LIVE
                        && stage.at(key).get(0).title().equals("直した商品名"));

        assertThat(stage.at(key)).hasSize(1);
        assertThat(stage.at(key).get(0).sellerSkus()).hasSize(skus);
    }

    @Test
    void showsWhyAReviewFailedAndPassesAfterTheEdit() {
        ListingKey key = stage.sample(6, UnaryOperator.identity());
        stage.edit(key, "{\"title\":\"最安値保証のお茶\"}");
        stage.select(List.of(key));
        Listing rejected = stage.await(key, ListingState.REJECTED);

        assertThat(rejected.status().stateCode()).isEqualTo("REVIEW_EXAGGERATION");
        stage.edit(key, "{\"title\":\"おいしいお茶\"}");
        stage.await(key, ListingState.LIVE);
        assertThat(stage.at(key)).hasSize(1);
    }

    private static long told(ListingKey key, String words) {
        return stage.bean(HistoryEntries.class).of(key, 100).stream()
                .filter(entry -> entry.text().ja().contains(words))
                .count();
    }

    @Test
    void tellsEverythingThatIsWrongAtOnceBeforeAskingTiktok() {
        ListingKey key = stage.sample(7, listing -> {
            listing.put("category_id", "999999999");
            return listing;
        });
        stage.select(List.of(key));

        Listing incomplete = stage.await(key, ListingState.INCOMPLETE);
        assertThat(incomplete.status().stateCode()).isEqualTo("PREFLIGHT_CATEGORY_UNKNOWN");
        assertThat(stage.at(key)).isEmpty();
    }

    @Test
    void parksWhatTiktokRefusesWithItsSentence() {
        stage.fault(FaultRule.of("refuse")
                .on("POST", CREATE)
                .times(1)
                .detail("code", "12052051")
                .detail("message", "too long"));
        ListingKey key = stage.sample(8, UnaryOperator.identity());
        stage.select(List.of(key));

        Listing failed = stage.await(key, ListingState.FAILED);
        assertThat(failed.status().stateCode()).isEqualTo("TIKTOK_TITLE_TOO_LONG");
    }

    @Test
    void parksNoCorrectionBecauseOfARefusalOfWhatWasBefore() {
        stage.fault(FaultRule.of("slow").on("POST", CREATE).times(1).millis(3000));
        stage.fault(FaultRule.of("refuse")
                .on("POST", CREATE)
                .times(1)
                .detail("code", "12052051")
                .detail("message", "too long"));
        ListingKey key = stage.sample(32, UnaryOperator.identity());
        long before = creates();
        stage.select(List.of(key));
        Awaitility.await("its call is under way")
                .atMost(Duration.ofSeconds(30))
                .until(() -> creates() > before || stage.listing(key).status().state() != ListingState.WAITING);

        stage.edit(key, "{\"title\":\"答えを待つ間に直した商品\"}");

        Listing live = stage.await(key, ListingState.LIVE);
        assertThat(stage.at(key).get(0).title()).isEqualTo("答えを待つ間に直した商品");
        assertThat(live.status().attempts()).isZero();
        assertThat(told(key, "修正前の内容は送信できませんでした")).isEqualTo(1);
        assertThat(stage.bean(DeadLetters.class)
                        .search(new DeadLetterQuery(
                                Stage.SHOP, DeadLetterQuery.OPEN, null, null, key.productNo(), List.of(), 0, 10))
                        .total())
                .isZero();
    }

    @Test
    void findsTheProductWhenTheAnswerToACreateIsLost() {
        stage.fault(FaultRule.of("done-but-lost").on("POST", CREATE).times(1));
        ListingKey key = stage.sample(9, UnaryOperator.identity());
        long before = creates();
        stage.select(List.of(key));

        stage.await(key, ListingState.LIVE);
        assertThat(stage.at(key)).hasSize(1);
        assertThat(creates() - before).isEqualTo(1);
    }

    @Test
    void repeatsACreateThatNeverArrivedOnlyAfterProvingIt() {
        stage.fault(FaultRule.of("drop").on("POST", CREATE).times(1));
        ListingKey key = stage.sample(10, UnaryOperator.identity());
        long before = creates();
        stage.select(List.of(key));

        stage.await(key, ListingState.UNKNOWN_OUTCOME);
        assertThat(creates() - before).isEqualTo(1);
        stage.await(key, ListingState.LIVE);
        assertThat(stage.at(key)).hasSize(1);
        assertThat(creates() - before).isEqualTo(2);
        assertThat(stage.bean(Attempts.class).of(key, 10)).hasSize(1);
    }

    @Test
    void makesOneRequestForACreateAnsweredWithAServerFault() {
        stage.fault(FaultRule.of("status-503").on("POST", CREATE).times(1));
        ListingKey key = stage.sample(21, UnaryOperator.identity());
        long before = creates();
        stage.select(List.of(key));

        stage.await(key, ListingState.UNKNOWN_OUTCOME);
        assertThat(creates() - before).isEqualTo(1);
        stage.await(key, ListingState.LIVE);
        assertThat(stage.at(key)).hasSize(1);
    }

    @Test
    void makesOneRequestForACreateAnsweredWithTooManyRequestsAndComesBackLater() {
        stage.fault(FaultRule.of("status-429").on("POST", CREATE).times(1).retryAfter(1));
        ListingKey key = stage.sample(12, UnaryOperator.identity());
        long before = creates();
        stage.select(List.of(key));

        stage.await(key, ListingState.LIVE);
        assertThat(creates() - before).isEqualTo(2);
        assertThat(stage.bean(Attempts.class).of(key, 10))
                .extracting(Attempt::outcome)
                .containsExactly(Attempt.Outcome.DONE, Attempt.Outcome.NOT_DONE);
    }

    @Test
    void uploadsAnImageAgainThatTiktokHasForgotten() {
        ListingKey key = stage.live(13);
        stage.control("POST", "/images", "{\"forget\":\"all\"}");
        stage.edit(key, "{\"title\":\"画像を送り直す商品\"}");

        stage.await(
                key,
                "shows the new title",
                listing -> listing.status().state() == ListingState.LIVE
                        && stage.at(key).get(0).title().equals("画像を送り直す商品"));
    }

    @Test
    void renewsAnExpiredTokenOnceAndGoesOn() {
        stage.control("POST", "/tokens", "{\"expire_access\":true}");
        long before = stage.tiktok().requests().count("GET", "/api/v2/token/refresh");
        ListingKey key = stage.live(14);

        assertThat(stage.at(key)).hasSize(1);
        assertThat(stage.tiktok().requests().count("GET", "/api/v2/token/refresh") - before)
                .isEqualTo(1);
    }

    @Test
    void waitsForAWarehouse() {
        String shopId = shopId();
        stage.control("POST", "/shops/" + shopId, "{\"sales_warehouse\":false}");
        ListingKey key = stage.sample(15, UnaryOperator.identity());
        stage.select(List.of(key));
        stage.await(key, ListingState.NO_WAREHOUSE);

        stage.control("POST", "/shops/" + shopId, "{\"sales_warehouse\":true}");
        stage.await(key, ListingState.LIVE);
    }

    @Test
    void saysWhichTaskOfTheShopIsUndoneAndGoesOnOnceItIsDone() {
        String shopId = shopId();
        stage.control("POST", "/shops/" + shopId, "{\"failing\":{\"BANk_ACCOUNT\":\"no account\"}}");
        ListingKey key = stage.sample(20, UnaryOperator.identity());
        stage.select(List.of(key));
        Listing failed = stage.await(key, ListingState.FAILED);
        assertThat(failed.status().stateCode()).isEqualTo("PREFLIGHT_BANK_ACCOUNT");
        assertThat(stage.at(key)).isEmpty();

        stage.control("POST", "/shops/" + shopId, "{\"failing\":{\"BANk_ACCOUNT\":\"\"}}");
        stage.await(key, ListingState.LIVE);
    }

    @Test
    void letsEditsGoOnWhileTheProductLimitStopsNewProducts() {
        ListingKey live = stage.live(18);
        String shopId = shopId();
        stage.control("POST", "/shops/" + shopId, "{\"failing\":{\"PRODUCT_QUANTITY_LIMIT\":\"limit reached\"}}");
        ListingKey key = stage.sample(19, UnaryOperator.identity());
        stage.select(List.of(key));
        stage.edit(live, "{\"title\":\"上限でも直せる商品\"}");

        stage.await(
                live,
                "shows the new title",
                listing -> stage.at(live).get(0).title().equals("上限でも直せる商品"));
        assertThat(stage.listing(key).status().state()).isEqualTo(ListingState.WAITING);
        assertThat(stage.at(key)).isEmpty();
        assertThat(stage.bean(Pauses.class).isPaused(Stage.SHOP, "publishing")).isFalse();
        stage.control("POST", "/shops/" + shopId, "{\"failing\":{\"PRODUCT_QUANTITY_LIMIT\":\"\"}}");
        stage.bean(FactStore.class).forget(Stage.SHOP, "listing-limit");
    }

    @Test
    void letsEditsGoOnWhileTheDepositIsTooLowForNewProducts() {
        ListingKey live = stage.live(32);
        String shopId = shopId();
        stage.control("POST", "/shops/" + shopId, "{\"deposit_missing\":true}");
        ListingKey key = stage.sample(33, UnaryOperator.identity());
        stage.select(List.of(key));
        ListingLimit limit = stage.bean(ListingLimit.class);
        Awaitility.await().until(() -> limit.hold(Stage.SHOP).isPresent());
        stage.edit(live, "{\"title\":\"保証金が足りなくても直せる商品\"}");

        stage.await(
                live,
                "shows the new title",
                listing -> stage.at(live).get(0).title().equals("保証金が足りなくても直せる商品"));
        assertThat(stage.listing(key).status().state()).isEqualTo(ListingState.WAITING);
        assertThat(limit.hold(Stage.SHOP)).hasValueSatisfying(hold -> {
            assertThat(hold.reason().ja()).contains("保証金が足りない");
            assertThat(hold.isOfTheDay()).isFalse();
        });
        assertThat(stage.bean(Pauses.class).isPaused(Stage.SHOP, "publishing")).isFalse();
        stage.control("POST", "/shops/" + shopId, "{\"deposit_missing\":false}");
        stage.bean(FactStore.class).forget(Stage.SHOP, "listing-limit");
    }

    @Test
    void waitsWithoutBlamingAProductWhileTheWarehouseIsInHolidayMode() {
        String shopId = shopId();
        stage.control("POST", "/shops/" + shopId, "{\"sales_warehouse\":\"RESTRICTED\"}");
        stage.bean(ShopKnowledge.class).forgetWarehouses(Stage.SHOP);
        ListingKey key = stage.sample(34, UnaryOperator.identity());
        stage.select(List.of(key));
        Awaitility.await().until(() -> stage.bean(Pauses.class).isPaused(Stage.SHOP, "publishing"));

        assertThat(stage.listing(key).status().state()).isEqualTo(ListingState.WAITING);
        assertThat(stage.bean(Pauses.class).all())
                .anySatisfy(pause -> assertThat(pause.reason().ja()).contains("休業モードか注文制限中"));
        stage.control("POST", "/shops/" + shopId, "{\"sales_warehouse\":true}");
        stage.bean(Pauses.class).resume(Stage.SHOP, "publishing");
        stage.await(key, ListingState.LIVE);
    }

    @Test
    void namesTheSkuAndTheRemedyWhenTiktokTakesNoStockOfNothing() {
        ListingKey live = stage.live(36);
        Sku sku = stage.listing(live).skus().get(0);
        stage.fault(FaultRule.of("refuse")
                .on(
                        "POST",
                        "/product/202309/products/"
                                + stage.listing(live).status().remoteProductId() + "/inventory/update")
                .times(1)
                .detail("code", "12052055")
                .detail("message", "quantity"));
        stage.edit(live, "{\"skus\":{\"" + sku.skuNo() + "\":{\"stock\":0}}}");

        Listing failed = stage.await(live, ListingState.FAILED);
        assertThat(failed.status().stateReason())
                .satisfies(reason ->
                        assertThat(Objects.requireNonNull(reason).ja()).contains("販売を停止してください"));
    }

    @Test
    void pausesTheShopWhenTheAuthorizationIsWithdrawnAndGoesOnAfterConsent() {
        stage.control("POST", "/tokens", "{\"revoke\":\"" + shopId() + "\",\"code\":105002}");
        ListingKey key = stage.sample(16, UnaryOperator.identity());
        stage.select(List.of(key));
        Awaitility.await().until(() -> stage.bean(Pauses.class).isPaused(Stage.SHOP, "publishing"));
        assertThat(stage.listing(key).status().state()).isEqualTo(ListingState.WAITING);

        stage.authorise();
        stage.await(key, ListingState.LIVE);
    }

    private static String shopId() {
        return stage.tiktok().products().isEmpty()
                ? "7494049642642441621"
                : stage.tiktok().products().get(0).shopId();
    }

    private static long creates() {
        return stage.tiktok().requests().count("POST", CREATE);
    }

    private static long edits(ListingKey key) {
        String id = stage.listing(key).status().remoteProductId();
        RequestLog log = stage.tiktok().requests();
        return log.count("PUT", "/product/202509/products/" + id);
    }

    private static String firstSku(ListingKey key) {
        return stage.listing(key)
                .effective()
                .document()
                .path("skus")
                .path(0)
                .path("sku_no")
                .asText();
    }

    private static JsonNode remoteSku(ListingKey key, int number) {
        JsonNode product =
                stage.control("GET", "/products/" + stage.at(key).get(0).id(), null);
        JsonNode live = product.path("live");
        return (live.isObject() ? live : product).path("skus").path(number);
    }
}
