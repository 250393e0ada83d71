package jp.shopbridge.api.products;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import jp.shopbridge.Json;
import jp.shopbridge.api.ApiServer;
import jp.shopbridge.api.ApiServer.Reply;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/** 商品一覧 and 商品詳細 over real HTTP. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ProductsApiTest {

    private final ApiServer api = ApiServer.shared();

    @BeforeEach
    void stageProducts() {
        api.empty();
        JdbcClient jdbc = api.bean(JdbcClient.class);
        for (String table : List.of("listing", "listing_gram", "listing_document", "listing_edit", "sku", "history")) {
            jdbc.sql("delete from " + table).update();
        }
        api.stage("p-1", "マグカップ");
        api.stage("p-2", "湯のみ");
        api.stage("p-3", "Teapot 急須");
    }

    @Test
    void listsAPageOfProductsInTheOrderAskedFor() {
        JsonNode list = api.get("/api/products?size=2&page=0&sort=-product-no").json();

        assertThat(list.path("total").asLong()).isEqualTo(3);
        assertThat(list.path("page").asInt()).isZero();
        assertThat(list.path("size").asInt()).isEqualTo(2);
        assertThat(numbers(list)).containsExactly("p-3", "p-2");
        assertThat(numbers(
                        api.get("/api/products?size=2&page=1&sort=-product-no").json()))
                .containsExactly("p-1");
        assertThat(numbers(api.get("/api/products?size=2&page=9").json())).isEmpty();
    }

    @Test
    void findsByPartOfATitleInAnyCaseAndByState() {
        assertThat(numbers(api.get("/api/products?q=%E6%B9%AF%E3%81%AE").json()))
                .containsExactly("p-2");
        assertThat(numbers(api.get("/api/products?q=TEAPOT").json())).containsExactly("p-3");
        assertThat(numbers(api.get("/api/products?state=incomplete").json())).hasSize(3);
        assertThat(numbers(api.get("/api/products?state=live").json())).isEmpty();
        assertThat(numbers(api.get("/api/products?shop=sample&selected=true").json()))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "まぐ, p-1",
        "ﾏｸﾞｶｯﾌﾟ, p-1",
        "マグ　P-1, p-1",
        "ＴＥＡＰＯＴ, p-3",
        "急須 teapot, p-3",
        "キュウス, ''",
        "マグ 湯, ''",
        "湯ノミ p 2 - の, p-2",
        "%, ''",
        "_, ''"
    })
    void findsEveryWordInAnyWidthAndKana(String sought, String found) {
        String q = URLEncoder.encode(sought, StandardCharsets.UTF_8);
        assertThat(numbers(api.get("/api/products?q=" + q).json()))
                .containsExactlyElementsOf(found.isEmpty() ? List.of() : List.of(found));
        JsonNode selected = api.send(
                        "POST", "/api/selection", "{\"selected\":true,\"filter\":{\"q\":\"" + sought + "\"}}")
                .json();
        assertThat(selected.path("changed").asInt()).isEqualTo(found.isEmpty() ? 0 : 1);
    }

    @Test
    void countsTheStatesOfWhatMatchesWhicheverStateIsAskedFor() {
        assertThat(api.get("/api/products?state=live").json().path("counts"))
                .isEqualTo(Json.parse("{\"incomplete\":3}"));
        assertThat(api.get("/api/products?q=TEAPOT").json().path("counts")).isEqualTo(Json.parse("{\"incomplete\":1}"));
        assertThat(api.get("/api/products?selected=true").json().path("counts")).isEmpty();
    }

    @Test
    void tellsWhoIsSignedIn() {
        JsonNode session = api.get("/api/session").json();
        assertThat(session.at("/links/product").asText()).isEqualTo("https://seller-jp.tiktok.com/product/edit/{id}");
        assertThat(session.at("/links/buyersPage").asText())
                .isEqualTo("https://shop.tiktok.com/view/product/{id}?region=JP");
        assertThat(session.at("/links/futureshopProduct").isNull()).isTrue();
        ((ObjectNode) session).remove("links");
        assertThat(session)
                .isEqualTo(Json.parse(
                        "{\"user\":\"merchant\",\"operator\":false,\"everyShop\":true,\"shops\":[\"sample\"]}"));
        assertThat(api.get("/api/session", "Authorization", ApiServer.basic("operator", ApiServer.PASSWORD))
                        .json()
                        .path("operator")
                        .asBoolean())
                .isTrue();
    }

    @Test
    void showsAProductWithTheSourceOfEveryValue() {
        Reply reply = api.get("/api/products/p-1");

        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.etag()).startsWith("\"0.");
        JsonNode product = reply.json();
        assertThat(product.path("state").asText()).isEqualTo("incomplete");
        assertThat(product.path("stateJa").asText()).isEqualTo("不足項目あり");
        assertThat(product.at("/values/title").asText()).isEqualTo("マグカップ");
        assertThat(product.at("/sources/title").asText()).isEqualTo("mapping");
        assertThat(product.at("/skus/p-1-1/values/price").asInt()).isEqualTo(1200);
        assertThat(product.at("/lacks/0/code").asText()).isEqualTo("LISTING_STOCK_UNREAD");
        assertThat(product.at("/versions/mapping").asText()).isEqualTo("v1");
    }

    @Test
    void correctsRevertsAndKeepsWhatWasReplaced() {
        Reply edited = api.send(
                "PATCH",
                "/api/products/p-1",
                "{\"title\":\"大きなマグカップ\",\"weight_g\":350,\"skus\":{\"p-1-1\":{\"price\":1500,\"stock\":3}}}",
                "Content-Type",
                "application/merge-patch+json");

        assertThat(edited.status()).as(edited.toString()).isEqualTo(200);
        JsonNode product = edited.json();
        assertThat(product.path("title").asText()).isEqualTo("大きなマグカップ");
        assertThat(product.path("state").asText()).isEqualTo("waiting");
        assertThat(product.at("/sources/title").asText()).isEqualTo("person");
        assertThat(product.at("/skus/p-1-1/values/price").asInt()).isEqualTo(1500);
        assertThat(product.at("/skus/p-1-1/sources/stock").asText()).isEqualTo("person");
        JsonNode title = edit(product, "title");
        assertThat(title.path("replaced").asText()).isEqualTo("マグカップ");
        assertThat(title.path("editedBy").asText()).isEqualTo("merchant");
        assertThat(edit(product, "weight_g").path("replaced").isNull()).isTrue();

        Reply reverted = api.send("DELETE", "/api/products/p-1/edits/title", null, "If-Match", edited.etag());
        assertThat(reverted.json().path("title").asText()).isEqualTo("マグカップ");
        Reply revertedSku = api.send("DELETE", "/api/products/p-1/edits/price?skuNo=p-1-1", null);
        assertThat(revertedSku.json().at("/skus/p-1-1/values/price").asInt()).isEqualTo(1200);
        Reply nulled = api.send("PATCH", "/api/products/p-1", "{\"weight_g\":null}");
        assertThat(nulled.json().at("/values").has("weight_g")).isFalse();
    }

    @Test
    void saysWhenTheValueUnderAnEditHasChanged() {
        api.send("PATCH", "/api/products/p-1", "{\"title\":\"私の題名\"}");

        api.stage("p-1", "マグカップ 新柄");

        JsonNode product = api.get("/api/products/p-1").json();
        assertThat(product.path("title").asText()).isEqualTo("私の題名");
        assertThat(product.path("sourceChanged").asBoolean()).isTrue();
        JsonNode edit = edit(product, "title");
        assertThat(edit.path("replaced").asText()).isEqualTo("マグカップ");
        assertThat(edit.path("mapped").asText()).isEqualTo("マグカップ 新柄");
        assertThat(edit.path("sourceChanged").asBoolean()).isTrue();
    }

    @Test
    void refusesToSaveOverSomebodyElsesChange() {
        String seen = api.get("/api/products/p-1").etag();
        api.send("PATCH", "/api/products/p-1", "{\"title\":\"先に保存\"}");

        Reply late = api.send("PATCH", "/api/products/p-1", "{\"title\":\"後から保存\"}", "If-Match", seen);

        assertThat(late.status()).isEqualTo(412);
        assertThat(late.code()).isEqualTo("API_VERSION_CONFLICT");
        assertThat(late.etag()).startsWith("\"1.");
        assertThat(api.get("/api/products/p-1").json().path("title").asText()).isEqualTo("先に保存");
        assertThat(api.send("PATCH", "/api/products/p-1", "{\"title\":\"a\"}", "If-Match", "\"0\", \"1\"")
                        .status())
                .isEqualTo(200);
        assertThat(api.send("PATCH", "/api/products/p-1", "{\"title\":\"b\"}", "If-Match", "*")
                        .status())
                .isEqualTo(200);
        assertThat(api.send("PATCH", "/api/products/p-1", "{\"title\":\"c\"}", "If-Match", "W/\"3\"")
                        .status())
                .isEqualTo(412);
    }

    @Test
    void answersNotModifiedToWhoKnowsTheVersion() {
        String seen = api.get("/api/products/p-1").etag();

        Reply again = api.get("/api/products/p-1", "If-None-Match", "W/" + seen);

        assertThat(again.status()).isEqualTo(304);
        assertThat(again.text()).isEmpty();
        assertThat(again.etag()).isEqualTo(seen);
        assertThat(api.get("/api/products/p-1", "If-None-Match", "\"99\"").status())
                .isEqualTo(200);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '~',
            value = {
                "skus.p-1-1.price; {'skus':{'p-1-1':{'price':'1万'}}}",
                "skus.p-1-1.price; {'skus':{'p-1-1':{'price':12300.5}}}",
                "skus.p-1-1.price; {'skus':{'p-1-1':{'price':12300.0}}}",
                "skus.p-1-1.price; {'skus':{'p-1-1':{'price':1e3}}}",
                "skus.p-1-1.stock; {'skus':{'p-1-1':{'stock':-100}}}",
                "skus.p-1-1.stock; {'skus':{'p-1-1':{'stock':true}}}",
                "weight_g; {'title':'x','weight_g':'1.5kg'}",
                "weight_g; {'weight_g':2147483648}",
                "dimensions_cm; {'dimensions_cm':{'length':10.5,'width':1,'height':1}}",
                "dimensions_cm; {'dimensions_cm':{'length':'10','width':1,'height':1}}",
                "dimensions_cm; {'dimensions_cm':{'length':-1,'width':1,'height':1}}",
                "dimensions_cm; {'dimensions_cm':{'length':null,'width':1,'height':1}}",
                "dimensions_cm; {'dimensions_cm':{'depth':1,'width':1,'height':1}}"
            })
    void refusesWhatIsNoWholeNumberByTheNameOfItsField(String field, String patch) {
        JsonNode before = api.get("/api/products/p-1").json();

        Reply refused = api.send("PATCH", "/api/products/p-1", patch.replace('\'', '"'));

        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.json().path("field").asText()).isEqualTo(field);
        assertThat(refused.json().path("detailJa").asText()).contains("整数");
        assertThat(api.get("/api/products/p-1").json()).isEqualTo(before);
    }

    @Test
    void selectsOneProductAndMany() {
        Reply one = api.send("PUT", "/api/products/p-1/selection", "{\"selected\":true}");
        Reply many = api.send("POST", "/api/selection", "{\"selected\":true,\"filter\":{\"state\":\"incomplete\"}}");
        Reply named = api.send("POST", "/api/selection", "{\"selected\":false,\"productNos\":[\"p-1\",\"p-9\"]}");

        assertThat(one.json().path("selected").asBoolean()).isTrue();
        assertThat(many.json().path("matched").asInt()).isEqualTo(3);
        assertThat(many.json().path("changed").asInt()).isEqualTo(2);
        assertThat(named.json().path("matched").asInt()).isEqualTo(1);
        assertThat(named.json().path("changed").asInt()).isEqualTo(1);
        assertThat(numbers(api.get("/api/products?selected=true").json())).containsExactly("p-2", "p-3");
    }

    @Test
    void tellsTheHistoryLatestFirst() {
        api.send("PATCH", "/api/products/p-1", "{\"title\":\"新しい題名\"}");

        JsonNode history = api.get("/api/products/p-1/history").json();

        assertThat(history.at("/items/0/kind").asText()).isEqualTo("edited");
        assertThat(history.at("/items/0/actor").asText()).isEqualTo("merchant");
        assertThat(history.at("/items/0/detail/field").asText()).isEqualTo("title");
        assertThat(history.path("total").asInt()).isEqualTo(2);
    }

    @Test
    void takesTheMeaningOfAParameterFromItsOwnPlaceOnly() {
        // Camel keeps path, query and headers in one place; what belongs to one must not pass for another.
        assertThat(api.get("/api/products/p-1?productNo=p-2", "productNo", "p-3")
                        .json()
                        .path("productNo")
                        .asText())
                .isEqualTo("p-1");
        assertThat(api.get("/api/products", "q", "p-2").json().path("total").asInt())
                .isEqualTo(3);
        assertThat(api.get("/api/products?CamelHttpResponseCode=500", "CamelHttpResponseCode", "500")
                        .status())
                .isEqualTo(200);
    }

    private static JsonNode edit(JsonNode product, String field) {
        for (JsonNode edit : product.path("edits")) {
            if (edit.path("field").asText().equals(field)) {
                return edit;
            }
        }
        throw new AssertionError("There is no edit of " + field + " in " + product.path("edits"));
    }

    private static List<String> numbers(JsonNode list) {
        List<String> numbers = new ArrayList<>();
        list.path("items").forEach(item -> numbers.add(item.path("productNo").asText()));
        return numbers;
    }
}
