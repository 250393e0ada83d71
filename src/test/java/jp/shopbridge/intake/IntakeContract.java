package jp.shopbridge.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import jp.shopbridge.Bridge;
import jp.shopbridge.sandbox.futureshop.FutureshopSettings;
import jp.shopbridge.sandbox.futureshop.FutureshopWorld;
import jp.shopbridge.staging.Listings;
import jp.shopbridge.support.Database;
import org.apache.camel.CamelContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

/** What intake promises, on whichever database a subclass names. */
abstract class IntakeContract {

    private static final String SHOP = "sample";
    private static final Duration PATIENCE = Duration.ofSeconds(40);

    private final Database database = database();
    private final FutureshopWorld futureshop = new FutureshopWorld(
            FutureshopSettings.standard().withRequestsPerSecond(0).withProducts(600));
    private final List<ConfigurableApplicationContext> bridges = new ArrayList<>();

    abstract Database database();

    @AfterEach
    void close() {
        bridges.forEach(ConfigurableApplicationContext::close);
        futureshop.close();
    }

    @Test
    void bringsTheWholeCatalogueInAtTheFirstRun() {
        ConfigurableApplicationContext bridge = bridge();

        IntakeRun run = run(bridge, IntakeKind.INCREMENTAL);

        assertThat(run.status()).isEqualTo(IntakeStatus.DONE);
        assertThat(run.kind()).isEqualTo(IntakeKind.FULL);
        assertThat(run.products()).isEqualTo(600);
        assertThat(run.pages()).isEqualTo(3);
        assertThat(run.changed() + run.failed()).isEqualTo(600);
        assertThat(bridge.getBean(Listings.class).productNumbers(SHOP).count()).isEqualTo(run.changed());
        assertThat(bridge.getBean(Listings.class).awaitingStock(SHOP, 100)).isEmpty();
    }

    private IntakeRun run(ConfigurableApplicationContext bridge, IntakeKind kind) {
        long id = start(bridge, kind);
        IntakeRuns runs = bridge.getBean(IntakeRuns.class);
        await().atMost(PATIENCE).until(() -> !runs.find(id).orElseThrow().running());
        return runs.find(id).orElseThrow();
    }

    private static long start(ConfigurableApplicationContext bridge, IntakeKind kind) {
        CamelContext camel = bridge.getBean(CamelContext.class);
        Long id = camel.createFluentProducerTemplate()
                .to("direct:intake-start-run")
                .withVariable("shop", SHOP)
                .withVariable("kind", kind)
                .withVariable("requestedBy", "merchant")
                .request(Long.class);
        return Objects.requireNonNull(id);
    }

    private ConfigurableApplicationContext bridge(String... settings) {
        List<String> arguments = new ArrayList<>(List.of(
                "--server.port=0",
                "--sandbox.enabled=false",
                "--bridge.shops[0].key=" + SHOP,
                "--bridge.shops[0].futureshop.base-url=" + futureshop.baseUrl(),
                "--bridge.shops[0].futureshop.shop-key=sandbox-shop",
                "--bridge.shops[0].futureshop.client-id=sandbox-client",
                "--bridge.shops[0].futureshop.client-secret=sandbox-secret",
                "--intake.period=1d",
                "--intake.requests-per-second=0",
                "--intake.look-out=50ms",
                "--intake.first-delay=50ms",
                "--security.users.merchant.password=merchant-of-a-test",
                "--security.users.operator.password=operator-of-a-test",
                "--logging.level.root=WARN",
                "--logging.level.jp.shopbridge=INFO"));
        for (Map.Entry<String, String> setting : database.properties().entrySet()) {
            arguments.add("--" + setting.getKey() + "=" + setting.getValue());
        }
        for (String setting : settings) {
            arguments.add("--" + setting);
        }
        ConfigurableApplicationContext bridge =
                new SpringApplicationBuilder(Bridge.class).run(arguments.toArray(String[]::new));
        bridges.add(bridge);
        return bridge;
    }
}
