package jp.shopbridge.startup;

import com.nulabinc.zxcvbn.Zxcvbn;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.BiConsumer;
import java.util.regex.Pattern;
import jp.shopbridge.ActorName;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.core.env.Environment;

/** Looks at {@code security.users}: a slip here could open a door, so nothing about a person is guessed. */
final class PeopleCheck {

    private static final String USERS = "security.users";
    private static final Set<String> ALWAYS_THERE = Set.of("merchant", "operator");
    private static final Set<String> ROLES = Set.of("merchant", "operator", "monitor");
    private static final Set<String> KNOWN = Set.of("password", "role", "shops");
    private static final Bindable<Map<String, Object>> ANYTHING = Bindable.mapOf(String.class, Object.class);
    private static final Bindable<List<String>> TEXTS = Bindable.listOf(String.class);

    private static final String HASHED = "{bcrypt}";
    private static final Pattern BCRYPT = Pattern.compile("\\$2[aby]\\$1[0-4]\\$[./A-Za-z0-9]{53}");
    private static final List<String> OUR_WORDS =
            List.of("merchant", "operator", "monitor", "bridge", "futureshop", "tiktok", "tiktokshop");
    private static final int SHORTEST = 12;
    private static final int LONGEST = 72;

    private final Binder settings;
    private final Set<String> shops;
    private final BiConsumer<String, String> complain;

    /**
     * A check.
     *
     * @param shops the keys of the configured shops
     * @param complain takes a setting's name and what is wrong with it
     */
    PeopleCheck(Environment settings, Set<String> shops, BiConsumer<String, String> complain) {
        this.settings = Binder.get(settings);
        this.shops = shops;
        this.complain = complain;
    }

    /** Looks at everybody; answers the settings of passwords that have to be there, besides the two that always are. */
    Set<String> look() {
        Map<String, Object> users = new TreeMap<>(settings.bind(USERS, ANYTHING).orElse(Map.of()));
        Set<String> passwords = new TreeSet<>();
        Set<String> folded = new HashSet<>();
        users.forEach((name, set) -> {
            String user = USERS + "." + written(name);
            if (!ActorName.fits(name)) {
                complain.accept(user, "'" + name + "' cannot be a name: " + ActorName.RULE + ".");
            } else if (ActorName.isOurs(name)) {
                complain.accept(user, "under this name the bridge itself acts; choose another.");
            } else if (!folded.add(ActorName.folded(name))) {
                complain.accept(
                        user,
                        "somebody else has this name, written in another case. Every person needs one of"
                                + " their own.");
            } else if (known(user, set)) {
                password(user);
                role(user, name);
                shops(user);
                if (!ALWAYS_THERE.contains(ActorName.folded(name))) {
                    passwords.add(user + ".password");
                }
            }
        });
        return passwords;
    }

    /** A misspelt "shops" would otherwise open every shop. */
    private boolean known(String user, Object set) {
        if (!(set instanceof Map<?, ?> fields)) {
            complain.accept(
                    user,
                    "not a person; set " + user + ".password, .role and, where only some shops are meant,"
                            + " .shops.");
            return false;
        }
        boolean known = true;
        for (Object field :
                new TreeSet<>(fields.keySet().stream().map(String::valueOf).toList())) {
            if (!KNOWN.contains(String.valueOf(field).toLowerCase(Locale.ROOT))) {
                complain.accept(
                        user + "." + field,
                        "there is no such setting of a person; there are password, role and shops. A name with a dot is"
                                + " written in brackets: " + USERS + ".[taro.yamada].password.");
                known = false;
            }
        }
        return known;
    }

    /** BCrypt reads 72 bytes and no more, and a hash says nothing about the length of what was hashed. */
    private void password(String user) {
        String password = settings.bind(user + ".password", String.class).orElse("");
        String setting = user + ".password";
        if (password.isBlank()) {
            return;
        }
        if (password.startsWith(HASHED)) {
            if (!BCRYPT.matcher(password.substring(HASHED.length())).matches()) {
                complain.accept(
                        setting,
                        "no BCrypt hash of cost 10 to 14, such as {bcrypt}$2a$12$… with 53 characters after the cost. In"
                                + " a shell or a .env file quote it: a $ is taken for a variable.");
            }
            return;
        }
        if (password.codePointCount(0, password.length()) >= SHORTEST && isCommon(password)) {
            complain.accept(
                    setting,
                    "among the first that are guessed: a common password, a sequence, a repetition or a name of this"
                            + " program. Take another one, such as four words that do not belong together.");
        }
        if (password.codePointCount(0, password.length()) < SHORTEST) {
            complain.accept(
                    setting,
                    "shorter than " + SHORTEST + " characters. Take a longer one, such as four words that do not belong"
                            + " together.");
        }
        if (password.getBytes(StandardCharsets.UTF_8).length > LONGEST) {
            complain.accept(
                    setting,
                    "longer than " + LONGEST
                            + " bytes in UTF-8 (a Japanese character has 3); what comes after them would"
                            + " not count. Take a shorter one.");
        }
    }

    /** Whether a million guesses would find it, which the wait after wrong ones does not keep off for ever. */
    private static boolean isCommon(String password) {
        return new Zxcvbn().measure(password, OUR_WORDS).getScore() < 2;
    }

    private void role(String user, String name) {
        String role = settings.bind(user + ".role", String.class).orElse("");
        if (role.isEmpty() && ALWAYS_THERE.contains(ActorName.folded(name))) {
            return;
        }
        if (role.isEmpty()) {
            complain.accept(user + ".role", "missing: what the person may do, merchant, operator or monitor.");
        } else if (!ROLES.contains(role)) {
            complain.accept(user + ".role", "'" + role + "' is no role; there are merchant, operator and monitor.");
        }
    }

    private void shops(String user) {
        if (!settings.bind(user + ".shops", Bindable.of(Object.class)).isBound()) {
            return;
        }
        List<String> keys = settings.bind(user + ".shops", TEXTS).orElse(List.of());
        if (settings.bind(user + ".role", String.class).orElse("").equals("monitor")) {
            complain.accept(user + ".shops", "the figures a monitor reads are of all shops; leave it out.");
            return;
        }
        if (keys.isEmpty()) {
            complain.accept(
                    user + ".shops",
                    "names no shop, so the person could see nothing. Leave it out for all shops, or name some.");
        }
        for (String key : keys) {
            if (!shops.contains(key)) {
                complain.accept(
                        user + ".shops",
                        "'" + key + "' is the key of no shop; the keys are " + String.join(", ", new TreeSet<>(shops))
                                + ".");
            }
        }
    }

    /** A name as a setting's address has it: in brackets where Spring would otherwise read another one. */
    private static String written(String name) {
        return name.matches("[a-z0-9-]+") ? name : "[" + name + "]";
    }
}
