package jp.shopbridge.intake;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import jp.shopbridge.Bridge;
import jp.shopbridge.Instance;
import jp.shopbridge.sandbox.futureshop.FutureshopWorld;
import jp.shopbridge.support.Database;
import org.apache.camel.CamelContext;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;
import org.springframework.transaction.support.TransactionTemplate;

/** Applications that take in from pretend futureshops: the n-th world is the shop {@code shop<n>}. */
final class IntakeBridge {

    private IntakeBridge() {}

    static ConfigurableApplicationContext unstarted() {
        return new GenericApplicationContext();
    }

    static ConfigurableApplicationContext start(Database database, List<FutureshopWorld> worlds, String... settings) {
        List<String> arguments = new ArrayList<>(List.of(
                "--server.port=0",
                "--sandbox.enabled=false",
                "--spring.jmx.enabled=false",
                "--intake.first-poll=1d",
                "--intake.requests-per-second=0",
                "--intake.page-size=50",
                "--intake.look-out=50ms",
                "--intake.remap-look-out=1h",
                "--intake.first-delay=50",
                "--security.users.merchant.password=merchant-of-a-test",
                "--security.users.operator.password=operator-of-a-test",
                "--logging.level.root=WARN",
                "--logging.level.jp.shopbridge=INFO",
                "--logging.level.org.apache.camel=WARN",
                "--logging.level.org.flywaydb=ERROR"));
        for (int i = 0; i < worlds.size(); i++) {
            String shop = "--bridge.shops[" + i + "].";
            arguments.add(shop + "key=shop" + i);
            arguments.add(shop + "futureshop.base-url=" + worlds.get(i).baseUrl());
            arguments.add(shop + "futureshop.shop-key=sandbox-shop");
            arguments.add(shop + "futureshop.client-id=sandbox-client");
            arguments.add(shop + "futureshop.client-secret=sandbox-secret");
            arguments.add(shop + "tiktok.app-key=nobody");
            arguments.add(shop + "tiktok.app-secret=nobody");
            arguments.add(shop + "tiktok.service-id=nobody");
        }
        for (Map.Entry<String, String> setting : database.properties().entrySet()) {
            arguments.add("--" + setting.getKey() + "=" + setting.getValue());
        }
        for (String setting : settings) {
            String name = setting.substring(0, setting.indexOf('=') + 1);
            arguments.removeIf(argument -> argument.startsWith("--" + name));
            arguments.add("--" + setting);
        }
        return new SpringApplicationBuilder(Bridge.class).run(arguments.toArray(String[]::new));
    }

    /** Presses [情報を更新する]. */
    static long start(ConfigurableApplicationContext bridge, String shop, IntakeKind kind) {
        Long id = bridge.getBean(CamelContext.class)
                .createFluentProducerTemplate()
                .to("direct:intake-start-run")
                .withVariable("shop", shop)
                .withVariable("kind", kind)
                .withVariable("requestedBy", "merchant")
                .request(Long.class);
        return Objects.requireNonNull(id);
    }

    /** The store as an instance named "another" sees it. */
    static IntakeRuns runsOfAnother(ConfigurableApplicationContext bridge) {
        return new IntakeRuns(
                bridge.getBean(NamedParameterJdbcTemplate.class),
                bridge.getBean(TransactionTemplate.class),
                Clock.systemUTC(),
                new Instance("another"),
                new IntakeSettings(
                        Duration.ofMinutes(10),
                        Duration.ofMinutes(5),
                        Duration.ofMinutes(5),
                        new IntakeSettings.Brake(1, 1, 1, 1, 1, 1, 1)));
    }
}
