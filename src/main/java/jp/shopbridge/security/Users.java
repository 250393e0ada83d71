package jp.shopbridge.security;

import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import jp.shopbridge.ActorName;
import jp.shopbridge.token.TakenNames;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.userdetails.User;
import org.springframework.security.core.userdetails.UserDetails;
import org.springframework.security.crypto.password.PasswordEncoder;

/** The people with their hashed passwords, and the passwords that had to be made up because none were set. */
final class Users implements TakenNames {

    static final String MERCHANT = "merchant";
    static final String OPERATOR = "operator";

    private static final String HASHED = "{bcrypt}";
    // Without l, o, 0 and 1: a printed password is typed by a person.
    private static final String LETTERS = "abcdefghijkmnpqrstuvwxyz23456789";

    private final List<UserDetails> details = new ArrayList<>();
    private final Map<String, String> madeUp = new LinkedHashMap<>();

    Users(SecuritySettings settings, PasswordEncoder encoder) {
        add(MERCHANT, settings.user(MERCHANT), encoder);
        add(OPERATOR, settings.user(OPERATOR), encoder);
        settings.users().forEach((name, user) -> {
            if (!ActorName.folded(name).equals(MERCHANT)
                    && !ActorName.folded(name).equals(OPERATOR)) {
                add(name, user, encoder);
            }
        });
    }

    private void add(String name, SecuritySettings.User settings, PasswordEncoder encoder) {
        String password = settings.password();
        if (password == null || password.isBlank()) {
            password = generated();
            madeUp.put(name, password);
        }
        String hash = password.startsWith(HASHED) ? password.substring(HASHED.length()) : encoder.encode(password);
        details.add(User.withUsername(name)
                .password(hash)
                .authorities(Rights.of(role(name, settings.role()), settings.shops()))
                .build());
    }

    /** The role that is set, or that the user's name says; whoever has neither was refused at the start. */
    private static Role role(String name, @Nullable String role) {
        return Role.named(role == null ? name : role)
                .orElseThrow(() -> new IllegalArgumentException(
                        "security.users." + name + ".role must be merchant, operator or monitor."));
    }

    /** The highest cost of the hashes that are set, and 10 at least. */
    static int strongestCost(SecuritySettings settings) {
        return settings.users().values().stream()
                .map(SecuritySettings.User::password)
                .filter(password -> password != null && password.matches("\\{bcrypt\\}\\$2[aby]\\$\\d\\d\\$.*"))
                .mapToInt(password -> Integer.parseInt(password.substring(HASHED.length() + 4, HASHED.length() + 6)))
                .reduce(10, Math::max);
    }

    private static String generated() {
        SecureRandom random = new SecureRandom();
        StringBuilder password = new StringBuilder();
        for (int i = 0; i < 16; i++) {
            if (i > 0 && i % 4 == 0) {
                password.append('-');
            }
            password.append(LETTERS.charAt(random.nextInt(LETTERS.length())));
        }
        return password.toString();
    }

    @Override
    public boolean isTaken(String name) {
        String folded = ActorName.folded(name);
        return details.stream()
                .anyMatch(user -> ActorName.folded(user.getUsername()).equals(folded));
    }

    List<UserDetails> details() {
        return List.copyOf(details);
    }

    /** User name to password, for the users whose password was not set; never anything that was configured. */
    Map<String, String> madeUp() {
        return Map.copyOf(madeUp);
    }
}
