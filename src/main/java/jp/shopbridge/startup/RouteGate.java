package jp.shopbridge.startup;

import java.util.List;
import jp.shopbridge.route.Beans;
import jp.shopbridge.route.RouteFiles;
import jp.shopbridge.route.RouteFinding;
import jp.shopbridge.route.RouteLint;
import org.springframework.beans.factory.config.BeanFactoryPostProcessor;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.core.env.Environment;
import org.springframework.stereotype.Component;

/** Lets the application start only when there is nothing wrong with its route files; runs before any bean is made. */
@Component
final class RouteGate implements BeanFactoryPostProcessor {

    private static final String PATTERNS = "camel.main.routes-include-pattern";
    private static final String FOLDER = "bridge.routes-dir";

    @Override
    public void postProcessBeanFactory(ConfigurableListableBeanFactory factory) {
        RouteFiles files = files(factory.getBean(Environment.class));
        List<RouteFinding> found = RouteLint.of(files, Beans.of(factory));
        if (!found.isEmpty()) {
            throw new RouteFilesRefused(found);
        }
        // What is looked at is what is followed from here on.
        factory.registerSingleton("routeFiles", files);
    }

    /** The folder, or what other patterns than the folder's pick out. */
    private static RouteFiles files(Environment settings) {
        String folder = settings.getProperty(FOLDER, "");
        String location = folder.isBlank() ? "classpath:routes" : folder;
        String patterns = settings.getProperty(PATTERNS, "");
        return patterns.equals(location + "/*.camel.yaml," + location + "/api/*.camel.yaml")
                ? RouteFiles.of(location)
                : RouteFiles.matching(patterns);
    }
}
