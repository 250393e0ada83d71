package jp.shopbridge.publishing.request;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import jp.shopbridge.publishing.Stage;
import jp.shopbridge.sandbox.tiktok.TikTokSettings;
import jp.shopbridge.staging.ListingKey;
import jp.shopbridge.staging.ListingState;
import jp.shopbridge.support.Database;
import org.junit.jupiter.api.Test;

/** What a shop's own settings change in what TikTok Shop is sent. */
class ShopSettingsTest {

    private static final TikTokSettings.SeedShop FIRST = TikTokSettings.SeedShop.local(1, "本店");
    private static final TikTokSettings.SeedShop SECOND = TikTokSettings.SeedShop.local(2, "支店");

    @Test
    void worksForTheShopThatIsNamedAndSendsStockAsSet() {
        try (Stage stage = Stage.on(
                Database.h2(),
                world -> world.shops(FIRST, SECOND).zeroStockOnCreate(true),
                Map.of(
                        "bridge.shops[0].tiktok.shop-id", SECOND.id(),
                        "bridge.shops[0].unmanaged-stock", "777",
                        "bridge.shops[0].send-sold-out-as-zero", "true"))) {
            stage.authorise();
            ListingKey soldOut = withOneSoldOut(stage);
            ListingKey unmanaged = unmanaged(stage);

            stage.select(List.of(soldOut, unmanaged));
            stage.await(soldOut, ListingState.LIVE);
            stage.await(unmanaged, ListingState.LIVE);

            assertThat(stage.at(soldOut).get(0).shopId()).isEqualTo(SECOND.id());
            assertThat(quantities(stage, soldOut)).contains(0, 7);
            assertThat(quantities(stage, unmanaged)).containsOnly(777);
        }
    }

    @Test
    void leavesASoldOutSkuOutAndSendsTheUsualQuantityForStockNobodyManagesWhenNothingIsSet() {
        try (Stage stage = Stage.plain()) {
            stage.authorise();
            ListingKey soldOut = withOneSoldOut(stage);
            int skus =
                    stage.listing(soldOut).effective().document().path("skus").size();
            ListingKey unmanaged = unmanaged(stage);

            stage.select(List.of(soldOut, unmanaged));
            stage.await(soldOut, ListingState.LIVE);
            stage.await(unmanaged, ListingState.LIVE);

            assertThat(quantities(stage, soldOut)).containsOnly(7).hasSize(skus - 1);
            assertThat(quantities(stage, unmanaged)).containsOnly(99_999);
        }
    }

    @Test
    void refusesToGuessWhichOfSeveralShopsIsMeant() {
        try (Stage stage = Stage.on(Database.h2(), world -> world.shops(FIRST, SECOND), Map.of())) {
            assertThatThrownBy(stage::authorise)
                    .hasMessageContaining(FIRST.id())
                    .hasMessageContaining(SECOND.id())
                    .hasMessageContaining("tiktok.shop-id");
        }
    }

    private static ListingKey withOneSoldOut(Stage stage) {
        for (int position = 0; ; position++) {
            ListingKey key = stage.sample(position, UnaryOperator.identity());
            JsonNode skus = stage.listing(key).effective().document().path("skus");
            if (skus.size() > 1) {
                stage.edit(key, "{\"skus\":{\"" + skus.get(0).path("sku_no").asText() + "\":{\"stock\":0}}}");
                return key;
            }
        }
    }

    private static ListingKey unmanaged(Stage stage) {
        return stage.sample(0, listing -> {
            listing.put("product_no", "UNMANAGED-1");
            listing.path("skus").forEach(sku -> ((ObjectNode) sku)
                    .put("stock_managed", false)
                    .put("seller_sku", "UNMANAGED-" + sku.path("sku_no").asText())
                    .remove("jan"));
            return listing;
        });
    }

    private static List<Integer> quantities(Stage stage, ListingKey key) {
        List<Integer> quantities = new ArrayList<>();
        stage.tiktok().product(stage.at(key).get(0).id()).at("/live/skus").forEach(sku -> sku.path("inventory")
                .forEach(inventory -> quantities.add(inventory.path("quantity").asInt())));
        return quantities;
    }
}
