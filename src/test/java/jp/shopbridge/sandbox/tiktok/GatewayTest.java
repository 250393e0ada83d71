package jp.shopbridge.sandbox.tiktok;

import static jp.shopbridge.sandbox.tiktok.ApiClient.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import jp.shopbridge.support.SettableClock;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class GatewayTest {

    private static final String CATEGORIES = "/product/202309/categories";
    private static final String PREREQUISITES = "/product/202312/prerequisites";

    private final SettableClock clock = new SettableClock(Instant.parse("2026-11-23T03:00:00Z"));
    private final TikTokWorld world =
            new TikTokWorld(TikTokSettings.builder().clock(clock).build());
    private final ApiClient client = new ApiClient(world.baseUrl(), clock);

    @AfterEach
    void stop() {
        world.close();
    }

    @Test
    void answersInTheEnvelope() {
        ApiClient.Answer answer = client.get(PREREQUISITES);

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.code()).isZero();
        assertThat(answer.message()).isEqualTo("Success");
        assertThat(answer.body().path("request_id").asText()).startsWith("20261123030000");
        assertThat(client.get("/product/202309/products/1").body().path("data").isNull())
                .isTrue();
    }

    @ParameterizedTest
    @CsvSource({"-300, 0", "-301, 36009004", "30, 0", "31, 36009004"})
    void acceptsTimestampsFromFiveMinutesBehindToThirtySecondsAhead(int seconds, int code) {
        Map<String, String> query = client.query(PREREQUISITES);
        query.put("timestamp", String.valueOf(clock.instant().getEpochSecond() + seconds));

        ApiClient.Answer answer = client.send("GET", PREREQUISITES, query, "application/json", new byte[0]);

        assertThat(answer.code()).isEqualTo(code);
        if (code != 0) {
            assertThat(answer.status()).isEqualTo(400);
            assertThat(answer.message()).contains("'timestamp'");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "abc", "17956836000", "-1"})
    void refusesWhatIsNoTimestamp(String timestamp) {
        Map<String, String> query = client.query(PREREQUISITES);
        query.put("timestamp", timestamp);

        assertThat(client.send("GET", PREREQUISITES, query, "application/json", new byte[0])
                        .code())
                .isEqualTo(36009004);
    }

    @Test
    void refusesASignatureThatIsMissingWrongOrOfOtherBytes() {
        Map<String, String> query = client.query(PREREQUISITES);
        assertThat(client.sendAsIs("GET", PREREQUISITES, query, "application/json", new byte[0])
                        .message())
                .contains("required signature");
        query.put("sign", "0".repeat(64));
        ApiClient.Answer wrong = client.sendAsIs("GET", PREREQUISITES, query, "application/json", new byte[0]);
        assertThat(wrong.code()).isEqualTo(106001);
        assertThat(wrong.status()).isEqualTo(401);

        String path = "/product/202502/products/search";
        Map<String, String> signed = client.query(path, "page_size", "10");
        ApiClient.Answer same =
                client.send("POST", path, signed, "application/json", "{}".getBytes(StandardCharsets.UTF_8));
        assertThat(same.code()).isZero();
        String sign = RequestSignature.ofRequest(
                "sandbox-app-secret", path, signed, "application/json", "{ }".getBytes(StandardCharsets.UTF_8));
        signed.put("sign", sign);
        assertThat(client.sendAsIs("POST", path, signed, "application/json", "{}".getBytes(StandardCharsets.UTF_8))
                        .code())
                .isEqualTo(106001);
    }

    @Test
    void refusesAnotherAppBeforeLookingAtTheSignature() {
        Map<String, String> query = client.query(PREREQUISITES);
        query.put("app_key", "stranger");

        ApiClient.Answer answer = client.send("GET", PREREQUISITES, query, "application/json", new byte[0]);

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.code()).isEqualTo(36009004);
        assertThat(answer.message()).contains("'app_key'");
    }

    @Test
    void wantsTheShopCipherWhereItBelongsAndOnlyThere() {
        Map<String, String> without = client.query(PREREQUISITES);
        without.remove("shop_cipher");
        assertThat(client.send("GET", PREREQUISITES, without, "application/json", new byte[0])
                        .code())
                .isEqualTo(106013);

        ApiClient.Answer unneeded = client.get("/authorization/202309/shops", "shop_cipher", ApiClient.CIPHER);
        assertThat(unneeded.code()).isEqualTo(36009004);
        assertThat(unneeded.message()).contains("Unexpected identifier");
        assertThat(client.post("/product/202309/brands", json("{'name':'x'}")).message())
                .contains("Unexpected identifier");

        assertThat(client.get(PREREQUISITES, "shop_cipher", "ROW_OF_SOMEBODY_ELSE")
                        .code())
                .isEqualTo(101000);
    }

    @Test
    void refusesPathsMethodsAndVersionsItDoesNotHave() {
        assertThat(client.get("/product/202309/nothing").status()).isEqualTo(404);
        assertThat(client.get("/product/202309/nothing").code()).isEqualTo(36009009);
        assertThat(client.put(CATEGORIES, json("{}")).code()).isEqualTo(36009010);
        assertThat(client.get("/product/209901/categories").code()).isEqualTo(36009014);
    }

    @Test
    void refusesBodiesOfAnotherMediaTypeOrShape() {
        String create = "/product/202309/products";
        byte[] body = "{}".getBytes(StandardCharsets.UTF_8);
        assertThat(client.send("POST", create, client.query(create), "text/plain", body)
                        .code())
                .isEqualTo(36009022);
        assertThat(client.send(
                                "POST",
                                create,
                                client.query(create),
                                "application/json",
                                "[".getBytes(StandardCharsets.UTF_8))
                        .code())
                .isEqualTo(36009022);
        String upload = "/product/202309/images/upload";
        assertThat(client.send("POST", upload, client.query(upload), "application/json", body)
                        .code())
                .isEqualTo(36009023);
        assertThat(client.create(json("{'title':5}")).code()).isEqualTo(36009004);
        assertThat(client.create(json("{'titel':'x'}")).code()).isEqualTo(98001004);
        ObjectNode tea = client.tea();
        ((ObjectNode) tea.path("skus").get(0).path("inventory").get(0)).put("quantity", "25");
        assertThat(client.create(tea).message()).contains("skus[0].inventory[0].quantity");
    }

    @Test
    void refusesUnknownAndMissingTokens() {
        assertThat(new ApiClient(world.baseUrl(), clock)
                        .as("nonsense")
                        .get(PREREQUISITES)
                        .code())
                .isEqualTo(36009004);
        ApiClient.Answer none = new ApiClient(world.baseUrl(), clock).as("").get(PREREQUISITES);
        assertThat(none.status()).isEqualTo(401);
        assertThat(none.message()).contains("'x-tts-access-token'");
    }

    @Test
    void limitsReadsAndWritesApartAndRefillsWithTime() {
        SettableClock own = new SettableClock(clock.instant());
        try (TikTokWorld limited = new TikTokWorld(TikTokSettings.builder()
                .clock(own)
                .rates(2, 1, Duration.ofSeconds(3))
                .build())) {
            ApiClient caller = new ApiClient(limited.baseUrl(), own);
            assertThat(caller.get(PREREQUISITES).code()).isZero();
            assertThat(caller.get(PREREQUISITES).code()).isZero();

            ApiClient.Answer refused = caller.get(PREREQUISITES);

            assertThat(refused.status()).isEqualTo(429);
            assertThat(refused.code()).isEqualTo(36009002);
            assertThat(refused.response().headers().firstValue("Retry-After")).contains("3");
            assertThat(caller.create(json("{'title':''}")).code()).isEqualTo(12052002);
            assertThat(caller.create(json("{'title':''}")).code()).isEqualTo(36009002);
            own.advance(Duration.ofSeconds(1));
            assertThat(caller.get(PREREQUISITES).code()).isZero();
            assertThat(caller.create(json("{'title':''}")).code()).isEqualTo(12052002);
        }
    }

    @Test
    void asksForTheScopeOfTheEndpoint() {
        Set<String> scopes = new HashSet<>(TikTokSettings.ALL_SCOPES);
        scopes.remove("seller.product.write");
        try (TikTokWorld narrow = new TikTokWorld(
                TikTokSettings.builder().clock(clock).scopes(scopes).build())) {
            ApiClient caller = new ApiClient(narrow.baseUrl(), clock);

            assertThat(caller.get(PREREQUISITES).code()).isZero();
            assertThat(caller.create(json("{}")).code()).isEqualTo(105005);
        }
    }
}
