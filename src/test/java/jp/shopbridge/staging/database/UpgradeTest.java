package jp.shopbridge.staging.database;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** An H2 file of a release with schema 9. */
class UpgradeTest extends UpgradeContract {

    @Override
    int version() {
        return 9;
    }

    @Override
    Map<String, String> filled(Path kept) {
        return onFile(kept);
    }

    /** An older release left the file open to everybody; the copy of before the upgrade holds the same. */
    @Override
    void besides(Path kept) throws IOException {
        try (Stream<Path> files = Files.list(kept.getParent())) {
            Map<String, String> permissions = new TreeMap<>();
            for (Path file : files.toList()) {
                permissions.put(
                        String.valueOf(file.getFileName()).replaceAll("\\d+", "N"),
                        PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
            }
            assertThat(permissions)
                    .containsEntry("bridge.mv.db", "rw-------")
                    .containsEntry("bridge-before-schema-N.zip", "rw-------")
                    .allSatisfy((file, permission) ->
                            assertThat(permission).as(file).isEqualTo("rw-------"));
        }
    }

    static Map<String, String> onFile(Path file) {
        return Map.of(
                "spring.datasource.url",
                "jdbc:h2:file:" + file + ";DATABASE_TO_LOWER=TRUE;CASE_INSENSITIVE_IDENTIFIERS=TRUE",
                "spring.datasource.username",
                "bridge",
                "spring.datasource.password",
                "");
    }
}
