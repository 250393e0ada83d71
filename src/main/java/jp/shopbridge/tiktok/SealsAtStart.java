package jp.shopbridge.tiktok;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.stereotype.Component;

/**
 * Seals with the first key what an older key has sealed, where this process is the only one that reads it. Instances that share
 * a database may not know the first key yet, so there it only says what to do.
 */
@Component
class SealsAtStart implements ApplicationRunner {

    private static final Logger LOG = LoggerFactory.getLogger(SealsAtStart.class);

    private final SealedTokens tokens;
    private final boolean alone;

    SealsAtStart(SealedTokens tokens, @Value("${spring.datasource.url}") String url) {
        this.tokens = tokens;
        this.alone = url.startsWith("jdbc:h2:");
    }

    @Override
    public void run(ApplicationArguments arguments) {
        if (alone) {
            int shops = tokens.sealAnew();
            if (shops > 0) {
                LOG.info("The TikTok Shop authorization of {} shops was sealed with the first encryption key.", shops);
            }
        }
        long older = tokens.all().stream()
                .filter(seal -> seal.by().filter(TokenCipher.SealedBy::current).isEmpty())
                .count();
        if (older > 0) {
            LOG.warn(
                    "{} stored secrets are not sealed with the first encryption key; keep the others until \"java -jar … keys\" says"
                            + " that nothing needs them.",
                    older);
        }
    }
}
