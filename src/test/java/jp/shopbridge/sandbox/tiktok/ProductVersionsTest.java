package jp.shopbridge.sandbox.tiktok;

import static jp.shopbridge.sandbox.tiktok.ApiClient.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import jp.shopbridge.support.SettableClock;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What stands at TikTok of one product, and which of it each flag of a get shows. */
class ProductVersionsTest {

    private static final String PRODUCTS = "/product/202309/products/";
    private static final String EDITS = "/product/202509/products/";

    private final SettableClock clock = new SettableClock(Instant.parse("2026-11-23T03:00:00Z"));
    private final TikTokWorld world =
            new TikTokWorld(TikTokSettings.builder().clock(clock).build());
    private final ApiClient client = new ApiClient(world.baseUrl(), clock);

    @AfterEach
    void stop() {
        world.close();
    }

    @Test
    void aDraftHasNoOtherVersion() {
        String id = create(client.tea().put("save_mode", "AS_DRAFT").put("title", "下書きの名前"));

        assertThat(shown(id)).isEqualTo("下書きの名前 DRAFT NONE");
        assertThat(draft(id).path("title").asText()).isEqualTo("下書きの名前");
        assertThat(draft(id).path("has_draft").asBoolean()).isFalse();
        assertThat(underReview(id)).isEqualTo("12052547");
    }

    @Test
    void theFirstReviewShowsWhatWasSentAndAfterItsFailureNothingIsUnderReview() {
        String id = create(client.tea().put("title", "審査NGの名前"));

        assertThat(shown(id)).isEqualTo("審査NGの名前 PENDING AUDITING");
        assertThat(underReview(id)).isEqualTo("審査NGの名前");
        world.otherwise(OpenQuestion.FIRST_REVIEW_NOT_SHOWN);
        assertThat(underReview(id)).isEqualTo("12052547");
        auditEnds();
        assertThat(shown(id)).isEqualTo("審査NGの名前 FAILED FAILED");
        assertThat(underReview(id)).isEqualTo("12052547");
    }

    @Test
    void theEditOfALiveProductIsSeenUnderReviewOnly() {
        String id = live();
        edit(id, client.tea().put("title", "新しい名前"));

        assertThat(shown(id)).isEqualTo("有機ほうじ茶 ティーバッグ ACTIVATE AUDITING");
        assertThat(underReview(id)).isEqualTo("新しい名前");
        assertThat(found("{'audit_status':['AUDITING']}")).containsExactly(id);
        auditEnds();
        assertThat(shown(id)).isEqualTo("新しい名前 ACTIVATE APPROVED");
        assertThat(underReview(id)).isEqualTo("12052547");

        edit(id, client.tea().put("title", "審査NG"));
        auditEnds();
        assertThat(shown(id)).isEqualTo("新しい名前 ACTIVATE FAILED");
        assertThat(underReview(id)).isEqualTo("12052547");
        assertThat(found("{'audit_status':['FAILED'], 'status':'ACTIVATE'}")).containsExactly(id);
        world.otherwise(OpenQuestion.FAILED_EDIT_SHOWN);
        assertThat(underReview(id)).isEqualTo("審査NG");
    }

    @Test
    void aDraftLiesBesideALiveProductWithTheStockOfTheLiveOne() {
        String id = live();
        assertThat(client.product(id, "return_draft_version", "true").code()).isEqualTo(12052901);
        ObjectNode body = withIds(id, client.tea()).put("save_mode", "AS_DRAFT").put("title", "下書き");
        ((ObjectNode) body.at("/skus/0/inventory/0")).put("quantity", 7);

        JsonNode answer = client.put(EDITS + id, body).data();

        assertThat(answer.at("/audit/status").asText()).isEqualTo("NONE");
        assertThat(shown(id)).isEqualTo("有機ほうじ茶 ティーバッグ ACTIVATE APPROVED");
        assertThat(client.product(id).data().path("has_draft").asBoolean()).isTrue();
        assertThat(draft(id).path("title").asText()).isEqualTo("下書き");
        assertThat(draft(id).at("/skus/0/inventory/0/quantity").asInt()).isEqualTo(25);
        assertThat(underReview(id)).isEqualTo("12052547");
        assertThat(found("{'return_draft_version':true}")).containsExactly(id);
        assertThat(found("{'status':'DRAFT'}")).isEmpty();
        assertThat(client.search(json("{'return_draft_version':true, 'status':'PENDING'}"))
                        .code())
                .isEqualTo(36009004);

        world.otherwise(OpenQuestion.BASE_SHOWN_FOR_NO_DRAFT);
        assertThat(client.product(live(), "return_draft_version", "true").code())
                .isZero();
    }

    @Test
    void aPartialEditStartsFromWhatSomebodyLeftAsADraft() {
        String id = live();
        world.draftInSellerCenter(id, json("{'description':'<p>下書きの説明</p>'}"));

        client.post(EDITS + id + "/partial_edit", json("{'title':'新しい名前'}")).data();

        assertThat(underReview(id)).isEqualTo("新しい名前");
        auditEnds();
        assertThat(client.product(id).data().path("description").asText()).isEqualTo("<p>下書きの説明</p>");
        assertThat(client.product(id).data().at("/skus/0/inventory/0/quantity").asInt())
                .isEqualTo(25);
        assertThat(client.product(id).data().path("has_draft").asBoolean()).isFalse();
    }

