package jp.shopbridge.sandbox.tiktok;

import static jp.shopbridge.sandbox.tiktok.ApiClient.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import jp.shopbridge.sandbox.FaultRule;
import jp.shopbridge.support.SettableClock;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ControlsTest {

    private static final String CREATE = "/product/202309/products";
    private static final String SHOP = "shops/" + ApiClient.SHOP;

    private final SettableClock clock = new SettableClock(Instant.parse("2026-11-23T03:00:00Z"));
    private final TikTokWorld world =
            new TikTokWorld(TikTokSettings.builder().clock(clock).build());
    private final ApiClient client = new ApiClient(world.baseUrl(), clock);

    @AfterEach
    void stop() {
        world.close();
    }

    @ParameterizedTest
    @CsvSource({"status-500, 500, 36009003", "status-503, 503, 36009003", "status-429, 429, 36009002"})
    void statusFaultsSpeakTheEnvelopeAndDoNothing(String kind, int status, int code) {
        ObjectNode tea = client.tea();
        world.faults().add(FaultRule.of(kind).on("POST", CREATE).times(1).retryAfter(7));

        ApiClient.Answer answer = client.create(tea);

        assertThat(answer.status()).isEqualTo(status);
        assertThat(answer.code()).isEqualTo(code);
        assertThat(answer.response().headers().firstValue("Retry-After").orElse("none"))
                .isEqualTo(status == 500 ? "none" : "7");
        assertThat(world.products()).isEmpty();
        assertThat(client.create(tea).code()).isZero();
    }

    @Test
    void aLostAnswerHasDoneItsWork() {
        ObjectNode tea = client.tea();
        world.faults().add(FaultRule.of("done-but-lost").on("POST", CREATE).times(1));

        assertThatThrownBy(() -> client.create(tea)).isInstanceOf(UncheckedIOException.class);

        assertThat(world.products()).hasSize(1);
    }

    @Test
    void aDroppedConnectionHasDoneNothingAndATruncatedAnswerEverything() {
        ObjectNode tea = client.tea();
        world.faults().add(FaultRule.of("drop").on("POST", CREATE).times(1));
        assertThatThrownBy(() -> client.create(tea)).isInstanceOf(UncheckedIOException.class);
        assertThat(world.products()).isEmpty();

        world.faults().add(FaultRule.of("truncate").on("POST", CREATE).times(1));
        ApiClient.Answer cut = client.create(tea);
        assertThatThrownBy(cut::body).isInstanceOf(UncheckedIOException.class);
        assertThat(world.products()).hasSize(1);
    }

    @Test
    void anyCodeCanBeAskedFor() {
        client.control(
                        "faults",
                        "{\"kind\":\"refuse\",\"match\":{\"path\":\"" + CREATE
                                + "\"},\"times\":1,\"details\":{\"code\":\"12052109\",\"message\":\"busy\"}}")
                .body();

        ApiClient.Answer answer = client.create(client.tea());

        assertThat(answer.code()).isEqualTo(12052109);
        assertThat(answer.status()).isEqualTo(200);
        assertThat(client.create(client.tea()).code()).isZero();
    }

    @Test
    void latencyMakesEveryAnswerSlow() {
        try (TikTokWorld slow = new TikTokWorld(TikTokSettings.builder()
                .clock(clock)
                .latency(Duration.ofMillis(120))
                .build())) {
            long start = System.nanoTime();
            new ApiClient(slow.baseUrl(), clock)
                    .get("/product/202312/prerequisites")
                    .data();
            assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThanOrEqualTo(Duration.ofMillis(120));
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{'sales_warehouse':false} | 12052115 | PICKUP_WAREHOUSE",
                "{'return_warehouse':false} | 12052535 | RETURN_WAREHOUSE",
                "{'daily_limit':-1} | 12052093 | PRODUCT_QUANTITY_LIMIT",
                "{'failing':{'SHOP_STATUS':'x'}} | 12052700 | SHOP_STATUS",
                "{'failing':{'SHOP_TAX':'x'}} | 12052703 | SHOP_TAX",
                "{'failing':{'DELIVERY_OPTION':'x'}} | 12052420 | DELIVERY_OPTION",
                "{'failing':{'SHIPPING_TEMPLATE':'x'}} | 12052402 | SHIPPING_TEMPLATE",
                "{'failing':{'BANk_ACCOUNT':'x'}} | 12052419 | BANk_ACCOUNT",
                "{'failing':{'CONTACT_INFO':'x'}} | 12052923 | CONTACT_INFO"
            })
    void whatAShopLacksFailsItsPrerequisiteAndItsCreates(String change, int code, String item) {
        client.control(SHOP, change.replace('\'', '"')).body();

        assertThat(client.create(client.tea()).code()).isEqualTo(code);
        assertThat(client.create(client.tea().put("save_mode", "AS_DRAFT")).code())
                .isZero();
        for (JsonNode result :
                client.get("/product/202312/prerequisites").data().path("check_results")) {
            assertThat(result.path("is_failed").asBoolean())
                    .isEqualTo(result.path("check_item").asText().equals(item));
        }
    }

    @Test
    void aMissingDepositStopsCreatesAndActivation() {
        String id = live();
        client.post("/product/202309/products/deactivate", json("{'product_ids':['" + id + "']}"))
                .data();
        world.changeShop(ApiClient.SHOP, json("{'deposit_missing':true}"));

        assertThat(client.create(client.tea()).code()).isEqualTo(12019215);
        JsonNode error = client.post("/product/202309/products/activate", json("{'product_ids':['" + id + "']}"))
                .data()
                .path("errors")
                .get(0);
        assertThat(error.path("code").asInt()).isEqualTo(12052990);
        assertThat(error.path("detail").path("extra_errors").get(0).path("code").asInt())
                .isEqualTo(12019215);
        world.changeShop(ApiClient.SHOP, json("{'deposit_missing':false}"));
        assertThat(client.create(client.tea()).code()).isZero();
    }

    @Test
    void aSecondWarehouseNeedsItsRightAndIsThenNamedInEveryStockUpdate() {
        world.changeShop(ApiClient.SHOP, json("{'second_warehouse':true}"));
        ObjectNode tea = client.tea();
        ((ArrayNode) tea.path("skus").get(0).path("inventory"))
                .addObject()
                .put("warehouse_id", ApiClient.DISABLED_WAREHOUSE)
                .put("quantity", 4);
        assertThat(client.create(tea).code()).isEqualTo(12052094);

        world.changeShop(ApiClient.SHOP, json("{'multi_warehouse':true}"));
        JsonNode created = client.create(tea).data();
        String sku = created.path("skus").get(0).path("id").asText();
        JsonNode data = client.post(
                        "/product/202309/products/" + created.path("product_id").asText() + "/inventory/update",
                        json("{'skus':[{'id':'" + sku + "','inventory':[{'warehouse_id':'" + ApiClient.SALES_WAREHOUSE
                                + "','quantity':1}]}]}"))
                .data();
        assertThat(data.path("errors").get(0).path("code").asInt()).isEqualTo(12019028);
    }

    @Test
    void twoRulesCanBeSwitchedOff() {
        try (TikTokWorld lenient = new TikTokWorld(TikTokSettings.builder()
                .clock(clock)
                .refuseDuplicateExternalIds(false)
                .zeroStockOnCreate(true)
                .build())) {
            ApiClient caller = new ApiClient(lenient.baseUrl(), clock);
            ObjectNode tea = caller.tea().put("external_product_id", "P");
            ((ObjectNode) tea.path("skus").get(0).path("inventory").get(0)).put("quantity", 0);

            assertThat(caller.create(tea).code()).isZero();
            assertThat(caller.create(tea).code()).isZero();

            assertThat(lenient.products()).hasSize(2);
        }
    }

    @Test
    void crossBorderShopsCannotCreate() {
        TikTokSettings.SeedShop seed = TikTokSettings.SeedShop.local(1, "越境店");
        try (TikTokWorld abroad = new TikTokWorld(TikTokSettings.builder()
                .clock(clock)
                .shops(new TikTokSettings.SeedShop(
                        seed.id(),
                        seed.name(),
                        seed.cipher(),
                        seed.code(),
                        "CROSS_BORDER",
                        seed.salesWarehouseId(),
                        seed.returnWarehouseId(),
                        seed.disabledWarehouseId(),
                        false))
                .build())) {
            ApiClient caller = new ApiClient(abroad.baseUrl(), clock);
            assertThat(caller.create(caller.tea()).code()).isEqualTo(12052701);
        }
    }

    @Test
    void reviewsFailOnRequestOnceOrByProductOrByFault() {
        client.control("audits", "{\"fail_next\":1,\"reason\":\"画像が不鮮明です\"}").body();
        String first = created();
        String second = created();
        auditEnds();
        assertThat(status(first)).isEqualTo("FAILED");
        assertThat(client.product(first)
                        .data()
                        .path("audit_failed_reasons")
                        .get(0)
                        .path("reasons")
                        .get(0)
                        .asText())
                .isEqualTo("画像が不鮮明です");
        assertThat(status(second)).isEqualTo("ACTIVATE");

        String third = created();
        world.decideAudit(third, "PRE_APPROVED", "");
        String fourth = created();
        world.decideAudit(fourth, "FAILED", "理由");
        auditEnds();
        assertThat(client.product(third)
                        .data()
                        .path("audit")
                        .path("pre_approved_reasons")
                        .get(0)
                        .asText())
                .isEqualTo("KYC_PENDING");
        assertThat(status(fourth)).isEqualTo("FAILED");

        world.faults().add(FaultRule.of("audit-ng").times(1).detail("reason", "抜き打ち"));
        String fifth = created();
        auditEnds();
        assertThat(status(fifth)).isEqualTo("FAILED");
    }

    @Test
    void heldReviewsWait() {
        world.holdAudits(true);
        String id = created();
        auditEnds();
        assertThat(status(id)).isEqualTo("PENDING");

        world.holdAudits(false);
        world.runDue();
        assertThat(status(id)).isEqualTo("ACTIVATE");
    }

    @Test
    void sellerCenterChangesWithoutReview() {
        String id = live();
        String sku = client.product(id).data().path("skus").get(0).path("id").asText();

        client.control(
                        "products/" + id + "/seller-center",
                        "{\"title\":\"手で直した名前\",\"prices\":{\"" + sku + "\":\"999\"},\"quantities\":{\"" + sku
                                + "\":7}}")
                .body();

        JsonNode product = client.product(id).data();
        assertThat(product.path("title").asText()).isEqualTo("手で直した名前");
        assertThat(product.path("skus").get(0).path("price").path("sale_price").asText())
                .isEqualTo("999");
        assertThat(product.path("skus")
                        .get(0)
                        .path("inventory")
                        .get(0)
                        .path("quantity")
                        .asInt())
                .isEqualTo(7);
        assertThat(product.path("status").asText()).isEqualTo("ACTIVATE");
    }

    @Test
    void aTakenDownProductCanBeMendedAFrozenOneNot() {
        String down = live();
        world.setState(down, "PLATFORM_DEACTIVATED", "知的財産の申し立て");
        assertThat(status(down)).isEqualTo("PLATFORM_DEACTIVATED");
        assertThat(client.product(down).data().path("audit_failed_reasons")).hasSize(1);
        client.post("/product/202509/products/" + down + "/partial_edit", json("{'title':'直した名前'}"))
                .data();
        auditEnds();
        assertThat(status(down)).isEqualTo("ACTIVATE");

        String frozen = live();
        world.setState(frozen, "FREEZE", "凍結");
        ObjectNode ids = json("{'product_ids':['" + frozen + "']}");
        assertThat(status(frozen)).isEqualTo("FREEZE");
        assertThat(client.post("/product/202509/products/" + frozen + "/partial_edit", json("{'title':'x'}"))
                        .code())
                .isEqualTo(12052901);
        assertThat(client.delete(CREATE, ids).data().path("errors")).hasSize(1);
        assertThat(client.post("/product/202309/products/" + frozen + "/inventory/update", json("{'skus':[]}"))
                        .code())
                .isEqualTo(12052901);
    }

    @Test
    void anOpenAppealStopsEdits() {
        String id = live();
        client.control("products/" + id + "/appeal", "{\"open\":true}").body();

        assertThat(client.post("/product/202509/products/" + id + "/partial_edit", json("{'title':'x'}"))
                        .code())
                .isEqualTo(12052308);
    }

    @Test
    void forgottenImagesMustBeUploadedAgain() {
        ObjectNode tea = client.tea();
        client.control("images", "{\"forget\":\"all\"}").body();

        assertThat(client.create(tea).code()).isEqualTo(12052722);
    }

    @Test
    void aCategorysPermissionChanges() {
        client.control("categories/600002", "{\"permission\":\"RESTRICTED\"}").body();
        assertThat(client.create(client.tea()).code()).isEqualTo(12052223);
        world.permission("600002", "");
        assertThat(client.create(client.tea()).code()).isZero();
    }

    @Test
    void inspectionShowsProductsRequestsAndStatus() {
        client.create(client.tea().put("external_product_id", "P-1")).data();

        JsonNode products = client.plain("GET", "/control/products", "").body();
        assertThat(products.path("total").asInt()).isEqualTo(1);
        JsonNode product = products.path("products").get(0);
        assertThat(product.path("external_product_id").asText()).isEqualTo("P-1");
        assertThat(product.path("seller_skus")).hasSize(2);
        assertThat(product.path("versions").get(0).asText()).isEqualTo("review");
        assertThat(client.plain("GET", "/control/products/" + product.path("id").asText(), "")
                        .body()
                        .path("review")
                        .path("title")
                        .asText())
                .isEqualTo("有機ほうじ茶 ティーバッグ");
        assertThat(world.requests().count("POST", CREATE)).isEqualTo(1);
        assertThat(client.plain("GET", "/control/status", "")
                        .body()
                        .path("products")
                        .path("PENDING")
                        .asInt())
                .isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "products/1/state",
                "shops/1",
                "audits",
                "tokens",
                "products/1/nothing",
                "nothing",
                "webhooks/nothing"
            })
    void wrongControlsAreRefused(String path) {
        String body =
                switch (path) {
                    case "audits" -> "{\"product_id\":\"1\",\"outcome\":\"MAYBE\"}";
                    case "tokens" -> "{\"revoke\":\"1\",\"code\":5}";
                    default -> "{}";
                };
        assertThat(client.control(path, body).status()).isIn(400, 404);
    }

    private String created() {
        return client.create(client.tea()).data().path("product_id").asText();
    }

    private String live() {
        String id = created();
        auditEnds();
        return id;
    }

    private String status(String id) {
        return client.product(id).data().path("status").asText();
    }

    private void auditEnds() {
        clock.advance(Duration.ofSeconds(3));
        world.runDue();
    }
}
