package jp.shopbridge.startup;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import jp.shopbridge.SettingsCommand;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.security.crypto.bcrypt.BCryptPasswordEncoder;
import picocli.CommandLine;

/** Lists the people who sign in with a password, or makes the hash of a password that is read from standard input. */
@CommandLine.Command(
        name = "users",
        description =
                "Lists the people of security.users with role and shops, and how their password is kept. Asks nobody.")
public final class UsersCommand extends SettingsCommand {

    private static final int COST = 12;
    private static final String NEW_PASSWORD = "security.users.operator.password";
    private static final Bindable<Map<String, Object>> ANYTHING = Bindable.mapOf(String.class, Object.class);
    private static final Bindable<List<String>> TEXTS = Bindable.listOf(String.class);

    @CommandLine.Option(
            names = "--hash",
            description =
                    "Reads a password from standard input, one line, and prints what to set instead of it ({bcrypt}…).")
    private boolean hash;

    @Override
    public Integer call() throws IOException {
        if (hash) {
            return hash(new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8)).readLine());
        }
        try (ConfigurableApplicationContext context = open(Nothing.class)) {
            Binder settings = Binder.get(context.getEnvironment());
            Map<String, Object> users = new TreeMap<>(Map.of("merchant", "", "operator", ""));
            users.putAll(settings.bind("security.users", ANYTHING).orElse(Map.of()));
            for (String name : users.keySet()) {
                String user = "security.users.[" + name + "]";
                String password =
                        settings.bind(user + ".password", String.class).orElse("");
                String shops = settings.bind(user + ".shops", TEXTS)
                        .map(list -> String.join(",", list))
                        .orElse("all");
                out().println(name + "\t"
                        + settings.bind(user + ".role", String.class).orElse(name) + "\tshops: "
                        + shops + "\tpassword: "
                        + (password.isBlank()
                                ? "none, made up at each start"
                                : password.startsWith("{bcrypt}") ? "hashed" : "in clear text"));
            }
            return FINE;
        }
    }

    private int hash(@Nullable String password) {
        String given = Optional.ofNullable(password).orElse("");
        StandardEnvironment environment = new StandardEnvironment();
        environment.getPropertySources().addFirst(new MapPropertySource("given", Map.of(NEW_PASSWORD, given)));
        List<String> complaints = new ArrayList<>();
        if (given.isBlank()) {
            complaints.add("there is none on standard input.");
        }
        new PeopleCheck(environment, Set.of(), (setting, text) -> {
                    if (setting.equals(NEW_PASSWORD)) {
                        complaints.add(text);
                    }
                })
                .look();
        if (!complaints.isEmpty()) {
            throw new NotDone(
                    "The password cannot be used: " + String.join(" ", complaints),
                    "このパスワードは使えません。12文字以上・72バイト以内で、推測されにくいものにしてください。");
        }
        out().println("{bcrypt}" + new BCryptPasswordEncoder(COST).encode(given));
        return FINE;
    }

    static class Nothing {}
}
