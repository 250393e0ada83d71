package jp.shopbridge.tiktok;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.annotation.PreDestroy;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import jp.shopbridge.BridgeSettings;
import jp.shopbridge.PoolKeeper;
import jp.shopbridge.failure.Failure;
import jp.shopbridge.failure.Messages;
import jp.shopbridge.failure.MisconfiguredFailure;
import jp.shopbridge.failure.RefusedFailure;
import jp.shopbridge.failure.TransientFailure;
import org.apache.hc.client5.http.classic.methods.HttpGet;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.core5.http.io.entity.EntityUtils;
import org.apache.hc.core5.util.Timeout;
import org.springframework.stereotype.Component;

/**
 * The calls that carry the app's secret or a code in their address: getting and refreshing tokens, and asking which shops
 * a token covers. They stand here and not in a route because an address in a route is seen by traces and consoles.
 */
@Component
class TokenEndpoint {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int LARGEST_ANSWER = 200_000;

    private final CloseableHttpClient http;
    private final TiktokRate rate;
    private final Clock clock;

    TokenEndpoint(TiktokRate rate, Clock clock) {
        this.rate = rate;
        this.clock = clock;
        http = HttpClients.custom()
                .disableAutomaticRetries()
                .disableRedirectHandling()
                .disableCookieManagement()
                .setRequestExecutor(new PoolKeeper())
                .setConnectionManager(PoolingHttpClientConnectionManagerBuilder.create()
                        .setDefaultConnectionConfig(ConnectionConfig.custom()
                                .setConnectTimeout(Timeout.ofSeconds(10))
                                .setSocketTimeout(Timeout.ofSeconds(30))
                                .build())
                        .build())
                .setDefaultRequestConfig(RequestConfig.custom()
                        .setResponseTimeout(Timeout.ofSeconds(30))
                        .build())
                .build();
    }

    @PreDestroy
    void close() throws IOException {
        http.close();
    }

    /** Exchanges a consent code, which works once and for 30 minutes. */
    Tokens redeem(BridgeSettings.Shop shop, String code) {
        return tokens(
                shop,
                "/api/v2/token/get",
                Map.of(
                        "app_key",
                        shop.tiktok().appKey(),
                        "app_secret",
                        shop.tiktok().appSecret(),
                        "auth_code",
                        code,
                        "grant_type",
                        "authorized_code"));
    }

    /** Exchanges a refresh token for a new pair; the old one is dead afterwards. */
    Tokens refresh(BridgeSettings.Shop shop, String refreshToken) {
        return tokens(
                shop,
                "/api/v2/token/refresh",
                Map.of(
                        "app_key",
                        shop.tiktok().appKey(),
                        "app_secret",
                        shop.tiktok().appSecret(),
                        "refresh_token",
                        refreshToken,
                        "grant_type",
                        "refresh_token"));
    }

    /** A TikTok shop that a token covers. */
    record RemoteShop(String id, String name, String cipher) {

        @Override
        public String toString() {
            return "RemoteShop[" + id + "]";
        }
    }

    /** The shop to work for: the only one, or the one named by {@code tiktok.shop-id}. */
    RemoteShop shopOf(BridgeSettings.Shop shop, String accessToken) {
        String path = TiktokOperation.AUTHORIZED_SHOPS.path();
        Map<String, String> query = new TreeMap<>();
        query.put("app_key", shop.tiktok().appKey());
        query.put("timestamp", String.valueOf(clock.instant().getEpochSecond()));
        query.put("sign", Signer.sign(shop.tiktok().appSecret(), path, query, "application/json", new byte[0]));
        HttpGet request = new HttpGet(shop.tiktok().apiBaseUrl() + path + "?" + encoded(query));
        request.setHeader("x-tts-access-token", accessToken);
        request.setHeader("content-type", "application/json");
        List<RemoteShop> shops = new ArrayList<>();
        for (JsonNode each : call(shop, request).path("shops")) {
            shops.add(new RemoteShop(
                    each.path("id").asText(),
                    each.path("name").asText(),
                    each.path("cipher").asText()));
        }
        String wanted = shop.tiktok().shopId();
        List<RemoteShop> fitting = shops.stream()
                .filter(each -> wanted == null || wanted.isBlank() || wanted.equals(each.id()))
                .toList();
        if (fitting.size() != 1) {
            String ids = shops.stream().map(RemoteShop::id).collect(Collectors.joining(", "));
            throw new MisconfiguredFailure(
                    "TIKTOK_SHOP_NOT_CLEAR", Messages.sentence("TIKTOK_SHOP_NOT_CLEAR", ids, shop.key()));
        }
        return fitting.get(0);
    }

    private Tokens tokens(BridgeSettings.Shop shop, String path, Map<String, String> query) {
        JsonNode data = call(shop, new HttpGet(shop.tiktok().authBaseUrl() + path + "?" + encoded(query)));
        String access = data.path("access_token").asText("");
        String refresh = data.path("refresh_token").asText("");
        if (access.isEmpty() || refresh.isEmpty()) {
            throw new TransientFailure("TIKTOK_TOKEN_ANSWER", Messages.sentence("TIKTOK_TOKEN_ANSWER"));
        }
        return new Tokens(
                access,
                Instant.ofEpochSecond(data.path("access_token_expire_in").asLong()),
                refresh,
                Instant.ofEpochSecond(data.path("refresh_token_expire_in").asLong()));
    }

    private JsonNode call(BridgeSettings.Shop shop, HttpGet request) {
        rate.acquire(shop.key(), true, CallUrgency.STOP);
        // The exception's own text may hold the address and with it the secret: only its kind is passed on.
        try {
            String body = http.execute(
                    request,
                    answer ->
                            answer.getEntity() == null ? "" : EntityUtils.toString(answer.getEntity(), LARGEST_ANSWER));
            JsonNode envelope = JSON.readTree(body);
            int code = envelope.path("code").asInt(-1);
            if (code == 0) {
                return envelope.path("data");
            }
            if (!envelope.has("code") || code == 36009003 || code == 36009002 || code == 36009007) {
                throw unreachable("code " + code);
            }
            throw new RefusedFailure(
                    "TIKTOK_AUTHORIZATION_REFUSED",
                    Messages.sentence("TIKTOK_AUTHORIZATION_REFUSED", code),
                    String.valueOf(code),
                    null);
        } catch (IOException e) {
            throw unreachable(e.getClass().getSimpleName());
        }
    }

    private static Failure unreachable(String because) {
        return new TransientFailure(
                "TIKTOK_AUTHORIZATION_UNREACHABLE", Messages.sentence("TIKTOK_AUTHORIZATION_UNREACHABLE", because));
    }

    private static String encoded(Map<String, String> query) {
        return query.entrySet().stream()
                .map(entry -> entry.getKey() + "=" + TiktokCall.encoded(entry.getValue()))
                .collect(Collectors.joining("&"));
    }
}
