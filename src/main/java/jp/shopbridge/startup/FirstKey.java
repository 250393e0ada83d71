package jp.shopbridge.startup;

import java.util.List;
import java.util.Map;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.env.EnvironmentPostProcessor;
import org.springframework.core.Ordered;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MapPropertySource;

/** Makes the first of {@code bridge.encryption-keys} the one key for whoever asks for one. */
public final class FirstKey implements EnvironmentPostProcessor, Ordered {

    /** Made by Spring Boot by its class name. */
    public FirstKey() {}

    @Override
    public int getOrder() {
        return LOWEST_PRECEDENCE;
    }

    @Override
    public void postProcessEnvironment(ConfigurableEnvironment environment, SpringApplication application) {
        List<String> keys = Binder.get(environment)
                .bind("bridge.encryption-keys", Bindable.listOf(String.class))
                .orElse(List.of());
        if (!keys.isEmpty()) {
            environment
                    .getPropertySources()
                    .addFirst(new MapPropertySource("firstKey", Map.of("bridge.encryption-key", keys.get(0))));
        }
    }
}
