package jp.shopbridge.api;

import jakarta.servlet.http.HttpServletRequest;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.apache.catalina.connector.Connector;
import org.apache.coyote.AbstractProtocol;

/**
 * A port of its own for whoever watches the process, with threads of its own, so that a busy server is told from a dead one. Health
 * and figures are read there and nothing else, by the same people as on the other port.
 */
final class MonitorPort {

    private static final Pattern SHOWN = Pattern.compile("/actuator/(prometheus|health(/[A-Za-z-]+){0,2})");
    private static final Set<String> READING = Set.of("GET", "HEAD");
    private static final int THREADS = 8;

    private final HttpSettings settings;

    MonitorPort(HttpSettings settings) {
        this.settings = settings;
    }

    /** What listens there, if anything is to. */
    Optional<Connector> connector() {
        if (settings.monitorPort() == 0) {
            return Optional.empty();
        }
        Connector connector = new Connector(PatientProtocol.class.getName());
        connector.setThrowOnFailure(true);
        connector.setPort(settings.monitorPort());
        if (connector.getProtocolHandler() instanceof AbstractProtocol<?> protocol) {
            protocol.setMaxThreads(THREADS);
            protocol.setMinSpareThreads(1);
            try {
                protocol.setAddress(InetAddress.getByName(settings.monitorAddress()));
            } catch (UnknownHostException e) {
                throw new IllegalArgumentException("http.monitor-address is no address of this machine.", e);
            }
        }
        return Optional.of(connector);
    }

    /** Whether a request came in by this port. */
    boolean took(HttpServletRequest request) {
        return settings.monitorPort() != 0 && request.getLocalPort() == settings.monitorPort();
    }

    /** Whether this port shows what a request asks for. */
    static boolean shows(HttpServletRequest request) {
        return READING.contains(request.getMethod())
                && SHOWN.matcher(request.getRequestURI()).matches();
    }
}
