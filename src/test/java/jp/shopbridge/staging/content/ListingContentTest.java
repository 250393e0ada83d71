package jp.shopbridge.staging.content;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import jp.shopbridge.Json;
import org.junit.jupiter.api.Test;

/** What the typed view reads of a listing, and what it makes of it. */
class ListingContentTest {

    private static final ListingContent MUG = content(
            """
            {
              "product_no": "mug", "title": "マグ𠮷", "description": "<p>a<img src='https://x/d.jpg'></p>",
              "visible": true, "product_url": "https://x/mug",
              "category_id": "600001", "brand_id": "7",
              "images": [ {"url": "https://x/1.jpg"}, {"url": ""}, "https://x/2.jpg" ],
              "weight_g": 350, "dimensions_cm": {"length": 10, "width": 11, "height": 12},
              "attributes": [ {"id": "100", "values": [ {"id": "1", "name": "綿"}, {"name": "自作"} ]} ],
              "size_chart": "https://x/size.jpg",
              "certifications": [ {"id": "c", "images": [ {"url": "https://x/c.jpg"} ], "expires_on": "2027-03-31"} ],
              "axes": ["カラー"], "removed_skus": ["old-b", "old-a"],
              "skus": [
                {"sku_no": "1", "seller_sku": "mug-r", "price": 1980, "stock": 3, "jan": "4900000000016",
                 "options": [ {"axis": "カラー", "value": "赤"} ], "image": "https://x/r.jpg", "weight_g": 340},
                {"sku_no": "2", "seller_sku": "mug-b", "price": 1500.5, "stock_managed": false, "stock": 9},
                {"sku_no": "3"}
              ]
            }
            """);

    @Test
    void everyFieldIsReadAsItsType() {
        assertThat(MUG.title()).isEqualTo("マグ𠮷");
        assertThat(MUG.titleLength()).isEqualTo(3);
        assertThat(MUG.descriptionLength()).isEqualTo(MUG.description().length());
        assertThat(MUG.categoryId()).isEqualTo("600001");
        assertThat(MUG.brandId()).isEqualTo("7");
        assertThat(MUG.images()).containsExactly("https://x/1.jpg", "", "https://x/2.jpg");
        assertThat(MUG.weightGrams()).contains(new BigDecimal("350"));
        assertThat(MUG.dimensions().map(Dimensions::areWhole)).contains(true);
        assertThat(MUG.axes()).containsExactly("カラー");
        assertThat(MUG.removedSkus()).containsExactly("old-a", "old-b");
        assertThat(MUG.certificates()).containsExactly(new Certificate("c", List.of("https://x/c.jpg"), "2027-03-31"));
        assertThat(MUG.attributes())
                .containsExactly(new ProductAttribute(
                        "100", List.of(new ProductAttribute.Value("1", "綿"), new ProductAttribute.Value("", "自作"))));
        ListingSku red = MUG.sku("1").orElseThrow();
        assertThat(red.sellerSku()).isEqualTo("mug-r");
        assertThat(red.price()).contains(new Yen(new BigDecimal("1980.00")));
        assertThat(red.stock()).contains(3);
        assertThat(red.isStockManaged()).isTrue();
        assertThat(red.jan()).isEqualTo("4900000000016");
        assertThat(red.weightGrams()).contains(new BigDecimal("340"));
        assertThat(red.image()).isEqualTo("https://x/r.jpg");
        assertThat(red.options()).containsExactly(new SkuOption("カラー", "赤"));
    }

    @Test
    void whatIsNotGivenIsEmpty() {
        assertThat(ListingContent.EMPTY.title()).isEmpty();
        assertThat(ListingContent.EMPTY.sizeChart()).isEmpty();
        assertThat(ListingContent.EMPTY.dimensions()).isEmpty();
        assertThat(ListingContent.EMPTY.skus()).isEmpty();
        assertThat(ListingContent.EMPTY.pictures()).isEmpty();
        assertThat(ListingContent.EMPTY.stockTotal()).isEmpty();
        ListingContent odd = content(
                """
                {"title": null, "weight_g": "heavy", "dimensions_cm": {"length": 1.5, "width": 2, "height": 3},
                 "skus": [ {"price": "dear", "stock": null} ]}""");
        assertThat(odd.title()).isEmpty();
        assertThat(odd.weightGrams()).isEmpty();
        assertThat(odd.dimensions().map(Dimensions::areWhole)).contains(false);
        assertThat(odd.skus().get(0).sellerSku()).isEmpty();
        assertThat(odd.skus().get(0).price()).isEmpty();
        assertThat(odd.skus().get(0).stock()).isEmpty();
    }

