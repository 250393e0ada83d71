package jp.shopbridge.tiktok;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.SecretKey;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.PBEKeySpec;
import javax.crypto.spec.SecretKeySpec;
import jp.shopbridge.BridgeSettings;
import jp.shopbridge.failure.MisconfiguredFailure;
import jp.shopbridge.failure.Sentence;
import org.springframework.stereotype.Component;

/**
 * Encrypts what {@code tiktok_authorization} holds, with AES-256-GCM under {@code bridge.encryption-key}. What a text is
 * (shop and column) is part of the seal, so a token copied to another row does not open.
 */
@Component
final class TokenCipher {

    private static final int NONCE_BYTES = 12;
    private static final int TAG_BITS = 128;
    // The key text is the secret; the salt only keeps ready-made tables from applying.
    private static final byte[] SALT = "jp.shopbridge.tiktok".getBytes(StandardCharsets.UTF_8);
    private static final int ROUNDS = 100_000;
    private static final SecureRandom RANDOM = new SecureRandom();

    private final SecretKey key;

    TokenCipher(BridgeSettings settings) {
        String text = settings.encryptionKey();
        if (text == null || text.length() < 16) {
            throw new MisconfiguredFailure(
                    "TIKTOK_ENCRYPTION_KEY",
                    Sentence.of(
                            "bridge.encryption-keyが設定されていないか、16文字未満です。16文字以上の文字列を設定してください。",
                            "The setting bridge.encryption-key is missing or shorter than 16 characters: set one."));
        }
        key = derive(text);
    }

    String seal(String what, String plain) {
        byte[] nonce = new byte[NONCE_BYTES];
        RANDOM.nextBytes(nonce);
        try {
            byte[] sealed = cipher(Cipher.ENCRYPT_MODE, nonce, what).doFinal(plain.getBytes(StandardCharsets.UTF_8));
            return Base64.getEncoder()
                    .encodeToString(ByteBuffer.allocate(nonce.length + sealed.length)
                            .put(nonce)
                            .put(sealed)
                            .array());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("This Java cannot encrypt with AES/GCM.", e);
        }
    }

    String open(String what, String sealed) {
        byte[] bytes = Base64.getDecoder().decode(sealed);
        byte[] nonce = Arrays.copyOf(bytes, NONCE_BYTES);
        try {
            return new String(
                    cipher(Cipher.DECRYPT_MODE, nonce, what).doFinal(bytes, NONCE_BYTES, bytes.length - NONCE_BYTES),
                    StandardCharsets.UTF_8);
        } catch (AEADBadTagException e) {
            throw new MisconfiguredFailure(
                    "TIKTOK_ENCRYPTION_KEY",
                    Sentence.of(
                            "保存されているTikTok Shopの認証情報を読み出せません。bridge.encryption-keyが変わっています。元の値に戻すか、TikTok Shop認証をやり直してください。",
                            "The stored TikTok Shop authorization cannot be opened because bridge.encryption-key has"
                                    + " changed: restore the old key, or authorise again."),
                    e);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("This Java cannot decrypt with AES/GCM.", e);
        }
    }

    private Cipher cipher(int mode, byte[] nonce, String what) throws GeneralSecurityException {
        Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce));
        cipher.updateAAD(what.getBytes(StandardCharsets.UTF_8));
        return cipher;
    }

    private static SecretKey derive(String text) {
        try {
            byte[] bytes = SecretKeyFactory.getInstance("PBKDF2WithHmacSHA256")
                    .generateSecret(new PBEKeySpec(text.toCharArray(), SALT, ROUNDS, 256))
                    .getEncoded();
            return new SecretKeySpec(bytes, "AES");
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("This Java has no PBKDF2WithHmacSHA256.", e);
        }
    }
}
