package jp.shopbridge.sandbox.tiktok;

import static jp.shopbridge.sandbox.tiktok.ApiClient.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import jp.shopbridge.support.SettableClock;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PersistenceTest {

    private final SettableClock clock = new SettableClock(Instant.parse("2026-11-23T03:00:00Z"));

    @Test
    void aReopenedWorldKnowsProductsTokensImagesKeysAndReviews(@TempDir Path directory) {
        String id;
        String access;
        ObjectNode listing;
        JsonNode answered;
        try (TikTokWorld world = open(directory)) {
            ApiClient client = new ApiClient(world.baseUrl(), clock);
            listing = client.tea().put("idempotency_key", "k").put("external_product_id", "P1");
            answered = client.create(listing).data();
            id = answered.path("product_id").asText();
            access = refreshed(client, "ROW_sandbox-refresh-1");
        }

        clock.advance(Duration.ofSeconds(3));
        try (TikTokWorld world = open(directory)) {
            ApiClient client = new ApiClient(world.baseUrl(), clock).as(access);
            world.runDue();
            assertThat(client.product(id).data().path("status").asText()).isEqualTo("ACTIVATE");
            assertThat(client.create(listing).data()).isEqualTo(answered);
            assertThat(world.products()).hasSize(1);
            assertThat(client.create(listing.put("idempotency_key", "other")).code())
                    .isEqualTo(12052996);
            assertThat(client.search(json("{'seller_skus':['TEA-50']}"))
                            .data()
                            .path("total_count")
                            .asInt())
                    .isEqualTo(1);
            assertThat(client.plain(
                                    "GET",
                                    "/api/v2/token/refresh?app_key=sandbox-app&app_secret=sandbox-app-secret"
                                            + "&grant_type=refresh_token&refresh_token=ROW_sandbox-refresh-1",
                                    "")
                            .code())
                    .isEqualTo(36004004);
            String second =
                    client.create(client.tea()).data().path("product_id").asText();
            assertThat(second).isGreaterThan(id);
        }
    }

    @Test
    void whatWasAnsweredIsOnDiskAtOnce(@TempDir Path directory, @TempDir Path copy) throws IOException {
        try (TikTokWorld world = open(directory)) {
            ApiClient client = new ApiClient(world.baseUrl(), clock);
            String id = client.create(client.tea()).data().path("product_id").asText();
            // What a killed process leaves behind: the file as it is now, without closing.
            Files.copy(directory.resolve("tiktok.mv.db"), copy.resolve("tiktok.mv.db"));

            try (TikTokWorld survivor = open(copy)) {
                assertThat(survivor.products()).hasSize(1);
                assertThat(new ApiClient(survivor.baseUrl(), clock)
                                .product(id)
                                .data()
                                .path("status")
                                .asText())
                        .isEqualTo("PENDING");
            }
        }
    }

    private TikTokWorld open(Path directory) {
        return new TikTokWorld(
                TikTokSettings.builder().clock(clock).dataDir(directory).build());
    }

    private static String refreshed(ApiClient client, String token) {
        return client.plain(
                        "GET",
                        "/api/v2/token/refresh?app_key=sandbox-app&app_secret=sandbox-app-secret"
                                + "&grant_type=refresh_token&refresh_token=" + token,
                        "")
                .data()
                .path("access_token")
                .asText();
    }
}