    @Test
    void aPartialEditStartsFromTheVersionUnderReview() {
        String id = live();
        edit(id, client.tea().put("title", "新しい名前"));

        client.post(EDITS + id + "/partial_edit", json("{'description':'<p>短い説明</p>'}"))
                .data();
        auditEnds();

        assertThat(shown(id)).isEqualTo("新しい名前 ACTIVATE APPROVED");
        assertThat(client.product(id).data().path("description").asText()).isEqualTo("<p>短い説明</p>");
    }

    @Test
    void priceAndStockInAPartialEditStayOrAreBlanked() {
        String id = live();
        ObjectNode body = Json.object();
        body.set("skus", withIds(id, client.tea()).path("skus"));
        body.path("skus").forEach(sku -> ((ObjectNode) sku).remove(List.of("price", "inventory")));

        assertThat(client.post(EDITS + id + "/partial_edit", body)
                        .data()
                        .at("/audit/status")
                        .asText())
                .isEqualTo("APPROVED");
        world.otherwise(OpenQuestion.PARTIAL_EDIT_BLANKS_PRICE_AND_STOCK);
        assertThat(client.post(EDITS + id + "/partial_edit", body).code()).isNotZero();
    }

    @Test
    void anEditOfNothingOrOfPriceAndStockAloneIsNotReviewed() {
        String id = live();
        ObjectNode body = withIds(id, client.tea());
        assertThat(edit(id, body)).isEqualTo("APPROVED");
        ((ObjectNode) body.at("/skus/0/price")).put("amount", "2100");
        ((ObjectNode) body.at("/skus/0/inventory/0")).put("quantity", 7);

        assertThat(edit(id, body)).isEqualTo("APPROVED");

        assertThat(shown(id)).isEqualTo("有機ほうじ茶 ティーバッグ ACTIVATE APPROVED");
        assertThat(client.product(id).data().at("/skus/0/price/sale_price").asText())
                .isEqualTo("2100");
    }

    @Test
    void anIdentifierCodeIsSettledByTheFirstSubmission() {
        ObjectNode body = client.tea().put("save_mode", "AS_DRAFT");
        String id = create(body);
        ObjectNode withCode = withIds(id, client.tea());
        ((ObjectNode) withCode.at("/skus/0")).set("identifier_code", json("{'type':'JAN','code':'4901234567894'}"));
        assertThat(edit(id, withCode)).isEqualTo("AUDITING");
        auditEnds();

        assertThat(edit(id, withIds(id, client.tea()))).isEqualTo("APPROVED");
        assertThat(client.product(id).data().at("/skus/0/identifier_code/code").asText())
                .isEqualTo("4901234567894");
        ((ObjectNode) withCode.at("/skus/1")).set("identifier_code", json("{'type':'JAN','code':'4901234567900'}"));
        assertThat(client.put(EDITS + id, withCode).code()).isEqualTo(12052593);
        world.otherwise(OpenQuestion.EDIT_BLANKS_IDENTIFIER_CODE);
        assertThat(client.put(EDITS + id, withIds(id, client.tea())).code()).isEqualTo(12052593);
    }

    @Test
    void aWeightIsShownInKilogramsOrAsItWasSent() {
        String id = live();

        assertThat(client.product(id).data().path("package_weight"))
                .isEqualTo(json("{'value':'0.350','unit':'KILOGRAM'}"));
        world.otherwise(OpenQuestion.WEIGHT_SHOWN_AS_SENT);
        assertThat(client.product(id).data().path("package_weight")).isEqualTo(json("{'value':'350','unit':'GRAM'}"));
    }

    @Test
    void goneProductsAreStillAnswered() {
        String id = live();
        world.setState(id, "FREEZE", "凍結");

        assertThat(shown(id)).isEqualTo("有機ほうじ茶 ティーバッグ FREEZE NONE");
        assertThat(client.put(EDITS + id, withIds(id, client.tea())).code()).isEqualTo(12052901);
        world.otherwise(OpenQuestion.GONE_NOT_READABLE);
        assertThat(client.product(id).code()).isEqualTo(12052901);
    }

