package jp.shopbridge.journey;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import jp.shopbridge.support.BridgeWithWorlds;
import jp.shopbridge.support.Database;
import jp.shopbridge.support.JumpingClock;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A campaign over two midnights of Japan, while nobody is there. */
class CampaignTest {

    private static final String RULES = "futureshop-product-to-listing.mapping.yaml";
    private static final String END = "        broken: fail\n        require: [present, { limit: price }]";

    @TempDir
    Path mappings = Path.of("");

    @Test
    void aCampaignPriceBeginsAndEndsUnattendedForItsProductsOnly() throws IOException {
        Path source = Path.of("mappings");
        try (Stream<Path> files = Files.walk(source)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Path copy = mappings.resolve(source.relativize(file).toString());
                Files.createDirectories(Objects.requireNonNull(copy.getParent()));
                Files.copy(file, copy);
            }
        }
        String rules = Files.readString(mappings.resolve(RULES));
        assertThat(rules).contains(END);
        Files.writeString(
                mappings.resolve(RULES),
                rules.replace(
                        END,
                        "          - markup-percent: -10\n"
                                + "            when: $group == \"tea\" and between-dates($today, \"2026-12-01\", \"2026-12-01\")\n"
                                + "          - round: { to: 10, mode: down }\n"
                                + "            when: $group == \"tea\" and between-dates($today, \"2026-12-01\", \"2026-12-01\")\n"
                                + END));
        JumpingClock clock = new JumpingClock(Instant.parse("2026-11-30T14:40:00Z"));
        try (BridgeWithWorlds bridge = BridgeWithWorlds.on(
                Database.h2(),
                Map.of(
                        "bridge.mappings-dir", mappings.toString(),
                        "intake.day-look-out", "200ms",
                        "sandbox.selected-samples", "12"),
                clock)) {
            bridge.await("/api/status", status -> "done"
                    .equals(status.at("/shops/0/intake/run/status").asText()));
            bridge.await(
                    "/api/products?state=live&size=1",
                    page -> page.path("total").asInt() >= 8);
            String tea = liveWithCategory(bridge, true);
            String other = liveWithCategory(bridge, false);
            int before = sent(bridge, tea);
            int others = sent(bridge, other);

            JsonNode foreseen =
                    bridge.send("POST", "/api/mappings/preview", "{\"on\":\"2026-12-01\",\"examples\":500}");
            assertThat(foreseen.path("on").asText()).isEqualTo("2026-12-01");
            assertThat(foreseen.path("changedByField").fieldNames())
                    .toIterable()
                    .containsExactly("skus[].price");
            assertThat(bridge.send("POST", "/api/mappings/preview", "{\"on\":\"2026-12-02\"}")
                            .path("changed")
                            .asInt())
                    .isZero();

            clock.jumpTo(Instant.parse("2026-11-30T15:00:01Z"));
            bridge.await("/api/products/" + tea, shown -> sent(bridge, tea) == before * 9 / 10 / 10 * 10);

            JsonNode told = bridge.get("/api/products/" + tea + "/history");
            assertThat(told.toString()).contains("日付が変わり");
            assertThat(sent(bridge, other)).isEqualTo(others);
            assertThat(bridge.get("/api/products/" + other + "/history").toString())
                    .doesNotContain("日付が変わり");
            JsonNode why = bridge.get("/api/products/" + tea + "/explain");
            assertThat(why.path("current").asBoolean()).isTrue();
            assertThat(why.path("mappedOn").asText()).isEqualTo("2026-12-01");
            assertThat(why.path("mapAgainOn").asText()).isEqualTo("2026-12-02");
            assertThat(why.path("workings").toString()).contains("$today");

            clock.jumpTo(Instant.parse("2026-12-01T15:00:01Z"));
            bridge.await("/api/products/" + tea, shown -> sent(bridge, tea) == before);
            assertThat(bridge.await("/api/products/" + tea, shown -> "live"
                                    .equals(shown.path("state").asText()))
                            .path("state")
                            .asText())
                    .isEqualTo("live");
            assertThat(bridge.get("/api/products/" + tea + "/explain")
                            .path("mapAgainOn")
                            .isNull())
                    .isTrue();
        }
    }

    private static String liveWithCategory(BridgeWithWorlds bridge, boolean tea) {
        JsonNode items = bridge.get("/api/products?state=live&size=100").path("items");
        return StreamSupport.stream(items.spliterator(), false)
                .map(item -> item.path("productNo").asText())
                .filter(number -> number.startsWith("TEA") == tea)
                .findFirst()
                .orElseThrow(() -> new AssertionError(items.toString()));
    }

    /** The first SKU's price as TikTok shows it. */
    private static int sent(BridgeWithWorlds bridge, String productNo) {
        String id =
                bridge.get("/api/products/" + productNo).path("remoteProductId").asText();
        return bridge.control("GET", bridge.tiktokUrl() + "/control/products/" + id, null)
                .at("/live/skus/0/price/amount")
                .asInt();
    }
}
