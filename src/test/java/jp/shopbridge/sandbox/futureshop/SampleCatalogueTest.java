package jp.shopbridge.sandbox.futureshop;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class SampleCatalogueTest {

    private static final SampleCatalogue SAMPLE = new SampleCatalogue();

    @Test
    void theFirstFortyCanGoLiveAsTheyAre() {
        for (int i = 0; i < SampleCatalogue.HEALTHY; i++) {
            ObjectNode product = SAMPLE.product(i);
            String number = product.path("productNo").asText();

            assertThat(product.path("visible").asBoolean()).as(number).isTrue();
            assertThat(product.path("type").asText()).as(number).isEqualTo("REGULAR");
            assertThat(product.path("inventoryEnabled").asBoolean()).as(number).isTrue();
            assertThat(product.path("unitPrice").isInt()).as(number).isTrue();
            assertThat(product.path("unitPrice").asInt()).as(number).isBetween(100, 400_000);
            assertThat(GoodsKind.groupUrls())
                    .as(number)
                    .contains(product.path("groupUrl").asText());
            assertThat(product.at("/image/imageList")).as(number).hasSizeBetween(3, 9);
            assertThat(product.at("/comment/descriptionLarge").asText())
                    .as(number)
                    .startsWith("<p>");
            assertThat(product.path("name").asText()).as(number).hasSizeBetween(8, 60);
            int stock = 0;
            for (JsonNode sku : product.at("/variation/variationList")) {
                assertThat(sku.path("weight").asInt()).as(number).isPositive();
                stock += sku.path("count").asInt();
            }
            assertThat(stock).as(number).isPositive();
        }
    }

    @Test
    void theHealthyOnesShowEveryGroupAxisAndTax() {
        Set<String> groups = new TreeSet<>();
        Set<String> axes = new TreeSet<>();
        Set<String> taxes = new TreeSet<>();
        for (int i = 0; i < SampleCatalogue.HEALTHY; i++) {
            ObjectNode product = SAMPLE.product(i);
            JsonNode sku = product.at("/variation/variationList/0");
            groups.add(product.path("groupUrl").asText());
            axes.add((sku.path("horizontalNo").asText().isEmpty() ? "" : "horizontal")
                    + (sku.path("verticalNo").asText().isEmpty() ? "" : "vertical"));
            taxes.add(product.path("taxEnabled").asBoolean() + " "
                    + product.path("taxRate").asInt());
        }

        assertThat(groups).containsExactlyInAnyOrderElementsOf(GoodsKind.groupUrls());
        assertThat(axes).containsExactly("", "horizontal", "horizontalvertical", "vertical");
        assertThat(taxes).containsExactly("false 10", "false 8", "true 10", "true 8");
    }

    @Test
    void onlyWhatIsBrokenOnPurposeBreaksTheShopsLimits() {
        Map<String, Integer> numbers = new HashMap<>();
        Set<String> jans = new HashSet<>();
        for (long position = 0; position < SAMPLE.size(); position++) {
            ObjectNode product = SAMPLE.product(position);
            String number = product.path("productNo").asText();
            numbers.merge(number, 1, Integer::sum);
            if (number.isEmpty() || number.startsWith("BROKEN")) {
                continue;
            }
            assertThat(bytes(number)).as(number).isLessThanOrEqualTo(32);
            assertThat(product.path("name").asText().length()).as(number).isLessThanOrEqualTo(300);
            List<JsonNode> skus = new ArrayList<>();
            product.findValues("variationList").forEach(list -> list.forEach(skus::add));
            assertThat(skus).as(number).hasSizeLessThanOrEqualTo(400);
            for (JsonNode sku : skus) {
                String across = sku.path("horizontalNo").asText();
                String down = sku.path("verticalNo").asText();
                assertThat(Math.max(bytes(across), bytes(down))).as(number).isLessThanOrEqualTo(9);
                assertThat(sku.path("skuNo").asText()).isEqualTo(number + across + down);
                String jan = sku.path("janCode").asText();
                if (!number.startsWith("ODD-JAN") && !jan.isEmpty()) {
                    assertThat(JanCode.numberOf(jan)).as(jan).isNotNegative();
                    assertThat(jans.add(jan)).as(jan).isTrue();
                }
            }
        }

        numbers.entrySet().removeIf(entry -> entry.getValue() == 1);
        assertThat(numbers).containsOnlyKeys("BROKEN-TWICE");
    }

    @Test
    void theSameNumberStandsOnTwoPagesOf250() {
        assertThat(SAMPLE.positionsOf("BROKEN-TWICE"))
                .satisfiesExactly(first -> assertThat(first).isLessThan(250), second -> assertThat(second)
                        .isGreaterThan(250));
    }

    @Test
    void brokenProductsAreAsBrokenAsTheirNumbersSay() {
        assertThat(product("BROKEN-PRICE").path("unitPrice").asText()).isEqualTo("abc");
        assertThat(product("BROKEN-NAME-NULL").path("name").isNull()).isTrue();
        assertThat(product("BROKEN-VARIATION-TEXT")
                        .at("/variation/variationList")
                        .isTextual())
                .isTrue();
        assertThat(product("BROKEN-HUGE-DESCRIPTION")
                        .at("/comment/descriptionLarge")
                        .asText())
                .hasSizeGreaterThan(1024 * 1024);
        assertThat(skuNumbers("BROKEN-SKU-TWICE")).hasSize(2).containsOnly("BROKEN-SKU-TWICE01");
        assertThat(skuNumbers("BROKEN-SKU-SHARE")).isEqualTo(skuNumbers("BROKEN-SKU-SHARED"));
        assertThat(SAMPLE.positionsOf("")).hasSize(1);
        assertThat(bytes("BROKEN-NUMBER-OF-MORE-THAN-32-BYTES")).isGreaterThan(32);
    }

    @Test
    void oddProductsAreAsOddAsTheirNumbersSay() {
        assertThat(product("ODD-400-SKU").at("/variation/variationList")).hasSize(400);
        assertThat(product("ODD-27-IMAGES").at("/image/imageList")).hasSize(27);
        assertThat(product("ODD-BR-NAME").path("name").asText()).contains("<br>");
        assertThat(product("ODD-LONG-NAME").path("name").asText()).hasSize(150);
        assertThat(product("ODD-NO-IMAGE").path("image")).isEmpty();
        assertThat(product("ODD-PRICE-STRING").path("unitPrice").isTextual()).isTrue();
        assertThat(product("ODD-PRICE-TOO-HIGH").path("unitPrice").asInt()).isGreaterThan(500_000);
        assertThat(product("ODD-NO-WEIGHT").at("/variation/variationList/0").has("weight"))
                .isFalse();
        assertThat(product("ODD-UNMANAGED-STOCK").path("inventoryEnabled").asBoolean(true))
                .isFalse();
        assertThat(JanCode.numberOf(product("ODD-JAN-WRONG")
                        .at("/variation/variationList/0/janCode")
                        .asText()))
                .isNegative();
        assertThat(product("ODD-BIG-ID").path("id").asText()).hasSize(18);
        assertThat(List.of("ODD-SUBSCRIPTION", "ODD-HANPUKAI", "ODD-PREORDER"))
                .allSatisfy(number ->
                        assertThat(product(number).path("type").asText()).isEqualTo(number.substring(4)));
        assertThat(skuNumbers("ODD-SKU-COLLISION")).hasSize(2).containsOnly("ODD-SKU-COLLISION111");
    }

    @Test
    void janCheckDigitsAreThoseOfTheStandard() {
        assertThat(JanCode.checkDigit("490123456789")).isEqualTo('4');
        assertThat(JanCode.checkDigit("9638507")).isEqualTo('4');
        assertThat(JanCode.numberOf(JanCode.of(123_456_789))).isEqualTo(123_456_789);
    }

    private static ObjectNode product(String productNo) {
        return SAMPLE.product(SAMPLE.positionsOf(productNo).get(0));
    }

    private static List<String> skuNumbers(String productNo) {
        List<String> numbers = new ArrayList<>();
        product(productNo)
                .at("/variation/variationList")
                .forEach(sku -> numbers.add(sku.path("skuNo").asText()));
        return numbers;
    }

    private static int bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }
}
