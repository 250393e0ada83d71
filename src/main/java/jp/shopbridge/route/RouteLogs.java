package jp.shopbridge.route;

import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.spring.boot.CamelContextConfiguration;
import org.snakeyaml.engine.v2.nodes.Node;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.logging.LogLevel;
import org.springframework.boot.logging.LoggingSystem;
import org.springframework.core.env.Environment;
import org.springframework.stereotype.Component;

/**
 * Lets what routes log be seen, under whatever name they log it: somebody who writes a {@code log:} wants to read it. A name,
 * or the beginning of one, that has a level of its own under {@code logging.level} keeps that.
 */
@Component
class RouteLogs implements CamelContextConfiguration {

    private static final String UNNAMED = "jp.shopbridge.routes.${routeId}";
    private static final String LEVELS = "logging.level.";

    private final RouteFiles atStart;
    private final LoggingSystem logging;
    private final Environment settings;
    private final LogLevel level;

    RouteLogs(
            RouteFiles atStart,
            LoggingSystem logging,
            Environment settings,
            @Value("${routes.log-level}") LogLevel level) {
        this.atStart = atStart;
        this.logging = logging;
        this.settings = settings;
        this.level = level;
    }

    @Override
    public void beforeApplicationStart(CamelContext camel) {
        camel.getGlobalOptions().putIfAbsent(Exchange.LOG_EIP_NAME, UNNAMED);
        show(atStart);
    }

    @Override
    public void afterApplicationStart(CamelContext camel) {}

    /** Gives the names that these files log under their level. */
    final void show(RouteFiles files) {
        for (String name : names(files.files())) {
            if (!hasALevel(name)) {
                logging.setLogLevel(name, level);
            }
        }
    }

    private boolean hasALevel(String name) {
        for (int end = name.length(); end > 0; end = name.lastIndexOf('.', end - 1)) {
            if (settings.containsProperty(LEVELS + name.substring(0, end))) {
                return true;
            }
        }
        return false;
    }

    private static Set<String> names(Map<String, byte[]> files) {
        Set<String> names = new TreeSet<>();
        files.forEach((file, bytes) -> {
            RouteText text = RouteText.read(file, bytes, new RouteFindings());
            if (text != null) {
                Nodes.walkSteps("", text.root(), (key, node) -> named(key, node, names));
            }
        });
        names.removeIf(name -> name.isEmpty() || Nodes.open(name));
        return names;
    }

    private static void named(String key, Node node, Set<String> names) {
        if (key.equals("log")) {
            names.add(Nodes.text(node, "logName"));
        }
        String uri = Nodes.text(node, "uri");
        if (uri.equals("log")) {
            names.add(Nodes.text(Nodes.get(node, "parameters"), "loggerName"));
        }
        String written = uri.isEmpty() ? Nodes.text(node) : uri;
        if (written.startsWith("log:")) {
            names.add(written.substring("log:".length()).replaceFirst("\\?.*", ""));
        }
    }
}
