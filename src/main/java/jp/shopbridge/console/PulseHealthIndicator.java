package jp.shopbridge.console;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import jp.shopbridge.Heartbeats;
import org.apache.camel.CamelContext;
import org.apache.camel.DelegateEndpoint;
import org.apache.camel.Endpoint;
import org.apache.camel.Exchange;
import org.apache.camel.NamedNode;
import org.apache.camel.Route;
import org.apache.camel.ServiceStatus;
import org.apache.camel.component.master.MasterConsumer;
import org.apache.camel.component.quartz.QuartzEndpoint;
import org.apache.camel.component.seda.SedaEndpoint;
import org.apache.camel.component.timer.TimerEndpoint;
import org.apache.camel.spi.RoutePolicy;
import org.apache.camel.spi.RoutePolicyFactory;
import org.apache.camel.spring.boot.CamelContextConfiguration;
import org.apache.camel.support.RoutePolicySupport;
import org.quartz.SchedulerException;
import org.quartz.Trigger;
import org.springframework.boot.actuate.health.Health;
import org.springframework.boot.actuate.health.HealthIndicator;
import org.springframework.stereotype.Component;

/**
 * {@code pulse}, part of liveness: down when something in this process has died that only a restart brings back: a timer, the
 * workers of a queue, the renewal of a lease, the heartbeat towards other instances.
 */
@Component
class PulseHealthIndicator implements HealthIndicator, RoutePolicyFactory, CamelContextConfiguration {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final int PERIODS = 5;

    private final CamelContext camel;
    private final Heartbeats heartbeats;
    private final Clock clock;
    private final Map<String, Instant> begun = new ConcurrentHashMap<>();
    /** By route, the threads that are at work on an exchange, by its id. */
    private final Map<String, Map<String, Thread>> threads = new ConcurrentHashMap<>();

    PulseHealthIndicator(CamelContext camel, Heartbeats heartbeats, Clock clock) {
        this.camel = camel;
        this.heartbeats = heartbeats;
        this.clock = clock;
    }

    @Override
    public void beforeApplicationStart(CamelContext context) {
        context.addRoutePolicyFactory(this);
    }

    @Override
    public void afterApplicationStart(CamelContext context) {
        // The routes have their policies by then.
    }

    @Override
    public RoutePolicy createRoutePolicy(CamelContext context, String routeId, NamedNode route) {
        return new RoutePolicySupport() {
            @Override
            public void onStart(Route started) {
                begun.put(routeId, clock.instant());
            }

            @Override
            public void onResume(Route resumed) {
                begun.put(routeId, clock.instant());
            }

            @Override
            public void onExchangeBegin(Route of, Exchange exchange) {
                begun.put(routeId, clock.instant());
                atWork(routeId).put(exchange.getExchangeId(), Thread.currentThread());
            }

            @Override
            public void onExchangeDone(Route of, Exchange exchange) {
                begun.put(routeId, clock.instant());
                atWork(routeId).remove(exchange.getExchangeId());
            }
        };
    }

    private Map<String, Thread> atWork(String routeId) {
        return threads.computeIfAbsent(routeId, any -> new ConcurrentHashMap<>());
    }

    @Override
    public Health health() {
        Map<String, Object> silent = new TreeMap<>();
        heartbeats.silent().forEach(each -> silent.put(each.name(), "silent since " + each.since()));
        if (camel.isStarted()) {
            camel.getRoutes().forEach(route -> look(route, silent));
        }
        return silent.isEmpty()
                ? Health.up().build()
                : Health.down()
                        .withDetails(silent)
                        .withDetail("remedy", "Restart the application; its supervisor may do so by itself.")
                        .build();
    }

    private void look(Route route, Map<String, Object> silent) {
        String id = route.getRouteId();
        Instant last = begun.get(id);
        boolean running = camel.getRouteController().getRouteStatus(id) == ServiceStatus.Started;
        if (last == null || !running) {
            return;
        }
        Endpoint from = route.getEndpoint();
        if (route.getConsumer() instanceof MasterConsumer master && from instanceof DelegateEndpoint behind) {
            if (!master.isMaster()) {
                // Another instance's timer does the work; ours begins when it leads.
                begun.put(id, clock.instant());
                return;
            }
            from = behind.getEndpoint();
        }
        Duration quiet = Duration.between(last, clock.instant());
        if (keepsItsThread(from) && !atWork(id).values().stream().allMatch(Thread::isAlive)) {
            silent.put(id, "a thread of it has died at its work");
        } else if (camel.getInflightRepository().size(id) > 0) {
            return;
        } else if (from instanceof TimerEndpoint timer && timer.getRepeatCount() == 0) {
            Duration longest = Duration.ofMillis(timer.getDelay() + PERIODS * timer.getPeriod());
            if (quiet.compareTo(longest.plus(PATIENCE)) > 0) {
                silent.put(id, "its timer is silent since " + last);
            }
        } else if (from instanceof QuartzEndpoint cron && !hasFired(cron, last)) {
            silent.put(id, "its schedule is silent since " + last);
        } else if (from instanceof SedaEndpoint queue
                && queue.getCurrentQueueSize() > 0
                && quiet.compareTo(PATIENCE) > 0) {
            silent.put(id, queue.getCurrentQueueSize() + " wait and nobody has worked since " + last);
        }
    }

    /** Whether its exchanges stay with the thread they began on, so that an exchange whose thread is dead never ends. */
    private static boolean keepsItsThread(Endpoint from) {
        return from instanceof TimerEndpoint || from instanceof QuartzEndpoint || from instanceof SedaEndpoint;
    }

    /** Whether a schedule has done what it should since it last did something; one whose trigger is gone does not for long. */
    private boolean hasFired(QuartzEndpoint schedule, Instant last) {
        try {
            Trigger trigger = schedule.getComponent().getScheduler().getTrigger(schedule.getTriggerKey());
            // Whoever has just become the leader has its trigger a moment later.
            Date next = trigger == null ? Date.from(last) : trigger.getFireTimeAfter(Date.from(last));
            return next != null && clock.instant().isBefore(next.toInstant().plus(PATIENCE));
        } catch (SchedulerException gone) {
            return false;
        }
    }
}
