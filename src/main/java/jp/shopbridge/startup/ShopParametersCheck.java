package jp.shopbridge.startup;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.BiConsumer;
import jp.shopbridge.mapping.DeclaredParameters;
import jp.shopbridge.mapping.MappingSource;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.core.env.Environment;

/**
 * The shops' settings for the mappings, against what the mappings declare: a misspelt name would be ignored, and a value
 * that is not among the choices would hold every product.
 */
final class ShopParametersCheck {

    private static final Bindable<Map<String, String>> SETTINGS = Bindable.mapOf(String.class, String.class);

    private final Environment environment;
    private final BiConsumer<String, String> complain;

    ShopParametersCheck(Environment environment, BiConsumer<String, String> complain) {
        this.environment = environment;
        this.complain = complain;
    }

    void look() {
        Binder settings = Binder.get(environment);
        DeclaredParameters declared = null;
        for (int shop = 0;
                settings.bind("bridge.shops[" + shop + "].key", String.class).isBound();
                shop++) {
            String place = "bridge.shops[" + shop + "].parameters";
            Map<String, String> written = settings.bind(place, SETTINGS).orElse(Map.of());
            if (written.isEmpty()) {
                continue;
            }
            if (declared == null) {
                declared = DeclaredParameters.of(source().read());
            }
            if (!declared.isEmpty()) {
                look(place, written, declared);
            }
        }
    }

    private void look(String place, Map<String, String> written, DeclaredParameters declared) {
        written.forEach((name, value) -> {
            String setting = place + "." + name;
            if (!declared.knows(name)) {
                complain.accept(
                        setting,
                        "no mapping has the parameter " + name + ", so it would be ignored. Write one of: "
                                + declared.near(name) + ".");
            } else if (!declared.choices(name).isEmpty()
                    && !declared.choices(name).contains(value)) {
                complain.accept(
                        setting,
                        "'" + value + "' is not among the values of the parameter " + name + ". Write one of: "
                                + String.join(", ", declared.choices(name)) + ".");
            }
        });
    }

    private MappingSource source() {
        String folder = environment.getProperty("bridge.mappings-dir", "");
        return !folder.isBlank() && Files.isDirectory(Path.of(folder))
                ? MappingSource.directory(Path.of(folder))
                : MappingSource.packed();
    }
}
