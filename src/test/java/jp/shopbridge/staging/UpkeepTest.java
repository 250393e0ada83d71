package jp.shopbridge.staging;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import jp.shopbridge.support.Database;
import jp.shopbridge.support.RunningBridge;
import org.apache.camel.CamelContext;
import org.h2.tools.Restore;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

class UpkeepTest extends UpkeepContract {

    private static final String OPTIONS = ";DATABASE_TO_LOWER=TRUE;CASE_INSENSITIVE_IDENTIFIERS=TRUE";

    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path folder;

    @Override
    Database database() {
        return Database.h2();
    }

    @Test
    void copiesARunningDatabaseSoThatItCanBeRestoredAndKeepsAsManyCopiesAsAsked() throws IOException {
        Path copies = Files.createDirectories(folder.resolve("copies"));
        Files.writeString(copies.resolve("bridge-20200101-030000.zip"), "an old copy");
        Files.writeString(copies.resolve("notes.txt"), "somebody else's");
        try (RunningBridge bridge = RunningBridge.with(
                "spring.datasource.url=jdbc:h2:file:" + folder.resolve("live/bridge") + OPTIONS,
                "spring.datasource.username=bridge",
                "staging.back-up-dir=" + copies,
                "staging.back-ups=1")) {
            bridge.bean(JdbcTemplate.class)
                    .update("insert into instance_heartbeat (instance, beat_at) values ('copied', current_timestamp)");

            bridge.bean(CamelContext.class).createProducerTemplate().sendBody("direct:staging-back-up", null);
        }

        List<Path> left;
        try (Stream<Path> files = Files.list(copies)) {
            left = files.sorted().toList();
        }
        assertThat(left).hasSize(2).last().isEqualTo(copies.resolve("notes.txt"));
        Restore.execute(left.get(0).toString(), folder.resolve("restored").toString(), null);
        DriverManagerDataSource restored = new DriverManagerDataSource(
                "jdbc:h2:file:" + folder.resolve("restored/bridge") + OPTIONS, "bridge", "");
        assertThat(new JdbcTemplate(restored)
                        .queryForList(
                                "select instance from instance_heartbeat where instance = 'copied'", String.class))
                .containsExactly("copied");
    }
}
