package jp.shopbridge.deadletter;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

/** The dead letters on an embedded PostgreSQL. */
class DeadLettersIT extends DeadLettersContract {

    private static @Nullable EmbeddedPostgres postgres;

    @BeforeAll
    static void start() throws IOException {
        postgres = EmbeddedPostgres.start();
    }

    @AfterAll
    static void stop() throws IOException {
        if (postgres != null) {
            postgres.close();
        }
    }

    @Override
    DataSource database() {
        if (postgres == null) {
            throw new IllegalStateException("The embedded PostgreSQL has not started.");
        }
        return postgres.getPostgresDatabase();
    }
}
