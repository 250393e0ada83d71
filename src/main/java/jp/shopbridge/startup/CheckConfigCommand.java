package jp.shopbridge.startup;

import java.util.stream.Collectors;
import jp.shopbridge.Bridge;
import jp.shopbridge.BridgeSettings;
import jp.shopbridge.SettingsCommand;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.ConfigurableApplicationContext;
import picocli.CommandLine;

/** Looks at every setting as a start would, and reads each into the record that holds it. */
@CommandLine.Command(
        name = "check-config",
        description = "Looks at every setting as a start would, and says what is missing or wrong. Asks nobody.")
public final class CheckConfigCommand extends SettingsCommand {

    @Override
    public Integer call() {
        try (ConfigurableApplicationContext context = open(Records.class)) {
            String profiles = String.join(", ", context.getEnvironment().getActiveProfiles());
            out().println("Every setting can be used. Profile: "
                    + (profiles.isEmpty() ? "sandbox" : profiles) + "; shops: "
                    + context.getBean(BridgeSettings.class).shops().stream()
                            .map(BridgeSettings.Shop::key)
                            .collect(Collectors.joining(", "))
                    + "; database: "
                    + context.getEnvironment()
                            .getRequiredProperty("spring.datasource.url")
                            .replaceFirst("[;?].*", "")
                    + ".");
            return FINE;
        }
    }

    /** A setting that is missing or wrong is what this command looks for. */
    @Override
    protected int refused() {
        return FOUND;
    }

    @EnableConfigurationProperties
    @ConfigurationPropertiesScan(basePackageClasses = Bridge.class)
    static class Records {}
}
