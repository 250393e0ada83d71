package jp.shopbridge.staging.database;

import jp.shopbridge.SettingsCommand;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.MigrationInfo;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.autoconfigure.flyway.FlywayAutoConfiguration;
import org.springframework.boot.autoconfigure.jdbc.DataSourceAutoConfiguration;
import org.springframework.boot.autoconfigure.jdbc.JdbcTemplateAutoConfiguration;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Import;
import picocli.CommandLine;

/** Brings the database to this release's schema, as a start does, and does nothing else. */
@CommandLine.Command(
        name = "migrate",
        description =
                "Brings the database to the schema of this release, as a start does; an H2 database is copied before.")
public final class MigrateCommand extends SettingsCommand {

    @Override
    public Integer call() {
        try (ConfigurableApplicationContext context = open(Few.class)) {
            MigrationInfo current = context.getBean(Flyway.class).info().current();
            out().println("The database has schema version "
                    + (current == null ? "(none)" : current.getVersion() + " (" + current.getDescription() + ")")
                    + ", which is the one of this release.");
            return FINE;
        }
    }

    @ImportAutoConfiguration({
        DataSourceAutoConfiguration.class,
        JdbcTemplateAutoConfiguration.class,
        FlywayAutoConfiguration.class
    })
    @Import(EmbeddedDatabase.class)
    static class Few {}
}
