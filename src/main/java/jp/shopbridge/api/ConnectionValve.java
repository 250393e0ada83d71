package jp.shopbridge.api;

import jakarta.servlet.ServletException;
import java.io.IOException;
import java.util.function.BooleanSupplier;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ValveBase;
import org.apache.coyote.ActionCode;

/** Lets long work look whether whoever asked is still there, which a servlet cannot. */
final class ConnectionValve extends ValveBase {

    /** Request attribute: a {@link BooleanSupplier} that tells whether the client has closed the connection. */
    static final String GONE = "jp.shopbridge.api.connection-gone";

    ConnectionValve() {
        super(true);
    }

    @Override
    public void invoke(Request request, Response response) throws IOException, ServletException {
        org.apache.coyote.Request connection = request.getCoyoteRequest();
        request.setAttribute(GONE, (BooleanSupplier) () -> {
            // The body has been read, so there is nothing to come but the end; the server takes the end for something
            // to read.
            connection.action(ActionCode.AVAILABLE, true);
            return connection.getAvailable() > 0;
        });
        getNext().invoke(request, response);
    }
}
