package jp.shopbridge.startup;

import java.net.URI;
import java.util.List;
import jp.shopbridge.BridgeSettings;
import jp.shopbridge.SettingsCommand;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.ConfigurableApplicationContext;
import picocli.CommandLine;

/** Lists the configured shops. */
@CommandLine.Command(
        name = "shops",
        description = "Lists the configured shops with the addresses that are asked for them. Asks nobody.")
public final class ShopsCommand extends SettingsCommand {

    @Override
    public Integer call() {
        try (ConfigurableApplicationContext context = open(Records.class)) {
            List<BridgeSettings.Shop> shops =
                    context.getBean(BridgeSettings.class).shops();
            for (BridgeSettings.Shop shop : shops) {
                out().println(shop.key() + "\tfutureshop "
                        + URI.create(shop.futureshop().baseUrl()).getAuthority() + "\tTikTok Shop "
                        + URI.create(shop.tiktok().apiBaseUrl()).getAuthority());
            }
            return FINE;
        }
    }

    @EnableConfigurationProperties(BridgeSettings.class)
    static class Records {}
}
