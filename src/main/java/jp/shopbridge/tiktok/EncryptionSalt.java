package jp.shopbridge.tiktok;

import java.security.SecureRandom;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.Optional;
import jp.shopbridge.Sql;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What makes this installation's keys differ from another's with the same texts: random, made once, not secret. */
@Component
final class EncryptionSalt {

    private static final int BYTES = 16;

    private final JdbcClient jdbc;
    private final Clock clock;

    EncryptionSalt(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** The salt; made if there is none, by whichever instance comes first. */
    byte[] bytes() {
        Optional<String> kept = kept();
        if (kept.isEmpty()) {
            byte[] made = new byte[BYTES];
            new SecureRandom().nextBytes(made);
            try {
                jdbc.sql(Sql.named("encryption-salt-insert"))
                        .param("salt", Base64.getEncoder().encodeToString(made))
                        .param("createdAt", clock.instant().atOffset(ZoneOffset.UTC))
                        .update();
            } catch (DuplicateKeyException e) {
                // Another instance was a moment earlier; its salt counts.
            }
            kept = kept();
        }
        return Base64.getDecoder().decode(kept.orElseThrow());
    }

    private Optional<String> kept() {
        return jdbc.sql(Sql.named("encryption-salt")).query(String.class).optional();
    }
}
