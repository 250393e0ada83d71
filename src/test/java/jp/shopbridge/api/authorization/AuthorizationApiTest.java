package jp.shopbridge.api.authorization;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import jp.shopbridge.BridgeSettings;
import jp.shopbridge.api.ApiServer;
import jp.shopbridge.api.ApiServer.Reply;
import jp.shopbridge.tiktok.Signer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.jdbc.core.simple.JdbcClient;

/** TikTok Shop認証 and TikTok's webhooks over real HTTP. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AuthorizationApiTest {

    private static final String NOBODY = "Basic ";

    private final ApiServer api = ApiServer.start();

    @AfterAll
    void stop() {
        api.close();
    }

    @Test
    void namesTheConsentPageUntilTheShopIsAuthorised() {
        JsonNode authorization = api.get("/api/authorization").json();

        assertThat(authorization.path("authorized").asBoolean()).isFalse();
        assertThat(authorization.path("shop").asText()).isEqualTo("sample");
        assertThat(authorization.path("expiresAt").isNull()).isTrue();
        assertThat(authorization.path("consentUrl").asText())
                .contains("/open/authorize?service_id=sample-service&state=");
        assertThat(api.get("/api/status")
                        .json()
                        .at("/shops/0/authorization/authorized")
                        .asBoolean())
                .isFalse();
    }

    @Test
    void takesNobodyBackWhoWasNotSentByUs() {
        assertThat(withoutSession("/api/authorization/callback?code=c&state=made-up")
                        .code())
                .isEqualTo("API_AUTHORIZATION_STATE");
        assertThat(withoutSession("/api/authorization/callback?code=c&state=made-up")
                        .status())
                .isEqualTo(403);
        assertThat(withoutSession("/api/authorization/callback").status()).isEqualTo(403);
    }

    @Test
    void takesAStateOnceAndSaysWhenTheSellerDeclined() {
        String consent = api.get("/api/authorization").json().path("consentUrl").asText();
        String state = consent.substring(consent.indexOf("state=") + 6);

        Reply declined = withoutSession("/api/authorization/callback?state=" + state);
        Reply again = withoutSession("/api/authorization/callback?state=" + state);

        assertThat(declined.status()).as(declined.toString()).isEqualTo(422);
        assertThat(declined.code()).isEqualTo("API_AUTHORIZATION_DECLINED");
        assertThat(again.status()).isEqualTo(403);
    }

    @Test
    void storesASignedWebhookOnceAndAnswersEmpty() {
        byte[] body = "{\"type\": 5,  \"tts_notification_id\":\"n-1\",\"shop_id\":\"1\",\"data\":{\"product_id\":7}}"
                .getBytes(StandardCharsets.UTF_8);

        Reply first = webhook(body, signature(body));
        Reply repeated = webhook(body, signature(body));

        assertThat(first.status()).as(first.toString()).isEqualTo(200);
        assertThat(first.text()).isEmpty();
        assertThat(repeated.status()).isEqualTo(200);
        assertThat(api.bean(JdbcClient.class)
                        .sql("select count(*) from webhook where notification_id = 'n-1'")
                        .query(Integer.class)
                        .single())
                .isEqualTo(1);
    }

    @Test
    void refusesAWebhookThatIsNotSignedByTikTok() {
        byte[] body = "{\"type\":5}".getBytes(StandardCharsets.UTF_8);
        byte[] other = "{\"type\":6}".getBytes(StandardCharsets.UTF_8);
        byte[] broken = "{\"type\":".getBytes(StandardCharsets.UTF_8);

        assertThat(webhook(body, signature(other)).status()).isEqualTo(401);
        assertThat(webhook(body, "").status()).isEqualTo(401);
        assertThat(webhook(broken, signature(broken)).status()).isEqualTo(400);
        assertThat(webhook(new byte[2 << 20], "x").status()).isEqualTo(413);
        assertThat(api.get("/webhooks/tiktok").status()).isEqualTo(405);
    }

    @Test
    void needsSomebodyToBeSignedInForTheRest() {
        Reply reply = api.get("/api/products", "Authorization", NOBODY);

        assertThat(reply.status()).isEqualTo(401);
        assertThat(reply.type()).startsWith("application/problem+json");
    }

    private Reply withoutSession(String path) {
        return api.getAnonymously(path);
    }

    private Reply webhook(byte[] body, String signature) {
        return api.sendBytes("POST", "/webhooks/tiktok", body, "application/json", "Authorization", signature);
    }

    private String signature(byte[] body) {
        BridgeSettings.Tiktok tiktok = Objects.requireNonNull(
                api.bean(BridgeSettings.class).shop("sample").tiktok());
        return Signer.webhookSignature(tiktok.appKey(), tiktok.appSecret(), body);
    }
}
