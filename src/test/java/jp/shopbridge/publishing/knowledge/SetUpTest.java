package jp.shopbridge.publishing.knowledge;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Locale;
import jp.shopbridge.Json;
import jp.shopbridge.failure.RefusedFailure;
import jp.shopbridge.tiktok.CategoryKnowledge;
import jp.shopbridge.tiktok.TiktokAnswers;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What keeps a whole shop from listing. */
class SetUpTest {

    @Test
    void wantsASalesAndAReturnWarehouse() {
        JsonNode none = Json.parse("{\"warehouses\":[]}");
        JsonNode noReturn = Json.parse("{\"warehouses\":[" + warehouse("SALES_WAREHOUSE", "ENABLED") + "]}");
        JsonNode disabled = Json.parse("{\"warehouses\":[" + warehouse("SALES_WAREHOUSE", "DISABLED") + ","
                + warehouse("RETURN_WAREHOUSE", "ENABLED") + "]}");

        for (JsonNode warehouses : List.of(none, noReturn, disabled)) {
            assertThat(obstacle(warehouses, Json.MAPPER.createObjectNode()))
                    .isInstanceOfSatisfying(RefusedFailure.class, failure -> assertThat(failure.code())
                            .isEqualTo(TiktokAnswers.NO_WAREHOUSE));
        }
        assertThat(obstacle(complete(), Json.MAPPER.createObjectNode())).isNull();
    }

    @Test
    void saysWhichWarehouseIsMissingAndThatARestrictedOneIsThere() {
        JsonNode noReturn = Json.parse("{\"warehouses\":[" + warehouse("SALES_WAREHOUSE", "ENABLED") + "]}");
        JsonNode restricted = Json.parse("{\"warehouses\":[" + warehouse("SALES_WAREHOUSE", "RESTRICTED") + ","
                + warehouse("RETURN_WAREHOUSE", "ENABLED") + "]}");

        assertThat(obstacle(noReturn, Json.MAPPER.createObjectNode()))
                .satisfies(failure ->
                        assertThat(failure.sentence().ja()).contains("返品先").doesNotContain("発送元"));
        assertThat(obstacle(restricted, Json.MAPPER.createObjectNode())).satisfies(failure -> {
            assertThat(failure.code()).isEqualTo(SetUp.RESTRICTED);
            assertThat(failure.sentence().ja()).contains("休業モード", "注文制限").doesNotContain("登録");
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"PICKUP_WAREHOUSE", "RETURN_WAREHOUSE"})
    void countsAMissingWarehouseAmongTheSetUpTasksAsOne(String item) {
        assertThat(obstacle(complete(), unfinished(item)))
                .isInstanceOfSatisfying(RefusedFailure.class, failure -> assertThat(failure.code())
                        .isEqualTo(TiktokAnswers.NO_WAREHOUSE));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SHOP_STATUS",
                "SHOP_TAX",
                "DELIVERY_OPTION",
                "SHIPPING_TEMPLATE",
                "PRODUCT_QUANTITY_LIMIT",
                "BANk_ACCOUNT",
                "CONTACT_INFO"
            })
    void namesEverySetUpTaskThatIsNotDone(String item) {
        assertThat(obstacle(complete(), unfinished(item))).isInstanceOfSatisfying(RefusedFailure.class, failure -> {
            assertThat(failure.code()).isEqualTo("PREFLIGHT_" + item.toUpperCase(Locale.ROOT));
            assertThat(failure.sentence().ja()).contains("Seller Center");
        });
    }

    @Test
    void leavesTasksAloneThatDoNotConcernJapan() {
        assertThat(obstacle(complete(), unfinished("EXTENDED_PRODUCER_RESPONSIBILITY")))
                .isNull();
    }

    private static JsonNode complete() {
        return Json.parse("{\"warehouses\":[" + warehouse("SALES_WAREHOUSE", "ENABLED") + ","
                + warehouse("RETURN_WAREHOUSE", "ENABLED") + "]}");
    }

    private static JsonNode unfinished(String item) {
        return Json.parse("{\"check_results\":[{\"check_item\":\"" + item
                + "\",\"is_failed\":true,\"fail_reasons\":[\"not done\"]}]}");
    }

    private static String warehouse(String type, String status) {
        return "{\"id\":\"1\",\"type\":\"" + type + "\",\"effect_status\":\"" + status + "\"}";
    }

    private static @Nullable RefusedFailure obstacle(JsonNode warehouses, JsonNode prerequisites) {
        return SetUp.obstacle(new ShopFacts(warehouses, prerequisites, CategoryKnowledge.none(), false));
    }
}
