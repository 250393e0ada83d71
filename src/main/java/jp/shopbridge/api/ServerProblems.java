package jp.shopbridge.api;

import java.util.function.ToLongFunction;
import org.apache.catalina.Lifecycle;
import org.apache.catalina.connector.Connector;
import org.apache.catalina.core.StandardHost;
import org.apache.coyote.ProtocolHandler;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.web.embedded.tomcat.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.stereotype.Component;
import org.springframework.util.unit.DataSize;

/** Makes the HTTP server refuse in our one form, and wait for nobody with a thread. */
@Component
final class ServerProblems implements WebServerFactoryCustomizer<TomcatServletWebServerFactory> {

    private static final long LARGEST_FORM = 16_384;
    private static final long LARGEST_CONSOLE = 8_000_000;

    private final HttpSettings settings;
    private final long largestBody;
    private final long largestImport;

    ServerProblems(
            HttpSettings settings,
            @Value("${api.max-body}") DataSize largestBody,
            @Value("${api.max-import}") DataSize largestImport) {
        this.settings = settings;
        this.largestBody = largestBody.toBytes();
        this.largestImport = largestImport.toBytes();
    }

    @Override
    public void customize(TomcatServletWebServerFactory server) {
        server.setProtocol(PatientProtocol.class.getName());
        server.addEngineValves(new ConnectionValve());
        server.addContextCustomizers(context -> {
            if (context.getParent() instanceof StandardHost host) {
                host.setErrorReportValveClass(ProblemValve.class.getName());
            }
        });
        server.addConnectorCustomizers(this::bodiesFirst);
        new MonitorPort(settings).connector().ifPresent(connector -> {
            bodiesFirst(connector);
            server.addAdditionalTomcatConnectors(connector);
        });
    }

    private void bodiesFirst(Connector connector) {
        ProtocolHandler protocol = connector.getProtocolHandler();
        if (protocol instanceof PatientProtocol patient) {
            patient.setHeaderTime(settings.headerTime());
        }
        // An answer to somebody who is not signed in goes out whole, whether or not its reader takes it.
        connector.setProperty("socket.txBufSize", Integer.toString(256 * 1024));
        ToLongFunction<String> largest = this::largest;
        connector.addLifecycleListener(event -> {
            if (Lifecycle.AFTER_INIT_EVENT.equals(event.getType())) {
                protocol.setAdapter(new BodyFirst(protocol.getAdapter(), settings, largest));
            }
        });
    }

    /** By the path as it is written; another spelling of one gets the ordinary limit. */
    private long largest(String path) {
        if (path.equals("/api/edits.csv")) {
            return largestImport;
        }
        if (path.startsWith("/webhooks/")) {
            return settings.maxWebhook().toBytes();
        }
        if (path.startsWith("/actuator/hawtio/jolokia")) {
            return LARGEST_CONSOLE;
        }
        return path.equals("/login") || path.equals("/logout") ? LARGEST_FORM : largestBody;
    }
}
