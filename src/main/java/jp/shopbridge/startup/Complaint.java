package jp.shopbridge.startup;

import java.util.Locale;

/**
 * One setting that is missing or wrong.
 *
 * @param setting its name, such as {@code bridge.shops[0].futureshop.client-id}
 * @param text what is wrong and what it is for; never the value of a secret
 * @param ja the same in Japanese; may be empty
 */
record Complaint(String setting, String text, String ja) {

    Complaint(String setting, String text) {
        this(setting, text, "");
    }

    /** The name of the environment variable that sets it, after Spring's rule. */
    String environmentForm() {
        return setting.toUpperCase(Locale.ROOT)
                .replace("-", "")
                .replace("[", "_")
                .replace("]", "")
                .replace('.', '_');
    }
}
