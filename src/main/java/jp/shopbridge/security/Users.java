package jp.shopbridge.security;

import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.security.core.userdetails.User;
import org.springframework.security.core.userdetails.UserDetails;
import org.springframework.security.crypto.password.PasswordEncoder;

/** The two users with their hashed passwords, and the passwords that had to be made up because none were set. */
final class Users {

    static final String MERCHANT = "merchant";
    static final String OPERATOR = "operator";

    private static final String HASHED = "{bcrypt}";
    // Without l, o, 0 and 1: a printed password is typed by a person.
    private static final String LETTERS = "abcdefghijkmnpqrstuvwxyz23456789";

    private final List<UserDetails> details = new ArrayList<>();
    private final Map<String, String> madeUp = new LinkedHashMap<>();

    Users(SecuritySettings settings, PasswordEncoder encoder) {
        add(MERCHANT, settings, encoder, Role.MERCHANT);
        add(OPERATOR, settings, encoder, Role.MERCHANT, Role.OPERATOR, Role.CONSOLE);
    }

    private void add(String name, SecuritySettings settings, PasswordEncoder encoder, Role... roles) {
        String password = settings.passwordOf(name);
        if (password == null) {
            password = generated();
            madeUp.put(name, password);
        }
        String[] names = new String[roles.length];
        for (int i = 0; i < roles.length; i++) {
            names[i] = roles[i].name();
        }
        String hash = password.startsWith(HASHED) ? password.substring(HASHED.length()) : encoder.encode(password);
        details.add(User.withUsername(name).password(hash).roles(names).build());
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

    List<UserDetails> details() {
        return List.copyOf(details);
    }

    /** User name to password, for the users whose password was not set; never anything that was configured. */
    Map<String, String> madeUp() {
        return Map.copyOf(madeUp);
    }
}
