package jp.shopbridge.journey;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import jp.shopbridge.sandbox.futureshop.SampleCatalogue;
import jp.shopbridge.support.BridgeWithWorlds;
import jp.shopbridge.support.Database;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The whole way of the products, as staff and an integrator would go it, on whichever database a subclass names. */
abstract class JourneyContract {

    private static final String EDITED = number(0);
    private static final String REJECTED = number(1);
    private static final String REFUSED = "TOWEL-001";

    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path directory;

    abstract Database database();

    @Test
    void carriesProductsToTikTokShopAndRepairsWhatGoesWrongOnTheWay() {
        Map<String, String> settings = settings();
        Database database = database();

        try (BridgeWithWorlds bridge = BridgeWithWorlds.on(database, settings)) {
            everythingArrivesButTheBroken(bridge);
            anEditedProductGoesLiveAsEdited(bridge);
            aRejectedProductIsCorrectedAndPasses(bridge);
            aRefusedProductBecomesADeadLetter(bridge);
            stockIsNotSentASecondTime(bridge);
            bridge.send("PUT", "/api/pauses/publishing", "{\"reason\":\"マッピングを直しています\"}");
        }

        integratorMapsTheGroupToAnotherCategory();

        try (BridgeWithWorlds bridge = BridgeWithWorlds.on(database, settings)) {
            theRefusedProductGoesLiveAfterItsReplay(bridge);
            tiktokHoldsExactlyOneListingOfEachAndTheStatusAgrees(bridge);
        }
    }

    private Map<String, String> settings() {
        copy(Path.of("mappings"), directory.resolve("mappings"));
        Map<String, String> settings = new HashMap<>();
        settings.put("bridge.mappings-dir", directory.resolve("mappings").toString());
        settings.put("sandbox.data-dir", directory.resolve("worlds").toString());
        // Picture addresses hold the world's port: it must outlive the restart, as a shop's host does.
        settings.put("sandbox.futureshop.port", Integer.toString(BridgeWithWorlds.freePort()));
        settings.put("sandbox.tiktok.port", Integer.toString(BridgeWithWorlds.freePort()));
        return settings;
    }

    private static void everythingArrivesButTheBroken(BridgeWithWorlds bridge) {
        JsonNode shop = bridge.await("/api/status", status -> "done"
                        .equals(status.at("/shops/0/intake/run/status").asText()))
                .at("/shops/0");

        assertThat(shop.path("products").asLong()).isGreaterThan(300);
        JsonNode letters = bridge.get("/api/dead-letters?productNo=BROKEN-PRICE");
        assertThat(letters.path("items")).hasSize(1);
        assertThat(letters.at("/items/0").toString()).contains("price").contains("abc");
        bridge.await(
                "/api/authorization",
                authorization -> authorization.path("authorized").asBoolean());
    }

    private static void anEditedProductGoesLiveAsEdited(BridgeWithWorlds bridge) {
        bridge.send("PATCH", "/api/products/" + EDITED, "{\"title\":\"手で直した名前\"}");
        select(bridge, EDITED);

        awaitState(bridge, EDITED, "live");

        assertThat(atTikTok(bridge, EDITED)).hasSize(1);
        assertThat(atTikTok(bridge, EDITED).get(0).path("title").asText()).isEqualTo("手で直した名前");
    }

    private static void aRejectedProductIsCorrectedAndPasses(BridgeWithWorlds bridge) {
        bridge.send("PATCH", "/api/products/" + REJECTED, "{\"title\":\"最安値保証のお買い得品\"}");
        select(bridge, REJECTED);
        JsonNode rejected = awaitState(bridge, REJECTED, "rejected");
        assertThat(rejected.path("stateReason").toString()).isNotEqualTo("null");

        bridge.send("PATCH", "/api/products/" + REJECTED, "{\"title\":\"お買い得品\"}");

        awaitState(bridge, REJECTED, "live");
    }

    private static void aRefusedProductBecomesADeadLetter(BridgeWithWorlds bridge) {
        String category =
                bridge.get("/api/products/" + REFUSED).path("categoryId").asText();
        bridge.control(
                "POST", bridge.tiktokUrl() + "/control/categories/" + category, "{\"permission\":\"RESTRICTED\"}");
        select(bridge, REFUSED);

        awaitState(bridge, REFUSED, "failed");

        JsonNode letters = bridge.get("/api/dead-letters?status=parked&productNo=" + REFUSED);
        assertThat(letters.path("items")).hasSize(1);
        assertThat(letters.at("/items/0/stage").asText()).isEqualTo("publishing");
    }

