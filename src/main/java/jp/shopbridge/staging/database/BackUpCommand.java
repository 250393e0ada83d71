package jp.shopbridge.staging.database;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import jp.shopbridge.Sql;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.Environment;
import org.springframework.util.unit.DataSize;
import picocli.CommandLine;

/** Copies an H2 database that no process has open; a running bridge copies its own. */
@CommandLine.Command(
        name = "backup",
        description = "Copies the H2 database of a bridge that is stopped. A running one makes copies by itself"
                + " (staging.back-up-dir); PostgreSQL has pg_dump.")
public final class BackUpCommand extends EmbeddedCommand {

    @CommandLine.Parameters(
            index = "0",
            paramLabel = "FILE",
            description = "The copy, a zip file that is not there yet.")
    private Path file = Path.of("");

    @Override
    public Integer call() throws IOException, SQLException {
        try (ConfigurableApplicationContext context = open(Nothing.class)) {
            DatabaseFiles database = database(context);
            // An empty file is made for its owner alone as soon as settings name one.
            if (!Files.isRegularFile(database.file()) || Files.size(database.file()) == 0) {
                throw new NotDone(
                        "There is no database at " + database.file() + "; name it with spring.datasource.url.",
                        database.file() + " にデータベースがありません。spring.datasource.url で指定してください。");
            }
            if (Files.exists(file)) {
                throw new NotDone(
                        file + " is there already. Name a file that is not.", file + " はすでにあります。別のファイル名にしてください。");
            }
            EmbeddedFiles.makeClosed(file.toAbsolutePath());
            copy(context.getEnvironment());
            out().println("The database was copied to " + file + " ("
                    + DataSize.ofBytes(Files.size(file)).toKilobytes() + " KB). Keep bridge.encryption-key with it.");
            return FINE;
        }
    }

    // The connection is the only one, so that H2 closes its files with it.
    private void copy(Environment settings) throws SQLException {
        try (Connection connection = DriverManager.getConnection(
                        settings.getRequiredProperty("spring.datasource.url"),
                        settings.getRequiredProperty("spring.datasource.username"),
                        settings.getRequiredProperty("spring.datasource.password"));
                PreparedStatement statement = connection.prepareStatement(Sql.named("embedded-copy-before-upgrade"))) {
            statement.setString(1, file.toAbsolutePath().toString());
            statement.execute();
        }
    }

    static class Nothing {}
}
