package jp.shopbridge.sandbox.tiktok;

import static jp.shopbridge.sandbox.tiktok.ApiClient.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import jp.shopbridge.support.SettableClock;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ProductLifeTest {

    private final SettableClock clock = new SettableClock(Instant.parse("2026-11-23T03:00:00Z"));
    private final TikTokWorld world = new TikTokWorld(TikTokSettings.builder()
            .clock(clock)
            .indexLag(Duration.ofSeconds(10))
            .dailyListings(20)
            .build());
    private final ApiClient client = new ApiClient(world.baseUrl(), clock);

    @AfterEach
    void stop() {
        world.close();
    }

    @Test
    void aNewProductIsReviewedAndGoesLive() {
        JsonNode created = client.create(client.tea()).data();
        String id = created.path("product_id").asText();

        assertThat(created.path("skus")).hasSize(2);
        assertThat(created.path("skus")
                        .get(0)
                        .path("sales_attributes")
                        .get(0)
                        .path("id")
                        .asText())
                .isEqualTo("100020");
        assertThat(client.product(id).data().path("status").asText()).isEqualTo("PENDING");
        assertThat(client.product(id).data().path("audit").path("status").asText())
                .isEqualTo("AUDITING");

        auditEnds();

        JsonNode live = client.product(id).data();
        assertThat(live.path("status").asText()).isEqualTo("ACTIVATE");
        assertThat(live.path("product_status").asText()).isEqualTo("ACTIVATE");
        assertThat(live.path("audit").path("status").asText()).isEqualTo("APPROVED");
        assertThat(live.path("skus")
                        .get(1)
                        .path("price")
                        .path("tax_exclusive_price")
                        .asText())
                .isEqualTo("3480");
        assertThat(live.path("main_images").get(0).path("width").asInt()).isEqualTo(600);
        assertThat(live.path("brand").path("name").asText()).isEqualTo("みどり茶園");
        assertThat(live.path("category_chains")).hasSize(3);
    }

    @ParameterizedTest
    @ValueSource(strings = {"審査NG", "最安値保証", "医師推奨", "必ず痩せる", "並行輸入品"})
    void aForbiddenWordFailsTheReviewWithReasonAndSuggestion(String word) {
        ObjectNode body = client.tea();
        body.put("title", "ほうじ茶 " + word);
        String id = client.create(body).data().path("product_id").asText();

        auditEnds();

        JsonNode failed = client.product(id).data();
        assertThat(failed.path("status").asText()).isEqualTo("FAILED");
        assertThat(failed.path("product_status").asText()).isEqualTo("INITIAL");
        JsonNode reason = failed.path("audit_failed_reasons").get(0);
        assertThat(reason.path("reasons").get(0).asText()).isNotBlank();
        assertThat(reason.path("suggestions").get(0).asText()).isNotBlank();
        assertThat(reason.path("listing_platform").asText()).isEqualTo("TIKTOK_SHOP");

        body = edited(id);
        body.put("title", "ほうじ茶");
        assertThat(client.put("/product/202509/products/" + id, body)
                        .data()
                        .path("audit")
                        .path("status")
                        .asText())
                .isEqualTo("AUDITING");
        auditEnds();
        assertThat(status(id)).isEqualTo("ACTIVATE");
    }

    @Test
    void theSameKeyAndTheSameBytesAnswerAsBefore() {
        ObjectNode body = client.tea().put("idempotency_key", "k-1").put("external_product_id", "P1");

        JsonNode first = client.create(body).data();
        JsonNode second = client.create(body).data();
        body.put("title", "別の商品");

        assertThat(second).isEqualTo(first);
        assertThat(world.products()).hasSize(1);
        assertThat(client.create(body).code()).isEqualTo(12052910);
    }

    @Test
    void anExternalIdIsTakenOnlyOnceUntilItsProductIsDeleted() {
        ObjectNode body = client.tea().put("external_product_id", "P1");
        String id = client.create(body).data().path("product_id").asText();

        assertThat(client.create(body).code()).isEqualTo(12052996);

        client.delete("/product/202309/products", json("{'product_ids':['" + id + "']}"))
                .data();
        assertThat(client.create(body).code()).isZero();
    }

    @Test
    void theLiveVersionStaysWhileAnEditIsReviewedAndWhenItFails() {
        String id = live();
        ObjectNode body = edited(id).put("title", "新しい名前 審査NG");

        client.put("/product/202509/products/" + id, body).data();

        assertThat(title(id)).isEqualTo("有機ほうじ茶 ティーバッグ");
        assertThat(status(id)).isEqualTo("ACTIVATE");
        assertThat(client.product(id, "return_under_review_version", "true")
                        .data()
                        .path("title")
                        .asText())
                .isEqualTo("新しい名前 審査NG");
        auditEnds();
        assertThat(title(id)).isEqualTo("有機ほうじ茶 ティーバッグ");
        assertThat(client.product(id).data().path("audit").path("status").asText())
                .isEqualTo("FAILED");
        assertThat(client.product(id, "return_under_review_version", "true").code())
                .isEqualTo(12052547);
    }

    @Test
    void aFullEditBlanksWhatIsLeftOutButKeepsPriceAndStock() {
        String id = live();
        ObjectNode body = edited(id);
        body.remove("brand_id");
        body.path("skus").forEach(sku -> ((ObjectNode) sku).remove(List.of("price", "inventory")));

        client.put("/product/202509/products/" + id, body).data();
        auditEnds();

        JsonNode after = client.product(id).data();
        assertThat(after.has("brand")).isFalse();
        assertThat(after.path("skus").get(0).path("price").path("sale_price").asText())
                .isEqualTo("1980");
        assertThat(after.path("skus")
                        .get(0)
                        .path("inventory")
                        .get(0)
                        .path("quantity")
                        .asInt())
                .isEqualTo(25);
    }

    @Test
    void anOmittedSkuIsDeletedAndOneWithoutIdIsNew() {
        String id = live();
        ObjectNode body = edited(id);
        String kept = body.path("skus").get(0).path("id").asText();
        ((ArrayNode) body.path("skus")).remove(1);
        ((ArrayNode) body.path("skus")).add(ApiClient.sku("TEA-200", "200包", "5980", 3));

        JsonNode answer = client.put("/product/202509/products/" + id, body).data();
        auditEnds();

        assertThat(answer.path("skus").get(0).path("id").asText()).isEqualTo(kept);
        JsonNode skus = client.product(id).data().path("skus");
        assertThat(skus).hasSize(2);
        assertThat(skus.get(1).path("seller_sku").asText()).isEqualTo("TEA-200");
        assertThat(skus.get(1).path("id").asText()).isNotEqualTo(kept);
    }

    @Test
    void aPartialEditReplacesWholePropertiesAndKeepsTheRest() {
        String id = live();

        client.post("/product/202509/products/" + id + "/partial_edit", json("{'title':'短い名前'}"))
                .data();
        auditEnds();

        assertThat(title(id)).isEqualTo("短い名前");
        assertThat(client.product(id).data().path("skus")).hasSize(2);
        assertThat(client.product(id).data().path("brand").path("id").asText()).isEqualTo("7082427311584347905");
        assertThat(client.post("/product/202509/products/" + id + "/partial_edit", json("{'category_id':'600003'}"))
                        .code())
                .isEqualTo(12052922);
        assertThat(client.post("/product/202509/products/" + id + "/partial_edit", json("{'skus':[]}"))
                        .code())
                .isEqualTo(12052902);
    }

    @Test
    void anEditOfPriceAloneNeedsNoReview() {
        String id = live();
        ObjectNode body = edited(id);
        ((ObjectNode) body.path("skus").get(0).path("price")).put("amount", "1500");

        JsonNode answer = client.put("/product/202309/products/" + id, body).data();

        assertThat(answer.path("audit").path("status").asText()).isEqualTo("APPROVED");
        assertThat(client.product(id)
                        .data()
                        .path("skus")
                        .get(0)
                        .path("price")
                        .path("sale_price")
                        .asText())
                .isEqualTo("1500");
    }

    @Test
    void wrongSkuIdsAndChangedIdentifierCodesAreRefused() {
        ObjectNode tea = client.tea();
        ((ObjectNode) tea.path("skus").get(0))
                .putObject("identifier_code")
                .put("type", "JAN")
                .put("code", "4900000000009");
        String id = client.create(tea).data().path("product_id").asText();
        auditEnds();
        ObjectNode stranger = edited(id);
        ((ObjectNode) stranger.path("skus").get(0)).put("id", "1729592969712999999");
        ObjectNode twice = edited(id);
        ((ObjectNode) twice.path("skus").get(1))
                .put("id", twice.path("skus").get(0).path("id").asText());
        ObjectNode code = edited(id);
        ((ObjectNode) code.path("skus").get(0))
                .putObject("identifier_code")
                .put("type", "JAN")
                .put("code", "4900000000016");

        assertThat(client.put("/product/202509/products/" + id, stranger).code())
                .isEqualTo(12052557);
        assertThat(client.put("/product/202509/products/" + id, code).code()).isEqualTo(12052593);
        assertThat(client.put("/product/202509/products/" + id, twice).code()).isEqualTo(12052553);
    }

    @Test
    void pricesAreUpdatedOnlyWhenLiveAndNotInAPromotion() {
        String id = client.create(client.tea()).data().path("product_id").asText();
        String sku = client.product(id).data().path("skus").get(0).path("id").asText();
        String path = "/product/202309/products/" + id + "/prices/update";
        ObjectNode change = json("{'skus':[{'id':'" + sku + "','price':{'amount':'1780','currency':'JPY'}}]}");

        assertThat(client.post(path, change).code()).isEqualTo(12019113);
        auditEnds();
        assertThat(client.post(path, change).data()).isEmpty();
        assertThat(client.product(id)
                        .data()
                        .path("skus")
                        .get(0)
                        .path("price")
                        .path("sale_price")
                        .asText())
                .isEqualTo("1780");
        world.lockPrice(id, true);
        assertThat(client.post(path, change).code()).isEqualTo(12019045);
        ObjectNode body = edited(id);
        ((ObjectNode) body.path("skus").get(0).path("price")).put("amount", "1");
        assertThat(client.put("/product/202509/products/" + id, body).code()).isEqualTo(12052038);
    }

    @Test
    void stockIsUpdatedPerSkuWithErrorsInTheData() {
        String id = live();
        String sku = client.product(id).data().path("skus").get(0).path("id").asText();
        ObjectNode change = json("{'skus':[{'id':'" + sku + "','inventory':[{'warehouse_id':'"
                + ApiClient.SALES_WAREHOUSE + "','quantity':0}]},{'id':'1','inventory':[]},{'id':'"
                + client.product(id).data().path("skus").get(1).path("id").asText()
                + "','inventory':[{'warehouse_id':'99','quantity':5}]}]}");

        JsonNode data = client.post("/product/202309/products/" + id + "/inventory/update", change)
                .data();

        assertThat(data.path("errors")).hasSize(2);
        assertThat(data.path("errors").get(0).path("code").asInt()).isEqualTo(12052557);
        assertThat(data.path("errors").get(1).path("code").asInt()).isEqualTo(12052990);
        assertThat(data.path("errors")
                        .get(1)
                        .path("detail")
                        .path("extra_errors")
                        .get(0)
                        .path("code")
                        .asInt())
                .isEqualTo(12052097);
        JsonNode stock = client.post("/product/202309/inventory/search", json("{'product_ids':['" + id + "']}"))
                .data()
                .path("inventory")
                .get(0)
                .path("skus");
        assertThat(stock.get(0).path("total_available_quantity").asInt()).isZero();
        assertThat(stock.get(1).path("total_available_quantity").asInt()).isEqualTo(10);
    }

    @Test
    void deactivateActivateDeleteAndRecoverFollowTheStates() {
        String id = live();
        ObjectNode ids = json("{'product_ids':['" + id + "']}");

        assertThat(client.post("/product/202309/products/deactivate", ids).data())
                .isEmpty();
        assertThat(status(id)).isEqualTo("SELLER_DEACTIVATED");
        assertThat(client.post("/product/202309/products/deactivate", ids)
                        .data()
                        .path("errors")
                        .get(0)
                        .path("code")
                        .asInt())
                .isEqualTo(12052901);
        client.post("/product/202309/products/activate", ids).data();
        assertThat(status(id)).isEqualTo("PENDING");
        auditEnds();
        assertThat(status(id)).isEqualTo("ACTIVATE");
        JsonNode again = client.post("/product/202309/products/activate", ids).data();
        assertThat(again.path("errors").get(0).path("code").asInt()).isEqualTo(12052990);
        assertThat(client.delete("/product/202309/products", ids).data()).isEmpty();
        assertThat(status(id)).isEqualTo("DELETED");
        assertThat(client.delete("/product/202309/products", ids).data()).isEmpty();
        client.post("/product/202309/products/recover", ids).data();
        assertThat(status(id)).isEqualTo("SELLER_DEACTIVATED");
        assertThat(client.post("/product/202309/products/recover", json("{'product_ids':[]}"))
                        .code())
                .isEqualTo(12052910);
    }

    @Test
    void aDraftIsKeptWithoutReviewAndGoesLiveWhenListed() {
        ObjectNode draft = client.tea().put("save_mode", "AS_DRAFT").put("title", "下書き");
        String id = client.create(draft).data().path("product_id").asText();
        clock.advance(Duration.ofSeconds(10));

        assertThat(status(id)).isEqualTo("DRAFT");
        assertThat(client.search(json("{'status':'DRAFT'}"))
                        .data()
                        .path("total_count")
                        .asInt())
                .isEqualTo(1);
        client.put("/product/202509/products/" + id, client.tea()).data();
        assertThat(status(id)).isEqualTo("PENDING");
        auditEnds();
        assertThat(status(id)).isEqualTo("ACTIVATE");
    }

    @Test
    void searchFindsByFiltersPageByPageOnceIndexed() {
        for (int i = 0; i < 5; i++) {
            ObjectNode body = client.tea();
            ((ObjectNode) body.path("skus").get(0)).put("seller_sku", "S-" + i);
            client.create(body).data();
        }
        assertThat(client.search(json("{}")).data().path("total_count").asInt()).isZero();
        clock.advance(Duration.ofSeconds(10));

        JsonNode first =
                client.search(json("{'status':'ALL'}"), "page_size", "2").data();
        JsonNode second = client.search(
                        json("{'status':'ALL'}"),
                        "page_size",
                        "2",
                        "page_token",
                        first.path("next_page_token").asText())
                .data();

        assertThat(first.path("total_count").asInt()).isEqualTo(5);
        assertThat(first.path("products")).hasSize(2);
        assertThat(second.path("products").get(0).path("id").asText())
                .isNotEqualTo(first.path("products").get(0).path("id").asText());
        JsonNode one = client.search(json("{'seller_skus':['S-3']}")).data();
        assertThat(one.path("total_count").asInt()).isEqualTo(1);
        assertThat(one.path("next_page_token").asText()).isEmpty();
        String sku = one.path("products").get(0).path("skus").get(0).path("id").asText();
        assertThat(client.search(json("{'sku_ids':['" + sku + "']}"))
                        .data()
                        .path("total_count")
                        .asInt())
                .isEqualTo(1);
        assertThat(client.search(json("{'audit_status':['FAILED']}"))
                        .data()
                        .path("total_count")
                        .asInt())
                .isZero();
        assertThat(client.search(json("{'create_time_ge':9999999999}"))
                        .data()
                        .path("total_count")
                        .asInt())
                .isZero();
    }

    @Test
    void badSearchesAreRefused() {
        assertThat(client.search(json("{}"), "page_token", "").code()).isEqualTo(12019109);
        assertThat(client.search(json("{}"), "page_size", "101").code()).isEqualTo(12019109);
        assertThat(client.search(json("{}"), "page_size", "1", "page_token", "x")
                        .code())
                .isEqualTo(12019108);
        assertThat(client.search(json("{'seller_skus':['1','2','3','4','5','6','7','8','9','10','11']}"))
                        .code())
                .isEqualTo(12019027);
        assertThat(client.search(json("{'sku_ids':['1','2','3','4','5','6','7','8','9','10','11']}"))
                        .code())
                .isEqualTo(12019087);
        assertThat(client.search(json("{'status':'NONSENSE'}")).code()).isEqualTo(36009004);
    }

    @Test
    void theListingCheckTellsEveryReasonAndCreatesNothing() {
        ObjectNode body = checked();
        assertThat(client.post("/product/202309/products/listing_check", body)
                        .data()
                        .path("check_result")
                        .asText())
                .isEqualTo("PASS");
        assertThat(client.post("/product/202309/products/listing_check", client.tea())
                        .code())
                .isEqualTo(98001004);
        body.put("title", "").put("description", "");

        JsonNode data =
                client.post("/product/202309/products/listing_check", body).data();

        assertThat(data.path("check_result").asText()).isEqualTo("FAILED");
        assertThat(data.path("fail_reasons")).hasSize(2);
        assertThat(world.products()).isEmpty();
    }

    @Test
    void diagnosesAdviseOnLiveProducts() {
        String id = live();

        JsonNode data = client.get("/product/202405/products/diagnoses", "product_ids", id)
                .data();

        assertThat(data.path("products").get(0).path("diagnoses")).isNotEmpty();
    }

    @Test
    void theDailyQuotaStopsCreatesUntilTheNextJapaneseDay() {
        ObjectNode body = client.tea();
        for (int i = 0; i < 20; i++) {
            assertThat(client.create(body).code()).isZero();
        }

        assertThat(client.create(body).code()).isEqualTo(12052093);
        clock.advance(Duration.ofHours(12));
        assertThat(client.create(body).code()).isZero();
    }

    private String live() {
        String id = client.create(client.tea()).data().path("product_id").asText();
        auditEnds();
        return id;
    }

    /** The body of a full edit that changes nothing. */
    private ObjectNode edited(String id) {
        JsonNode stored = world.product(id);
        ObjectNode content = (ObjectNode) (stored.has("live") ? stored.path("live") : stored.path("review")).deepCopy();
        return content;
    }

    private String status(String id) {
        return client.product(id).data().path("status").asText();
    }

    private String title(String id) {
        return client.product(id).data().path("title").asText();
    }

    private void auditEnds() {
        clock.advance(Duration.ofSeconds(3));
        world.runDue();
    }

    /** Without what a check does not take. */
    private ObjectNode checked() {
        ObjectNode body = client.tea();
        body.remove(List.of("save_mode", "category_version"));
        return body;
    }
}
