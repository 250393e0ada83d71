package jp.shopbridge.api.products;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import jp.shopbridge.Json;
import jp.shopbridge.deadletter.DeadLetters;
import jp.shopbridge.failure.MappingFailure;
import jp.shopbridge.failure.Sentence;
import jp.shopbridge.staging.ListingKey;
import jp.shopbridge.support.BridgeWithWorlds;
import jp.shopbridge.support.SharedBridge;
import jp.shopbridge.tiktok.TiktokExchanges;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every number that futureshop allows for a product opens every operation, whatever it means in an address, a sheet or a file. */
@SharedBridge.On(SharedBridge.Profile.WORLDS)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AnyProductNumberTest {

    private static final String SHOP = "sample";

    /** Each stands for a meaning of its own somewhere on its way. */
    private static final List<String> NUMBERS = List.of(
            "KEY/1",
            "KEY\\1",
            "KEY;1",
            "KEY%1",
            "KEY%2F1",
            "..",
            "../KEY",
            "KEY//1/",
            "KEY?1#2",
            "KEY+1",
            "KEY 1",
            "=KEY&b=1",
            "?KEY",
            "商品/①・ｱ",
            "KEY'\"<1>");

    private final BridgeWithWorlds bridge;

    AnyProductNumberTest(BridgeWithWorlds bridge) {
        this.bridge = bridge;
    }

    static List<String> numbers() {
        return NUMBERS;
    }

    @BeforeAll
    void importThem() {
        for (String number : NUMBERS) {
            ObjectNode product =
                    Json.MAPPER.createObjectNode().put("like", "TOWEL-010").put("productNo", number);
            bridge.control("POST", bridge.futureshopUrl() + "/control/products", Json.text(product));
        }
        bridge.send("POST", "/api/intake/runs", "{}");
        for (String number : NUMBERS) {
            bridge.await("/api/products?q=" + encoded(number), list -> found(list, number));
            bridge.await(
                    address(number, ""),
                    product -> product.at("/values/title").isTextual()
                            && product.path("skus")
                                    .elements()
                                    .next()
                                    .at("/values/stock")
                                    .isInt());
        }
    }

    @ParameterizedTest
    @MethodSource("numbers")
    void opensEveryOperation(String number) {
        JsonNode shown = bridge.get(address(number, ""));
        assertThat(shown.path("productNo").asText()).isEqualTo(number);
        String sku = shown.path("skus").fieldNames().next();
        assertThat(sku).startsWith(number);

        JsonNode edited = bridge.send(
                "PATCH",
                address(number, ""),
                """
                {"title":"番号の確認","skus":{%s:{"price":1980}}}"""
                        .formatted(Json.text(Json.MAPPER.valueToTree(sku))));
        assertThat(edited.path("title").asText()).isEqualTo("番号の確認");
        assertThat(edited.path("skus").path(sku).at("/values/price").asInt()).isEqualTo(1980);
        bridge.send("DELETE", address(number, "/edits/title"), null);
        JsonNode reverted = bridge.send("DELETE", address(number, "/edits/price") + "?skuNo=" + encoded(sku), null);
        assertThat(reverted.path("title")).isEqualTo(shown.path("title"));
        assertThat(reverted.path("skus").path(sku).path("values"))
                .isEqualTo(shown.path("skus").path(sku).path("values"));
        assertThat(bridge.get(address(number, "/explain")).path("fields").size())
                .isPositive();
        assertThat(Json.text(bridge.get(address(number, "/history")))).contains("reverted");
        assertThat(bridge.send("POST", address(number, "/category-suggestion"), null)
                        .isObject())
                .isTrue();
        assertThat(bridge.get(address(number, "/preview")).isObject()).isTrue();
        HttpResponse<String> evidence = bridge.exchange("GET", address(number, "/evidence"), null, Map.of());
        assertThat(evidence.statusCode()).isEqualTo(200);
        assertThat(evidence.headers().firstValue("Content-Disposition").orElseThrow())
                .matches("attachment; filename=\"evidence-[A-Za-z0-9._-]+\\.zip\"");
    }

    /** TikTok takes no space in a seller's SKU: a person has to give such a SKU another code. */
    @Test
    void isSoldAndStopped() {
        List<String> sendable =
                NUMBERS.stream().filter(number -> !number.contains(" ")).toList();
        bridge.send(
                "POST", "/api/selection", chosen(sendable).put("selected", true).toString());
        for (String number : sendable) {
            bridge.await(address(number, ""), product -> "live"
                    .equals(product.path("state").asText()));
            JsonNode stopped = bridge.send("POST", address(number, "/deactivate"), null);
            assertThat(stopped.path("remoteStatus").asText()).as(number).isEqualTo("SELLER_DEACTIVATED");
            assertThat(bridge.bean(TiktokExchanges.class).of(new ListingKey(SHOP, number), 20))
                    .as("what the evidence of " + number + " shows")
                    .anyMatch(exchange -> exchange.address().contains("/products/deactivate"));
            bridge.send("POST", address(number, "/activate"), null);
        }
        for (String number : sendable) {
            bridge.await(address(number, ""), product -> "ACTIVATE"
                    .equals(product.path("remoteStatus").asText()));
        }
        JsonNode stopped = bridge.send(
                "POST", "/api/sales", chosen(sendable).put("onSale", false).toString());
        assertThat(stopped.path("failed")).isEmpty();
        for (String number : sendable) {
            assertThat(bridge.get(address(number, "")).path("remoteStatus").asText())
                    .as(number)
                    .isEqualTo("SELLER_DEACTIVATED");
        }
    }

    @ParameterizedTest
    @MethodSource("numbers")
    void isFoundAmongDeadLetters(String number) {
        long id = bridge.bean(DeadLetters.class)
                .park(
                        SHOP,
                        number,
                        "publishing",
                        "a-route",
                        new MappingFailure("TEST", Sentence.of("試験", "A test."), "to-listing", "title", null),
                        null,
                        "v1");

        JsonNode letters = bridge.get("/api/dead-letters?productNo=" + encoded(number));
        assertThat(letters.at("/items/0/productNo").asText()).isEqualTo(number);
        bridge.send("POST", "/api/dead-letters/" + id + "/discard", "{\"reason\":\"試験のため\"}");
    }

    @Test
    void isChosenByNumberAndComesBackFromASheetUnchanged() {
        assertThat(bridge.send(
                                "POST",
                                "/api/selection",
                                chosen(NUMBERS).put("selected", false).toString())
                        .path("matched")
                        .asInt())
                .isEqualTo(NUMBERS.size());
        ObjectNode edits = chosen(NUMBERS);
        edits.putObject("patch").put("weight_g", 345);
        assertThat(bridge.send("POST", "/api/edits?dry-run=true", edits.toString())
                        .path("total")
                        .asInt())
                .isEqualTo(NUMBERS.size());

        String sheet = bridge.exchange("GET", "/api/edits.csv", null, Map.of()).body();
        JsonNode taken = Json.parse(
                bridge.exchange("POST", "/api/edits.csv?dry-run=true", sheet, Map.of("Content-Type", "text/csv"))
                        .body());
        assertThat(taken.path("changed").asInt()).isZero();
        assertThat(taken.path("findings"))
                .as("the samples have SKUs that stand twice on purpose")
                .noneMatch(finding -> NUMBERS.contains(finding.path("productNo").asText()));
        assertThat(taken.path("products").asInt()).isGreaterThan(NUMBERS.size());
    }

    /** What is not written with the escape stays as refused as it was. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "/api/products/KEY%2F1",
                "/api/products/KEY%5C1",
                "/api/products/KEY;1",
                "/api/products/KEY%251",
                "/api/products/%2E%2E/status",
                "/api/products/..;/status",
                "/api/products/KEY%00"
            })
    void leavesTheFirewallAsItIs(String path) {
        assertThat(bridge.exchange("GET", path, null, Map.of()).statusCode()).isEqualTo(400);
    }

    /** An escape names a product and nothing else: neither an operation nor a place outside. */
    @Test
    void opensNothingElseByAnEscape() {
        assertThat(bridge.exchange("GET", "/api/~70roducts", null, Map.of()).statusCode())
                .isEqualTo(404);
        assertThat(bridge.exchange("GET", "/api/products/~2E~2E~2Fstatus", null, Map.of())
                        .statusCode())
                .isEqualTo(404);
        assertThat(bridge.exchange("GET", "/api/products/KEY~2F1/~68istory", null, Map.of())
                        .statusCode())
                .isEqualTo(404);
        assertThat(bridge.exchange("GET", "/api/products/~FF~2F", null, Map.of())
                        .statusCode())
                .isEqualTo(404);
        assertThat(bridge.exchange("GET", "/api/products/KEY~2", null, Map.of()).statusCode())
                .isEqualTo(404);
    }

    private static ObjectNode chosen(List<String> numbers) {
        return Json.MAPPER.createObjectNode().set("productNos", Json.MAPPER.valueToTree(numbers));
    }

    private static boolean found(JsonNode list, String number) {
        return StreamSupport.stream(list.path("items").spliterator(), false)
                .anyMatch(item -> item.path("productNo").asText().equals(number));
    }

    /** As the page writes it. */
    private static String address(String number, String rest) {
        String escaped = URLEncoder.encode(number, StandardCharsets.UTF_8)
                .replace("+", "%20")
                .replace("%", "~")
                .replaceFirst("^\\.", "~2E");
        return "/api/products/" + escaped + rest;
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
