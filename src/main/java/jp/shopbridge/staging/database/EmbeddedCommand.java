package jp.shopbridge.staging.database;

import jp.shopbridge.SettingsCommand;
import org.springframework.context.ConfigurableApplicationContext;

/** A command that works on the files of an H2 database while no process has them open. */
abstract class EmbeddedCommand extends SettingsCommand {

    /** Where the database lies, there or not. */
    static DatabaseFiles database(ConfigurableApplicationContext context) {
        return DatabaseFiles.of(context.getEnvironment().getProperty("spring.datasource.url", ""))
                .orElseThrow(() -> new NotDone(
                        "The database is not one of H2 in a file (spring.datasource.url). PostgreSQL is copied and"
                                + " restored by its own tools, pg_dump and pg_restore.",
                        "データベースはH2のファイルではありません（spring.datasource.url）。PostgreSQLには pg_dump と pg_restore を使ってください。"));
    }
}
