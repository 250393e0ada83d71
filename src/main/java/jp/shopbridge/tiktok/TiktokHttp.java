package jp.shopbridge.tiktok;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.URLDecoder;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import jp.shopbridge.BridgeSettings;
import jp.shopbridge.PoolKeeper;
import jp.shopbridge.failure.Failure;
import jp.shopbridge.failure.Messages;
import jp.shopbridge.failure.MisconfiguredFailure;
import jp.shopbridge.failure.Sentence;
import jp.shopbridge.failure.TransientFailure;
import jp.shopbridge.failure.UnknownOutcomeFailure;
import org.apache.camel.component.http.HttpClientConfigurer;
import org.apache.hc.client5.http.ConnectTimeoutException;
import org.apache.hc.client5.http.classic.ExecChain;
import org.apache.hc.client5.http.classic.ExecChainHandler;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.classic.HttpClientBuilder;
import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;
import org.apache.hc.core5.http.io.entity.EntityUtils;
import org.apache.hc.core5.http.io.support.ClassicRequestBuilder;
import org.apache.hc.core5.util.Timeout;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * The part of every TikTok call that stays below the route: app key, time, cipher, token and signature are added here, so
 * that none of them is ever on an exchange, in an address of the route or in a trace. It sends a request once; only when
 * TikTok says that the token has expired, which means that nothing was done, it renews the token and sends it once more.
 */
@Component
public class TiktokHttp implements HttpClientConfigurer, ExecChainHandler {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int TOKEN_EXPIRED = 105002;
    private static final int LARGEST_ANSWER = 20_000_000;
    private static final byte[] NO_BODY = new byte[0];

    private final BridgeSettings settings;
    private final Authorizations authorizations;
    private final TiktokLimits limits;
    private final TiktokExchanges exchanges;
    private final HourlyCalls hours;
    private final Clock clock;

    TiktokHttp(
            BridgeSettings settings,
            Authorizations authorizations,
            TiktokLimits limits,
            TiktokExchanges exchanges,
            HourlyCalls hours,
            Clock clock) {
        this.exchanges = exchanges;
        this.hours = hours;
        this.limits = limits;
        this.settings = settings;
        this.authorizations = authorizations;
        this.clock = clock;
    }

    @Override
    public void configureHttpClient(HttpClientBuilder client) {
        client.setDefaultRequestConfig(RequestConfig.custom()
                        .setResponseTimeout(Timeout.of(limits.answerTimeout()))
                        .setConnectionRequestTimeout(Timeout.ofSeconds(60))
                        .build())
                .disableAutomaticRetries()
                .disableRedirectHandling()
                .disableCookieManagement()
                .disableContentCompression()
                .setRequestExecutor(new PoolKeeper())
                .addExecInterceptorFirst("tiktok-shop", this);
    }

    @Override
    public ClassicHttpResponse execute(ClassicHttpRequest request, ExecChain.Scope scope, ExecChain chain)
            throws IOException, HttpException {
        String shop = taken(request, TiktokCall.SHOP_HEADER);
        TiktokOperation operation = TiktokOperation.valueOf(taken(request, TiktokCall.OPERATION_HEADER));
        String productNo = taken(request, TiktokCall.PRODUCT_HEADER);
        String target = request.getPath();
        byte[] body = bytes(request);
        ShopAccess access = authorizations.current(shop);
        ClassicHttpResponse answer = send(request, target, body, shop, productNo, operation, access, scope, chain);
        if (!saysExpired(answer)) {
            return answer;
        }
        ShopAccess renewed = authorizations.refresh(shop, access.accessToken());
        hours.take(shop, CallUrgency.STOP);
        ClassicHttpResponse second = send(request, target, body, shop, productNo, operation, renewed, scope, chain);
        if (saysExpired(second)) {
            Sentence why = Messages.sentence("tiktok.tiktok-takes-no-token-any", shop);
            authorizations.revoked(shop, why);
            throw new MisconfiguredFailure(Authorizations.REVOKED, why);
        }
        return second;
    }

    private ClassicHttpResponse send(
            ClassicHttpRequest request,
            String target,
            byte[] body,
            String shop,
            String productNo,
            TiktokOperation operation,
            ShopAccess access,
            ExecChain.Scope scope,
            ExecChain chain)
            throws HttpException {
        // A copy, because what the client adds on the way (length, host) must not be there twice on a second send.
        ClassicHttpRequest stamped = ClassicRequestBuilder.copy(request).build();
        sign(stamped, target, body, shop, operation, access);
        TiktokExchanges.Asked asked = new TiktokExchanges.Asked(
                shop, productNo, operation, target, text(request, body), clock.instant(), secrets(shop, access));
        try {
            ClassicHttpResponse answer = chain.proceed(stamped, scope);
            // Read to the end here, so that an answer that breaks off is met where it is known what was asked.
            HttpEntity entity = answer.getEntity();
            byte[] bytes = entity == null ? null : EntityUtils.toByteArray(entity, LARGEST_ANSWER);
            if (entity != null) {
                answer.setEntity(new ByteArrayEntity(
                        bytes == null ? NO_BODY : bytes, ContentType.parseLenient(entity.getContentType())));
            }
            exchanges.answered(asked, answer.getCode(), bytes == null ? NO_BODY : bytes);
            return answer;
        } catch (ConnectException | ConnectTimeoutException | NoRouteToHostException | UnknownHostException e) {
            exchanges.unanswered(asked, e);
            throw new TransientFailure("TIKTOK_UNREACHABLE", unreachable(operation), e);
        } catch (IOException e) {
            exchanges.unanswered(asked, e);
            throw lost(operation, e);
        }
    }

