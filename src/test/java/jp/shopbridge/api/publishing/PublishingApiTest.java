package jp.shopbridge.api.publishing;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.List;
import jp.shopbridge.Json;
import jp.shopbridge.api.ApiServer;
import jp.shopbridge.api.ApiServer.Reply;
import jp.shopbridge.staging.ListingArrivals;
import jp.shopbridge.staging.ListingChange;
import jp.shopbridge.staging.ListingEvent;
import jp.shopbridge.staging.ListingKey;
import jp.shopbridge.staging.ListingReports;
import jp.shopbridge.staging.SourceProduct;
import jp.shopbridge.staging.content.ListingContent;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.jdbc.core.simple.JdbcClient;

/** [連携する] over real HTTP; publishing's own routes are not running, so that what is due stays. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PublishingApiTest {

    private final ApiServer api = ApiServer.shared();
    private final ListingArrivals arrivals = api.bean(ListingArrivals.class);
    private final ListingReports reports = api.bean(ListingReports.class);

    @BeforeEach
    void empty() {
        api.empty();
        JdbcClient jdbc = api.bean(JdbcClient.class);
        for (String table : List.of(
                "listing", "listing_gram", "listing_document", "listing_edit", "sku", "history", "publishing_run")) {
            jdbc.sql("delete from " + table).update();
        }
    }

    @Test
    void previewsACreateByteForByte() {
        stageComplete("p-1");

        Reply reply = api.get("/api/products/p-1/preview");

        assertThat(reply.status()).as(reply.toString()).isEqualTo(200);
        JsonNode preview = reply.json();
        assertThat(preview.path("outcome").asText()).as(reply.text()).isEqualTo("create");
        assertThat(preview.path("newReview").asBoolean()).isTrue();
        JsonNode call = preview.at("/calls/0");
        assertThat(call.path("operation").asText()).isEqualTo("create");
        assertThat(call.path("path").asText()).isEqualTo("/product/202309/products");
        assertThat(call.path("body").path("title").asText()).isEqualTo("マグカップ");
        assertThat(call.path("sha256").asText())
                .isEqualTo(Json.sha256(call.path("text").asText().getBytes(StandardCharsets.UTF_8)));
        assertThat(preview.at("/images/0/state").asText()).isEqualTo("unread");
        assertThat(call.path("text").asText())
                .contains(preview.at("/images/0/placeholder").asText());
        assertThat(preview.path("differences").findValuesAsText("field")).contains("title", "price");
        assertThat(api.get("/api/products/p-1/preview").text()).isEqualTo(reply.text());
    }

    @Test
    void saysEverythingThatKeepsAProductFromBeingSent() {
        api.stage("p-2", "湯のみ");

        JsonNode preview = api.get("/api/products/p-2/preview").json();

        assertThat(preview.path("outcome").asText()).isEqualTo("refused");
        assertThat(preview.path("lacks").findValuesAsText("code"))
                .contains("LISTING_STOCK_UNREAD", "PREFLIGHT_IMAGE_MISSING");
        assertThat(api.get("/api/products/p-9/preview").status()).isEqualTo(404);
    }

    @Test
    void foretellsARunWithoutTouchingAnything() {
        stageComplete("p-1");
        stageComplete("p-3");
        api.send("POST", "/api/selection", "{\"selected\":true,\"filter\":{}}");
        String before = productsNow();

        Reply reply = api.send("POST", "/api/publishing/runs?dry-run=true", null);

        assertThat(reply.status()).as(reply.toString()).isEqualTo(200);
        JsonNode run = reply.json();
        assertThat(run.path("dryRun").asBoolean()).isTrue();
        assertThat(run.path("total").asInt()).isEqualTo(2);
        assertThat(run.at("/forecast/create").asInt()).isEqualTo(2);
        assertThat(run.at("/forecast/newReviews").asInt()).isEqualTo(2);
        assertThat(run.at("/forecast/items/0/productNo").asText()).isEqualTo("p-1");
        assertThat(productsNow()).isEqualTo(before);
        assertThat(api.get("/api/publishing/runs/" + run.path("id").asLong())
                        .json()
                        .path("status")
                        .asText())
                .isEqualTo("done");
        assertThat(api.bean(JdbcClient.class)
                        .sql("select count(*) from publishing_attempt")
                        .query(Integer.class)
                        .single())
                .isZero();
    }

    /** The list without the expected times, which follow the clock. */
    private String productsNow() {
        return api.get("/api/products").text().replaceAll("\"expectedAt\":\"[^\"]*\"", "");
    }

    @Test
    void followsARunUntilNothingIsLeft() {
        stageComplete("p-1");
        stageComplete("p-2");
        stageComplete("p-3");
        api.send("POST", "/api/selection", "{\"selected\":true,\"productNos\":[\"p-1\",\"p-2\",\"p-3\"]}");

        Reply started = api.send("POST", "/api/publishing/runs", null);

        assertThat(started.status()).as(started.toString()).isEqualTo(202);
        assertThat(started.json().path("waiting").asInt()).isEqualTo(3);
        String address = started.response().headers().firstValue("Location").orElseThrow();
        report("p-1", ListingEvent.ACCEPTED);
        report("p-2", ListingEvent.REFUSED);
        report("p-3", ListingEvent.ANSWER_LOST);
        JsonNode half = api.get(address).json();
        assertThat(half.path("status").asText()).isEqualTo("running");
        assertThat(half.path("sent").asInt()).isEqualTo(1);
        assertThat(half.path("refused").asInt()).isEqualTo(1);
        assertThat(half.path("unknown").asInt()).isEqualTo(1);
        assertThat(half.path("percent").asInt()).isEqualTo(66);
        report("p-3", ListingEvent.PROVEN_DONE);
        JsonNode over = api.get(address).json();
        assertThat(over.path("status").asText()).isEqualTo("done");
        assertThat(over.path("sent").asInt()).isEqualTo(2);
        assertThat(over.path("percent").asInt()).isEqualTo(100);
    }

    @Test
    void triesFailedProductsAgainOnlyWhenTheyAreNamed() {
        stageComplete("p-1");
        api.send("PUT", "/api/products/p-1/selection", "{\"selected\":true}");
        report("p-1", ListingEvent.REFUSED);

        Reply all = api.send("POST", "/api/publishing/runs", null);
        Reply named = api.send("POST", "/api/publishing/runs", "{\"productNos\":[\"p-1\",\"p-9\"]}");

        assertThat(all.json().path("total").asInt()).isZero();
        assertThat(all.json().path("status").asText()).isEqualTo("done");
        assertThat(named.json().path("total").asInt()).isEqualTo(1);
        assertThat(api.get("/api/products/p-1").json().path("state").asText()).isEqualTo("waiting");
    }

    @Test
    void refusesWhatItCannotUnderstand() {
        assertThat(api.send("POST", "/api/publishing/runs?dry-run=perhaps", null)
                        .status())
                .isEqualTo(400);
        assertThat(api.send("POST", "/api/publishing/runs", "{\"productNo\":\"p-1\"}")
                        .status())
                .isEqualTo(422);
        assertThat(api.get("/api/publishing/runs/77").code()).isEqualTo("API_RUN_UNKNOWN");
    }

    private void report(String productNo, ListingEvent event) {
        reports.apply(
                new ListingKey("sample", productNo),
                ListingChange.by("publishing", "test").event(event));
    }

    private void stageComplete(String productNo) {
        ObjectNode mapped = Json.MAPPER
                .createObjectNode()
                .put("product_no", productNo)
                .put("title", "マグカップ")
                .put("description", "<p>毎日使えるマグカップです。</p>")
                .put("category_id", "601226")
                .put("weight_g", 350);
        mapped.putObject("dimensions_cm").put("length", 10).put("width", 10).put("height", 10);
        mapped.putArray("images").addObject().put("url", "http://127.0.0.1:1/" + productNo + ".jpg");
        mapped.putArray("skus")
                .addObject()
                .put("sku_no", productNo + "-1")
                .put("seller_sku", productNo + "-1")
                .put("price", 1200)
                .put("stock_managed", true);
        arrivals.stage(
                "sample",
                List.of(new SourceProduct(
                        productNo,
                        "h-" + productNo,
                        "{\"productNo\":\"" + productNo + "\"}",
                        "v1",
                        ListingContent.of(mapped),
                        List.of())));
        Reply edited =
                api.send("PATCH", "/api/products/" + productNo, "{\"skus\":{\"" + productNo + "-1\":{\"stock\":3}}}");
        assertThat(edited.json().path("state").asText()).as(edited.text()).isEqualTo("waiting");
    }
}
