package jp.shopbridge.flow;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import jp.shopbridge.Json;
import jp.shopbridge.deadletter.DeadLetter;
import jp.shopbridge.deadletter.DeadLetterQuery;
import jp.shopbridge.deadletter.DeadLetters;
import jp.shopbridge.intake.IntakeKind;
import jp.shopbridge.staging.Listing;
import jp.shopbridge.staging.ListingEdits;
import jp.shopbridge.staging.ListingKey;
import jp.shopbridge.staging.ListingQueries;
import jp.shopbridge.staging.ListingState;
import jp.shopbridge.tiktok.AuthorizationOutcome;
import jp.shopbridge.tiktok.Consents;
import org.apache.camel.CamelContext;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

/** One product's way through the routes: intake, publishing, values, review and the dead letter. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class FlowsTest {

    private static final String CREATE = "POST /product/202309/products";
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final RemoteEnds remote = new RemoteEnds();
    private final ConfigurableApplicationContext bridge = RouteApplication.start(remote);
    private final ListingQueries listings = bridge.getBean(ListingQueries.class);
    private final ListingEdits edits = bridge.getBean(ListingEdits.class);

    @BeforeAll
    void consent() {
        Consents consents = bridge.getBean(Consents.class);
        String state = consents.begin(RouteApplication.SHOP, null, "merchant").replaceAll(".*state=([^&]+).*", "$1");
        assertThat(consents.complete(state, "code", null)).isInstanceOf(AuthorizationOutcome.Completed.class);
    }

    @AfterAll
    void stop() {
        bridge.close();
        remote.close();
    }

    @Test
    void intakeStagesWhatCanBeMappedAndParksTheRest() {
        offer("IN-1", "IN-2");
        remote.answer(
                "GET /admin-api/v1/products",
                200,
                page(product("IN-1"), product("IN-2").replace("\"unitPrice\": 900", "\"unitPrice\": \"abc\"")));

        takeIn();

        assertThat(await("IN-1", ListingState.WAITING).effective().title()).isEqualTo("【公式】宇治 煎茶 100g");
        assertThat(remote.requests())
                .contains("POST /oauth/token", "GET /admin-api/v1/products", "GET /admin-api/v1/inventory");
        assertThat(letters("IN-2")).extracting(DeadLetter::stage).containsExactly("intake");
    }

    @Test
    void publishingLooksTheProductUpCreatesItOnceAndReviewSeesItLive() {
        offer("PUB-1");
        takeIn();
        created("PUB-1", "101");
        shows("PUB-1", "101", "ACTIVATE");

        select("PUB-1");

        await("PUB-1", ListingState.LIVE);
        List<String> calls = remote.requests();
        assertThat(calls.indexOf("POST /product/202502/products/search")).isBetween(0, calls.lastIndexOf(CREATE));
        assertThat(creates("PUB-1")).singleElement().satisfies(body -> assertThat(
                        Json.parse(body).at("/skus/0/price/amount").asText())
                .isEqualTo("900"));
    }

    @Test
    void valuesGoByTheirOwnCallWithoutAnEdit() {
        offer("VAL-1");
        takeIn();
        created("VAL-1", "102");
        shows("VAL-1", "102", "ACTIVATE");
        select("VAL-1");
        await("VAL-1", ListingState.LIVE);

        edits.edit(key("VAL-1"), null, Json.parseObject("{\"skus\":{\"VAL-1\":{\"price\":1234}}}"), "merchant");

        String prices = "POST /product/202309/products/102/prices/update";
        Awaitility.await().atMost(PATIENCE).until(() -> !remote.requests(prices).isEmpty());
        assertThat(Json.parse(remote.requests(prices).get(0).body())
                        .at("/skus/0/price/amount")
                        .asText())
                .isEqualTo("1234");
        assertThat(remote.requests("(PUT|POST) /product/202509/products/102.*")).isEmpty();
    }

    @Test
    void reviewKeepsTheReasonsOfAProductThatWasTurnedDown() {
        offer("REV-1");
        takeIn();
        created("REV-1", "103");
        remote.answer(
                "GET /product/202309/products/103",
                200,
                shown("REV-1", "103", "FAILED")
                        .replace(
                                "\"audit_failed_reasons\": []",
                                "\"audit_failed_reasons\": [{\"position\": \"Product\", \"reasons\": [\"商品名に禁止語があります\"], \"suggestions\": []}]"));

        select("REV-1");

        assertThat(await("REV-1", ListingState.REJECTED).remote()).asString().contains("商品名に禁止語があります");
        assertThat(creates("REV-1")).hasSize(1);
    }

    @Test
    void reviewSaysThatAnAuditHasNotBegunAndFollowsItWhenItDoes() {
        offer("REV-2");
        takeIn();
        created("REV-2", "105");
        remote.answer(
                "GET /product/202309/products/105",
                200,
                audited("REV-2", "105", "NONE", "not_submitted_reasons", "PAYMENT_ACCOUNT_NOT_LINKED"));
        select("REV-2");
        Listing held = await("REV-2", ListingState.REJECTED);
        assertThat(held.status().stateCode()).isEqualTo("REVIEW_NOT_SUBMITTED");
        assertThat(held.status().stateReason()).asString().contains("口座", "審査が始まっていません");

        remote.answer(
                "GET /product/202309/products/105",
                200,
                audited("REV-2", "105", "PRE_APPROVED", "pre_approved_reasons", "KYC_PENDING"));
        Listing passed = await("REV-2", ListingState.IN_REVIEW);
        assertThat(passed.status().stateReason()).asString().contains("本人確認");

        shows("REV-2", "105", "ACTIVATE");
        assertThat(await("REV-2", ListingState.LIVE).status().stateReason()).isNull();
    }

    private static String audited(String number, String id, String audit, String reasons, String reason) {
        return shown(number, id, "PENDING")
                .replace("\"status\": \"APPROVED\"", "\"status\": \"" + audit + "\"")
                .replace("\"pre_approved_reasons\": []", "\"" + reasons + "\": [\"" + reason + "\"]");
    }

    @Test
    void aRefusedListingIsParkedAndPassesWhenItIsReplayed() {
        offer("DL-1");
        takeIn();
        remote.answer(
                CREATE,
                "DL-1",
                400,
                "{\"code\":12052023,\"message\":\"Category does not exist.\",\"request_id\":\"refusal\",\"data\":{}}",
                1);

        select("DL-1");
        await("DL-1", ListingState.FAILED);
        assertThat(letters("DL-1")).singleElement().satisfies(letter -> {
            assertThat(letter.stage()).isEqualTo("publishing");
            assertThat(letter.code()).isEqualTo("TIKTOK_CATEGORY_UNKNOWN");
            assertThat(letter.routeId()).isEqualTo("publishing-publish-listing");
            assertThat(letter.requestIds()).containsExactly("refusal");
        });
        created("DL-1", "104");
        shows("DL-1", "104", "ACTIVATE");
        bridge.getBean(DeadLetters.class).replay(query("DL-1"));

        await("DL-1", ListingState.LIVE);
        assertThat(creates("DL-1")).hasSize(2);
        Awaitility.await().atMost(PATIENCE).until(() -> letters("DL-1").isEmpty());
    }

    /** futureshop has these products from now on, three of each SKU. */
    private void offer(String... numbers) {
        remote.answer(
                "GET /admin-api/v1/products",
                200,
                page(Arrays.stream(numbers).map(FlowsTest::product).toArray(String[]::new)));
        remote.answer(
                "GET /admin-api/v1/inventory",
                200,
                page(Arrays.stream(numbers)
                        .map(number ->
                                ("{\"productNo\":\"{product}\",\"inventoryInfo\":{\"regular\":{\"inventoryList\":"
                                                + "[{\"skuNo\":\"{product}\",\"count\":3}]}}}")
                                        .replace("{product}", number))
                        .toArray(String[]::new)));
    }

    private static String page(String... products) {
        return "{\"status\":\"success\",\"productList\":[" + String.join(",", products) + "]}";
    }

    private static String product(String number) {
        return RemoteEnds.resource("product.json").replace("{product}", number);
    }

    private void takeIn() {
        CamelContext camel = bridge.getBean(CamelContext.class);
        Long run = camel.createFluentProducerTemplate()
                .to("direct:intake-start-run")
                .withVariable("shop", RouteApplication.SHOP)
                .withVariable("kind", IntakeKind.FULL)
                .withVariable("requestedBy", "merchant")
                .request(Long.class);
        JdbcClient jdbc = bridge.getBean(JdbcClient.class);
        Awaitility.await("the run is through")
                .atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(20))
                .untilAsserted(() -> assertThat(jdbc.sql("select * from intake_run where id = :id")
                                .param("id", run)
                                .query()
                                .singleRow())
                        .containsEntry("status", "DONE"));
    }

    private void created(String number, String id) {
        remote.answer(
                CREATE,
                "\"" + number + "\"",
                200,
                "{\"code\":0,\"message\":\"Success\",\"request_id\":\"1\",\"data\":{\"product_id\":\"" + id
                        + "\",\"skus\":[{\"id\":\"" + id + "1\",\"seller_sku\":\"" + number
                        + "\",\"external_sku_id\":\""
                        + number + "\",\"sales_attributes\":[]}]}}",
                1);
    }

    private void shows(String number, String id, String status) {
        remote.answer("GET /product/202309/products/" + id, 200, shown(number, id, status));
    }

    private static String shown(String number, String id, String status) {
        return RemoteEnds.resource("remote-product.json")
                .replace("{product}", number)
                .replace("{id}", id)
                .replace("\"status\": \"ACTIVATE\"", "\"status\": \"" + status + "\"");
    }

    private void select(String number) {
        await(number, ListingState.WAITING);
        edits.select(key(number), null, true, "merchant");
    }

    private List<String> creates(String number) {
        return remote.requests(CREATE).stream()
                .map(RemoteEnds.Request::body)
                .filter(body -> body.contains("\"" + number + "\""))
                .toList();
    }

    private List<DeadLetter> letters(String number) {
        return bridge.getBean(DeadLetters.class).search(query(number)).items();
    }

    private Listing await(String number, ListingState state) {
        Awaitility.await(number + " is " + state)
                .atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(20))
                .untilAsserted(() -> assertThat(listings.find(key(number))).hasValueSatisfying(listing -> assertThat(
                                listing.status().state())
                        .as("%s", listing.status().stateReason())
                        .isEqualTo(state)));
        return listings.find(key(number)).orElseThrow();
    }

    private static ListingKey key(String number) {
        return new ListingKey(RouteApplication.SHOP, number);
    }

    private static DeadLetterQuery query(String number) {
        return new DeadLetterQuery(RouteApplication.SHOP, DeadLetterQuery.OPEN, null, null, number, List.of(), 0, 50);
    }
}
