package jp.shopbridge.startup;

import java.util.ArrayList;
import java.util.List;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;

/** Lets the application start only when there is no complaint about a setting; runs before the first bean. */
@Order(Ordered.HIGHEST_PRECEDENCE)
final class SettingsGate implements ApplicationContextInitializer<ConfigurableApplicationContext> {

    @Override
    public void initialize(ConfigurableApplicationContext context) {
        List<Complaint> complaints = new ArrayList<>(SecretsCheck.complaintsAbout(context.getEnvironment()));
        complaints.addAll(LiveSettingsCheck.complaintsAbout(context.getEnvironment()));
        new ShopParametersCheck(
                        context.getEnvironment(), (setting, text) -> complaints.add(new Complaint(setting, text)))
                .look();
        if (!complaints.isEmpty()) {
            throw new StartRefused(complaints);
        }
    }
}
