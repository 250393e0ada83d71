package jp.shopbridge.journey;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import jp.shopbridge.Json;
import jp.shopbridge.support.BridgeWithWorlds;
import jp.shopbridge.support.Database;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A wrong price rule over products on sale: nothing of it is written or sent before an operator says yes. */
class ExactBrakeTest {

    private static final int ON_SALE = 12;
    private static final String RULES = "futureshop-product-to-listing.mapping.yaml";

    @TempDir
    Path mappings = Path.of("");

    private BridgeWithWorlds bridge;
    private String rules = "";

    @BeforeEach
    void open() throws IOException {
        Path source = Path.of("mappings");
        try (Stream<Path> files = Files.walk(source)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Path copy = mappings.resolve(source.relativize(file).toString());
                Files.createDirectories(Objects.requireNonNull(copy.getParent()));
                Files.copy(file, copy);
            }
        }
        // The cases would refuse the wrong rule by themselves; here they do not know better either.
        Files.delete(mappings.resolve("futureshop-product-to-listing.tests.yaml"));
        rules = Files.readString(mappings.resolve(RULES));
        bridge = BridgeWithWorlds.on(
                Database.h2(),
                Map.of(
                        "bridge.mappings-dir", mappings.toString(),
                        "mapping.period", "200ms",
                        "intake.remap-look-out", "200ms",
                        "intake.brake.severe-at-least", "5",
                        "sandbox.selected-samples", String.valueOf(ON_SALE)));
        bridge.await("/api/status", status -> "done"
                .equals(status.at("/shops/0/intake/run/status").asText()));
        bridge.await(
                "/api/products?state=live&size=1", page -> page.path("total").asInt() >= ON_SALE - 4);
    }

    @AfterEach
    void close() {
        bridge.close();
    }

    @Test
    void sendsNoWrongPriceBeforeAnOperatorAgreesToExactlyThatManyAndRollsBackTheSameWay() throws IOException {
        String before = bridge.get("/api/mappings").path("inForce").asText();
        String product = bridge.get("/api/products?state=live&size=1")
                .at("/items/0/productNo")
                .asText();
        String price = price(product);
        long calls = valueCalls();

        Files.writeString(mappings.resolve(RULES), wrong());
        JsonNode held =
                bridge.await("/api/mappings", list -> list.path("complaint").isObject());

        assertThat(held.path("inForce").asText()).isEqualTo(before);
        assertThat(held.at("/complaint/en").asText())
                .contains("nothing was written and nothing was sent", "moved by more than 30%");
        assertThat(bridge.get("/actuator/health").toString()).contains("DEGRADED");
        String version = held.path("ofFiles").asText();
        JsonNode brake = bridge.send("POST", "/api/mappings/preview", "{\"version\":\"" + version + "\"}")
                .path("brake");
        assertThat(brake.at("/excess/en").asText()).isNotEmpty();
        HttpResponse<String> without = activate("{\"version\":\"" + version + "\"}");
        HttpResponse<String> other =
                activate(agreed(version, brake.path("listings").asLong(), 1));
        for (HttpResponse<String> refused : List.of(without, other)) {
            assertThat(refused.statusCode()).as(refused.body()).isEqualTo(409);
            assertThat(Json.parse(refused.body()).path("code").asText()).isEqualTo("MAPPING_BRAKE");
            assertThat(refused.body())
                    .contains(
                            brake.path("listings").asText(),
                            brake.path("prices").asText());
        }
        assertThat(price(product)).isEqualTo(price);
        assertThat(valueCalls()).isEqualTo(calls);

        HttpResponse<String> yes = activate(agreed(
                version, brake.path("listings").asLong(), brake.path("prices").asLong()));
        assertThat(yes.statusCode()).as(yes.body()).isEqualTo(200);
        bridge.await("/api/products/" + product, shown -> !price(product).equals(price));

        Files.writeString(mappings.resolve(RULES), rules);
        bridge.await(
                "/api/mappings",
                list -> list.path("ofFiles").asText().equals(before)
                        && list.path("complaint").isObject());
        JsonNode back = bridge.send("POST", "/api/mappings/preview", "{\"version\":\"" + before + "\"}")
                .path("brake");
        assertThat(activate("{\"version\":\"" + before + "\"}").statusCode()).isEqualTo(409);
        assertThat(activate(agreed(
                                before,
                                back.path("listings").asLong(),
                                back.path("prices").asLong()))
                        .statusCode())
                .isEqualTo(200);
        bridge.await("/api/products/" + product, shown -> price(product).equals(price));
    }

    private String wrong() {
        String end = "        broken: fail\n        require: [present, { limit: price }]";
        assertThat(rules).contains(end);
        return rules.replace(end, "          - multiply: { by: 0.1 }\n          - round: { to: 1 }\n" + end);
    }

    private HttpResponse<String> activate(String body) {
        return bridge.exchange("PUT", "/api/mappings/in-force", body, Map.of());
    }

    private static String agreed(String version, long listings, long prices) {
        return "{\"version\":\"" + version + "\",\"agreed\":{\"listings\":" + listings + ",\"prices\":" + prices + "}}";
    }

    /** The first SKU's price as TikTok shows it. */
    private String price(String productNo) {
        String id =
                bridge.get("/api/products/" + productNo).path("remoteProductId").asText();
        return bridge.control("GET", bridge.tiktokUrl() + "/control/products/" + id, null)
                .at("/live/skus/0/price/amount")
                .asText();
    }

    /** How many calls TikTok got that change prices, or a product. */
    private long valueCalls() {
        JsonNode counts = bridge.control("GET", bridge.tiktokUrl() + "/control/requests", null)
                .path("counts");
        long calls = 0;
        for (Map.Entry<String, JsonNode> count : counts.properties()) {
            if (count.getKey().endsWith("/prices/update")
                    || count.getKey().startsWith("PUT /product/")
                    || count.getKey().equals("POST /product/202309/products")) {
                calls += count.getValue().asLong();
            }
        }
        return calls;
    }
}
