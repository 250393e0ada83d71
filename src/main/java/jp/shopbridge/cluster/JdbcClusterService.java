package jp.shopbridge.cluster;

import java.time.Duration;
import jp.shopbridge.Heartbeats;
import org.apache.camel.support.cluster.AbstractCamelClusterService;

/** Leadership for Camel's {@code master:} by leases in the database: one leader per namespace, a dead one is followed. */
public final class JdbcClusterService extends AbstractCamelClusterService<LeaseView> {

    private final Leases leases;
    private final String owner;
    private final Duration lease;
    private final Heartbeats heartbeats;

    /**
     * Leadership for one instance.
     *
     * @param owner this instance's name
     * @param lease how long a dead leader blocks the others; it is renewed three times as often
     */
    public JdbcClusterService(Leases leases, String owner, Duration lease, Heartbeats heartbeats) {
        super("jdbc-leases");
        this.leases = leases;
        this.owner = owner;
        this.lease = lease;
        this.heartbeats = heartbeats;
    }

    @Override
    protected LeaseView createView(String namespace) {
        return new LeaseView(this, namespace, leases, owner, lease, heartbeats);
    }
}
