package jp.shopbridge.review;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import jp.shopbridge.Json;
import jp.shopbridge.staging.content.ListingContent;
import jp.shopbridge.tiktok.RemoteProduct;
import org.junit.jupiter.api.Test;

/** What counts as changed in Seller Center, and what is only written otherwise. */
class DriftTest {

    private static final ListingContent SENT = ListingContent.of(Json.parseObject(
            "{\"title\":\"煎茶 100g\",\"skus\":[{\"sku_no\":\"1\",\"seller_sku\":\"T-1\",\"price\":900,\"stock\":5}]}"));

    @Test
    void whiteSpaceAndStockAreNoDrift() {
        assertThat(Drift.between(SENT, shown("煎茶　 100g ", "900", 2))).isEmpty();
    }

    @Test
    void aTitleAndAPriceAreNamedWithBothValues() {
        assertThat(Drift.between(SENT, shown("煎茶 200g", "950", 5)))
                .extracting(Drift::skuNo, drift -> drift.field().field(), Drift::ours, Drift::theirs)
                .containsExactly(tuple("", "title", "煎茶 100g", "煎茶 200g"), tuple("1", "price", "900", "950"));
    }

    private static RemoteProduct shown(String title, String price, int stock) {
        return RemoteProduct.of(Json.parseObject("{\"id\":\"1\",\"status\":\"ACTIVATE\",\"title\":\"" + title
                + "\",\"skus\":[{\"id\":\"11\",\"seller_sku\":\"T-1\",\"price\":{\"currency\":\"JPY\",\"sale_price\":\""
                + price + "\",\"tax_exclusive_price\":\"" + price
                + "\"},\"inventory\":[{\"warehouse_id\":\"1\",\"quantity\":" + stock + "}]}]}"));
    }
}
