package jp.shopbridge.tiktok;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import jp.shopbridge.BridgeSettings;
import jp.shopbridge.Redaction;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.http.io.entity.EntityUtils;
import org.apache.hc.core5.http.io.support.ClassicRequestBuilder;
import org.apache.hc.core5.util.Timeout;

/**
 * Makes calls outside of every route and hands back whatever comes: signed as the client signs, counted against the shop's
 * hour before each, sent once, judged by nobody. For the certification, whose subject is the answers themselves.
 */
public final class PlainCaller implements AutoCloseable {

    private static final byte[] NO_BODY = new byte[0];

    private final String base;
    private final String appKey;
    private final String appSecret;
    private final Supplier<ShopAccess> access;
    private final Runnable counted;
    private final Clock clock;
    private final CloseableHttpClient http;

    private PlainCaller(
            String base,
            String appKey,
            String appSecret,
            Supplier<ShopAccess> access,
            Runnable counted,
            Duration patience,
            Clock clock) {
        this.base = base;
        this.appKey = appKey;
        this.appSecret = appSecret;
        this.access = access;
        this.counted = counted;
        this.clock = clock;
        http = HttpClients.custom()
                .setDefaultRequestConfig(RequestConfig.custom()
                        .setResponseTimeout(Timeout.of(patience))
                        .build())
                .disableAutomaticRetries()
                .disableRedirectHandling()
                .disableCookieManagement()
                .build();
    }

    /**
     * What came back.
     *
     * @param status the HTTP status
     * @param text the body, as it came
     */
    public record Reply(int status, String text) {}

    /** Calls in the name of a configured shop, with the authorization that it was given. */
    public static PlainCaller of(
            BridgeSettings.Shop shop, Authorizations authorizations, HourlyCalls hours, Clock clock) {
        BridgeSettings.Tiktok tiktok = shop.tiktok();
        return new PlainCaller(
                tiktok.apiBaseUrl(),
                tiktok.appKey(),
                tiktok.appSecret(),
                () -> authorizations.current(shop.key()),
                () -> hours.take(shop.key(), CallUrgency.ORDINARY),
                Duration.ofMinutes(1),
                clock);
    }

    /** Calls an end whose key, secret and token are known, such as a pretend one. */
    public static PlainCaller of(
            URI base, String appKey, String appSecret, String accessToken, String shopCipher, Clock clock) {
        ShopAccess known = new ShopAccess(accessToken, shopCipher);
        return new PlainCaller(
                base.toString(), appKey, appSecret, () -> known, () -> {}, Duration.ofSeconds(30), clock);
    }

    /**
     * Sends it once.
     *
     * @throws IOException when no whole answer came: whether it was done is not known
     */
    public Reply send(PlainCall call) throws IOException {
        ShopAccess granted = access.get();
        counted.run();
        String query = call.query().entrySet().stream()
                .map(each -> TiktokCall.encoded(each.getKey()) + "=" + TiktokCall.encoded(each.getValue()))
                .collect(Collectors.joining("&"));
        String target = call.path() + (query.isEmpty() ? "" : "?" + query);
        ClassicHttpRequest request = ClassicRequestBuilder.create(call.method())
                .setUri(base + target)
                .setEntity(call.entity())
                .build();
        String prefix = URI.create(base).getRawPath();
        byte[] body = call.json();
        TiktokHttp.stamp(
                request,
                target,
                body == null ? NO_BODY : body,
                new TiktokHttp.Stamp(appKey, appSecret, granted, call.ofOneShop(), clock.instant()));
        if (prefix != null && !prefix.isEmpty() && !prefix.equals("/")) {
            request.setPath(prefix + request.getPath());
        }
        return http.execute(request, answer -> {
            byte[] bytes = answer.getEntity() == null ? null : EntityUtils.toByteArray(answer.getEntity());
            return new Reply(answer.getCode(), new String(bytes == null ? NO_BODY : bytes, StandardCharsets.UTF_8));
        });
    }

    /** The text without anything that signs or authorizes. */
    public String clean(String text) {
        ShopAccess granted = access.get();
        return Redaction.values(text, List.of(granted.accessToken(), granted.shopCipher(), appSecret, appKey));
    }

    @Override
    public void close() {
        try {
            http.close();
        } catch (IOException alreadyGone) {
            // Nothing is left to be closed.
        }
    }
}