    private static void stockIsNotSentASecondTime(BridgeWithWorlds bridge) {
        JsonNode before = wholeAtTikTok(bridge, EDITED);
        JsonNode product = bridge.control("GET", bridge.futureshopUrl() + "/control/products/" + EDITED, null);
        JsonNode variation = product.at("/product/variation/variationList/0").isMissingNode()
                ? product.at("/variation/variationList/0")
                : product.at("/product/variation/variationList/0");
        bridge.control(
                "PUT",
                bridge.futureshopUrl() + "/control/products/" + EDITED + "/stock",
                "{\"horizontalNo\":\"" + variation.path("horizontalNo").asText("") + "\",\"verticalNo\":\""
                        + variation.path("verticalNo").asText("") + "\",\"count\":777}");

        intake(bridge);

        assertThat(wholeAtTikTok(bridge, EDITED)).isEqualTo(before);
    }

    private void integratorMapsTheGroupToAnotherCategory() {
        Path categories = directory.resolve("mappings/lookups/categories.csv");
        try {
            String text = Files.readString(categories);
            String changed = text.replace("\ntowel,600631,", "\ntowel,600611,");
            assertThat(changed).isNotEqualTo(text);
            Files.writeString(categories, changed);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void theRefusedProductGoesLiveAfterItsReplay(BridgeWithWorlds bridge) {
        bridge.await(
                "/api/products/" + REFUSED,
                product -> product.path("categoryId").asText().equals("600611"));
        JsonNode replay =
                bridge.send("POST", "/api/dead-letters/replay", "{\"filter\":{\"productNo\":\"" + REFUSED + "\"}}");
        assertThat(replay.path("replaying").asInt()).isEqualTo(1);
        bridge.send("DELETE", "/api/pauses/publishing", null);

        awaitState(bridge, REFUSED, "live");

        bridge.await(
                "/api/dead-letters?status=resolved&productNo=" + REFUSED,
                letters -> letters.path("total").asInt() == 1);
    }

    private static void tiktokHoldsExactlyOneListingOfEachAndTheStatusAgrees(BridgeWithWorlds bridge) {
        JsonNode products = bridge.control("GET", bridge.tiktokUrl() + "/control/products", null);
        List<String> externalIds = new ArrayList<>();
        products.path("products")
                .forEach(product ->
                        externalIds.add(product.path("external_product_id").asText()));

        assertThat(externalIds).containsExactlyInAnyOrder(EDITED, REJECTED, REFUSED);
        JsonNode shop = bridge.get("/api/status").at("/shops/0");
        assertThat(shop.path("selected").asLong()).isEqualTo(3);
        assertThat(shop.path("live").asLong()).isEqualTo(3);
    }

    private static void select(BridgeWithWorlds bridge, String productNo) {
        bridge.send("PUT", "/api/products/" + productNo + "/selection", "{\"selected\":true}");
    }

    private static JsonNode awaitState(BridgeWithWorlds bridge, String productNo, String state) {
        return bridge.await(
                "/api/products/" + productNo,
                product -> product.path("state").asText().equals(state));
    }

    private static void intake(BridgeWithWorlds bridge) {
        long id = bridge.send("POST", "/api/intake/runs", "{\"kind\":\"full\"}")
                .path("id")
                .asLong();
        JsonNode run = bridge.await(
                "/api/intake/runs/" + id, seen -> !seen.path("status").asText().equals("running"));
        assertThat(run.path("status").asText()).isEqualTo("done");
    }

    private static List<JsonNode> atTikTok(BridgeWithWorlds bridge, String productNo) {
        List<JsonNode> found = new ArrayList<>();
        bridge.control("GET", bridge.tiktokUrl() + "/control/products", null)
                .path("products")
                .forEach(product -> {
                    if (product.path("external_product_id").asText().equals(productNo)) {
                        found.add(product);
                    }
                });
        return found;
    }

    private static JsonNode wholeAtTikTok(BridgeWithWorlds bridge, String productNo) {
        String id = atTikTok(bridge, productNo).get(0).path("id").asText();
        return bridge.control("GET", bridge.tiktokUrl() + "/control/products/" + id, null);
    }

    private static String number(int position) {
        return new SampleCatalogue().product(position).path("productNo").asText();
    }

    private static void copy(Path from, Path to) {
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : files.toList()) {
                Path target = to.resolve(from.relativize(file).toString());
                if (Files.isDirectory(file)) {
                    Files.createDirectories(target);
                } else {
                    Files.copy(file, target);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
