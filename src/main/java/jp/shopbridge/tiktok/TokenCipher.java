package jp.shopbridge.tiktok;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.SecretKey;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.PBEKeySpec;
import javax.crypto.spec.SecretKeySpec;
import jp.shopbridge.failure.Messages;
import jp.shopbridge.failure.MisconfiguredFailure;
import jp.shopbridge.failure.Sentence;
import org.springframework.stereotype.Component;

/**
 * Encrypts what {@code tiktok_authorization} holds, with AES-256-GCM. What a text is (shop and column) is part of the seal, so
 * a token copied to another row does not open.
 *
 * <p>A sealed text is {@code 2.<key's id>.<nonce and ciphertext in Base64>}; one without the beginning is of a release that had
 * one key, one salt for everybody and fewer rounds. The first key seals, every key opens.
 */
@Component
final class TokenCipher {

    private static final String FORM = "2.";
    private static final int NONCE_BYTES = 12;
    private static final int TAG_BITS = 128;
    private static final int ID_BYTES = 4;
    // OWASP's figure for PBKDF2 with HMAC-SHA-256.
    private static final int ROUNDS = 600_000;
    private static final int EARLIER_ROUNDS = 100_000;
    private static final byte[] EARLIER_SALT = "jp.shopbridge.tiktok".getBytes(StandardCharsets.UTF_8);
    private static final SecureRandom RANDOM = new SecureRandom();

    private final List<String> texts;
    private final byte[] salt;
    private final Map<Integer, Key> keys = new ConcurrentHashMap<>();
    private final Map<Integer, SecretKey> earlierKeys = new ConcurrentHashMap<>();

    /** A key made of a text. Its id tells keys apart and is made of the key, so that it helps nobody to guess the text. */
    private record Key(String id, SecretKey key) {}

    /** With which key a text was sealed: its place in the list, from 0, and whether in the form of today. */
    record SealedBy(int place, boolean today) {

        /** Whether sealing it anew would change nothing but the nonce. */
        boolean current() {
            return place == 0 && today;
        }
    }

    TokenCipher(KeySettings settings, EncryptionSalt salt) {
        texts = settings.all();
        if (texts.isEmpty() || texts.stream().anyMatch(text -> text.length() < 16)) {
            throw new MisconfiguredFailure("TIKTOK_ENCRYPTION_KEY", Messages.sentence("TIKTOK_ENCRYPTION_KEY"));
        }
        this.salt = salt.bytes();
        key(0);
    }

    String seal(String what, String plain) {
        byte[] nonce = new byte[NONCE_BYTES];
        RANDOM.nextBytes(nonce);
        Key first = key(0);
        try {
            byte[] sealed = cipher(Cipher.ENCRYPT_MODE, first.key(), nonce, what)
                    .doFinal(plain.getBytes(StandardCharsets.UTF_8));
            return FORM + first.id() + "."
                    + Base64.getEncoder()
                            .encodeToString(ByteBuffer.allocate(nonce.length + sealed.length)
                                    .put(nonce)
                                    .put(sealed)
                                    .array());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("This Java cannot encrypt with AES/GCM.", e);
        }
    }

    String open(String what, String sealed) {
        return opened(what, sealed).text();
    }

    /** Which key opens a text; empty when none of the configured ones does. */
    Optional<SealedBy> sealedBy(String what, String sealed) {
        try {
            return Optional.of(opened(what, sealed).by());
        } catch (MisconfiguredFailure e) {
            return Optional.empty();
        }
    }

    private record Opened(String text, SealedBy by) {}

    private Opened opened(String what, String sealed) {
        boolean today = sealed.startsWith(FORM);
        String id = today ? sealed.substring(FORM.length(), sealed.indexOf('.', FORM.length())) : "";
        byte[] bytes = Base64.getDecoder().decode(sealed.substring(sealed.lastIndexOf('.') + 1));
        for (int place = 0; place < texts.size(); place++) {
            if (today && !key(place).id().equals(id)) {
                continue;
            }
            try {
                SecretKey key = today ? key(place).key() : earlierKey(place);
                byte[] plain = cipher(Cipher.DECRYPT_MODE, key, Arrays.copyOf(bytes, NONCE_BYTES), what)
                        .doFinal(bytes, NONCE_BYTES, bytes.length - NONCE_BYTES);
                return new Opened(new String(plain, StandardCharsets.UTF_8), new SealedBy(place, today));
            } catch (AEADBadTagException e) {
                // Not this key's.
            } catch (GeneralSecurityException e) {
                throw new IllegalStateException("This Java cannot decrypt with AES/GCM.", e);
            }
        }
        String known = IntStream.range(0, texts.size())
                .mapToObj(place -> key(place).id())
                .collect(Collectors.joining(", "));
        throw new MisconfiguredFailure(
                "TIKTOK_ENCRYPTION_KEY",
                Messages.sentence(
                        "TIKTOK_ENCRYPTION_KEY.none-opens",
                        today ? Messages.sentence("tiktok.sealed-with", id) : Sentence.NOTHING,
                        known));
    }

    /** The id of the key that seals. */
    String sealsWith() {
        return key(0).id();
    }

    private static Cipher cipher(int mode, SecretKey key, byte[] nonce, String what) throws GeneralSecurityException {
        Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce));
        cipher.updateAAD(what.getBytes(StandardCharsets.UTF_8));
        return cipher;
    }

    private Key key(int place) {
        return keys.computeIfAbsent(place, any -> {
            SecretKey key = derive(texts.get(place), salt, ROUNDS);
            return new Key(id(key), key);
        });
    }

    private SecretKey earlierKey(int place) {
        return earlierKeys.computeIfAbsent(place, any -> derive(texts.get(place), EARLIER_SALT, EARLIER_ROUNDS));
    }

    private static String id(SecretKey key) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(key.getEncoded());
            return HexFormat.of().formatHex(digest, 0, ID_BYTES);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java has SHA-256.", e);
        }
    }

    private static SecretKey derive(String text, byte[] salt, int rounds) {
        try {
            byte[] bytes = SecretKeyFactory.getInstance("PBKDF2WithHmacSHA256")
                    .generateSecret(new PBEKeySpec(text.toCharArray(), salt, rounds, 256))
                    .getEncoded();
            return new SecretKeySpec(bytes, "AES");
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("This Java has no PBKDF2WithHmacSHA256.", e);
        }
    }
}
