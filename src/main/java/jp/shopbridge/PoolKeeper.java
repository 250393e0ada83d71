package jp.shopbridge;

import java.io.IOException;
import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.impl.io.HttpRequestExecutor;
import org.apache.hc.core5.http.io.HttpClientConnection;
import org.apache.hc.core5.http.io.HttpResponseInformationCallback;
import org.apache.hc.core5.http.protocol.HttpContext;
import org.jspecify.annotations.Nullable;

/**
 * Keeps an HTTP client's pool of connections open whatever happens to one call. The client shuts its whole pool for good when
 * an {@link Error} passes through it, lack of memory for one; here it becomes a failure of the one connection.
 */
public final class PoolKeeper extends HttpRequestExecutor {

    @Override
    public ClassicHttpResponse execute(
            ClassicHttpRequest request,
            HttpClientConnection connection,
            @Nullable HttpResponseInformationCallback informationCallback,
            HttpContext context)
            throws IOException, HttpException {
        try {
            return super.execute(request, connection, informationCallback, context);
        } catch (Error e) {
            throw new IOException("The call broke off: " + e, e);
        }
    }
}
