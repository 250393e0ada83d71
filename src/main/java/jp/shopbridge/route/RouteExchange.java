package jp.shopbridge.route;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.apache.camel.CamelContext;
import org.apache.camel.Consumer;
import org.apache.camel.Route;
import org.apache.camel.RoutesBuilder;
import org.apache.camel.Suspendable;
import org.apache.camel.component.seda.SedaConsumer;
import org.apache.camel.impl.engine.DefaultRouteStartupOrder;
import org.apache.camel.model.ModelCamelContext;
import org.apache.camel.model.RouteDefinition;
import org.apache.camel.spi.Resource;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.ResourceHelper;
import org.apache.camel.support.service.ServiceHelper;

/**
 * Exchanges routes that run. What is under way in a route is let come to its end first; meanwhile its consumer takes
 * nothing new, so that whoever calls it waits, and what is queued stays queued for the new route.
 */
final class RouteExchange {

    private static final Duration LONGEST = Duration.ofSeconds(10);

    /** For so long nothing may be under way: whoever took the consumer just before has arrived in the route by then. */
    private static final Duration CALM = Duration.ofMillis(300);

    /** A thread that waits at a queue takes what comes within a second of being told to stop. */
    private static final Duration CALM_AT_A_QUEUE = Duration.ofMillis(1500);

    private static final Duration LOOK = Duration.ofMillis(10);

    private final ModelCamelContext camel;

    RouteExchange(CamelContext camel) {
        this.camel = (ModelCamelContext) camel;
    }

    /** Thrown when a route is not free for long; it goes on as it was. */
    static final class Busy extends Exception {
        private static final long serialVersionUID = 1L;
    }

    /** Whether a route of that id is there. */
    boolean has(String id) {
        return camel.getRoute(id) != null;
    }

    /** Takes a route away when nothing of it is under way. */
    void remove(String id) throws Exception {
        Route route = camel.getRoute(id);
        if (route == null) {
            return;
        }
        Consumer consumer = route.getConsumer();
        boolean ran = camel.getRouteController().getRouteStatus(id).isStarted();
        if (ran) {
            rest(consumer);
            if (!comesToRest(id, consumer instanceof SedaConsumer ? CALM_AT_A_QUEUE : CALM)) {
                ServiceHelper.resumeService(consumer);
                if (!ServiceHelper.isStarted(consumer)) {
                    ServiceHelper.startService(consumer);
                }
                throw new Busy();
            }
        }
        // Camel's own way to stop a route waits for its queue, which others fill, and then throws what is under way
        // out.
        camel.getCamelContextExtension().getRouteStartupOrder().stream()
                .filter(DefaultRouteStartupOrder.class::isInstance)
                .map(DefaultRouteStartupOrder.class::cast)
                .filter(order -> order.getRoute().getId().equals(id))
                .findFirst()
                .ifPresent(order -> order.getRouteService().stop());
        RouteDefinition definition = camel.getRouteDefinition(id);
        if (definition != null) {
            camel.removeRouteDefinition(definition);
        }
    }

    /** Adds the entries of a file that are given, each at its own line, and starts them. */
    void add(String location, byte[] file, List<RouteEntry> entries) throws Exception {
        Resource resource = ResourceHelper.fromBytes(location, only(file, entries));
        for (RoutesBuilder builder : PluginHelper.getRoutesLoader(camel).findRoutesBuilders(resource)) {
            camel.addRoutes(builder);
        }
    }

    private static void rest(Consumer consumer) {
        if (consumer instanceof Suspendable) {
            ServiceHelper.suspendService(consumer);
        } else {
            ServiceHelper.stopService(consumer);
        }
    }

    private boolean comesToRest(String id, Duration calm) {
        long begin = System.nanoTime();
        long calmSince = begin;
        while (System.nanoTime() - begin < LONGEST.toNanos()
                && !Thread.currentThread().isInterrupted()) {
            if (camel.getInflightRepository().size(id) > 0) {
                calmSince = System.nanoTime();
            } else if (System.nanoTime() - calmSince >= calm.toNanos()) {
                return true;
            }
            LockSupport.parkNanos(LOOK.toNanos());
        }
        return false;
    }

    /** The file with the lines of everything else left empty, so that messages name the lines of the file. */
    private static byte[] only(byte[] file, List<RouteEntry> entries) {
        StringBuilder text = new StringBuilder();
        int number = 0;
        for (String line : new String(file, StandardCharsets.UTF_8).split("\n", -1)) {
            number++;
            int at = number;
            if (entries.stream().anyMatch(entry -> at >= entry.line() && at < entry.end())) {
                text.append(line);
            }
            text.append('\n');
        }
        return text.toString().getBytes(StandardCharsets.UTF_8);
    }
}
