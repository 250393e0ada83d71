package jp.shopbridge.sandbox.tiktok;

import static jp.shopbridge.sandbox.tiktok.ApiClient.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import jp.shopbridge.support.SettableClock;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GrantsTest {

    private static final String AUTHORIZE = "/open/authorize?service_id=7000000000000000001&state=s+1";
    private static final String CREDENTIALS = "?app_key=sandbox-app&app_secret=sandbox-app-secret";
    private static final String SHOPS = "/authorization/202309/shops";

    private final SettableClock clock = new SettableClock(Instant.parse("2026-11-23T03:00:00Z"));
    private final TikTokWorld world = new TikTokWorld(TikTokSettings.builder()
            .clock(clock)
            .redirectUrl(URI.create("http://127.0.0.1:1/callback"))
            .shops(TikTokSettings.SeedShop.local(1, "一号店"), TikTokSettings.SeedShop.local(2, "二号店"))
            .build());
    private final ApiClient client = new ApiClient(world.baseUrl(), clock);

    @AfterEach
    void stop() {
        world.close();
    }

    @Test
    void consentLeadsToACodeAndTheCodeToTokens() {
        JsonNode data = redeem(consent("")).data();

        assertThat(data.path("access_token").asText()).startsWith("ROW_");
        assertThat(data.path("access_token_expire_in").asLong())
                .isEqualTo(clock.instant().plus(Duration.ofDays(7)).getEpochSecond());
        assertThat(data.path("refresh_token_expire_in").asLong())
                .isEqualTo(clock.instant().plus(Duration.ofDays(365)).getEpochSecond());
        assertThat(data.path("open_id").asText()).isNotBlank();
        assertThat(data.path("seller_base_region").asText()).isEqualTo("JP");
        assertThat(data.path("granted_scopes")).isNotEmpty();
        JsonNode shops =
                client.as(data.path("access_token").asText()).get(SHOPS).data().path("shops");
        assertThat(shops).hasSize(2);
        assertThat(shops.get(0).path("cipher").asText()).isEqualTo(ApiClient.CIPHER);
        assertThat(shops.get(0).path("seller_type").asText()).isEqualTo("LOCAL");
    }

    @Test
    void theConsentPageRefusesDeniesAndAsks() {
        assertThat(client.plain("GET", "/open/authorize?service_id=1&state=x", "")
                        .status())
                .isEqualTo(400);
        ApiClient.Answer denied = client.plain("GET", AUTHORIZE + "&decision=deny", "");
        assertThat(denied.status()).isEqualTo(302);
        assertThat(location(denied)).isEqualTo("http://127.0.0.1:1/callback?code=null&error=auth_denied&state=s+1");
        assertThat(client.plain("GET", AUTHORIZE + "&decision=ask", "").raw()).contains("許可する", "decision=deny");
    }

    @Test
    void aCodeWorksOnceAndForHalfAnHour() {
        String code = consent("");
        assertThat(redeem(code).code()).isZero();
        assertThat(redeem(code).code()).isEqualTo(36004004);

        String late = consent("");
        clock.advance(Duration.ofMinutes(31));
        assertThat(redeem(late).code()).isEqualTo(36004004);
    }

    @Test
    void aRefreshReplacesTheRefreshToken() {
        JsonNode fresh = refresh("ROW_sandbox-refresh-1").data();

        assertThat(client.as(fresh.path("access_token").asText()).get(SHOPS).code())
                .isZero();
        assertThat(refresh("ROW_sandbox-refresh-1").code()).isEqualTo(36004004);
        assertThat(refresh(fresh.path("refresh_token").asText()).code()).isZero();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/api/v2/token/refresh?app_key=x&app_secret=sandbox-app-secret&grant_type=refresh_token&refresh_token=ROW_sandbox-refresh-1",
                "/api/v2/token/refresh?app_key=sandbox-app&app_secret=x&grant_type=refresh_token&refresh_token=ROW_sandbox-refresh-1",
                "/api/v2/token/refresh?app_key=sandbox-app&app_secret=sandbox-app-secret&grant_type=authorized_code&refresh_token=ROW_sandbox-refresh-1",
                "/api/v2/token/get?app_key=sandbox-app&app_secret=sandbox-app-secret&grant_type=authorization_code&auth_code=x"
            })
    void tokenCallsWithWrongCredentialsOrGrantTypeAreRefused(String call) {
        assertThat(client.plain("GET", call, "").code()).isEqualTo(36009004);
    }

    @Test
    void accessTokensExpire() {
        assertThat(client.get(SHOPS).code()).isZero();
        clock.advance(Duration.ofDays(7));

        ApiClient.Answer expired = client.get(SHOPS);

        assertThat(expired.code()).isEqualTo(105002);
        assertThat(refresh("ROW_sandbox-refresh-1").code()).isZero();
        JsonNode fresh = redeem(consent("")).data();
        client.as(fresh.path("access_token").asText());
        assertThat(client.get(SHOPS).code()).isZero();
        world.expireAccessTokens();
        assertThat(client.get(SHOPS).code()).isEqualTo(105002);
    }

    @Test
    void refreshTokensExpire() {
        clock.advance(Duration.ofDays(365));

        assertThat(refresh("ROW_sandbox-refresh-1").code()).isEqualTo(36004004);
    }

    @ParameterizedTest
    @ValueSource(ints = {105002, 101000})
    void aRevokedAuthorizationIsRefusedAndNotRefreshed(int code) {
        client.control("tokens", "{\"revoke\":\"" + ApiClient.SHOP + "\",\"code\":" + code + "}")
                .body();

        assertThat(client.get(SHOPS).code()).isEqualTo(code);
        assertThat(refresh("ROW_sandbox-refresh-1").code()).isEqualTo(101000);
        client.control("tokens", "{\"restore\":\"" + ApiClient.SHOP + "\"}").body();
        assertThat(client.get(SHOPS).code()).isZero();
    }

    @Test
    void anAuthorizationForOneShopDoesNotReachTheOther() {
        String token = redeem(consent("&shops=" + ApiClient.SHOP))
                .data()
                .path("access_token")
                .asText();
        client.as(token);
        assertThat(client.get(SHOPS).data().path("shops")).hasSize(1);
        assertThat(client.get("/product/202312/prerequisites").code()).isZero();

        assertThat(client.forShop("ROW_SANDBOX_CIPHER_2")
                        .get("/product/202312/prerequisites")
                        .code())
                .isEqualTo(101000);
        world.revoke("7494049642642441622", 101000);
        assertThat(client.forShop(ApiClient.CIPHER)
                        .get("/product/202312/prerequisites")
                        .code())
                .isZero();
        assertThat(client.post("/product/202309/products/1/partial_edit", json("{}"))
                        .code())
                .isEqualTo(12019150);
    }

    private String consent(String more) {
        String location = location(client.plain("GET", AUTHORIZE + more, ""));
        assertThat(location).startsWith("http://127.0.0.1:1/callback?code=ROW_").endsWith("&state=s+1");
        return location.substring(location.indexOf("code=") + 5, location.indexOf('&'));
    }

    private ApiClient.Answer redeem(String code) {
        return client.plain(
                "GET", "/api/v2/token/get" + CREDENTIALS + "&grant_type=authorized_code&auth_code=" + code, "");
    }

    private ApiClient.Answer refresh(String token) {
        return client.plain(
                "GET", "/api/v2/token/refresh" + CREDENTIALS + "&grant_type=refresh_token&refresh_token=" + token, "");
    }

    private static String location(ApiClient.Answer answer) {
        return answer.response().headers().firstValue("Location").orElse("");
    }
}
