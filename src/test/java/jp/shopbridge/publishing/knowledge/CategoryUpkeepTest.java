package jp.shopbridge.publishing.knowledge;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import jp.shopbridge.publishing.Stage;
import jp.shopbridge.sandbox.FaultRule;
import jp.shopbridge.staging.ListingKey;
import jp.shopbridge.staging.ListingState;
import jp.shopbridge.support.Database;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Categories, requirements and brands are read again by themselves, and what changed is told to the products it hits. */
class CategoryUpkeepTest {

    private static Stage stage;

    @BeforeAll
    static void start() {
        stage = Stage.on(
                Database.h2(),
                world -> world,
                Map.of(
                        "publishing.refresh-knowledge",
                        "300ms",
                        "publishing.category-age",
                        "500ms",
                        "publishing.suggest-categories",
                        "automatic",
                        "publishing.suggest-period",
                        "300ms"));
        stage.authorise();
    }

    @AfterAll
    static void stop() {
        stage.close();
    }

    @Test
    void tellsTheProductsOfACategoryThatTheShopMayNoLongerUse() {
        ListingKey key = stage.live(0);
        String category =
                stage.listing(key).effective().document().path("category_id").asText();

        ListingKey unselected = stage.numbered("UPKEEP-UNSELECTED");
        assertThat(stage.listing(unselected).status().state()).isEqualTo(ListingState.WAITING);

        stage.tiktok().permission(category, "INVITE_ONLY");

        JsonNode change = Awaitility.await()
                .until(
                        () -> stage.done("GET", "categories/changes", null),
                        found -> found.path("total").asInt() > 0)
                .at("/items/0");
        assertThat(change.path("categoryId").asText()).isEqualTo(category);
        assertThat(change.path("what").path("ja").asText()).contains("選ぶか");
        assertThat(change.path("productNos").get(0).asText()).isEqualTo(key.productNo());
        assertThat(stage.done("GET", "products/" + key.productNo() + "/history", null)
                        .path("items")
                        .findValuesAsText("kind"))
                .contains("category-changed");
        assertThat(stage.await(unselected, ListingState.INCOMPLETE).status().stateCode())
                .isEqualTo("PREFLIGHT_CATEGORY_NOT_PERMITTED");
        assertThat(stage.done("GET", "products/UPKEEP-UNSELECTED/history", null)
                        .path("items")
                        .findValuesAsText("kind"))
                .contains("lacks");
        // What TikTok took is on sale as it was.
        assertThat(stage.listing(key).status().state()).isEqualTo(ListingState.LIVE);

        stage.tiktok().permission(category, "");

        stage.await(unselected, ListingState.WAITING);
    }

    @Test
    void refusesABrandTheShopMayNotSellBeforeTiktokDoes() {
        Awaitility.await().until(() -> stage.bean(FactStore.class)
                .find(Stage.SHOP, FactStore.BRANDS)
                .isPresent());
        ListingKey key = stage.sample(1, mapped -> mapped.put("brand_id", "7082427311584347908"));

        stage.select(List.of(key));

        assertThat(stage.await(key, ListingState.INCOMPLETE).status().stateCode())
                .isEqualTo("PREFLIGHT_BRAND_UNAUTHORIZED");
        stage.edit(key, "{\"brand_id\":\"7082427311584347905\"}");
        stage.await(key, ListingState.LIVE);
    }

    @Test
    void takesTheSuggestedCategoryByItselfWhereTheSettingsAllowIt() {
        ListingKey key = stage.sample(2, mapped -> {
            mapped.remove("category_id");
            return mapped;
        });
        stage.edit(key, "{\"title\":\"おいしい煎茶 100g\"}");
        stage.select(List.of(key));

        stage.await(key, "has a category", listing -> listing.effective()
                .document()
                .path("category_id")
                .asText("")
                .matches("\\d+"));
        assertThat(stage.listing(key).edits())
                .anyMatch(edit ->
                        edit.field().equals("category_id") && edit.editedBy().equals("category-suggestion"));
    }

    @Test
    void showsWhatIsKnownOfACategoryWithItsAgeHoweverSlowTiktokIs() {
        String id = unused("紅茶");
        slow(id);

        JsonNode first = quickly(id);

        assertThat(first.path("readAt").isNull()).as(first.toString()).isTrue();
        assertThat(first.path("reading").asBoolean()).isTrue();
        assertThat(first.at("/category/path").size()).isGreaterThan(1);
        JsonNode read = Awaitility.await()
                .until(() -> quickly(id), found -> !found.path("readAt").isNull());
        assertThat(read.path("attributes")).isNotEmpty();

        slow(id);
        JsonNode old = Awaitility.await()
                .until(() -> quickly(id), found -> found.path("reading").asBoolean());
        assertThat(old.path("attributes")).isEqualTo(read.path("attributes"));
        assertThat(old.path("readAt").isNull()).isFalse();
    }

    @Test
    void saysWhyACategoryCouldNotBeRead() {
        String id = unused("リュック");
        stage.fault(FaultRule.of("status-500")
                .on("GET", "/product/202309/categories/" + id + "/attributes")
                .times(20));

        JsonNode told = Awaitility.await()
                .until(() -> quickly(id), found -> !found.path("trouble").isNull());

        assertThat(told.at("/trouble/ja").asText()).contains("HTTP 500");
        assertThat(told.path("reading").asBoolean()).isFalse();
        assertThat(told.path("readAt").isNull()).isTrue();
        stage.tiktok().faults().clear();
    }

    private static void slow(String id) {
        stage.fault(FaultRule.of("slow")
                .on("GET", "/product/202309/categories/" + id + "/attributes")
                .times(1)
                .millis(3000));
    }

    private static JsonNode quickly(String id) {
        long before = System.nanoTime();
        JsonNode found = stage.done("GET", "categories/" + id, null);
        assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(Duration.ofSeconds(2));
        return found;
    }

    /** A category that no product stands in, so that nobody else reads it. */
    private static String unused(String name) {
        JsonNode found = stage.done("GET", "categories?q=" + URLEncoder.encode(name, StandardCharsets.UTF_8), null);
        return found.at("/items/0/id").asText();
    }
}
