package jp.shopbridge.security;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import jp.shopbridge.Json;
import jp.shopbridge.deadletter.DeadLetters;
import jp.shopbridge.failure.MappingFailure;
import jp.shopbridge.failure.Sentence;
import jp.shopbridge.publishing.foresee.PublishingRuns;
import jp.shopbridge.staging.ListingArrivals;
import jp.shopbridge.staging.Pauses;
import jp.shopbridge.staging.SourceProduct;
import jp.shopbridge.staging.content.ListingContent;
import jp.shopbridge.support.BridgeWithWorlds;
import jp.shopbridge.support.People;
import jp.shopbridge.support.SharedBridge;
import jp.shopbridge.token.ApiTokens;
import jp.shopbridge.token.TokenScope;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Somebody of one shop asks every operation there is for another shop's things, and gets none. */
@SharedBridge.On(SharedBridge.Profile.PEOPLE)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class OtherShopsTest {

    /** Stands in everything that belongs to the other shop alone. */
    private static final String MARK = "outlet-only";

    private static final String PRODUCT = MARK + "-1";

    /** What concerns nobody's products and may be read by everybody who signed in. */
    private static final Set<String> ABOUT_NO_SHOP = Set.of(
            "api-lint-mapping",
            "api-list-fields",
            "api-list-mappings",
            "api-list-tokens",
            "api-make-token",
            "api-show-mapping",
            "api-show-openapi",
            "api-show-session");

    private final BridgeWithWorlds bridge;
    private final Map<String, String> ids = new HashMap<>();

    OtherShopsTest(BridgeWithWorlds bridge) {
        this.bridge = bridge;
    }

    @BeforeAll
    void fillTheOtherShop() {
        ObjectNode mapped = Json.MAPPER.createObjectNode().put("title", MARK).put("category_id", "601");
        mapped.putArray("skus").addObject().put("sku_no", PRODUCT + "-1").put("price", 1200);
        String snapshot = "{\"productNo\":\"" + PRODUCT + "\",\"name\":\"" + MARK + "\"}";
        bridge.bean(ListingArrivals.class)
                .stage(
                        People.OTHER_SHOP,
                        List.of(new SourceProduct(
                                PRODUCT, "a".repeat(64), snapshot, "v1", ListingContent.of(mapped), List.of())));
        ids.put(
                "dead-letters",
                Long.toString(bridge.bean(DeadLetters.class)
                        .park(
                                People.OTHER_SHOP,
                                PRODUCT,
                                "publishing",
                                "a-route",
                                new MappingFailure(
                                        "MAPPING_FIELD", Sentence.of(MARK, MARK), "to-listing", "title", null),
                                snapshot,
                                "v1")));
        ids.put(
                "publishing",
                Long.toString(bridge.bean(PublishingRuns.class).foretell(People.OTHER_SHOP, MARK, List.of())));
        ids.put(
                "intake",
                bridge.bean(JdbcClient.class)
                        .sql("select max(id) from intake_run where shop = :shop")
                        .param("shop", People.OTHER_SHOP)
                        .query(String.class)
                        .single());
        ids.put(
                "tokens",
                bridge.bean(ApiTokens.class)
                        .make(
                                MARK,
                                TokenScope.READ,
                                List.of(People.OTHER_SHOP),
                                Instant.now().plusSeconds(3600),
                                MARK)
                        .orElseThrow()
                        .token()
                        .id());
        bridge.bean(Pauses.class).pause(People.OTHER_SHOP, "review", "TEST", Sentence.of(MARK, MARK), MARK, null);
    }

    @Test
    void theOtherShopNamedInTheAddressDoesNotExist() {
        Map<String, String> wrong = new TreeMap<>();
        for (Operation operation : operations()) {
            for (String person : List.of(People.HANAKO, People.TARO)) {
                HttpResponse<String> answer = ask(operation, People.OTHER_SHOP, person);
                boolean refused = answer.statusCode() == 403 || answer.statusCode() == 404;
                boolean open = ABOUT_NO_SHOP.contains(operation.id()) && answer.statusCode() < 500;
                if (!(refused || open) || told(answer)) {
                    wrong.put(operation.id() + " as " + person, answer.statusCode() + " " + shortened(answer.body()));
                }
            }
        }

        assertThat(wrong).isEmpty();
    }

    @Test
    void theOtherShopsThingsAreNotFoundInOnesOwnShop() {
        String before = state();
        Map<String, String> wrong = new TreeMap<>();
        for (Operation operation : operations()) {
            for (String person : List.of(People.HANAKO, People.TARO)) {
                HttpResponse<String> answer = ask(operation, null, person);
                boolean named = operation.path().contains("{productNo}")
                        || (operation.path().contains("{id}") && ids.containsKey(first(operation)));
                if (told(answer) || answer.statusCode() == 500 || (named && answer.statusCode() < 400)) {
                    wrong.put(operation.id() + " as " + person, answer.statusCode() + " " + shortened(answer.body()));
                }
            }
        }

        assertThat(wrong).isEmpty();
        assertThat(state()).as("the other shop's rows").isEqualTo(before);
    }

    @Test
    void whoMaySeeEveryShopIsToldAllOfThat() {
        Set<String> telling = new HashSet<>();
        for (Operation operation : operations()) {
            if (operation.method().equals("GET")
                    && ask(operation, People.OTHER_SHOP, People.JIRO).body().contains(MARK)) {
                telling.add(operation.id());
            }
        }

        assertThat(telling)
                .contains(
                        "api-list-products",
                        "api-show-product",
                        "api-explain-product",
                        "api-export-edits",
                        "api-list-dead-letters",
                        "api-group-dead-letters",
                        "api-show-dead-letter",
                        "api-list-pauses",
                        "api-show-status");
        assertThat(bridge.get("/api/tokens?size=500").toString()).contains(MARK);
    }

    @Test
    void theShopThatOneMaySeeIsTheOneThatIsMeant() {
        JsonNode session = json("/api/session", People.HANAKO);
        assertThat(session.path("user").asText()).isEqualTo(People.HANAKO);
        assertThat(session.path("operator").asBoolean()).isFalse();
        assertThat(session.path("shops")).extracting(JsonNode::asText).containsExactly(People.SHOP);
        assertThat(json("/api/products", People.HANAKO).path("total").asInt()).isPositive();
        assertThat(json("/api/status", People.TARO).path("shops"))
                .extracting(shop -> shop.path("shop").asText())
                .containsExactly(People.SHOP);
        assertThat(bridge.exchange("GET", "/api/products", null, People.as(People.JIRO))
                        .statusCode())
                .as("two shops are open to Jiro, so one has to be named")
                .isEqualTo(400);
    }

    @Test
    void theConsoleKnowsAllShopsAndIsClosedToAnOperatorOfOne() {
        for (String path : List.of(
                "/actuator/prometheus", "/actuator/metrics", "/actuator/jolokia", "/actuator/hawtio/index.html")) {
            assertThat(bridge.exchange("GET", path, null, People.as(People.TARO))
                            .statusCode())
                    .as(path)
                    .isEqualTo(403);
        }
        assertThat(bridge.exchange("GET", "/actuator/health", null, People.as(People.TARO))
                        .body())
                .doesNotContain("components");
    }

    @Test
    void whoWatchesReadsTheFiguresAndTheDetailsOfHealthAndNothingElse() {
        Map<String, String> watcher = People.as(People.WATCHER);

        assertThat(bridge.exchange("GET", "/actuator/prometheus", null, watcher).statusCode())
                .isEqualTo(200);
        assertThat(bridge.exchange("GET", "/actuator/health", null, watcher).body())
                .contains("components");
        for (String path : List.of(
                "/actuator/metrics", "/actuator/info", "/actuator/hawtio/index.html", "/api/status", "/api/products")) {
            assertThat(bridge.exchange("GET", path, null, watcher).statusCode())
                    .as(path)
                    .isEqualTo(403);
        }
        assertThat(bridge.exchange("POST", "/api/intake/runs", "{}", watcher).statusCode())
                .isEqualTo(403);
        assertThat(bridge.exchange("POST", "/actuator/prometheus", "{}", watcher)
                        .statusCode())
                .isEqualTo(403);
    }

    @Test
    void whatConcernsEveryShopIsRefusedToAnOperatorOfOne() {
        String version = bridge.get("/api/mappings")
                .path("inForce")
                .asText(bridge.get("/api/mappings").toString());
        HttpResponse<String> answer = bridge.exchange(
                "PUT", "/api/mappings/in-force", "{\"version\":\"" + version + "\"}", People.as(People.TARO));

        assertThat(answer.statusCode()).isEqualTo(403);
        assertThat(Json.parse(answer.body()).path("code").asText()).isEqualTo("API_EVERY_SHOP_NEEDED");
    }

    @Test
    void anOperatorOfOneShopPausesThatOne() {
        HttpResponse<String> paused =
                bridge.exchange("PUT", "/api/pauses/review", "{\"reason\":\"棚卸し\"}", People.as(People.TARO));

        assertThat(paused.statusCode()).isEqualTo(200);
        assertThat(Json.parse(paused.body()).at("/items/0/pausedBy").asText()).isEqualTo(People.TARO);
        assertThat(bridge.exchange("DELETE", "/api/pauses/review", null, People.as(People.TARO))
                        .statusCode())
                .isEqualTo(200);
    }

    @Test
    void historySaysWhichPersonItWas() {
        String no = bridge.get("/api/products?shop=" + People.SHOP)
                .at("/items/0/productNo")
                .asText();
        for (String person : List.of(People.HANAKO, People.TARO, People.JIRO)) {
            HttpResponse<String> edited = bridge.exchange(
                    "PATCH",
                    "/api/products/" + no + "?shop=" + People.SHOP,
                    "{\"title\":\"" + person + "が直した商品\"}",
                    People.as(person));
            assertThat(edited.statusCode()).as(edited.body()).isEqualTo(200);
        }

        assertThat(bridge.get("/api/products/" + no + "/history?shop=" + People.SHOP)
                        .path("items"))
                .extracting(entry -> entry.path("actor").asText())
                .startsWith(People.JIRO, People.TARO, People.HANAKO);
        bridge.send("DELETE", "/api/products/" + no + "/edits/title?shop=" + People.SHOP, null);
    }

    /** Everything the API's own description names. */
    private List<Operation> operations() {
        List<Operation> all = new ArrayList<>();
        bridge.get("/api/openapi.json").path("paths").properties().forEach(path -> path.getValue()
                .properties()
                .forEach(operation -> all.add(new Operation(
                        operation.getValue().path("operationId").asText(),
                        operation.getKey().toUpperCase(Locale.ROOT),
                        path.getKey()))));
        assertThat(all).hasSizeGreaterThan(45);
        return all;
    }

    private HttpResponse<String> ask(Operation operation, @Nullable String shop, String person) {
        String path = operation
                .path()
                .replace("{productNo}", PRODUCT)
                .replace("{id}", ids.getOrDefault(first(operation), "601"))
                .replace("{field}", "title")
                .replace("{stage}", "review")
                .replace("{version}", "0".repeat(64));
        String query = "?q=" + MARK + (shop == null ? "" : "&shop=" + URLEncoder.encode(shop, StandardCharsets.UTF_8));
        Map<String, String> headers = new HashMap<>(People.as(person));
        String body = operation.method().equals("GET") ? null : body(operation.id());
        if (operation.id().equals("api-import-edits")) {
            headers.put("Content-Type", "text/csv");
        }
        return bridge.exchange(operation.method(), "/api" + path + query, body, headers);
    }

    private @Nullable String body(String operation) {
        String numbers = "\"productNos\":[\"" + PRODUCT + "\"]";
        return switch (operation) {
            case "api-stop-sale",
                    "api-resume-sale",
                    "api-relist-product",
                    "api-suggest-category",
                    "api-propose-fields",
                    "api-revert-edit",
                    "api-resume-stage",
                    "api-start-rehearsal",
                    "api-stop-proposals",
                    "api-start-intake" -> null;
            case "api-select-product" -> "{\"selected\":true}";
            case "api-edit-product" -> "{\"title\":\"taken over\"}";
            case "api-select-products" -> "{\"selected\":true," + numbers + "}";
            case "api-change-sales" -> "{\"onSale\":false," + numbers + "}";
            case "api-edit-products" -> "{\"patch\":{\"title\":\"taken over\"}," + numbers + "}";
            case "api-start-publishing",
                    "api-preview-links",
                    "api-ask-for-proposals",
                    "api-accept-proposals",
                    "api-leave-proposals" -> "{" + numbers + "}";
            case "api-link-products" ->
                "{\"links\":[{\"productNo\":\"" + PRODUCT + "\",\"remoteProductId\":\"1729\"}]}";
            case "api-forecast-replay", "api-replay-dead-letters" -> "{\"ids\":[" + ids.get("dead-letters") + "]}";
            case "api-discard-dead-letter", "api-pause-stage" -> "{\"reason\":\"x\"}";
            case "api-propose-rule" -> "{\"productNo\":\"" + PRODUCT + "\",\"field\":\"title\"}";
            case "api-try-mapping" -> "{\"productNo\":\"" + PRODUCT + "\",\"expression\":\".name\"}";
            case "api-preview-mapping" -> "{\"folder\":true}";
            default -> "{}";
        };
    }

    private static String first(Operation operation) {
        return operation.path().split("/", 3)[1];
    }

    /** Whether an answer says anything that only the other shop knows; an echo of what was asked for says nothing. */
    private static boolean told(HttpResponse<String> answer) {
        String body = answer.body().replace(PRODUCT, "");
        return body.contains(MARK) || body.contains("\"" + People.OTHER_SHOP + "\"");
    }

    /** The other shop's rows that a write could have touched. */
    private String state() {
        StringBuilder all = new StringBuilder();
        for (String sql : List.of(
                "select product_no, version, selected, state from listing where shop = :shop order by product_no",
                "select status, count(*) as n from dead_letter where shop = :shop group by status order by status",
                "select stage, code from pause where shop = :shop order by stage, code",
                "select count(*) as n from api_token where shops = :shop and ended_at is null",
                "select count(*) as n from publishing_run where shop = :shop",
                "select count(*) as n from listing_edit where shop = :shop")) {
            all.append(bridge.bean(JdbcClient.class)
                    .sql(sql)
                    .param("shop", People.OTHER_SHOP)
                    .query()
                    .listOfRows());
        }
        return all.toString();
    }

    private JsonNode json(String path, String person) {
        HttpResponse<String> answer = bridge.exchange("GET", path, null, People.as(person));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return Json.parse(answer.body());
    }

    private static String shortened(String body) {
        return body.length() > 300 ? body.substring(0, 300) : body;
    }

    private record Operation(String id, String method, String path) {}
}
