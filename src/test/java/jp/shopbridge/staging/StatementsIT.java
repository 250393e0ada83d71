package jp.shopbridge.staging;

import java.io.IOException;
import java.util.stream.Stream;
import jp.shopbridge.support.Database;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Every statement runs on PostgreSQL as on H2, but for what only the embedded H2 needs. */
class StatementsIT {

    private static final Database DATABASE = Database.postgres();

    @TestFactory
    Stream<DynamicTest> runsOnPostgres() throws IOException {
        return StatementRuns.on(DATABASE, name -> !name.startsWith("embedded-") && !name.endsWith("-h2"));
    }
}
