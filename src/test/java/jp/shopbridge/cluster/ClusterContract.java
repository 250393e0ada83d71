package jp.shopbridge.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import jp.shopbridge.Heartbeats;
import jp.shopbridge.Instance;
import jp.shopbridge.support.Database;
import jp.shopbridge.support.SettableClock;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DelegatingDataSource;

/** What instances that share a database can rely on, on whichever database a subclass names. */
abstract class ClusterContract {

    private static final Duration LEASE = Duration.ofSeconds(6);

    private final SettableClock clock = new SettableClock(Instant.parse("2026-11-23T00:00:00Z"));
    private JdbcClient jdbc = JdbcClient.create(database().dataSource());

    abstract Database database();

    @BeforeEach
    void open() {
        jdbc = JdbcClient.create(database().dataSource());
    }

    @Test
    void lendsALeaseToOneOwnerUntilItEnds() {
        Leases leases = new Leases(jdbc, clock);

        assertThat(leases.hold("nightly", "one", LEASE)).isTrue();
        assertThat(leases.hold("nightly", "two", LEASE)).isFalse();
        clock.advance(Duration.ofSeconds(4));
        assertThat(leases.hold("nightly", "one", LEASE)).isTrue();
        clock.advance(Duration.ofSeconds(4));
        assertThat(leases.hold("nightly", "two", LEASE)).isFalse();
        clock.advance(Duration.ofSeconds(3));
        assertThat(leases.hold("nightly", "two", LEASE)).isTrue();
        assertThat(leases.hold("nightly", "one", LEASE)).isFalse();
    }

    @Test
    void handsAReleasedLeaseOnAtOnceAndIgnoresAStrangersRelease() {
        Leases leases = new Leases(jdbc, clock);
        leases.hold("nightly", "one", LEASE);

        leases.release("nightly", "two");
        assertThat(leases.hold("nightly", "two", LEASE)).isFalse();

        leases.release("nightly", "one");
        assertThat(leases.hold("nightly", "two", LEASE)).isTrue();
    }

    @Test
    void countsTheInstancesThatBeatLately() {
        LiveInstances one = new LiveInstances(jdbc, clock, new Instance("one"), new Heartbeats(clock));
        LiveInstances two = new LiveInstances(jdbc, clock, new Instance("two"), new Heartbeats(clock));

        one.beat();
        two.beat();
        one.beat();
        assertThat(one.count()).isEqualTo(2);

        clock.advance(Duration.ofSeconds(16));
        one.beat();
        assertThat(one.count()).isEqualTo(1);
    }

    @Test
    void runsAMasterRouteOnOneInstanceAndOnTheOtherOnceTheFirstHasStopped() throws Exception {
        AtomicInteger first = new AtomicInteger();
        AtomicInteger second = new AtomicInteger();
        try (DefaultCamelContext one = instance("one", first)) {
            one.start();
            await().atMost(Duration.ofSeconds(10)).until(() -> first.get() > 2);
            try (DefaultCamelContext two = instance("two", second)) {
                two.start();
                int before = first.get();
                await().atMost(Duration.ofSeconds(10)).until(() -> first.get() > before + 5);
                assertThat(second).hasValue(0);

                one.stop();

                await().atMost(Duration.ofSeconds(10)).until(() -> second.get() > 2);
            }
        }
    }

    @Test
    void goesOnRenewingAfterAnError() throws Exception {
        AtomicInteger failures = new AtomicInteger(5);
        DataSource dying = new DelegatingDataSource(database().dataSource()) {
            @Override
            public Connection getConnection() throws SQLException {
                if (failures.getAndDecrement() > 0) {
                    throw new OutOfMemoryError("of a test");
                }
                return super.getConnection();
            }
        };
        jdbc = JdbcClient.create(dying);
        AtomicInteger ticks = new AtomicInteger();
        try (DefaultCamelContext context = instance("one", ticks)) {
            context.start();
            await().atMost(Duration.ofSeconds(20)).until(() -> ticks.get() > 2);
        }
    }

    private DefaultCamelContext instance(String name, AtomicInteger ticks) throws Exception {
        DefaultCamelContext context = new DefaultCamelContext();
        context.addService(new JdbcClusterService(
                new Leases(jdbc, Clock.systemUTC()), name, Duration.ofSeconds(2), new Heartbeats(Clock.systemUTC())));
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("master:test:timer:tick?period=50&delay=0").process(exchange -> ticks.incrementAndGet());
            }
        });
        return context;
    }
}
