package jp.shopbridge.startup;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiConsumer;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.core.env.Environment;

/** Looks at {@code security.oidc}: a slip here could open a door, so nothing is guessed. */
final class OidcCheck {

    private static final String OIDC = "security.oidc";
    private static final Set<String> KNOWN = Set.of(
            "issuer",
            "clientid",
            "clientsecret",
            "clientsecretfile",
            "label",
            "scopes",
            "nameclaim",
            "roleclaim",
            "roles",
            "shopsclaim");
    private static final Bindable<List<String>> TEXTS = Bindable.listOf(String.class);

    private final Binder settings;
    private final BiConsumer<String, String> complain;

    /**
     * A check.
     *
     * @param complain takes a setting's name and what is wrong with it
     */
    OidcCheck(Environment settings, BiConsumer<String, String> complain) {
        this.settings = Binder.get(settings);
        this.complain = complain;
    }

    void look() {
        String issuer = text("issuer");
        if (issuer.isEmpty()) {
            for (String name : List.of("client-id", "client-secret", "client-secret-file", "shops-claim")) {
                if (!text(name).isEmpty()) {
                    complain.accept(
                            OIDC + "." + name,
                            "set, but " + OIDC + ".issuer is not, so nobody can sign in at a provider.");
                }
            }
            return;
        }
        known();
        issuer(issuer);
        if (text("client-id").isEmpty()) {
            complain.accept(OIDC + ".client-id", "missing: what the provider knows the bridge as.");
        }
        secret();
        if (texts("roles.merchant").isEmpty() && texts("roles.operator").isEmpty()) {
            complain.accept(
                    OIDC + ".roles",
                    "missing: name in .roles.merchant or .roles.operator the values of the claim " + text("role-claim")
                            + " that let somebody in; without them nobody could sign in.");
        }
        for (String name : List.of("name-claim", "role-claim")) {
            if (text(name).isEmpty()) {
                complain.accept(OIDC + "." + name, "empty: name a claim.");
            }
        }
        if (!texts("scopes").contains("openid")) {
            complain.accept(OIDC + ".scopes", "without openid the provider does not say who somebody is. Add it.");
        }
    }

    /** A misspelt "shops-claim" would otherwise open every shop to everybody. */
    private void known() {
        Map<String, Object> set =
                settings.bind(OIDC, Bindable.mapOf(String.class, Object.class)).orElse(Map.of());
        for (String name : new TreeSet<>(set.keySet())) {
            if (!KNOWN.contains(name.replaceAll("[-_]", "").toLowerCase(Locale.ROOT))) {
                complain.accept(OIDC + "." + name, "there is no such setting.");
            }
        }
    }

    private void issuer(String issuer) {
        try {
            URI uri = URI.create(issuer);
            String host = uri.getHost();
            boolean here = host != null && (host.equals("localhost") || host.startsWith("127."));
            if (host == null || uri.getQuery() != null || uri.getFragment() != null || uri.getUserInfo() != null) {
                complain.accept(OIDC + ".issuer", "'" + issuer + "' is not an address such as https://id.example.com.");
            } else if (!"https".equals(uri.getScheme()) && !("http".equals(uri.getScheme()) && here)) {
                complain.accept(
                        OIDC + ".issuer", "'" + issuer + "' could be pretended by anybody in between. Use https.");
            }
        } catch (IllegalArgumentException e) {
            complain.accept(OIDC + ".issuer", "not an address such as https://id.example.com.");
        }
    }

    private void secret() {
        String file = text("client-secret-file");
        if (file.isEmpty() == text("client-secret").isEmpty()) {
            complain.accept(
                    OIDC + ".client-secret",
                    "set either this or " + OIDC + ".client-secret-file: the secret that the provider issued with the"
                            + " client id.");
        } else if (!file.isEmpty() && !Files.isReadable(Path.of(file))) {
            complain.accept(OIDC + ".client-secret-file", "'" + file + "' cannot be read.");
        }
    }

    private String text(String name) {
        return settings.bind(OIDC + "." + name, String.class).orElse("").strip();
    }

    private List<String> texts(String name) {
        return settings.bind(OIDC + "." + name, TEXTS).orElse(List.of());
    }
}
