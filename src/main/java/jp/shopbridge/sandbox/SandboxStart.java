package jp.shopbridge.sandbox;

import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import jp.shopbridge.sandbox.futureshop.FutureshopSettings;
import jp.shopbridge.sandbox.futureshop.FutureshopWorld;
import jp.shopbridge.sandbox.tiktok.TikTokSettings;
import jp.shopbridge.sandbox.tiktok.TikTokWorld;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ApplicationListener;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MapPropertySource;

/**
 * Starts both pretend worlds before the application is put together, when {@code sandbox.enabled} says so, and tells it
 * the ports they really got. They end with the application.
 */
public final class SandboxStart implements ApplicationContextInitializer<ConfigurableApplicationContext> {

    private static final String FUTURESHOP_PORT = "sandbox.futureshop.port";
    private static final String TIKTOK_PORT = "sandbox.tiktok.port";

    @Override
    public void initialize(ConfigurableApplicationContext context) {
        ConfigurableEnvironment environment = context.getEnvironment();
        if (!Boolean.TRUE.equals(environment.getProperty("sandbox.enabled", Boolean.class))) {
            return;
        }
        // The worlds live by the clock that the application was given, where it was given one.
        Clock clock = context.getBeanFactory().getBeanProvider(Clock.class).getIfAvailable(Clock::systemUTC);
        FutureshopWorld futureshop = new FutureshopWorld(futureshop(environment, clock));
        TikTokWorld tiktok = new TikTokWorld(tiktok(environment, clock));
        environment
                .getPropertySources()
                .addFirst(new MapPropertySource(
                        "sandboxPorts",
                        Map.of(FUTURESHOP_PORT, port(futureshop.baseUrl()), TIKTOK_PORT, port(tiktok.baseUrl()))));
        context.addApplicationListener((ApplicationListener<ContextClosedEvent>) closed -> {
            if (closed.getApplicationContext() == context) {
                tiktok.close();
                futureshop.close();
            }
        });
    }

    private static FutureshopSettings futureshop(ConfigurableEnvironment environment, Clock clock) {
        return new FutureshopSettings(
                environment.getRequiredProperty(FUTURESHOP_PORT, Integer.class),
                clock,
                directory(environment, "futureshop"),
                environment.getRequiredProperty("bridge.shops[0].futureshop.shop-key"),
                environment.getRequiredProperty("bridge.shops[0].futureshop.client-id"),
                environment.getRequiredProperty("bridge.shops[0].futureshop.client-secret"),
                environment.getRequiredProperty("sandbox.futureshop.requests-per-second", Double.class),
                Duration.ofHours(1),
                Duration.ofMinutes(10),
                environment.getRequiredProperty("sandbox.futureshop.products", Long.class));
    }

    private static TikTokSettings tiktok(ConfigurableEnvironment environment, Clock clock) {
        String publicBaseUrl = environment.getRequiredProperty("bridge.public-base-url");
        return TikTokSettings.builder()
                .clock(clock)
                .port(environment.getRequiredProperty(TIKTOK_PORT, Integer.class))
                .dataDir(directory(environment, "tiktok"))
                .app(
                        environment.getRequiredProperty("bridge.shops[0].tiktok.app-key"),
                        environment.getRequiredProperty("bridge.shops[0].tiktok.app-secret"),
                        environment.getRequiredProperty("bridge.shops[0].tiktok.service-id"))
                .redirectUrl(URI.create(publicBaseUrl + "/api/authorization/callback"))
                .auditDelay(environment.getRequiredProperty("sandbox.tiktok.audit-delay", Duration.class))
                .indexLag(environment.getRequiredProperty("sandbox.tiktok.index-lag", Duration.class))
                .latency(environment.getRequiredProperty("sandbox.tiktok.latency", Duration.class))
                .rates(
                        environment.getRequiredProperty("sandbox.tiktok.reads-per-second", Integer.class),
                        environment.getRequiredProperty("sandbox.tiktok.writes-per-second", Integer.class),
                        null)
                .requestsPerHour(environment.getRequiredProperty("sandbox.tiktok.requests-per-hour", Integer.class))
                .webhooks(
                        URI.create(publicBaseUrl + "/webhooks/tiktok"),
                        Duration.ofSeconds(2),
                        Duration.ofSeconds(10),
                        Duration.ofSeconds(30))
                .build();
    }

    private static @Nullable Path directory(ConfigurableEnvironment environment, String world) {
        String directory = environment.getProperty("sandbox.data-dir", "");
        return directory.isBlank() ? null : Path.of(directory, world);
    }

    private static String port(String baseUrl) {
        return Integer.toString(URI.create(baseUrl).getPort());
    }
}
