package jp.shopbridge.journey;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import jp.shopbridge.Json;
import jp.shopbridge.support.BridgeWithWorlds;
import jp.shopbridge.support.SharedBridge;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** What real shops' catalogues hold, from futureshop's answer to what staff see of it. */
@SharedBridge.On(SharedBridge.Profile.WORLDS)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RealCatalogueTest {

    private final BridgeWithWorlds bridge;
    private final List<String> numbers = new ArrayList<>();

    RealCatalogueTest(BridgeWithWorlds bridge) {
        this.bridge = bridge;
    }

    @BeforeAll
    void importThem() {
        add("KASE-TAX-108", product -> product.put("unitPrice", 1000)
                .put("taxEnabled", false)
                .put("taxRate", 1.08));
        add("KASE-TAX-MINUS", product -> product.put("unitPrice", 1000)
                .put("taxEnabled", false)
                .put("taxRate", -5));
        add("KASE-TAX-NULL", product -> product.put("unitPrice", 1000)
                .put("taxEnabled", false)
                .putNull("taxRate"));
        add("KASE-TAX-IN", product -> product.put("unitPrice", 1080)
                .put("taxEnabled", true)
                .put("taxRate", 1.08));
        add("KASE-YEN", product -> product.put("unitPrice", "¥1,500").put("taxEnabled", true));
        add("KASE-HIDDEN", product -> product.put("visible", false));
        add("KASE-LONG-CHOICE", product -> variations(product, "あ".repeat(51), "赤"));
        add("KASE-SIGNS", product -> variations(product, "-", "①", "★★★★★★★★★★"));
        add("KASE-SAME", product -> variations(product, "赤", "赤\u200B", "青"));
        add("KASE-SAME-FORM", product -> variations(product, "が", "か\u3099"));
        add("KASE-ALIKE", product -> variations(product, "Ｓ", "S"));
        add("KASE-INVISIBLE", product -> product.put("name", "綿の\u200Bシャ\u202Eツ 辻\uDB40\uDD00"));
        add("KASE-LOST", product -> product.put("name", "綿の\uFFFDシャツ"));
        add("KASE-SIGNS-AS-TEXT", product -> product.put("name", "綿のシャツ♥☎♨★♪"));
        add("KASE-EMOJI", product -> product.put("name", "綿のシャツ♥\uFE0F"));
        add("KASE-PLENTY", product -> stock(variations(product, "赤"), 999_999));
        add("KASE-STOCK-TEXT", product -> stock(variations(product, "赤"), "5"));
        add("KASE-STOCK-NONE", product -> stock(variations(product, "赤"), null));
        add("KASE-CODES", product -> {
            variations(product, "1", "2", "3", "4", "5", "6");
            codes(product, "0000000000000", "JANなし", "012345678905", "04901234567894", "14901234567891", "HOUSE-1");
        });
        add("KASE-CODE-WRONG", product -> codes(variations(product, "赤"), "4901234567890"));
        bridge.send("POST", "/api/intake/runs", "{}");
        bridge.await("/api/products?q=KASE-", list -> list.path("total").asInt() >= numbers.size());
        for (String number : numbers) {
            bridge.await(
                    "/api/products/" + number, product -> !Json.text(product).contains("\"LISTING_STOCK_UNREAD\""));
        }
    }

    @Test
    void aRateThatIsNoneGivesNoPriceUntilAPersonEntersOne() {
        for (String number : List.of("KASE-TAX-108", "KASE-TAX-MINUS")) {
            JsonNode product = show(number);
            assertThat(product.path("state").asText()).isEqualTo("incomplete");
            assertThat(product.path("priceMin").isNull()).isTrue();
            assertThat(product.at("/lacks/0/sentence/ja").asText())
                    .contains("税率「")
                    .contains("税込価格を入力");

            JsonNode priced =
                    bridge.send("PATCH", "/api/products/" + number, "{\"skus\":{\"" + number + "\":{\"price\":1080}}}");
            assertThat(priced.path("lacks")).isEmpty();
            assertThat(priced.path("state").asText()).isEqualTo("waiting");
        }
    }

    @Test
    void anAssumedRateIsMarkedInListAndDetail() {
        JsonNode product = show("KASE-TAX-NULL");

        assertThat(product.path("priceMin").asInt()).isEqualTo(1100);
        assertThat(product.at("/values/tax"))
                .isEqualTo(Json.parse("{\"included\":false,\"rate\":\"10\",\"assumed\":true}"));
        assertThat(Json.text(product.path("marks"))).isEqualTo("[\"tax-assumed\"]");
        assertThat(Json.text(listed("KASE-TAX-NULL").path("marks"))).isEqualTo("[\"tax-assumed\"]");
        assertThat(listed("KASE-TAX-NULL").path("tax")).isEqualTo(Json.parse("{\"included\":false,\"rate\":\"10\"}"));
    }

    @Test
    void aPriceWithTaxIgnoresTheRate() {
        JsonNode product = show("KASE-TAX-IN");

        assertThat(product.path("priceMin").asInt()).isEqualTo(1080);
        assertThat(product.path("state").asText()).isEqualTo("waiting");
        assertThat(product.path("marks")).isEmpty();
        assertThat(listed("KASE-TAX-IN").path("tax")).isEqualTo(Json.parse("{\"included\":true,\"rate\":null}"));
    }

    @Test
    void aPriceAsPeopleWriteItIsRead() {
        assertThat(show("KASE-YEN").path("priceMin").asInt()).isEqualTo(1500);
    }

    @Test
    void aHiddenProductIsMarked() {
        assertThat(Json.text(show("KASE-HIDDEN").path("marks"))).isEqualTo("[\"hidden\"]");
        assertThat(Json.text(listed("KASE-HIDDEN").path("marks"))).isEqualTo("[\"hidden\"]");
    }

    @Test
    void whatAChoiceLacksIsSaidAfterEveryEdit() {
        assertThat(show("KASE-LONG-CHOICE").at("/lacks/0/field").asText()).isEqualTo("skus[0].options[0].value");

        JsonNode edited = bridge.send("PATCH", "/api/products/KASE-LONG-CHOICE", "{\"weight_g\":123}");

        assertThat(edited.path("state").asText()).isEqualTo("incomplete");
        assertThat(edited.at("/lacks/0/field").asText()).isEqualTo("skus[0].options[0].value");
    }

    @Test
    void aChoiceOfSignsIsNamedWithItsSkuAndWhatToDo() {
        JsonNode product = show("KASE-SIGNS");

        assertThat(product.path("state").asText()).isEqualTo("incomplete");
        assertThat(sentences(product))
                .contains("KASE-SIGNS01の「選択肢の名前」：「-」は記号だけです。文字を入れてください。")
                .anyMatch(sentence -> sentence.startsWith("KASE-SIGNS02の「選択肢の名前」：「①」"))
                .anyMatch(sentence -> sentence.startsWith("KASE-SIGNS03の「選択肢の名前」：") && sentence.contains("続いて"));
    }

    @Test
    void choicesThatReadersSeeAsOneAreNamedBoth() {
        assertThat(sentences(show("KASE-SAME")))
                .anyMatch(sentence -> sentence.contains("が重複しています（KASE-SAME01, KASE-SAME02）"));
        assertThat(sentences(show("KASE-SAME-FORM")))
                .anyMatch(sentence -> sentence.contains("が重複しています（KASE-SAME-FORM01, KASE-SAME-FORM02）"));
        JsonNode alike = show("KASE-ALIKE");
        assertThat(alike.path("state").asText()).isEqualTo("waiting");
        assertThat(Json.text(alike.path("marks"))).isEqualTo("[\"choices-alike\"]");
        assertThat(alike.at("/skus/KASE-ALIKE01/values/options/0/value").asText())
                .as("choices are compared, not rewritten")
                .isEqualTo("Ｓ");
    }

    @Test
    void whatNobodySeesGoesAndALostLetterHolds() {
        JsonNode product = show("KASE-INVISIBLE");
        assertThat(product.path("title").asText()).isEqualTo("綿のシャツ 辻\uDB40\uDD00");
        assertThat(product.at("/values/title_given").asText()).contains("\u200B");
        assertThat(sentences(show("KASE-LOST"))).anyMatch(sentence -> sentence.contains("読めなくなった文字"));
        assertThat(show("KASE-SIGNS-AS-TEXT").path("state").asText()).isEqualTo("waiting");
        assertThat(sentences(show("KASE-EMOJI"))).anyMatch(sentence -> sentence.contains("絵文字"));

        JsonNode pasted = bridge.send("PATCH", "/api/products/KASE-INVISIBLE", "{\"title\":\"貼り\u200B付け\"}");
        assertThat(pasted.path("title").asText()).isEqualTo("貼り付け");
        assertThat(pasted.path("values").has("title_given")).isFalse();
    }

    @Test
    void stockIsReadWhereItIsANumberAndNeverMoreThanTikTokTakes() {
        JsonNode plenty = show("KASE-PLENTY");
        assertThat(plenty.path("state").asText()).isEqualTo("waiting");
        assertThat(plenty.at("/skus/KASE-PLENTY01/values/stock").asInt()).isEqualTo(99_999);
        assertThat(plenty.at("/skus/KASE-PLENTY01/values/stock_given").asInt()).isEqualTo(999_999);
        assertThat(show("KASE-STOCK-TEXT")
                        .at("/skus/KASE-STOCK-TEXT01/values/stock")
                        .asInt())
                .isEqualTo(5);
        JsonNode none = show("KASE-STOCK-NONE");
        assertThat(none.at("/lacks/0/code").asText()).isEqualTo("LISTING_STOCK_UNREADABLE");
        assertThat(sentences(none).get(0)).contains("KASE-STOCK-NONE01 の在庫をfutureshopから読み取れませんでした");
        assertThat(bridge.send(
                                "PATCH",
                                "/api/products/KASE-STOCK-NONE",
                                "{\"skus\":{\"KASE-STOCK-NONE01\":{\"stock\":3}}}")
                        .path("lacks"))
                .isEmpty();
    }

    @Test
    void onlyCodesThatAreSomeAreSentAndATypoIsNotLost() {
        JsonNode skus = show("KASE-CODES").path("skus");
        List<String> sent = new ArrayList<>();
        List<String> leftOut = new ArrayList<>();
        skus.forEach(sku -> sent.add(sku.at("/values/jan").asText()));
        skus.forEach(sku -> leftOut.add(sku.at("/values/code_left_out").asText()));
        assertThat(sent).containsExactly("", "", "012345678905", "4901234567894", "", "");
        assertThat(leftOut).containsExactly("0000000000000", "JANなし", "", "", "14901234567891", "HOUSE-1");
        JsonNode call = bridge.get("/api/products/KASE-CODES/preview");
        assertThat(Json.text(call))
                .contains("\"identifier_code\":{\"type\":\"UPC\",\"code\":\"012345678905\"}")
                .contains("\"identifier_code\":{\"type\":\"JAN\",\"code\":\"4901234567894\"}");
        assertThat(sentences(show("KASE-CODE-WRONG"))).anyMatch(sentence -> sentence.contains("チェックデジット"));
    }

    private static List<String> sentences(JsonNode product) {
        List<String> sentences = new ArrayList<>();
        product.path("lacks")
                .forEach(lack -> sentences.add(lack.at("/sentence/ja").asText()));
        return sentences;
    }

    private static void stock(ObjectNode product, @Nullable Object count) {
        ((ObjectNode) product.at("/variation/variationList/0")).set("count", Json.MAPPER.valueToTree(count));
        ObjectNode sku = ((ObjectNode) product.at("/variation/variationList/0")).deepCopy();
        product.putObject("inventoryInfo")
                .putObject("regular")
                .putArray("inventoryList")
                .add(sku);
    }

    private static void codes(ObjectNode product, String... codes) {
        int number = 0;
        for (JsonNode variation : product.at("/variation/variationList")) {
            ((ObjectNode) variation).put("janCode", codes[number++]);
        }
    }

    private JsonNode show(String number) {
        return bridge.get("/api/products/" + number);
    }

    private JsonNode listed(String number) {
        return bridge.get("/api/products?q=" + number).at("/items/0");
    }

    private void add(String number, Consumer<ObjectNode> oddity) {
        ObjectNode product = Json.MAPPER.createObjectNode().put("productNo", number);
        oddity.accept(product);
        bridge.control("POST", bridge.futureshopUrl() + "/control/products", Json.text(product));
        numbers.add(number);
    }

    /** One SKU for each choice of one axis. */
    private static ObjectNode variations(ObjectNode product, String... choices) {
        product.put("variationEnabled", true);
        ObjectNode block = product.putObject("variation");
        int number = 1;
        for (String choice : choices) {
            String no = "0" + number++;
            block.withArray("variationList")
                    .addObject()
                    .put("skuNo", product.path("productNo").asText() + no)
                    .put("horizontalNo", no)
                    .put("horizontalName", choice)
                    .put("verticalNo", "")
                    .put("verticalName", "")
                    .put("janCode", "")
                    .put("count", 5)
                    .put("weight", 120);
        }
        return product;
    }
}
