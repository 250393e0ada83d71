package jp.shopbridge.sandbox.futureshop;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FutureshopCatalogueTest {

    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-11-20T03:00:00Z"), ZoneOffset.UTC);
    private static final String NOW_IN_JAPAN = "2026-11-20T12:00:00";

    private final FutureshopWorld world =
            new FutureshopWorld(FutureshopSettings.standard().withClock(CLOCK).withRequestsPerSecond(0));
    private final ShopCaller caller = new ShopCaller(world);

    @AfterEach
    void close() {
        world.close();
    }

    @Test
    void aChangeIsSeenAndMovesTheUpdateTime() {
        caller.control("PATCH", "/control/products/TEA-001", "{\"name\":\"新茶\",\"comment\":{\"catchCopy\":null}}");

        JsonNode product = seen("TEA-001");
        assertThat(product.path("name").asText()).isEqualTo("新茶");
        assertThat(product.path("comment").has("catchCopy")).isFalse();
        assertThat(product.path("comment").path("descriptionLarge").asText()).isNotBlank();
        assertThat(product.path("dateLastUpdated").asText()).isEqualTo(NOW_IN_JAPAN);
        assertThat(caller.products("updateDateStart", NOW_IN_JAPAN, "updateDateEnd", NOW_IN_JAPAN)
                        .body()
                        .path("productList"))
                .hasSize(1);
    }

    @Test
    void aChangeMayLeaveTheUpdateTimeWhereItWas() {
        String before = seen("TEA-001").path("dateLastUpdated").asText();

        caller.control("PATCH", "/control/products/TEA-001?updateDateMoves=false", "{\"unitPrice\":999}");

        assertThat(seen("TEA-001").path("unitPrice").asInt()).isEqualTo(999);
        assertThat(seen("TEA-001").path("dateLastUpdated").asText()).isEqualTo(before);
    }

    @Test
    void aDeletedProductIsSimplyAbsent() {
        long before = world.catalogue().size();

        assertThat(caller.control("DELETE", "/control/products/TEA-002", "").status())
                .isEqualTo(204);

        assertThat(caller.products("productNo", "TEA-002").body().path("productList"))
                .isEmpty();
        assertThat(caller.inventory("types", "regular", "productNo", "TEA-002")
                        .body()
                        .path("productList"))
                .isEmpty();
        assertThat(world.catalogue().size()).isEqualTo(before - 1);
        assertThat(caller.control("DELETE", "/control/products/TEA-002", "").status())
                .isEqualTo(404);
    }

    @Test
    void anAddedProductStandsAtTheEndWithPicturesAndStock() {
        assertThat(caller.control(
                                "POST",
                                "/control/products",
                                "{\"productNo\":\"NEW-1\",\"like\":\"TSHIRT-001\",\"name\":\"新作Tシャツ\"}")
                        .status())
                .isEqualTo(201);

        JsonNode product = seen("NEW-1");
        assertThat(product.path("name").asText()).isEqualTo("新作Tシャツ");
        assertThat(product.path("id").asLong())
                .isGreaterThan(seen("ODD-BIG-ID").path("id").asLong());
        assertThat(product.path("dateCreated").asText()).isEqualTo(NOW_IN_JAPAN);
        assertThat(product.at("/variation/variationList/0/skuNo").asText()).startsWith("NEW-1");
        assertThat(caller.picture(product.at("/image/imageList/0/xxlImagePath").asText())
                        .status())
                .isEqualTo(200);
        assertThat(stock("NEW-1").path(0).path("skuNo").asText()).startsWith("NEW-1");
        assertThat(caller.control("POST", "/control/products", "{\"productNo\":\"NEW-1\"}")
                        .status())
                .isEqualTo(400);
        assertThat(caller.control("POST", "/control/products", "{\"productNo\":\"PLAIN\"}")
                        .status())
                .isEqualTo(201);
        assertThat(stock("PLAIN")).hasSize(1);
    }

    @Test
    void stockIsSetForOneSkuInBothAnswers() {
        JsonNode sku = seen("TSHIRT-001").at("/variation/variationList/1");

        world.catalogue()
                .setStock(
                        "TSHIRT-001",
                        sku.path("horizontalNo").asText(),
                        sku.path("verticalNo").asText(),
                        777);

        assertThat(seen("TSHIRT-001").at("/variation/variationList/1/count").asInt())
                .isEqualTo(777);
        assertThat(stock("TSHIRT-001").path(1).path("count").asInt()).isEqualTo(777);
        assertThat(stock("TSHIRT-001").path(0).path("count").asInt()).isNotEqualTo(777);
        assertThat(caller.control("PUT", "/control/products/TSHIRT-001/stock", "{\"horizontalNo\":\"99\",\"count\":1}")
                        .status())
                .isEqualTo(404);
        assertThat(caller.control("PUT", "/control/products/TEA-001/stock", "{\"count\":\"x\"}")
                        .status())
                .isEqualTo(400);
        assertThat(caller.control("PUT", "/control/products/TEA-001/stock", "{\"count\":5}")
                        .status())
                .isEqualTo(204);
        assertThat(stock("TEA-001").path(0).path("count").asInt()).isEqualTo(5);
    }

    @Test
    void aNewVariationBringsItsStockEntry() {
        ObjectNode whole = world.catalogue().product("TSHIRT-001").orElseThrow();
        ObjectNode patch = JsonNodeFactory.instance.objectNode();
        ObjectNode variation = whole.path("variation").deepCopy();
        ObjectNode added = variation.path("variationList").path(0).deepCopy();
        added.put("skuNo", "TSHIRT-00199")
                .put("horizontalNo", "99")
                .put("janCode", "")
                .put("count", 4);
        variation.withArray("variationList").add(added);
        patch.set("variation", variation);

        world.catalogue().change("TSHIRT-001", patch, true);

        JsonNode stock = stock("TSHIRT-001");
        assertThat(stock.path(stock.size() - 1).path("skuNo").asText()).isEqualTo("TSHIRT-00199");
        assertThat(stock.path(stock.size() - 1).path("count").asInt()).isEqualTo(4);
    }

    @Test
    void settingsAreReadAndChangedByControl() {
        assertThat(caller.control("PATCH", "/control/settings", "{\"requestsPerSecond\":5,\"failedStatus\":200}")
                        .body()
                        .path("requestsPerSecond")
                        .asDouble())
                .isEqualTo(5);
        assertThat(caller.control("GET", "/control/settings", "")
                        .body()
                        .path("failedStatus")
                        .asInt())
                .isEqualTo(200);
        assertThat(caller.control("PATCH", "/control/settings", "{\"gravity\":0}")
                        .status())
                .isEqualTo(400);
        assertThat(caller.control("GET", "/control/products", "").body().path("productNos"))
                .hasSizeGreaterThan(300);
        assertThat(caller.control("GET", "/control/products/TEA-001", "").body().has("inventoryInfo"))
                .isTrue();
        assertThat(caller.control("GET", "/control/products/NONE", "").status()).isEqualTo(404);
    }

    @Test
    void changesOnDiskOutliveTheWorld(@TempDir Path directory) {
        FutureshopSettings kept = FutureshopSettings.standard()
                .withClock(CLOCK)
                .withRequestsPerSecond(0)
                .keptIn(directory);
        try (FutureshopWorld first = new FutureshopWorld(kept)) {
            first.catalogue().delete("TEA-002");
            first.catalogue()
                    .change("TEA-001", JsonNodeFactory.instance.objectNode().put("name", "新茶"), true);
            first.catalogue().add(JsonNodeFactory.instance.objectNode().put("productNo", "NEW-1"));
        }

        try (FutureshopWorld second = new FutureshopWorld(kept)) {
            assertThat(second.catalogue()
                            .product("TEA-001")
                            .orElseThrow()
                            .path("name")
                            .asText())
                    .isEqualTo("新茶");
            assertThat(second.catalogue().product("TEA-002")).isEmpty();
            assertThat(second.catalogue().product("NEW-1")).isPresent();
            second.catalogue().add(JsonNodeFactory.instance.objectNode().put("productNo", "NEW-2"));
            assertThat(second.catalogue().product("NEW-1")).isPresent();
        }
        try (FutureshopWorld other = new FutureshopWorld(kept.withProducts(100))) {
            assertThat(other.catalogue().size()).isEqualTo(100);
            assertThat(other.catalogue().product("NEW-1")).isEmpty();
        }
    }

    private JsonNode seen(String productNo) {
        return caller.products("productNo", productNo, "types", "variation,image,comment")
                .body()
                .at("/productList/0");
    }

    private JsonNode stock(String productNo) {
        return caller.inventory("types", "regular", "productNo", productNo)
                .body()
                .at("/productList/0/inventoryInfo/regular/inventoryList");
    }
}
