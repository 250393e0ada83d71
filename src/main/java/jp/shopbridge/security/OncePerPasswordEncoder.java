package jp.shopbridge.security;

import java.nio.charset.StandardCharsets;
import java.security.InvalidKeyException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.springframework.security.crypto.bcrypt.BCryptPasswordEncoder;
import org.springframework.security.crypto.password.PasswordEncoder;

/**
 * BCrypt, paid once per password instead of once per request: HTTP basic repeats the password every time, and BCrypt is
 * slow on purpose. What is remembered is a keyed digest of the last password that matched, under a key that only this
 * process knows; a wrong password always costs the full price.
 */
final class OncePerPasswordEncoder implements PasswordEncoder {

    private static final String ALGORITHM = "HmacSHA256";

    // What BCrypt reads of a password, in bytes.
    private static final int READ = 72;

    private final PasswordEncoder bcrypt;
    private final ConcurrentMap<String, byte[]> lastMatch = new ConcurrentHashMap<>();
    private final SecretKeySpec key;

    /**
     * An encoder.
     *
     * @param cost that of the strongest hash it will compare with: an unknown name costs as much, so that the time does not
     *     tell which names there are
     */
    OncePerPasswordEncoder(int cost) {
        bcrypt = new BCryptPasswordEncoder(cost);
        byte[] bytes = new byte[32];
        new SecureRandom().nextBytes(bytes);
        key = new SecretKeySpec(bytes, ALGORITHM);
    }

    @Override
    public String encode(CharSequence password) {
        return bcrypt.encode(password);
    }

    @Override
    public boolean matches(CharSequence password, String hash) {
        byte[] digest = digest(password);
        byte[] known = lastMatch.get(hash);
        if (known != null && MessageDigest.isEqual(known, digest)) {
            return true;
        }
        boolean whole = password.toString().getBytes(StandardCharsets.UTF_8).length <= READ;
        boolean matches = bcrypt.matches(password, hash) && whole;
        if (matches) {
            lastMatch.put(hash, digest);
        }
        return matches;
    }

    /** Whether this is a password that matched before, so that comparing it costs nothing. */
    boolean remembers(CharSequence password) {
        byte[] digest = digest(password);
        boolean found = false;
        for (byte[] known : lastMatch.values()) {
            found |= MessageDigest.isEqual(known, digest);
        }
        return found;
    }

    private byte[] digest(CharSequence password) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            return mac.doFinal(password.toString().getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException | InvalidKeyException e) {
            throw new IllegalStateException("This Java does not offer " + ALGORITHM + ".", e);
        }
    }
}
