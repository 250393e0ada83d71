package jp.shopbridge.staging.database;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import jp.shopbridge.Sql;
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

    private static final Sentence RESTORE = Sentence.of(
            "新しい版のアプリケーションで起動するか、更新前のバックアップを戻してから起動してください（docs/operations.md「更新と、前の版への戻し方」）。",
            "Start the newer release again, or restore the back-up that was made before the upgrade and then start this"
                    + " one; docs/operations.md tells how under \"How do I upgrade, and how do I go back?\".");

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
                    Sentence.of(
                            "更新前のデータベースの控えを " + file + " に作れないため、更新しませんでした。何も変更していません。",
                            "The database was not upgraded, because no copy of it could be made at " + file
                                    + ". Nothing was changed."),
                    Sentence.of(
                            "ディスクの空きとフォルダーの書き込み権限を確かめ、もう一度起動してください。",
                            "Check that the disk has room and that the folder can be written to, and start again."));
        }
    }

    private static SchemaRefused newer(MigrationInfo theirs, MigrationVersion ours) {
        return new SchemaRefused(
                Sentence.of(
                        "データベースの構造は版 " + theirs.getVersion() + "（" + theirs.getDescription() + "）で、この版のアプリケーションが扱えるのは版 "
                                + ours + " までです。データベースは新しい版のアプリケーションで更新されています。何も変更していません。",
                        "The database has schema version " + theirs.getVersion() + " (" + theirs.getDescription()
                                + "), and this release knows versions up to " + ours
                                + ": a newer release has upgraded it. Nothing was changed."),
                RESTORE);
    }

    private static SchemaRefused halfWay(MigrationInfo failed) {
        return new SchemaRefused(
                Sentence.of(
                        "データベースの構造を版 " + failed.getVersion() + "（" + failed.getDescription()
                                + "）に更新する処理が途中で止まっています。この状態では起動できません。",
                        "An upgrade of the database to schema version " + failed.getVersion() + " ("
                                + failed.getDescription() + ") ended half way, so it cannot be used."),
                Sentence.of(
                        "ディスクの空きを確かめ、更新前のバックアップを戻してからもう一度起動してください（docs/operations.md「更新と、前の版への戻し方」）。",
                        "Check that the disk has room, restore the back-up that was made before the upgrade, and start again;"
                                + " docs/operations.md tells how under \"How do I upgrade, and how do I go back?\"."));
    }

    private static SchemaRefused foreign(FlywayValidateException e) {
        String first =
                String.valueOf(e.getMessage()).lines().skip(1).findFirst().orElse("");
        return new SchemaRefused(
                Sentence.of(
                        "データベースの構造の記録が、この版のアプリケーションのものと一致しません（" + first + "）。",
                        "The record of the database's schema does not agree with this release's: " + first + "."),
                RESTORE);
    }
}
