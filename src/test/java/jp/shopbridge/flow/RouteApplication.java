package jp.shopbridge.flow;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import jp.shopbridge.Bridge;
import jp.shopbridge.route.RouteFiles;
import jp.shopbridge.support.Database;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.context.TypeExcludeFilter;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.type.classreading.MetadataReader;
import org.springframework.core.type.classreading.MetadataReaderFactory;

/** The bridge without everything that people and browsers speak to: all routes but those of the API, on H2. */
final class RouteApplication {

    /** The shop's key. */
    static final String SHOP = "sample";

    private RouteApplication() {}

    static ConfigurableApplicationContext start(RemoteEnds remote) {
        String shop = "--bridge.shops[0].";
        List<String> arguments = new ArrayList<>(List.of(
                "--sandbox.enabled=false",
                "--spring.jmx.enabled=false",
                "--camel.main.jmx-enabled=false",
                "--camel.main.shutdown-timeout=2",
                "--camel.main.routes-exclude-pattern=**/api.camel.yaml,**/api/*.camel.yaml",
                "--management.endpoint.health.validate-group-membership=false",
                "--intake.first-poll=1d",
                "--intake.look-out=20ms",
                "--intake.first-delay=20",
                "--intake.requests-per-second=0",
                "--publishing.period=20ms",
                "--publishing.first-delay=20",
                "--publishing.first-retry=50ms",
                "--publishing.requests-per-second=200",
                "--publishing.reads-per-second=200",
                "--publishing.allow-private-image-hosts=true",
                "--publishing.resolve-after=100ms",
                "--publishing.resolve-period=50ms",
                "--review.period=50ms",
                "--dead-letter.period=50",
                "--logging.level.root=WARN",
                "--logging.level.jp.shopbridge=ERROR",
                "--logging.level.org.flywaydb=ERROR",
                shop + "key=" + SHOP,
                shop + "futureshop.base-url=" + remote.address(),
                shop + "futureshop.shop-key=shop",
                shop + "futureshop.client-id=client",
                shop + "futureshop.client-secret=secret",
                shop + "tiktok.api-base-url=" + remote.address(),
                shop + "tiktok.auth-base-url=" + remote.address(),
                shop + "tiktok.consent-base-url=" + remote.address(),
                shop + "tiktok.app-key=app",
                shop + "tiktok.app-secret=app-secret",
                shop + "tiktok.service-id=service"));
        for (Map.Entry<String, String> setting : Database.h2().properties().entrySet()) {
            arguments.add("--" + setting.getKey() + "=" + setting.getValue());
        }
        return new SpringApplicationBuilder(Bridge.class)
                .web(WebApplicationType.NONE)
                .initializers(fresh -> {
                    fresh.getBeanFactory().registerSingleton("withoutWeb", new WithoutWeb());
                    // Left out with the gate that looks at them; packed files are not followed.
                    fresh.getBeanFactory().registerSingleton("routeFiles", RouteFiles.of("classpath:routes"));
                })
                .run(arguments.toArray(String[]::new));
    }

    /** Leaves out the packages that need a server. */
    private static final class WithoutWeb extends TypeExcludeFilter {

        private static final String SERVED = "jp\\.shopbridge\\.(api|console|security|token|startup|sandbox)\\..*";

        @Override
        public boolean match(MetadataReader type, MetadataReaderFactory types) {
            return type.getClassMetadata().getClassName().matches(SERVED);
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof WithoutWeb;
        }

        @Override
        public int hashCode() {
            return Objects.hash(SERVED);
        }
    }
}
