package jp.shopbridge.api;

import java.util.Locale;
import java.util.Set;
import org.apache.camel.Processor;
import org.apache.camel.component.platform.http.PlatformHttpEndpoint;
import org.apache.camel.component.platform.http.spi.PlatformHttpConsumer;
import org.apache.camel.component.platform.http.springboot.SpringBootPlatformHttpConsumer;
import org.apache.camel.component.platform.http.springboot.SpringBootPlatformHttpEngine;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.scheduling.concurrent.ThreadPoolTaskExecutor;
import org.springframework.stereotype.Component;

/**
 * Works on requests in lanes that do not wait for each other. In the one queue that Camel would use, a notice of TikTok
 * Shop stands behind whatever many people look at, and slow lists hold most of the database's connections.
 */
@Component("platform-http-engine") // the name by which Camel looks it up
@EnableConfigurationProperties(ApiSettings.class)
final class ApiLanes extends SpringBootPlatformHttpEngine implements DisposableBean {

    /** What reads many rows; one product, and what else is read by its key, is quick. */
    private static final Set<String> LISTS = Set.of(
            "/api/products",
            "/api/edits.csv",
            "/api/dead-letters",
            "/api/dead-letters.csv",
            "/api/dead-letters/groups",
            "/api/rehearsals");

    private final ThreadPoolTaskExecutor lists;
    private final ThreadPoolTaskExecutor webhooks;
    private final ThreadPoolTaskExecutor others;

    ApiLanes(ApiSettings settings, @Value("${server.port}") int port) {
        super(port);
        lists = lane("lists", settings.lists(), settings.waiting());
        webhooks = lane("webhooks", settings.webhooks(), settings.waiting());
        others = lane("api", settings.others(), settings.waiting());
    }

    @Override
    public PlatformHttpConsumer createConsumer(PlatformHttpEndpoint endpoint, Processor processor) {
        return new SpringBootPlatformHttpConsumer(
                endpoint, processor, lane(endpoint.getPath(), endpoint.getHttpMethodRestrict()));
    }

    private ThreadPoolTaskExecutor lane(String path, String methods) {
        if (path.startsWith("/webhooks/")) {
            return webhooks;
        }
        boolean reads = methods != null && methods.toUpperCase(Locale.ROOT).startsWith("GET");
        return reads && LISTS.contains(path) ? lists : others;
    }

    private static ThreadPoolTaskExecutor lane(String name, int threads, int waiting) {
        ThreadPoolTaskExecutor lane = new ThreadPoolTaskExecutor();
        lane.setThreadNamePrefix("http-" + name + "-");
        lane.setCorePoolSize(threads);
        lane.setMaxPoolSize(threads);
        lane.setQueueCapacity(waiting);
        lane.setAllowCoreThreadTimeOut(true);
        lane.setTaskDecorator(RequestIds::carried);
        lane.initialize();
        return lane;
    }

    @Override
    public void destroy() {
        lists.destroy();
        webhooks.destroy();
        others.destroy();
    }
}
