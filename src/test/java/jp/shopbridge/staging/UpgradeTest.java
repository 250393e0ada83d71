package jp.shopbridge.staging;

import java.nio.file.Path;
import java.util.Map;

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
