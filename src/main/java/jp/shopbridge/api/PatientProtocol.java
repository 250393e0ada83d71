package jp.shopbridge.api;

import java.io.IOException;
import java.time.Duration;
import org.apache.coyote.Adapter;
import org.apache.coyote.Processor;
import org.apache.coyote.http11.AbstractHttp11Protocol;
import org.apache.coyote.http11.Http11NioProtocol;
import org.apache.coyote.http11.Http11Processor;
import org.apache.tomcat.util.net.AbstractEndpoint.Handler.SocketState;
import org.apache.tomcat.util.net.SocketWrapperBase;
import org.jspecify.annotations.Nullable;

/**
 * HTTP/1.1 whose patience with a request's headers ends: the server itself limits each pause between two bytes, not
 * the whole, so a byte every few seconds would keep a connection for hours.
 */
public final class PatientProtocol extends Http11NioProtocol {

    private Duration headerTime = Duration.ofSeconds(10);

    /** Made by the server by its class name. */
    public PatientProtocol() {}

    void setHeaderTime(Duration headerTime) {
        this.headerTime = headerTime;
    }

    @Override
    protected Processor createProcessor() {
        return new Patient(this, adapter, headerTime.toNanos());
    }

    private static final class Patient extends Http11Processor {

        private final long patience;
        private @Nullable SocketWrapperBase<?> connection;
        private long begun;

        Patient(AbstractHttp11Protocol<?> protocol, Adapter adapter, long patience) {
            super(protocol, adapter);
            this.patience = patience;
        }

        @Override
        public SocketState service(SocketWrapperBase<?> socket) throws IOException {
            if (connection != socket) {
                connection = socket;
                begun = System.nanoTime();
            } else if (System.nanoTime() - begun > patience) {
                connection = null;
                return SocketState.CLOSED;
            }
            SocketState state = super.service(socket);
            if (state != SocketState.LONG || isAsync()) {
                connection = null;
            }
            return state;
        }
    }
}
