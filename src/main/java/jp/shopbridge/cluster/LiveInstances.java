package jp.shopbridge.cluster;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import jp.shopbridge.Heartbeats;
import jp.shopbridge.Instance;
import jp.shopbridge.Sql;
import org.apache.camel.CamelContext;
import org.apache.camel.CamelContextAware;
import org.apache.camel.support.service.ServiceSupport;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The instances that share this database and are alive: each beats every 5 s and counts as alive for 15 s. */
public class LiveInstances extends ServiceSupport implements CamelContextAware {

    private static final Logger LOG = LoggerFactory.getLogger(LiveInstances.class);
    private static final Duration BEAT = Duration.ofSeconds(5);
    private static final List<String> GOODBYES = List.of(
            "instance-give-back-listings", "instance-give-back-runs", "instance-end-under-way", "instance-leave");
    private static final String HEART = "heartbeat towards other instances";
    /** A beat may wait for a database that is away; no round takes longer. */
    private static final Duration SILENCE = Duration.ofSeconds(90);

    static final Duration ALIVE = Duration.ofSeconds(15);

    private final JdbcClient jdbc;
    private final Clock clock;
    private final String name;
    private final String run;
    private final Heartbeats heartbeats;
    private String said = "";
    private volatile int count = 1;
    private @Nullable CamelContext camelContext;
    private @Nullable ScheduledExecutorService heart;

    /** Beats for this instance once it has been added to a Camel context. */
    public LiveInstances(JdbcClient jdbc, Clock clock, Instance instance, Heartbeats heartbeats) {
        this.jdbc = jdbc;
        this.clock = clock;
        this.name = instance.name();
        this.run = instance.run();
        this.heartbeats = heartbeats;
    }

    /** How many instances were alive at the last beat, this one included; at least 1. Costs no query. */
    public int count() {
        return count;
    }

    /** Tells the others that this instance lives, and counts the living. */
    void beat() {
        Instant now = clock.instant();
        if (write("instance-beat", now) == 0) {
            try {
                write("instance-join", now);
            } catch (DuplicateKeyException twiceTheSameName) {
                LOG.warn("Another process uses the instance name {}; give each its own bridge.instance.", name);
            }
        }
        int living = jdbc.sql(Sql.named("instance-count"))
                .param("alive", now.minus(ALIVE).atOffset(ZoneOffset.UTC))
                .query(Integer.class)
                .single();
        count = Math.max(1, living);
    }

    private int write(String statement, Instant now) {
        return jdbc.sql(Sql.named(statement))
                .param("instance", name)
                .param("run", run)
                .param("now", now.atOffset(ZoneOffset.UTC))
                .update();
    }

    /** A task that throws is never run again, and then the others would take this instance for dead. */
    private void beatOrComplain() {
        heartbeats.beat(HEART, SILENCE);
        try {
            beat();
            said = "";
        } catch (Throwable e) {
            if (!said.equals(e.getClass().getName())) {
                said = e.getClass().getName();
                LOG.warn("The database could not be told that this instance lives; it is tried again.", e);
            }
        }
    }

    @Override
    protected void doStart() {
        beatOrComplain();
        heart = context().getExecutorServiceManager().newSingleThreadScheduledExecutor(this, "ClusterHeartbeat");
        heart.scheduleWithFixedDelay(
                Heartbeats.unending(this::beatOrComplain), BEAT.toMillis(), BEAT.toMillis(), TimeUnit.MILLISECONDS);
    }

    @Override
    protected void doStop() {
        heartbeats.ended(HEART);
        if (heart != null) {
            context().getExecutorServiceManager().shutdownNow(heart);
            heart = null;
        }
        try {
            // The routes have ended; what is still under way is in the ledger and goes to the resolver.
            for (String goodbye : GOODBYES) {
                jdbc.sql(Sql.named(goodbye)).param("instance", name).update();
            }
        } catch (DataAccessException unreachable) {
            LOG.warn(
                    "The database could not be reached to say goodbye; this instance counts as alive, and what it had reserved"
                            + " as reserved, a little longer.",
                    unreachable);
        }
    }

    @Override
    public void setCamelContext(CamelContext camelContext) {
        this.camelContext = camelContext;
    }

    @Override
    public @Nullable CamelContext getCamelContext() {
        return camelContext;
    }

    private CamelContext context() {
        if (camelContext == null) {
            throw new IllegalStateException("The heartbeat has not been added to a Camel context.");
        }
        return camelContext;
    }
}