    private List<String> secrets(String shop, ShopAccess access) {
        BridgeSettings.Tiktok tiktok = settings.shop(shop).tiktok();
        return List.of(access.accessToken(), access.shopCipher(), tiktok.appSecret());
    }

    private static @Nullable String text(ClassicHttpRequest request, byte[] body) {
        HttpEntity entity = request.getEntity();
        if (entity == null) {
            return null;
        }
        return body.length == 0
                ? "(" + entity.getContentLength() + " bytes, an image)"
                : new String(body, StandardCharsets.UTF_8);
    }

    private void sign(
            ClassicHttpRequest request,
            String target,
            byte[] body,
            String shop,
            TiktokOperation operation,
            ShopAccess access) {
        BridgeSettings.Tiktok tiktok = settings.shop(shop).tiktok();
        stamp(
                request,
                target,
                body,
                new Stamp(tiktok.appKey(), tiktok.appSecret(), access, operation.ofOneShop(), clock.instant()));
    }

    /** What a signed call carries beside its own words. */
    record Stamp(String appKey, String appSecret, ShopAccess access, boolean ofOneShop, Instant now) {

        @Override
        public String toString() {
            return "Stamp[…]";
        }
    }

    /** Adds key, time, cipher, signature and token to a request. */
    static void stamp(ClassicHttpRequest request, String target, byte[] body, Stamp stamp) {
        int mark = target.indexOf('?');
        String path = mark < 0 ? target : target.substring(0, mark);
        Map<String, String> query = mark < 0 ? new TreeMap<>() : decoded(target.substring(mark + 1));
        query.put("app_key", stamp.appKey());
        query.put("timestamp", String.valueOf(stamp.now().getEpochSecond()));
        if (stamp.ofOneShop()) {
            query.put("shop_cipher", stamp.access().shopCipher());
        }
        String contentType = request.getEntity() == null
                ? ContentType.APPLICATION_JSON.getMimeType()
                : request.getEntity().getContentType();
        query.put("sign", Signer.sign(stamp.appSecret(), path, query, contentType, body));
        request.setPath(path + "?"
                + query.entrySet().stream()
                        .map(entry -> TiktokCall.encoded(entry.getKey()) + "=" + TiktokCall.encoded(entry.getValue()))
                        .collect(Collectors.joining("&")));
        request.setHeader("x-tts-access-token", stamp.access().accessToken());
        if (request.getEntity() == null) {
            request.setHeader("content-type", contentType);
        }
    }

    static Failure lost(TiktokOperation operation, IOException cause) {
        return operation.repeatable()
                ? new TransientFailure("TIKTOK_UNREACHABLE", unreachable(operation), cause)
                : new UnknownOutcomeFailure(
                        "TIKTOK_ANSWER_LOST", Messages.sentence("TIKTOK_ANSWER_LOST", operation.id()), cause);
    }

    private static Sentence unreachable(TiktokOperation operation) {
        return Messages.sentence("tiktok.tiktok-shop-could-not-reached", operation.id());
    }

    // Cheap on the many answers that are fine: only a refusal is parsed.
    private static boolean saysExpired(ClassicHttpResponse answer) throws IOException {
        if (!(answer.getEntity() instanceof ByteArrayEntity entity) || entity.getContentLength() > 10_000) {
            return false;
        }
        ByteArrayOutputStream copy = new ByteArrayOutputStream();
        entity.writeTo(copy);
        String text = copy.toString(StandardCharsets.UTF_8);
        if (!text.contains(String.valueOf(TOKEN_EXPIRED))) {
            return false;
        }
        try {
            JsonNode envelope = JSON.readTree(text);
            return envelope.path("code").asInt() == TOKEN_EXPIRED;
        } catch (JsonProcessingException broken) {
            return false; // The reader of answers says so.
        }
    }

    private static byte[] bytes(ClassicHttpRequest request) throws IOException {
        HttpEntity entity = request.getEntity();
        if (entity == null) {
            return NO_BODY;
        }
        if (entity.isRepeatable()
                && entity.getContentType() != null
                && entity.getContentType().startsWith("multipart/")) {
            return NO_BODY; // Not part of the signature.
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        entity.writeTo(bytes);
        request.setEntity(new ByteArrayEntity(bytes.toByteArray(), ContentType.parseLenient(entity.getContentType())));
        return bytes.toByteArray();
    }

    private static Map<String, String> decoded(String query) {
        Map<String, String> values = new TreeMap<>();
        for (String pair : query.split("&")) {
            int equals = pair.indexOf('=');
            if (equals > 0) {
                values.put(
                        URLDecoder.decode(pair.substring(0, equals), StandardCharsets.UTF_8),
                        URLDecoder.decode(pair.substring(equals + 1), StandardCharsets.UTF_8));
            }
        }
        return values;
    }

    private static String taken(ClassicHttpRequest request, String name) {
        Header header = request.getFirstHeader(name);
        if (header == null) {
            throw new IllegalStateException("A TikTok call must pass through the route that sets " + name + ".");
        }
        request.removeHeaders(name);
        return header.getValue();
    }
}
