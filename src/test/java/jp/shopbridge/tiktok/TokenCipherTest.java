package jp.shopbridge.tiktok;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Clock;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import javax.crypto.Cipher;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.PBEKeySpec;
import javax.crypto.spec.SecretKeySpec;
import jp.shopbridge.failure.MisconfiguredFailure;
import jp.shopbridge.support.Database;
import jp.shopbridge.support.QuickKeys;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Keys that are exchanged while instances with the old and the new ones run side by side. */
class TokenCipherTest {

    private static final String OLD = "the-old-key-of-the-shop";
    private static final String NEW = "the-new-key-of-the-shop";
    private static final String WHAT = "main.access";

    private final Database database = Database.h2();

    @BeforeEach
    void makeKeysQuickly() {
        QuickKeys.on();
    }

    @Test
    void makesItsKeyWithTheRoundsThatDocumentsPromise() throws GeneralSecurityException {
        QuickKeys.off();
        TokenCipher cipher = cipher(OLD);
        byte[] salt = salt(database).bytes();
        byte[] key = SecretKeyFactory.getInstance("PBKDF2WithHmacSHA256")
                .generateSecret(new PBEKeySpec(OLD.toCharArray(), salt, 600_000, 256))
                .getEncoded();

        assertThat(cipher.sealsWith())
                .isEqualTo(HexFormat.of()
                        .formatHex(MessageDigest.getInstance("SHA-256").digest(key), 0, 4));
    }

    @Test
    void keysAreExchangedByTwoRollingRestarts() {
        TokenCipher before = cipher(OLD);
        TokenCipher both = cipher(OLD, NEW);
        String sealed = before.seal(WHAT, "token");

        // The first round: what either instance seals, the other one opens.
        assertThat(both.open(WHAT, sealed)).isEqualTo("token");
        assertThat(before.open(WHAT, both.seal(WHAT, "renewed"))).isEqualTo("renewed");
        // The second round.
        TokenCipher turned = cipher(NEW, OLD);
        assertThat(both.open(WHAT, turned.seal(WHAT, "again"))).isEqualTo("again");
        assertThat(turned.sealedBy(WHAT, sealed)).contains(new TokenCipher.SealedBy(1, true));
        assertThat(turned.sealedBy(WHAT, turned.seal(WHAT, "x")))
                .hasValueSatisfying(by -> assertThat(by.current()).isTrue());
        // The end: the old key is gone, and what needs it says which.
        TokenCipher after = cipher(NEW);
        assertThat(after.sealedBy(WHAT, sealed)).isEmpty();
        assertThatThrownBy(() -> after.open(WHAT, sealed))
                .isInstanceOf(MisconfiguredFailure.class)
                .hasMessageContaining(before.sealsWith())
                .hasMessageContaining(after.sealsWith());
    }

    @Test
    void opensWhatAnEarlierReleaseSealed() throws GeneralSecurityException {
        QuickKeys.off();
        String earlier = earlier(OLD, WHAT, "token of an earlier release");

        assertThat(cipher(NEW, OLD).open(WHAT, earlier)).isEqualTo("token of an earlier release");
        assertThat(cipher(OLD).sealedBy(WHAT, earlier)).contains(new TokenCipher.SealedBy(0, false));
        assertThatThrownBy(() -> cipher(NEW).open(WHAT, earlier)).isInstanceOf(MisconfiguredFailure.class);
    }

    @Test
    void aSealOpensInItsPlaceAndInstallationOnly() {
        TokenCipher here = cipher(OLD);
        String sealed = here.seal(WHAT, "token");
        TokenCipher elsewhere = new TokenCipher(new KeySettings(OLD, List.of()), salt(Database.h2()));

        assertThatThrownBy(() -> here.open("other.access", sealed)).isInstanceOf(MisconfiguredFailure.class);
        assertThatThrownBy(() -> elsewhere.open(WHAT, sealed)).isInstanceOf(MisconfiguredFailure.class);
        assertThat(elsewhere.sealsWith()).isNotEqualTo(here.sealsWith());
    }

    private TokenCipher cipher(String... keys) {
        return new TokenCipher(new KeySettings(null, List.of(keys)), salt(database));
    }

    private static EncryptionSalt salt(Database database) {
        return new EncryptionSalt(JdbcClient.create(database.dataSource()), Clock.systemUTC());
    }

    /** As releases before the list of keys did it. */
    private static String earlier(String text, String what, String plain) throws GeneralSecurityException {
        byte[] salt = "jp.shopbridge.tiktok".getBytes(StandardCharsets.UTF_8);
        byte[] key = SecretKeyFactory.getInstance("PBKDF2WithHmacSHA256")
                .generateSecret(new PBEKeySpec(text.toCharArray(), salt, 100_000, 256))
                .getEncoded();
        byte[] nonce = "twelve bytes".getBytes(StandardCharsets.UTF_8);
        Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(Cipher.ENCRYPT_MODE, new SecretKeySpec(key, "AES"), new GCMParameterSpec(128, nonce));
        cipher.updateAAD(what.getBytes(StandardCharsets.UTF_8));
        byte[] sealed = cipher.doFinal(plain.getBytes(StandardCharsets.UTF_8));
        return Base64.getEncoder()
                .encodeToString(ByteBuffer.allocate(nonce.length + sealed.length)
                        .put(nonce)
                        .put(sealed)
                        .array());
    }
}