    @Test
    void whatThePlatformTookOffSaleTakesNoStockAndComesBackByActivation() {
        String id = live();
        String sku = client.product(id).data().at("/skus/0/id").asText();
        ObjectNode stock = json("{'skus':[{'id':'" + sku + "','inventory':[{'quantity':3}]}]}");
        ObjectNode ids = json("{'product_ids':['" + id + "']}");
        world.setState(id, "PLATFORM_DEACTIVATED", "申し立て");

        assertThat(client.post(PRODUCTS + id + "/inventory/update", stock).code())
                .isEqualTo(12052901);
        world.otherwise(OpenQuestion.STOCK_OF_PLATFORM_DEACTIVATED_TAKEN, OpenQuestion.PLATFORM_DEACTIVATED_STAYS);
        assertThat(client.post(PRODUCTS + id + "/inventory/update", stock).code())
                .isZero();
        assertThat(client.post("/product/202309/products/activate", ids).data().path("errors"))
                .hasSize(1);

        world.otherwise();
        assertThat(client.post("/product/202309/products/activate", ids).data()).isEmpty();
        assertThat(shown(id)).endsWith(" PENDING AUDITING");
        auditEnds();
        assertThat(shown(id)).endsWith(" ACTIVATE APPROVED");
    }

    @Test
    void quickProductsOfALiveShowAreHiddenUnlessAskedFor() {
        String id = live();
        world.changeInSellerCenter(id, json("{'is_live_quick':true}"));

        assertThat(found("{}")).isEmpty();
        assertThat(found("{'include_live_quick_products':true}")).containsExactly(id);
        assertThat(client.search(json("{'include_live_quick_products':true}"))
                        .data()
                        .at("/products/0/product_tags/0")
                        .asText())
                .isEqualTo("LIVE_QUICK");
        assertThat(client.search(json("{'audit_status':['PRE_APPROVED']}")).code())
                .isEqualTo(36009004);
    }

    @Test
    void purchaseLimitsStayInAPartialEditAndAreBlankedByAWholeOne() {
        ObjectNode body = client.tea();
        body.set("purchase_order_quantity_limit", json("{'maximum_order_quantity':3}"));
        String id = create(body);
        auditEnds();

        client.post(EDITS + id + "/partial_edit", json("{'title':'新しい名前'}")).data();
        auditEnds();
        assertThat(limit(id)).isEqualTo(3);
        edit(id, client.tea());
        auditEnds();
        assertThat(limit(id)).isZero();
    }

    @Test
    void aRestrictedWarehouseSellsNothing() {
        world.changeShop(ApiClient.SHOP, json("{'sales_warehouse':'RESTRICTED'}"));

        assertThat(client.get("/logistics/202309/warehouses")
                        .data()
                        .at("/warehouses/0/effect_status")
                        .asText())
                .isEqualTo("RESTRICTED");
        assertThat(client.create(client.tea()).code()).isEqualTo(12052115);
        world.otherwise(OpenQuestion.RESTRICTED_WAREHOUSE_TAKEN);
        assertThat(client.create(client.tea()).code()).isZero();
    }

    @Test
    void aDevelopmentShopHasSoManyCallsAnHour() {
        try (TikTokWorld small = new TikTokWorld(
                TikTokSettings.builder().clock(clock).requestsPerHour(2).build())) {
            ApiClient caller = new ApiClient(small.baseUrl(), clock);
            assertThat(caller.get("/logistics/202309/warehouses").code()).isZero();
            assertThat(caller.get("/logistics/202309/warehouses").code()).isZero();
            assertThat(caller.get("/logistics/202309/warehouses").status()).isEqualTo(429);
            clock.advance(Duration.ofHours(1));
            assertThat(caller.get("/logistics/202309/warehouses").code()).isZero();
        }
    }

    private String create(ObjectNode body) {
        return client.create(body).data().path("product_id").asText();
    }

    private String live() {
        String id = create(client.tea());
        auditEnds();
        return id;
    }

    private String edit(String id, ObjectNode body) {
        return client.put(EDITS + id, withIds(id, body))
                .data()
                .at("/audit/status")
                .asText();
    }

    /** The body with the product's SKU ids and the pictures it has. */
    private ObjectNode withIds(String id, ObjectNode body) {
        JsonNode shown = client.product(id).data();
        for (int i = 0; i < body.path("skus").size(); i++) {
            ((ObjectNode) body.path("skus").get(i))
                    .put("id", shown.path("skus").get(i).path("id").asText());
        }
        body.putArray("main_images")
                .addObject()
                .put("uri", shown.at("/main_images/0/uri").asText());
        return body;
    }

    private String shown(String id) {
        JsonNode data = client.product(id).data();
        return data.path("title").asText() + " " + data.path("status").asText() + " "
                + data.at("/audit/status").asText();
    }

    private JsonNode draft(String id) {
        return client.product(id, "return_draft_version", "true").data();
    }

    /** The title of what is under review, or the code of the refusal. */
    private String underReview(String id) {
        ApiClient.Answer answer = client.product(id, "return_under_review_version", "true");
        return answer.code() == 0 ? answer.data().path("title").asText() : String.valueOf(answer.code());
    }

    private List<String> found(String body) {
        return client.search(json(body)).data().findValuesAsText("title").isEmpty()
                ? List.of()
                : List.of(client.search(json(body)).data().at("/products/0/id").asText());
    }

    private int limit(String id) {
        return client.product(id)
                .data()
                .at("/skus/0/purchase_order_quantity_limit/maximum_order_quantity")
                .asInt();
    }

    private void auditEnds() {
        clock.advance(Duration.ofSeconds(5));
        world.runDue();
    }
}
