package jp.shopbridge.startup;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import jp.shopbridge.Bridge;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.env.EnvironmentPostProcessor;
import org.springframework.boot.system.ApplicationHome;
import org.springframework.core.Ordered;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MapPropertySource;

/**
 * Lets folders named {@code routes} and {@code mappings} that stand beside the jar replace the packed ones, each as a
 * whole, an empty one included, and lets a setting name a folder by its plain path.
 */
public final class BesideTheJar implements EnvironmentPostProcessor, Ordered {

    private static final String ROUTES = "bridge.routes-dir";
    private static final String MAPPINGS = "bridge.mappings-dir";
    private static final String RELOAD = "camel.main.routes-reload-enabled";

    /** Made by Spring Boot by its class name. */
    public BesideTheJar() {}

    @Override
    public int getOrder() {
        return LOWEST_PRECEDENCE;
    }

    @Override
    public void postProcessEnvironment(ConfigurableEnvironment environment, SpringApplication application) {
        File jar = new ApplicationHome(Bridge.class).getSource();
        settle(
                environment,
                jar != null && jar.isFile() ? jar.toPath().toAbsolutePath().getParent() : null);
    }

    /** Settles both folders; {@code beside} is the folder the jar stands in, null when there is no jar. */
    static void settle(ConfigurableEnvironment environment, @Nullable Path beside) {
        Map<String, Object> settled = new LinkedHashMap<>();
        String routes = environment.getProperty(ROUTES, "");
        if (!routes.isBlank() && !routes.matches("[a-z]{2,}:.*")) {
            settled.put(ROUTES, "file:" + Path.of(routes).toAbsolutePath());
        }
        if (beside != null && routes.isBlank() && Files.isDirectory(beside.resolve("routes"))) {
            settled.put(ROUTES, "file:" + beside.resolve("routes"));
        }
        if (beside != null
                && environment.getProperty(MAPPINGS, "").isBlank()
                && Files.isDirectory(beside.resolve("mappings"))) {
            settled.put(MAPPINGS, beside.resolve("mappings").toString());
        }
        // Camel's own way takes every route away before it reads the first; edited files are followed without it.
        if (environment.getProperty(RELOAD, "").equalsIgnoreCase("true")) {
            settled.put(RELOAD, "false");
        }
        if (!settled.isEmpty()) {
            environment.getPropertySources().addFirst(new MapPropertySource("besideTheJar", settled));
        }
    }
}
