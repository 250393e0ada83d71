package jp.shopbridge.cluster;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import jp.shopbridge.Heartbeats;
import org.apache.camel.CamelContext;
import org.apache.camel.cluster.CamelClusterMember;
import org.apache.camel.cluster.CamelClusterService;
import org.apache.camel.support.cluster.AbstractCamelClusterView;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;

/** One namespace as this instance sees it: whether we lead it. Steps down by itself once it can no longer prove its lease. */
final class LeaseView extends AbstractCamelClusterView {

    private static final Logger LOG = LoggerFactory.getLogger(LeaseView.class);
    /** A renewal may wait for a database that is away; no round takes longer. */
    private static final Duration SILENCE = Duration.ofSeconds(90);

    private final Leases leases;
    private final String lease;
    private final String owner;
    private final Duration duration;
    private final Heartbeats heartbeats;
    private final Member self;
    private volatile boolean leading;
    private long provenAtNanos;
    private String said = "";
    private @Nullable ScheduledExecutorService renewal;

    LeaseView(
            CamelClusterService service,
            String namespace,
            Leases leases,
            String owner,
            Duration duration,
            Heartbeats heartbeats) {
        super(service, namespace);
        this.leases = leases;
        this.lease = "master:" + namespace;
        this.owner = owner;
        this.duration = duration;
        this.heartbeats = heartbeats;
        this.self = new Member();
    }

    @Override
    public Optional<CamelClusterMember> getLeader() {
        return leading ? Optional.of(self) : Optional.empty();
    }

    @Override
    public CamelClusterMember getLocalMember() {
        return self;
    }

    @Override
    public List<CamelClusterMember> getMembers() {
        return List.of(self);
    }

    @Override
    protected void doStart() {
        long every = Math.max(50, duration.toMillis() / 3);
        renewal = context().getExecutorServiceManager().newSingleThreadScheduledExecutor(this, "ClusterLease");
        renewal.scheduleWithFixedDelay(Heartbeats.unending(this::renewOrStepDown), 0, every, TimeUnit.MILLISECONDS);
    }

    @Override
    protected void doStop() {
        if (renewal != null) {
            context().getExecutorServiceManager().shutdownGraceful(renewal);
            renewal = null;
        }
        heartbeats.ended(lease);
        boolean led = leading;
        lead(false);
        if (led) {
            try {
                leases.release(lease, owner);
            } catch (DataAccessException unreachable) {
                LOG.warn(
                        "The lease {} could not be given back and ends by itself in {} s.",
                        lease,
                        duration.toSeconds());
            }
        }
    }

    /** A task that throws is never run again, and then two instances could lead: whatever it is, the next round is tried. */
    private void renewOrStepDown() {
        heartbeats.beat(lease, SILENCE);
        long asked = System.nanoTime();
        try {
            renew(asked);
            said = "";
        } catch (Throwable e) {
            if (!said.equals(e.getClass().getName())) {
                said = e.getClass().getName();
                LOG.warn("The lease {} could not be renewed; it is tried again.", lease, e);
            }
            if (leading && System.nanoTime() - provenAtNanos >= duration.toNanos()) {
                stepDown();
            }
        }
    }

    private void stepDown() {
        try {
            lead(false);
        } catch (Throwable e) {
            LOG.error("Stepping down from {} went wrong.", lease, e);
        }
    }

    private void renew(long asked) {
        boolean held = leases.hold(lease, owner, duration);
        if (held) {
            provenAtNanos = asked;
        }
        lead(held);
    }

    private void lead(boolean now) {
        if (now != leading) {
            leading = now;
            @Nullable CamelClusterMember leader = now ? self : null;
            fireLeadershipChangedEvent(leader);
        }
    }

    private CamelContext context() {
        CamelContext context = getCamelContext();
        if (context == null) {
            throw new IllegalStateException("The cluster view has not been added to a Camel context.");
        }
        return context;
    }

    private final class Member implements CamelClusterMember {

        @Override
        public boolean isLeader() {
            return leading;
        }

        @Override
        public boolean isLocal() {
            return true;
        }

        @Override
        public String getId() {
            return owner;
        }
    }
}
