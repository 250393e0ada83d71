package jp.shopbridge.cluster;

import java.time.Clock;
import java.time.Duration;
import jp.shopbridge.Heartbeats;
import jp.shopbridge.Instance;
import org.apache.camel.CamelContext;
import org.apache.camel.spring.boot.CamelContextConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Puts leadership and heartbeat into the Camel context, which does not pick up such beans by itself. */
@Configuration(proxyBeanMethods = false)
class ClusterConfiguration {

    private static final Duration LEADER_LEASE = Duration.ofSeconds(6);

    @Bean(initMethod = "", destroyMethod = "")
    JdbcClusterService clusterService(Leases leases, Instance instance, Heartbeats heartbeats) {
        return new JdbcClusterService(leases, instance.name(), LEADER_LEASE, heartbeats);
    }

    @Bean(initMethod = "", destroyMethod = "")
    LiveInstances liveInstances(JdbcClient jdbc, Clock clock, Instance instance, Heartbeats heartbeats) {
        return new LiveInstances(jdbc, clock, instance, heartbeats);
    }

    @Bean
    CamelContextConfiguration clusterMembership(JdbcClusterService service, LiveInstances instances) {
        return new CamelContextConfiguration() {
            @Override
            public void beforeApplicationStart(CamelContext context) {
                try {
                    context.addService(service);
                    context.addService(instances);
                } catch (Exception e) {
                    throw new IllegalStateException("Leadership among instances could not be set up.", e);
                }
            }

            @Override
            public void afterApplicationStart(CamelContext context) {
                // Nothing is left to do: both services start with the context.
            }
        };
    }
}
