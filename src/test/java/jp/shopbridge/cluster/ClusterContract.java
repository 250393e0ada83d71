package jp.shopbridge.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
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
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.jdbc.datasource.DelegatingDataSource;

/** What instances that share a database can rely on, on whichever database a subclass names. */
abstract class ClusterContract {

    private static final Duration LEASE = Duration.ofSeconds(6);

    private final SettableClock clock = new SettableClock(Instant.parse("2026-11-23T00:00:00Z"));
    private DataSource dataSource = database().dataSource();
    private JdbcClient jdbc = JdbcClient.create(dataSource);

    abstract Database database();

    @BeforeEach
    void open() {
        dataSource = database().dataSource();
        jdbc = JdbcClient.create(dataSource);
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

    @Test
    void findsWhatProcessesDiedOfAndBlamesNobodyElse() {
        UnderWay.Item deadly = new UnderWay.Item("publishing", "sample", "DEADLY");
        UnderWay.Item innocent = new UnderWay.Item("publishing", "sample", "INNOCENT");
        for (int death = 1; death <= 2; death++) {
            UnderWay dying = process("bridge");
            dying.count();
            assertThat(dying.isSuspect(deadly)).isFalse();
            dying.begin(innocent, false);
            dying.begin(deadly, false);
        }
        UnderWay third = process("bridge");
        third.count();
        third.count();
        assertThat(third.isSuspect(deadly)).isTrue();
        assertThat(third.isSuspect(innocent)).isTrue();
        third.begin(innocent, true);
        third.end(innocent);
        assertThat(third.isSuspect(innocent)).as("it came through alone").isFalse();
        assertThat(third.guilty("publishing")).isEmpty();
        third.begin(deadly, true);

        UnderWay fourth = process("bridge");
        fourth.count();
        assertThat(fourth.guilty("publishing")).containsExactly(deadly);
        fourth.parked(deadly);
        assertThat(fourth.guilty("publishing")).isEmpty();
        assertThat(fourth.isSuspect(deadly)).as("a replay tries it alone").isTrue();
    }

    @Test
    void blamesNothingForAProcessThatLivesOrThatWasKilledWithoutIt() {
        UnderWay.Item item = new UnderWay.Item("publishing", "sample", "TEA");
        UnderWay one = process("one");
        UnderWay two = process("two");
        for (int look = 0; look < 5; look++) {
            one.begin(item, false);
            two.count();
        }
        assertThat(two.isSuspect(item)).as("its process lives").isFalse();
        one.end(item);

        // An operator's kill in the middle, many times, but it comes to an end in between.
        for (int kill = 0; kill < 5; kill++) {
            process("one").begin(item, false);
            UnderWay next = process("one");
            next.count();
            assertThat(next.isSuspect(item)).isFalse();
            next.begin(item, false);
            next.end(item);
        }

        // Nobody under way alone is guilty, however often processes died with it among others.
        for (int kill = 0; kill < 5; kill++) {
            process("one").begin(item, false);
            process("one").count();
        }
        assertThat(two.guilty("publishing")).isEmpty();

        // An instance that vanished is followed by another of another name.
        one = process("one");
        one.begin(item, true);
        clock.advance(Duration.ofSeconds(16));
        two = process("two");
        two.count();
        assertThat(two.guilty("publishing")).containsExactly(item);
    }

    /** A claim that ran out while its work stood in a queue is taken again by the same process. */
    @Test
    void takesIntoHandWhatTheSameProcessHasInHandAlready() throws Exception {
        UnderWay.Item item = new UnderWay.Item("publishing", "sample", "TWICE");
        UnderWay process = process("bridge");
        ExecutorService workers = Executors.newFixedThreadPool(8);
        try {
            List<Future<?>> begun = new ArrayList<>();
            for (int times = 0; times < 400; times++) {
                begun.add(workers.submit(() -> process.begin(item, false)));
            }
            for (Future<?> each : begun) {
                each.get(30, TimeUnit.SECONDS);
            }
        } finally {
            workers.shutdownNow();
        }
    }

    private UnderWay process(String name) {
        Instance instance = new Instance(name);
        new LiveInstances(jdbc, clock, instance, new Heartbeats(clock)).beat();
        return new UnderWay(jdbc, new DataSourceTransactionManager(dataSource), clock, instance);
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
