package jp.shopbridge.support;

import java.security.InvalidKeyException;
import java.security.NoSuchAlgorithmException;
import java.security.NoSuchProviderException;
import java.security.Provider;
import java.security.Security;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.KeySpec;
import java.util.List;
import javax.crypto.SecretKey;
import javax.crypto.SecretKeyFactory;
import javax.crypto.SecretKeyFactorySpi;
import javax.crypto.spec.PBEKeySpec;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.env.EnvironmentPostProcessor;
import org.springframework.core.env.ConfigurableEnvironment;

/**
 * Makes keys of texts with few rounds in every application that a test starts in its own process: 600,000 rounds are half of
 * a start where only the quick compiler runs, and nobody attacks a test. A Java that trusts signed providers only passes it by
 * and takes its time.
 */
public final class QuickKeys implements EnvironmentPostProcessor {

    private static final String ALGORITHM = "PBKDF2WithHmacSHA256";
    private static final int MOST_ROUNDS = 1000;
    private static final Few PROVIDER = new Few();

    /** Made by Spring Boot by its class name. */
    public QuickKeys() {}

    @Override
    public void postProcessEnvironment(ConfigurableEnvironment environment, SpringApplication application) {
        on();
    }

    /** Makes keys with few rounds. */
    public static void on() {
        Security.insertProviderAt(PROVIDER, 1);
    }

    /** Makes keys with all their rounds again, until the next application starts. */
    public static void off() {
        Security.removeProvider(PROVIDER.getName());
    }

    private static final class Few extends Provider {

        private static final long serialVersionUID = 1;

        Few() {
            super("few-rounds", "1", "Keys of texts with few rounds");
            putService(new Service(this, "SecretKeyFactory", ALGORITHM, Derivation.class.getName(), List.of(), null) {
                @Override
                public Object newInstance(Object parameter) {
                    return new Derivation();
                }
            });
        }
    }

    private static final class Derivation extends SecretKeyFactorySpi {

        @Override
        protected SecretKey engineGenerateSecret(KeySpec asked) throws InvalidKeySpecException {
            PBEKeySpec whole = (PBEKeySpec) asked;
            try {
                return own().generateSecret(new PBEKeySpec(
                        whole.getPassword(),
                        whole.getSalt(),
                        Math.min(whole.getIterationCount(), MOST_ROUNDS),
                        whole.getKeyLength()));
            } catch (NoSuchAlgorithmException | NoSuchProviderException e) {
                throw new InvalidKeySpecException(e);
            }
        }

        @Override
        protected KeySpec engineGetKeySpec(SecretKey key, Class<?> form) throws InvalidKeySpecException {
            throw new InvalidKeySpecException("Keys are made here and not taken apart.");
        }

        @Override
        protected SecretKey engineTranslateKey(SecretKey key) throws InvalidKeyException {
            throw new InvalidKeyException("Keys are made here and not translated: " + key.getAlgorithm());
        }

        private static SecretKeyFactory own() throws NoSuchAlgorithmException, NoSuchProviderException {
            return SecretKeyFactory.getInstance(ALGORITHM, "SunJCE");
        }
    }
}
