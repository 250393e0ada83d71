package jp.shopbridge.futureshop;

import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Base64;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.locks.ReentrantLock;
import jp.shopbridge.BridgeSettings;
import jp.shopbridge.failure.Failure;
import org.apache.hc.client5.http.classic.ExecChain;
import org.apache.hc.client5.http.classic.ExecChainHandler;
import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.HttpHeaders;
import org.apache.hc.core5.http.HttpStatus;
import org.apache.hc.core5.http.io.entity.EntityUtils;
import org.apache.hc.core5.http.io.entity.StringEntity;
import org.apache.hc.core5.http.io.support.ClassicRequestBuilder;
import org.jspecify.annotations.Nullable;

/**
 * Signs every request of the shop named by the header {@value #SHOP_HEADER}, below Camel, so that neither
 * token nor secret is ever on an exchange. A token is shared by all requests of a client, fetched anew 120 s before it
 * expires, and once more when futureshop refuses it (401), in which case the request is repeated once.
 */
final class FutureshopAccess implements ExecChainHandler {

    /** Names the shop; removed before anything is sent. */
    static final String SHOP_HEADER = "Bridge-Shop";

    private final BridgeSettings bridge;
    private final FutureshopAnswers answers;
    private final Clock clock;
    private final ConcurrentMap<BridgeSettings.Futureshop, Client> clients = new ConcurrentHashMap<>();

    FutureshopAccess(BridgeSettings bridge, FutureshopAnswers answers, Clock clock) {
        this.bridge = bridge;
        this.answers = answers;
        this.clock = clock;
    }

    @Override
    public ClassicHttpResponse execute(ClassicHttpRequest request, ExecChain.Scope scope, ExecChain chain)
            throws IOException, HttpException {
        String shop = takeShop(request);
        BridgeSettings.Futureshop settings = bridge.shop(shop).futureshop();
        refuseOtherHosts(request, settings);
        Client client = clients.computeIfAbsent(settings, key -> new Client());
        FutureshopToken token = token(shop, settings, client, null, scope, chain);
        ClassicHttpResponse response = send(request, settings, token, scope, chain);
        if (response.getCode() != HttpStatus.SC_UNAUTHORIZED) {
            return response;
        }
        finish(response);
        FutureshopToken next = token(shop, settings, client, token, scope, chain);
        return send(ClassicRequestBuilder.copy(request).build(), settings, next, scope, chain);
    }

    private ClassicHttpResponse send(
            ClassicHttpRequest request,
            BridgeSettings.Futureshop settings,
            FutureshopToken token,
            ExecChain.Scope scope,
            ExecChain chain)
            throws IOException, HttpException {
        request.setHeader(HttpHeaders.AUTHORIZATION, "Bearer " + token.value());
        request.setHeader("X-SHOP-KEY", settings.shopKey());
        request.setHeader(HttpHeaders.ACCEPT, ContentType.APPLICATION_JSON.getMimeType());
        scope.clientContext.setAttribute(FutureshopPace.CLIENT, settings.clientId());
        return chain.proceed(request, scope);
    }

    /** The client's token; a new one when the old one is due or is the one that was just refused. */
    private FutureshopToken token(
            String shop,
            BridgeSettings.Futureshop settings,
            Client client,
            @Nullable FutureshopToken refused,
            ExecChain.Scope scope,
            ExecChain chain)
            throws IOException, HttpException {
        client.lock.lock();
        try {
            FutureshopToken held = client.token;
            if (held != null && !held.equals(refused) && clock.instant().isBefore(held.renewAt())) {
                return held;
            }
            client.token = null;
            FutureshopToken fetched = fetch(shop, settings, scope, chain);
            client.token = fetched;
            return fetched;
        } finally {
            client.lock.unlock();
        }
    }

    private FutureshopToken fetch(
            String shop, BridgeSettings.Futureshop settings, ExecChain.Scope scope, ExecChain chain)
            throws IOException, HttpException {
        String client = settings.clientId() + ":" + settings.clientSecret();
        ClassicHttpRequest request = ClassicRequestBuilder.post(FutureshopRequests.tokenUri(settings))
                .setHeader(
                        HttpHeaders.AUTHORIZATION,
                        "Basic " + Base64.getEncoder().encodeToString(client.getBytes(StandardCharsets.UTF_8)))
                .setHeader("X-SHOP-KEY", settings.shopKey())
                .setHeader(HttpHeaders.ACCEPT, ContentType.APPLICATION_JSON.getMimeType())
                .setEntity(new StringEntity("grant_type=client_credentials", ContentType.APPLICATION_FORM_URLENCODED))
                .build();
        scope.clientContext.setAttribute(FutureshopPace.CLIENT, settings.clientId());
        ClassicHttpResponse response = chain.proceed(request, scope);
        try {
            Header retryAfter = response.getFirstHeader(HttpHeaders.RETRY_AFTER);
            byte[] body = response.getEntity() == null ? new byte[0] : EntityUtils.toByteArray(response.getEntity());
            return answers.token(shop, response.getCode(), retryAfter == null ? null : retryAfter.getValue(), body);
        } catch (IOException | Failure notRead) {
            response.close();
            throw notRead;
        }
    }

    private static String takeShop(ClassicHttpRequest request) throws HttpException {
        Header shop = request.getFirstHeader(SHOP_HEADER);
        if (shop == null) {
            throw new HttpException("A request to futureshop must name its shop in the header " + SHOP_HEADER + ".");
        }
        request.removeHeaders(SHOP_HEADER);
        return shop.getValue();
    }

    /** Credentials go to the configured API domain alone, whatever address a route was made to call. */
    private static void refuseOtherHosts(ClassicHttpRequest request, BridgeSettings.Futureshop settings)
            throws HttpException {
        try {
            URI asked = request.getUri();
            URI own = URI.create(FutureshopRequests.tokenUri(settings));
            if (!own.getScheme().equalsIgnoreCase(asked.getScheme())
                    || !own.getHost().equalsIgnoreCase(asked.getHost())
                    || own.getPort() != asked.getPort()) {
                throw new HttpException("A request to " + asked.getHost() + " is refused: futureshop is "
                        + own.getHost() + " (futureshop.base-url).");
            }
        } catch (URISyntaxException malformed) {
            throw new HttpException("A request to a malformed address is refused.", malformed);
        }
    }

    private static void finish(ClassicHttpResponse response) throws IOException {
        EntityUtils.consume(response.getEntity());
        response.close();
    }

    private static final class Client {

        private final ReentrantLock lock = new ReentrantLock();
        private @Nullable FutureshopToken token;
    }
}
