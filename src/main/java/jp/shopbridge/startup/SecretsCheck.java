package jp.shopbridge.startup;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.Profiles;

/** Looks at secrets that stand in files and at the list of encryption keys. */
final class SecretsCheck {

    private static final int KEY_LENGTH = 16;

    private SecretsCheck() {}

    /** Everything that is wrong; never with a secret in it. */
    static List<Complaint> complaintsAbout(ConfigurableEnvironment settings) {
        List<Complaint> complaints = new ArrayList<>(SecretFiles.complaints(settings));
        List<String> keys = Binder.get(settings)
                .bind("bridge.encryption-keys", Bindable.listOf(String.class))
                .orElse(List.of());
        for (int i = 0; i < keys.size(); i++) {
            String name = "bridge.encryption-keys[" + i + "]";
            String key = keys.get(i).strip();
            if (key.length() < KEY_LENGTH) {
                complaints.add(new Complaint(name, "shorter than " + KEY_LENGTH + " characters."));
            } else if (key.startsWith("sandbox-only-") && !settings.acceptsProfiles(Profiles.of("sandbox"))) {
                complaints.add(
                        new Complaint(name, "the sandbox's key, which everybody knows. Choose one of your own."));
            }
        }
        if (new HashSet<>(keys).size() < keys.size()) {
            complaints.add(new Complaint("bridge.encryption-keys", "the same key stands there twice. Keep it once."));
        }
        return complaints;
    }
}
