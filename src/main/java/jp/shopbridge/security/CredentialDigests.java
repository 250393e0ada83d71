package jp.shopbridge.security;

import java.nio.charset.StandardCharsets;
import java.security.InvalidKeyException;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * What somebody's password and rights are, as a keyed digest: the same after a restart while nothing about the person has
 * changed, and of no use to whoever finds it in a stored session.
 */
final class CredentialDigests {

    private static final String ALGORITHM = "HmacSHA256";

    private final Map<String, String> digests = new HashMap<>();

    CredentialDigests(SecuritySettings settings, Users users, byte[] secret) {
        users.details().forEach(user -> {
            SecuritySettings.User of = settings.user(user.getUsername());
            String password = of.password() == null || of.password().isBlank() ? user.getPassword() : of.password();
            digests.put(
                    SignInSource.folded(user.getUsername()), digest(secret, password + "\n" + user.getAuthorities()));
        });
    }

    /** The person's standing now; empty when nobody has that name any more. */
    String of(String name) {
        return digests.getOrDefault(SignInSource.folded(name), "");
    }

    private static String digest(byte[] secret, String text) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(secret, ALGORITHM));
            return Base64.getEncoder().encodeToString(mac.doFinal(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException | InvalidKeyException e) {
            throw new IllegalStateException("This Java does not offer " + ALGORITHM + ".", e);
        }
    }
}