    @Test
    void itSumsUpItsSkus() {
        assertThat(MUG.lowestPrice().map(Yen::toString)).contains("1500.5");
        assertThat(MUG.highestPrice().map(Yen::toString)).contains("1980");
        assertThat(MUG.prices().keySet()).containsExactly("1", "2");
        assertThat(MUG.stockTotal()).contains(3);
        assertThat(MUG.sellerSkus()).containsExactly("mug-r", "mug-b", "");
        assertThat(MUG.bySkuNo(Map.of("mug-b", "id-b", "other", "x"))).isEqualTo(Map.of("2", "id-b"));
        assertThat(MUG.bySellerSku(Map.of("1", "id-r"))).isEqualTo(Map.of("mug-r", "id-r"));
    }

    @Test
    void everyPlaceThatShowsAPictureIsNamed() {
        assertThat(MUG.pictures())
                .containsExactly(
                        new Picture("https://x/1.jpg", Picture.Use.MAIN, "images[0]"),
                        new Picture("https://x/2.jpg", Picture.Use.MAIN, "images[2]"),
                        new Picture("https://x/r.jpg", Picture.Use.OPTION, "skus[0].image"),
                        new Picture("https://x/size.jpg", Picture.Use.SIZE_CHART, "size_chart"),
                        new Picture("https://x/c.jpg", Picture.Use.CERTIFICATE, "certifications[0].images"),
                        new Picture("https://x/d.jpg", Picture.Use.DESCRIPTION, "description"));
    }

    @Test
    void theHashTellsWhatIsSent() {
        ListingContent hidden = content(Json.text(MUG.document()).replace("\"visible\":true", "\"visible\":false"));
        assertThat(hidden).isNotEqualTo(MUG);
        assertThat(hidden.hash()).isEqualTo(MUG.hash());
        assertThat(MUG.withoutSizeChart().hash()).isNotEqualTo(MUG.hash());
        assertThat(MUG.withoutSizeChart().sizeChart()).isEmpty();
        assertThat(MUG.sizeChart()).isNotEmpty();
    }

    @Test
    void otherValuesAreACopyThatDiffersInThemAlone() {
        ListingContent dearer = MUG.withValues(Map.of("1", new Yen(BigDecimal.TEN)), Map.of("2", 0));

        assertThat(FieldDifference.between(dearer, MUG))
                .extracting(FieldDifference::skuNo, FieldDifference::field)
                .containsExactly(tuple("1", "price"), tuple("2", "stock"));
        assertThat(dearer.equalsButForValues(MUG)).isTrue();
        assertThat(dearer.withoutSizeChart().equalsButForValues(MUG)).isFalse();
        assertThat(MUG.sku("1").flatMap(ListingSku::price)).contains(new Yen(new BigDecimal("1980")));
    }

    @Test
    void differencesNameWhatOnlyOneSideHas() {
        assertThat(FieldDifference.between(ListingContent.EMPTY, MUG))
                .contains(new FieldDifference("1", "stock", null, Json.MAPPER.valueToTree(3)));
        assertThat(FieldDifference.between(MUG, ListingContent.EMPTY))
                .contains(new FieldDifference("", "title", Json.MAPPER.valueToTree("マグ𠮷"), null));
        assertThat(FieldDifference.between(MUG, MUG)).isEmpty();
    }

    @Test
    void anEditStandsOverTheValueOfItsField() {
        assertThat(MUG.value("", "title").asText()).isEqualTo("マグ𠮷");
        assertThat(MUG.value("2", "stock").asInt()).isEqualTo(9);
        assertThat(MUG.value("9", "stock").isNull()).isTrue();
        assertThat(MUG.value("", "nothing").isNull()).isTrue();
    }

    private static ListingContent content(String text) {
        return ListingContent.of(Json.parseObject(text));
    }
}
