package jp.shopbridge.staging.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import jp.shopbridge.support.BridgeWithWorlds;
import jp.shopbridge.support.Database;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/**
 * This release over a database that an older one has filled, and over one that a newer one has. {@code upgrade/v<n>.zip} is the H2
 * file of a release with that schema: eight products of the samples, six of them selected, five on sale, one corrected by a person.
 */
@ExtendWith(OutputCaptureExtension.class)
abstract class UpgradeContract {

    /** The schema that is upgraded. */
    abstract int version();

    /**
     * Puts the kept rows into a database of that schema.
     *
     * @param kept the H2 file that holds them, without its ending
     * @return the settings that name the database
     */
    abstract Map<String, String> filled(Path kept) throws SQLException;

    /** What else has to hold of the disk while this release runs. */
    void besides(Path kept) throws IOException {}

    @Test
    void servesWhatAnOlderReleaseHasWrittenAndRefusesWhatANewerOneHas(CapturedOutput output, @TempDir Path folder)
            throws IOException, SQLException {
        Path kept = unpacked(folder);
        Map<String, String> database = filled(kept);
        try (BridgeWithWorlds bridge = start(database)) {
            JsonNode tea = bridge.get("/api/products/TEA-001");
            assertThat(tea.path("title").asText()).as(tea.toString()).isEqualTo("人が直した商品名です");
            assertThat(tea.path("state").asText()).isEqualTo("live");
            assertThat(tea.path("remoteProductId").asText()).startsWith("17295929697122");
            assertThat(bridge.get("/api/products?size=50").path("items")).hasSize(8);
            assertThat(bridge.get("/api/products/TEA-001/history").path("items").size())
                    .isGreaterThanOrEqualTo(7);
            JsonNode letters = bridge.get("/api/dead-letters");
            assertThat(letters.path("items")).as(letters.toString()).hasSize(8);
            assertThat(letters.toString()).contains("BROKEN-PRICE-DECIMAL", "MAPPING_VALUE_UNUSABLE");
            assertThat(bridge.get("/api/authorization").path("authorizedAt").asText())
                    .startsWith("2026-11-30");
            JdbcClient jdbc = bridge.bean(JdbcClient.class);
            assertThat(jdbc.sql("select count(*) from publishing_attempt")
                            .query(Long.class)
                            .single())
                    .isGreaterThanOrEqualTo(5);
            besides(kept);
        }

        history(database, true);
        assertThatThrownBy(() -> start(database).close()).hasRootCauseInstanceOf(SchemaRefused.class);
        assertThat(output.getAll())
                .contains("schema version 999 (of tomorrow)")
                .contains("this release knows versions up to")
                .contains("新しい版のアプリケーションで更新されています")
                .contains("restore the back-up");

        history(database, false);
        assertThatThrownBy(() -> start(database).close()).hasRootCauseInstanceOf(SchemaRefused.class);
        assertThat(output.getAll()).contains("ended half way");
    }

    private static BridgeWithWorlds start(Map<String, String> database) {
        Map<String, String> settings = new HashMap<>(database);
        settings.put("intake.first-poll", "1h");
        settings.put("mapping.period", "1h"); // no new mapping alters a listing before it has been looked at
        return BridgeWithWorlds.on(Database.h2(), settings);
    }

    /** What a newer release leaves in the record of the schema. */
    private static void history(Map<String, String> database, boolean success) throws SQLException {
        try (Connection connection = connection(database)) {
            JdbcClient jdbc = JdbcClient.create(new SingleConnectionDataSource(connection, true));
            jdbc.sql("delete from \"flyway_schema_history\" where \"version\" = '999'")
                    .update();
            jdbc.sql(
                            """
                            insert into "flyway_schema_history" ("installed_rank", "version", "description", "type", "script",
                              "checksum", "installed_by", "installed_on", "execution_time", "success")
                            values (999, '999', 'of tomorrow', 'SQL', 'V999__of_tomorrow.sql', 1, 'x', current_timestamp, 1, ?)
                            """)
                    .param(success)
                    .update();
        }
    }

    static Connection connection(Map<String, String> database) throws SQLException {
        return DriverManager.getConnection(
                Objects.requireNonNull(database.get("spring.datasource.url")),
                database.get("spring.datasource.username"),
                "");
    }

    private Path unpacked(Path folder) {
        Path into = folder.resolve("v" + version());
        try (InputStream kept = UpgradeContract.class.getResourceAsStream("/upgrade/v" + version() + ".zip");
                ZipInputStream zip = new ZipInputStream(Objects.requireNonNull(kept))) {
            ZipEntry entry = Objects.requireNonNull(zip.getNextEntry());
            Files.createDirectories(into);
            Files.copy(zip, into.resolve(entry.getName()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return into.resolve("bridge");
    }
}
