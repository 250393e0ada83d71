package jp.shopbridge.futureshop;

import java.io.IOException;
import java.time.Duration;
import org.apache.hc.client5.http.classic.ExecChain;
import org.apache.hc.client5.http.classic.ExecChainHandler;
import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.HttpException;

/**
 * Lets each request wait for its turn when its connection stands already, right before it goes out: a connection that took
 * long to open would else bring it too close to the next one.
 */
final class FutureshopPace implements ExecChainHandler {

    /** Names, in the client's context, the client ID whose limit counts. */
    static final String CLIENT = "futureshop-client";

    private final FutureshopRate rate;

    FutureshopPace(FutureshopRate rate) {
        this.rate = rate;
    }

    @Override
    public ClassicHttpResponse execute(ClassicHttpRequest request, ExecChain.Scope scope, ExecChain chain)
            throws IOException, HttpException {
        if (!(scope.clientContext.getAttribute(CLIENT) instanceof String clientId)) {
            throw new HttpException("A request to futureshop must name the client whose limit counts.");
        }
        Duration late = sinceItsTurn(rate.await(clientId));
        try {
            return chain.proceed(request, scope);
        } finally {
            rate.late(clientId, late);
        }
    }

    private static Duration sinceItsTurn(long due) {
        return Duration.ofNanos(System.nanoTime() - due);
    }
}
