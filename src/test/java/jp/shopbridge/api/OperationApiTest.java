package jp.shopbridge.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import jp.shopbridge.Json;
import jp.shopbridge.api.ApiServer.Reply;
import jp.shopbridge.staging.ListingArrivals;
import jp.shopbridge.staging.ListingChange;
import jp.shopbridge.staging.ListingEvent;
import jp.shopbridge.staging.ListingKey;
import jp.shopbridge.staging.ListingReports;
import jp.shopbridge.staging.ListingState;
import jp.shopbridge.staging.Pauses;
import jp.shopbridge.staging.SourceProduct;
import jp.shopbridge.staging.content.ListingContent;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.jdbc.core.simple.JdbcClient;

/** 概況, 情報を更新する, pauses, explanations and the API's own description over real HTTP. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class OperationApiTest {

    private final ApiServer api = ApiServer.shared();

    @BeforeEach
    void empty() {
        api.empty();
        JdbcClient jdbc = api.bean(JdbcClient.class);
        for (String table :
                List.of("dead_letter", "listing", "listing_gram", "listing_document", "listing_edit", "sku", "pause")) {
            jdbc.sql("delete from " + table).update();
        }
    }

    @Test
    void addsUpWhatIsSelected() {
        api.stage("p-1", "マグカップ");
        api.stage("p-2", "湯のみ");
        api.stage("p-3", "急須");
        complete("p-1");
        complete("p-2");
        api.send("POST", "/api/selection", "{\"selected\":true,\"filter\":{}}");
        api.bean(ListingReports.class)
                .apply(
                        new ListingKey("sample", "p-2"),
                        ListingChange.by("publishing", "lost").event(ListingEvent.ANSWER_LOST));

        JsonNode shop = api.get("/api/status").json().at("/shops/0");

        assertThat(shop.path("products").asInt()).isEqualTo(3);
        assertThat(shop.path("selected").asInt()).isEqualTo(3);
        assertThat(shop.path("waiting").asInt()).isEqualTo(1);
        assertThat(shop.path("refused").asInt()).isEqualTo(1);
        assertThat(shop.path("unknown").asInt()).isEqualTo(1);
        assertThat(shop.path("selected").asInt())
                .isEqualTo(shop.path("live").asInt()
                        + shop.path("waiting").asInt()
                        + shop.path("inReview").asInt()
                        + shop.path("refused").asInt()
                        + shop.path("unknown").asInt());
        assertThat(shop.at("/summary/ja").asText()).isEqualTo("対象 3 = 成功 0 + 待ち 1 + 審査中 0 + 要対応 1 + 不明 1");
        assertThat(shop.path("states").size()).isEqualTo(ListingState.values().length);
        assertThat(shop.path("mappingVersion").asText()).hasSize(64);
    }

    @Test
    void startsAnIntakeRunJoinsItAndShowsIt() {
        Reply started = api.send("POST", "/api/intake/runs", null);
        Reply joined = api.send("POST", "/api/intake/runs", "{\"kind\":\"full\"}");

        assertThat(started.status()).as(started.toString()).isEqualTo(202);
        long id = started.json().path("id").asLong();
        assertThat(joined.json().path("id").asLong()).isEqualTo(id);
        assertThat(started.json().path("kind").asText()).isEqualTo("full");
        assertThat(started.response().headers().firstValue("Location"))
                .contains("/api/intake/runs/" + id + "?shop=sample");
        Reply shown = api.get("/api/intake/runs/" + id);
        assertThat(shown.status()).isEqualTo(200);
        assertThat(shown.json().path("products").asInt()).isZero();
        assertThat(api.get("/api/status").json().at("/shops/0/intake/run/id").asLong())
                .isEqualTo(id);
        assertThat(api.get("/api/intake/runs/999").code()).isEqualTo("API_RUN_UNKNOWN");
        assertThat(api.send("POST", "/api/intake/runs", "{\"kind\":\"half\"}").status())
                .isEqualTo(422);
        assertThat(api.send("POST", "/api/intake/runs", "{\"sort\":\"full\"}").code())
                .isEqualTo("API_FIELD_UNKNOWN");
    }

    @Test
    void letsTheOperatorPauseAStageAndResumeIt() {
        Reply paused = operator("PUT", "/api/pauses/publishing", "{\"reason\":\"棚卸しのため\"}");

        assertThat(paused.json().at("/items/0/stage").asText())
                .as(paused.toString())
                .isEqualTo("publishing");
        assertThat(paused.json().at("/items/0/reason/ja").asText()).isEqualTo("棚卸しのため");
        assertThat(paused.json().at("/items/0/pausedBy").asText()).isEqualTo("operator");
        assertThat(api.bean(Pauses.class).isPaused("sample", "publishing")).isTrue();
        assertThat(api.get("/api/status").json().at("/shops/0/pauses/0/stage").asText())
                .isEqualTo("publishing");
        assertThat(operator("DELETE", "/api/pauses/publishing", null)
                        .json()
                        .path("total")
                        .asInt())
                .isZero();
        assertThat(api.bean(Pauses.class).isPaused("sample", "publishing")).isFalse();
        assertThat(operator("PUT", "/api/pauses/mapping", "{\"reason\":\"x\"}").status())
                .isEqualTo(404);
    }

    @Test
    void letsTheMerchantSeePausesOnly() {
        assertThat(api.get("/api/pauses").status()).isEqualTo(200);
        assertThat(api.send("PUT", "/api/pauses/publishing", "{\"reason\":\"x\"}")
                        .status())
                .isEqualTo(403);
        assertThat(api.send("DELETE", "/api/pauses/publishing", null).status()).isEqualTo(403);
        assertThat(api.send("PUT", "/api/pauses/publishing/", "{\"reason\":\"x\"}")
                        .status())
                .as("with one more slash")
                .isEqualTo(403);
        assertThat(api.bean(Pauses.class).isPaused("sample", "publishing")).isFalse();
    }

    @Test
    void explainsEveryValueWithTheEditOverIt() {
        String snapshot =
                "{\"productNo\":\"MG-1\",\"name\":\"マグ\",\"unitPrice\":1980,\"taxEnabled\":true,\"taxRate\":10}";
        var mapped = Json.MAPPER.createObjectNode().put("title", "マグ");
        mapped.putArray("skus").addObject().put("sku_no", "MG-1").put("price", 1980);
        api.bean(ListingArrivals.class)
                .stage(
                        "sample",
                        List.of(new SourceProduct("MG-1", "h", snapshot, "v0", ListingContent.of(mapped), List.of())));
        api.send("PATCH", "/api/products/MG-1", "{\"title\":\"大きなマグ\",\"weight_g\":300}");

        JsonNode explanation = api.get("/api/products/MG-1/explain").json();

        assertThat(explanation.path("mapping").asText()).isEqualTo("futureshop-product-to-listing");
        assertThat(explanation.path("current").asBoolean()).isFalse();
        JsonNode title = field(explanation, "title");
        assertThat(title.path("mapped").asText()).isEqualTo("マグ");
        assertThat(title.path("value").asText()).isEqualTo("大きなマグ");
        assertThat(title.path("source").asText()).isEqualTo("person");
        assertThat(title.at("/edit/editedBy").asText()).isEqualTo("merchant");
        assertThat(title.path("line").asInt()).isPositive();
        assertThat(title.path("sources").toString()).contains("taken");
        assertThat(field(explanation, "weight_g").path("source").asText()).isEqualTo("person");
        assertThat(field(explanation, "skus[0].price").path("skuNo").asText()).isEqualTo("MG-1");
        assertThat(api.get("/api/products/p-9/explain").status()).isEqualTo(404);
    }

    @Test
    void describesEveryOperationOfItsOwn() {
        JsonNode document = api.get("/api/openapi.json").json();

        assertThat(document.path("openapi").asText()).startsWith("3.0");
        assertThat(document.at("/servers/0/url").asText()).endsWith("/api");
        Set<String> ids = new HashSet<>();
        document.path("paths")
                .forEach(path -> path.forEach(operation -> {
                    String id = operation.path("operationId").asText();
                    assertThat(ids.add(id)).as(id).isTrue();
                    assertThat(id).startsWith("api-");
                    assertThat(operation.path("summary").asText()).as(id).endsWith(".");
                    operation.path("parameters").forEach(parameter -> assertThat(
                                    parameter.path("description").asText())
                            .as(id + " " + parameter)
                            .isNotEmpty());
                    operation.path("responses").properties().forEach(response -> {
                        if (Integer.parseInt(response.getKey()) >= 400) {
                            assertThat(response.getValue().at("/content").has("application/problem+json"))
                                    .as(id + " " + response.getKey())
                                    .isTrue();
                        }
                    });
                }));
        assertThat(ids).contains("api-list-products", "api-edit-product", "api-replay-dead-letters");
        document.findValuesAsText("$ref").forEach(reference -> assertThat(
                        document.at(reference.substring(1)).isObject())
                .as(reference)
                .isTrue());
        assertThat(document.at("/components/schemas/ProductItem/properties/stateJa/description")
                        .asText())
                .isNotEmpty();
    }

    private Reply operator(String method, String path, @Nullable String json) {
        return api.send(method, path, json, "Authorization", ApiServer.basic("operator", ApiServer.PASSWORD));
    }

    private void complete(String productNo) {
        api.send("PATCH", "/api/products/" + productNo, "{\"skus\":{\"" + productNo + "-1\":{\"stock\":3}}}");
    }

    private static JsonNode field(JsonNode explanation, String name) {
        for (JsonNode field : explanation.path("fields")) {
            if (field.path("field").asText().equals(name)) {
                return field;
            }
        }
        throw new AssertionError("There is no field " + name + " in " + explanation);
    }
}
