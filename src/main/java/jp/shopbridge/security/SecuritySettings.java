package jp.shopbridge.security;

import java.util.List;
import java.util.Map;
import jp.shopbridge.ActorName;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The people who sign in with a password ({@code security.*}).
 *
 * @param users by name; {@code merchant} and {@code operator} are always there
 */
@ConfigurationProperties("security")
record SecuritySettings(@DefaultValue Map<String, User> users) {

    /**
     * One person.
     *
     * @param password in clear text, or already hashed as <code>{bcrypt}$2a$…</code>
     * @param role {@code merchant} or {@code operator}; may be left out for the two users of those names
     * @param shops the keys of the shops the person may see and act for; all when left out
     */
    record User(@Nullable String password, @Nullable String role, @Nullable List<String> shops) {

        /** A user of whom only the password is set. */
        static User of(String password) {
            return new User(password, null, null);
        }

        @Override
        public String toString() {
            return "User[password=" + (password == null ? "not set" : "set") + ", role=" + role + ", shops=" + shops
                    + "]";
        }
    }

    /** What is set of the person with this name, in any case; nothing set when there is no such person. */
    User user(String name) {
        return users.entrySet().stream()
                .filter(user -> ActorName.folded(user.getKey()).equals(ActorName.folded(name)))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElse(new User(null, null, null));
    }
}
