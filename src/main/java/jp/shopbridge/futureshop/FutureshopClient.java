package jp.shopbridge.futureshop;

import java.time.Clock;
import jp.shopbridge.BridgeSettings;
import jp.shopbridge.PoolKeeper;
import org.apache.camel.component.http.HttpClientConfigurer;
import org.apache.hc.client5.http.impl.ChainElement;
import org.apache.hc.client5.http.impl.classic.HttpClientBuilder;
import org.springframework.stereotype.Component;

/**
 * Makes the HTTP client behind {@code futureshop-call} ours: it signs and paces by itself, and never resends,
 * redirects or remembers cookies behind our back.
 */
@Component
public class FutureshopClient implements HttpClientConfigurer {

    private final FutureshopAccess access;
    private final FutureshopPace pace;

    FutureshopClient(BridgeSettings bridge, FutureshopRate rate, FutureshopAnswers answers, Clock clock) {
        this.access = new FutureshopAccess(bridge, answers, clock);
        this.pace = new FutureshopPace(rate);
    }

    @Override
    public void configureHttpClient(HttpClientBuilder client) {
        client.disableAutomaticRetries()
                .disableRedirectHandling()
                .disableCookieManagement()
                .disableAuthCaching()
                .setRequestExecutor(new PoolKeeper())
                .setUserAgent("futureshop-tiktok-bridge")
                .addExecInterceptorFirst("futureshop-access", access)
                .addExecInterceptorBefore(ChainElement.MAIN_TRANSPORT.name(), "futureshop-pace", pace);
    }
}
