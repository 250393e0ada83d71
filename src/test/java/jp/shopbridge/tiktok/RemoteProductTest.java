package jp.shopbridge.tiktok;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import jp.shopbridge.Json;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a product at TikTok proves of a call whose answer was lost. */
class RemoteProductTest {

    private static final RemoteProduct REMOTE = RemoteProduct.of(new TiktokAnswer(
            Json.parse(
                    """
                    {"id": "1", "title": "煎茶", "brand": {"id": "7"},
                     "size_chart": {"image": {"uri": "tos/a", "urls": ["https://p.example/a"]}},
                     "product_attributes": [{"id": "100", "name": "素材", "values": [{"id": "1", "name": "綿"}, {"name": "他"}]}]}
                    """),
            null,
            List.of(),
            List.of(),
            ""));

    private static final RemoteProduct SPELT_BY_TIKTOK = RemoteProduct.of(
            Json.parse(
                    """
            {"id": "2", "status": "ACTIVATE", "title": "煎茶 100g",
             "description": "<p>煎茶\u3000です。</p><p><img src='https://b.example/y/tos-1~tpl.jpeg'/></p>",
             "package_weight": {"value": "0.350", "unit": "KILOGRAM"},
             "package_dimensions": {"length": "30.00", "width": "20.00", "height": "4.00", "unit": "CENTIMETER"},
             "skus": [{"id": "9", "seller_sku": "A", "price": {"sale_price": "1980.00", "currency": "JPY"},
                       "sales_attributes": [{"id": "1", "name": "色", "value_id": "2", "value_name": "赤",
                                             "sku_img": {"uri": "tos/r", "urls": ["https://b.example/r"]}}]}]}
            """));

    @Test
    void holdsAPartThatNamesOnlyWhatItShows() {
        assertThat(REMOTE.holds(Json.parse("{\"size_chart\":{\"image\":{\"uri\":\"tos/a\"}},\"brand_id\":\"7\"}")))
                .isTrue();
        assertThat(REMOTE.holds(Json.parse(
                        "{\"product_attributes\":[{\"id\":\"100\",\"values\":[{\"id\":\"1\"},{\"name\":\"他\"}]}]}")))
                .isTrue();
    }

    @Test
    void doesNotHoldAPartThatItDoesNotShowYet() {
        assertThat(REMOTE.holds(Json.parse("{\"size_chart\":{\"image\":{\"uri\":\"tos/b\"}}}")))
                .isFalse();
        assertThat(REMOTE.holds(Json.parse("{\"brand_id\":\"8\"}"))).isFalse();
    }

    @Test
    void doesNotHoldAWholeEditThatLeavesOutWhatItStillShows() {
        String attributes = "\"product_attributes\":[{\"id\":\"100\",\"values\":[{\"name\":\"他\"},{\"id\":\"1\"}]}]";
        String chart = "\"size_chart\":{\"image\":{\"uri\":\"tos/a\"}}";
        String whole = "{\"category_id\":\"5\",\"title\":\"煎茶\"," + attributes + "," + chart;

        assertThat(REMOTE.holds(Json.parse(whole + ",\"brand_id\":\"7\"}"))).isTrue();
        assertThat(REMOTE.holds(Json.parse(whole + "}"))).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"package_weight\":{\"value\":\"350\",\"unit\":\"GRAM\"}}",
                "{\"package_weight\":{\"value\":\"0.35\",\"unit\":\"KILOGRAM\"}}",
                "{\"package_dimensions\":{\"length\":\"30\",\"width\":\"20\",\"height\":\"4\",\"unit\":\"CENTIMETER\"}}",
                "{\"description\":\"<p>煎茶 です。</p>\\n\\n<p><img src='https://a.example/x/tos-1~tpl.jpeg?x=1'></p>\"}",
                "{\"title\":\"煎茶  100g\"}",
                "{\"skus\":[{\"seller_sku\":\"A\",\"price\":{\"amount\":\"1980\"},\"sales_attributes\":[{\"name\":\"色\",\"value_name\":\"赤\",\"sku_img\":{\"uri\":\"tos/r\"}}]}]}"
            })
    void comparesThingsAndNotTheirSpelling(String body) {
        assertThat(SPELT_BY_TIKTOK.holds(Json.parse(body))).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"package_weight\":{\"value\":\"351\",\"unit\":\"GRAM\"}}",
                "{\"package_weight\":{\"value\":\"350\",\"unit\":\"KILOGRAM\"}}",
                "{\"package_dimensions\":{\"length\":\"31\",\"width\":\"20\",\"height\":\"4\",\"unit\":\"CENTIMETER\"}}",
                "{\"description\":\"<p>煎茶 です。</p><p><img src='https://a.example/x/tos-2.jpeg'></p>\"}",
                "{\"description\":\"<ul><li>煎茶 です。</li></ul><p><img src='https://a.example/x/tos-1.jpeg'></p>\"}",
                "{\"skus\":[{\"seller_sku\":\"A\",\"price\":{\"amount\":\"1981\"},\"sales_attributes\":[{\"name\":\"色\",\"value_name\":\"赤\",\"sku_img\":{\"uri\":\"tos/r\"}}]}]}",
                "{\"skus\":[{\"seller_sku\":\"A\",\"sales_attributes\":[{\"name\":\"色\",\"value_name\":\"赤\",\"sku_img\":{\"uri\":\"tos/b\"}}]}]}",
                "{\"skus\":[{\"seller_sku\":\"A\"},{\"seller_sku\":\"B\"}]}"
            })
    void tellsThingsApart(String body) {
        assertThat(SPELT_BY_TIKTOK.holds(Json.parse(body))).isFalse();
    }
}
