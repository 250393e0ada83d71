package jp.shopbridge.staging.database;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import jp.shopbridge.Sql;
import jp.shopbridge.failure.Messages;
import jp.shopbridge.failure.Sentence;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.MigrationInfo;
import org.flywaydb.core.api.MigrationState;
import org.flywaydb.core.api.MigrationVersion;
import org.flywaydb.core.api.exception.FlywayValidateException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * Brings the database to this release's schema, and refuses one that a newer release has left or that was changed half way.
 * The migration tool itself takes a newer schema for one of its own.
 */
final class SchemaVersions {

    private static final Logger LOG = LoggerFactory.getLogger(SchemaVersions.class);

    private static final Sentence RESTORE = Messages.sentence("staging.database.start-newer-release-again-restore");

    private SchemaVersions() {}

    /**
     * Looks first, then migrates.
     *
     * @param files where an embedded database lies, without ending; null for one that its own tools copy
     * @throws SchemaRefused when this release must not work with the database; nothing was written then
     */
    static void migrate(Flyway flyway, @Nullable String files) {
        List<MigrationInfo> all = Arrays.asList(flyway.info().all());
        MigrationVersion newest = all.stream()
                .filter(each -> each.getState() != MigrationState.FUTURE_SUCCESS
                        && each.getState() != MigrationState.FUTURE_FAILED)
                .map(MigrationInfo::getVersion)
                .filter(Objects::nonNull)
                .max(Comparator.naturalOrder())
                .orElse(MigrationVersion.EMPTY);
        all.stream().filter(each -> each.getState().isFailed()).findFirst().ifPresent(each -> {
            throw halfWay(each);
        });
        all.stream()
                .filter(each -> each.getState() == MigrationState.FUTURE_SUCCESS)
                .max(Comparator.comparing(MigrationInfo::getVersion))
                .ifPresent(each -> {
                    throw newer(each, newest);
                });
        if (files != null && flyway.info().current() != null && flyway.info().pending().length > 0) {
            copy(flyway, files + "-before-schema-" + newest + ".zip");
        }
        try {
            flyway.migrate();
        } catch (FlywayValidateException e) {
            throw foreign(e);
        }
    }

    /** An upgrade of H2 is not one transaction, and its older release cannot be started again without this. */
    private static void copy(Flyway flyway, String file) {
        try {
            EmbeddedFiles.makeClosed(Path.of(file));
            new JdbcTemplate(flyway.getConfiguration().getDataSource())
                    .update(Sql.named("embedded-copy-before-upgrade"), file);
            LOG.info("The database is upgraded; as it was before, it lies in {}.", file);
        } catch (DataAccessException | IOException e) {
            LOG.error("The database could not be copied to {}.", file, e);
            throw new SchemaRefused(
                    Messages.sentence("staging.database.database-not-upgraded-because-no", file),
                    Messages.sentence("staging.database.check-disk-room-folder-can"));
        }
    }

    private static SchemaRefused newer(MigrationInfo theirs, MigrationVersion ours) {
        return new SchemaRefused(
                Messages.sentence(
                        "staging.database.database-schema-version-release-knows",
                        theirs.getVersion(),
                        theirs.getDescription(),
                        ours),
                RESTORE);
    }

    private static SchemaRefused halfWay(MigrationInfo failed) {
        return new SchemaRefused(
                Messages.sentence(
                        "staging.database.upgrade-database-schema-version-ended",
                        failed.getVersion(),
                        failed.getDescription()),
                Messages.sentence("staging.database.check-disk-room-restore-back"));
    }

    private static SchemaRefused foreign(FlywayValidateException e) {
        String first =
                String.valueOf(e.getMessage()).lines().skip(1).findFirst().orElse("");
        return new SchemaRefused(
                Messages.sentence("staging.database.record-databases-schema-does-not", first), RESTORE);
    }
}
