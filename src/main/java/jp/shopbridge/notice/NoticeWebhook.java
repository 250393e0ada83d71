package jp.shopbridge.notice;

import java.io.IOException;
import java.net.URI;
import jp.shopbridge.PoolKeeper;
import org.apache.camel.component.http.HttpClientConfigurer;
import org.apache.hc.client5.http.classic.ExecChain;
import org.apache.hc.client5.http.classic.ExecChainHandler;
import org.apache.hc.client5.http.impl.classic.HttpClientBuilder;
import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.HttpException;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * The webhook's HTTP client. Who knows the whole address may write there, so the route knows the server alone; path and
 * query are put in below Camel and are never on an exchange or in a trace. A message is sent once: whether it is tried again
 * is decided by the row it is kept in.
 */
@Component
public class NoticeWebhook implements HttpClientConfigurer, ExecChainHandler {

    private final @Nullable URI address;

    NoticeWebhook(NoticeSettings settings) {
        String url = settings.webhook().url().strip();
        this.address = url.isEmpty() ? null : parsed(url);
    }

    /** The server to call, without path: what a trace may show. Only asked while the webhook is on. */
    public String server() {
        return address().getScheme() + "://" + address().getRawAuthority();
    }

    @Override
    public void configureHttpClient(HttpClientBuilder client) {
        client.disableAutomaticRetries()
                .disableRedirectHandling()
                .disableCookieManagement()
                .disableAuthCaching()
                .setRequestExecutor(new PoolKeeper())
                .setUserAgent("futureshop-tiktok-bridge")
                .addExecInterceptorFirst("notice-webhook", this);
    }

    @Override
    public ClassicHttpResponse execute(ClassicHttpRequest request, ExecChain.Scope scope, ExecChain chain)
            throws IOException, HttpException {
        String path = address().getRawPath();
        String query = address().getRawQuery();
        request.setPath((path == null || path.isEmpty() ? "/" : path) + (query == null ? "" : "?" + query));
        return chain.proceed(request, scope);
    }

    private URI address() {
        if (address == null) {
            throw new IllegalStateException("There is no webhook to call: set notice.webhook.url.");
        }
        return address;
    }

    // The text of the address must not be in the message: it would be printed.
    private static URI parsed(String url) {
        URI address;
        try {
            address = URI.create(url);
        } catch (IllegalArgumentException e) {
            throw unusable();
        }
        boolean web = "http".equalsIgnoreCase(address.getScheme()) || "https".equalsIgnoreCase(address.getScheme());
        if (!web || address.getHost() == null || address.getRawUserInfo() != null) {
            throw unusable();
        }
        return address;
    }

    private static IllegalArgumentException unusable() {
        return new IllegalArgumentException(
                "notice.webhook.url must be an address that begins with https:// or http://,"
                        + " without a user name in it.");
    }
}
