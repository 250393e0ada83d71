package jp.shopbridge.publishing.sending;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import jp.shopbridge.publishing.Stage;
import jp.shopbridge.publishing.ledger.Attempt;
import jp.shopbridge.publishing.ledger.Attempts;
import jp.shopbridge.sandbox.FaultRule;
import jp.shopbridge.staging.Listing;
import jp.shopbridge.staging.ListingClaims;
import jp.shopbridge.staging.ListingKey;
import jp.shopbridge.staging.ListingState;
import jp.shopbridge.staging.content.Yen;
import jp.shopbridge.support.Database;
import jp.shopbridge.tiktok.TiktokCall;
import jp.shopbridge.tiktok.TiktokOperation;
import jp.shopbridge.tiktok.TiktokRequests;
import org.apache.camel.CamelContext;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A price whose answer was lost is sent again: it sets a value, so that twice is the same as once. One stage serves all tests. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LostValuesTest {

    private static final String CLAIMS = "publishing-claim-values";
    private static final int NEW_PRICE = 4321;

    private final Stage stage = Stage.on(Database.h2(), world -> world, Map.of("publishing.free-claims", "200ms"));
    private int products;

    @BeforeAll
    void authorise() {
        stage.authorise();
    }

    @AfterAll
    void stop() {
        stage.close();
    }

    private ListingKey live() {
        ListingKey key = stage.numbered("VALUES-" + products++);
        stage.select(List.of(key));
        stage.await(key, ListingState.LIVE);
        return key;
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void repeatsAPriceWhoseProcessWasKilled(boolean arrived) throws Exception {
        ListingKey key = live();
        stage.bean(CamelContext.class).getRouteController().stopRoute(CLAIMS);
        stage.edit(key, price(key));
        leaveAsAKilledProcessDoes(key, arrived);

        stage.bean(CamelContext.class).getRouteController().startRoute(CLAIMS);
        stage.await(key, ListingState.LIVE);

        assertThat(priceAt(key)).isEqualTo(String.valueOf(NEW_PRICE));
        assertThat(stage.tiktok().requests().count("POST", pricePath(key))).isEqualTo(arrived ? 2 : 1);
        assertThat(stage.bean(Attempts.class).of(key, 10))
                .filteredOn(attempt -> attempt.operation().equals("price"))
                .extracting(Attempt::outcome)
                .containsExactly(Attempt.Outcome.DONE, Attempt.Outcome.REPEATED);
        assertThat(stage.at(key)).hasSize(1);
    }

    @Test
    void repeatsAPriceWhoseAnswerWasLostOnTheWay() {
        ListingKey key = live();
        stage.fault(FaultRule.of("done-but-lost").on("POST", pricePath(key)).times(1));

        stage.edit(key, price(key));
        stage.await(key, ListingState.LIVE);

        assertThat(priceAt(key)).isEqualTo(String.valueOf(NEW_PRICE));
        assertThat(stage.tiktok().requests().count("POST", pricePath(key))).isEqualTo(2);
    }

    // The attempt is in the ledger and the listing is reserved, by an instance that no longer lives.
    private void leaveAsAKilledProcessDoes(ListingKey key, boolean arrived) {
        assertThat(stage.bean(ListingClaims.class).claimValuesDue(10, "killed", Duration.ofMinutes(10)))
                .containsExactly(key);
        Listing listing = stage.listing(key);
        TiktokCall call = stage.bean(TiktokRequests.class)
                .price(
                        Stage.SHOP,
                        Objects.requireNonNull(listing.status().remoteProductId()),
                        Map.of(
                                Objects.requireNonNull(listing.skus().get(0).remoteSkuId()),
                                new Yen(BigDecimal.valueOf(NEW_PRICE))));
        byte[] body = Objects.requireNonNull(call.json());
        stage.bean(Attempts.class)
                .start(
                        key,
                        TiktokOperation.PRICE,
                        Attempt.idempotencyKey(key, listing.status().generation(), body),
                        body,
                        listing.status().contentHash(),
                        listing.status().generation());
        if (arrived) {
            stage.call(0, call);
        }
    }

    private String price(ListingKey key) {
        String skuNo = stage.listing(key).skus().get(0).skuNo();
        return "{\"skus\":{\"" + skuNo + "\":{\"price\":" + NEW_PRICE + "}}}";
    }

    private String pricePath(ListingKey key) {
        return "/product/202309/products/" + stage.at(key).get(0).id() + "/prices/update";
    }

    private String priceAt(ListingKey key) {
        return stage.control("GET", "/products/" + stage.at(key).get(0).id(), null)
                .at("/live/skus/0/price/amount")
                .asText();
    }
}
