package jp.shopbridge.sandbox.futureshop;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class CatalogueGeneratorTest {

    private static final long MILLION = 1_000_000;

    private final CatalogueGenerator generator = new CatalogueGenerator(MILLION);

    @Test
    void theSamePositionGivesTheSameProduct() {
        assertThat(generator.product(123_456)).isEqualTo(new CatalogueGenerator(MILLION).product(123_456));
        assertThat(generator.product(1)).isNotEqualTo(generator.product(13));
    }

    @Test
    void aProductIsAboutFourKilobytes() {
        double bytes = 0;
        for (long position = 0; position < 480; position++) {
            ObjectNode product = generator.product(position * 2_000);
            product.remove("inventoryInfo");
            bytes += product.toString().getBytes(StandardCharsets.UTF_8).length;
        }

        assertThat(bytes / 480).isBetween(3_500.0, 5_500.0);
    }

    @Test
    void numbersIdsAndJansLeadBackToTheirPosition() {
        Set<String> jans = new HashSet<>();
        for (long position = 0; position < MILLION; position += 9_973) {
            ObjectNode product = generator.product(position);

            assertThat(generator.positionsOf(product.path("productNo").asText()))
                    .containsExactly(position);
            assertThat(generator.positionOfId(product.path("id").asLong())).isEqualTo(position);
            for (JsonNode sku : product.at("/variation/variationList")) {
                String jan = sku.path("janCode").asText();
                assertThat(generator.positionsOfJan(jan)).containsExactly(position);
                assertThat(jans.add(jan)).isTrue();
            }
            assertThat(generator.summary(position)).isEqualTo(SampleCatalogue.summaryOf(product));
        }
        assertThat(generator.positionsOf("G001000000")).isEmpty();
        assertThat(generator.positionsOf("TEA-001")).isEmpty();
        assertThat(generator.positionOfId(1)).isEqualTo(-1);
    }

    @Test
    void aMillionProductsArePagedWithoutBeingMade() {
        try (FutureshopWorld world = new FutureshopWorld(
                FutureshopSettings.standard().withRequestsPerSecond(0).withProducts(MILLION))) {
            ShopCaller caller = new ShopCaller(world);

            ShopCaller.Answer last = caller.products("productNo", "G000999999", "types", "variation");
            ShopCaller.Answer window = caller.products(
                    "updateDateStart", "2022-01-01T00:00:00", "updateDateEnd", "2022-01-02T00:00:00", "count", "250");

            assertThat(last.body().path("productList")).hasSize(1);
            assertThat(window.body().path("productList")).hasSize(250);
            assertThat(caller.pages(window).stream()
                            .mapToInt(page -> page.path("productList").size())
                            .sum())
                    .isBetween(1_000, 2_000);
        }
    }
}
