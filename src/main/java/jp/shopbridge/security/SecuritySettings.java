package jp.shopbridge.security;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The users ({@code security.*}).
 *
 * @param users by name, {@code merchant} and {@code operator}; any other name is refused at the start
 */
@ConfigurationProperties("security")
record SecuritySettings(@DefaultValue Map<String, User> users) {

    /**
     * One user.
     *
     * @param password in clear text, or already hashed as <code>{bcrypt}$2a$…</code>
     */
    record User(@Nullable String password) {

        @Override
        public String toString() {
            return "User[password=" + (password == null ? "not set" : "set") + "]";
        }
    }

    /** The configured password of this user, or null when there is none. */
    @Nullable
    String passwordOf(String name) {
        User user = users.get(name);
        return user == null || user.password() == null || user.password().isBlank() ? null : user.password();
    }
}
