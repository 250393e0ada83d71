package jp.shopbridge.staging;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import jp.shopbridge.Sql;
import jp.shopbridge.support.Database;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.jdbc.core.namedparam.MapSqlParameterSource;

/** A page of products must cost the same in a large shop: H2 has to find each by its key, not by reading the whole shop. */
class StatementsTest {

    private static final Database DATABASE = Database.h2();
    /** These copy the file of a database, which one in memory has not; UpgradeTest and UpkeepTest run them. */
    private static final Set<String> OF_A_FILE = Set.of("embedded-copy-before-upgrade", "upkeep-back-up-h2");

    static List<String> statementsOfManyProducts() throws IOException {
        try (Stream<Path> files = Files.list(Path.of("src/main/resources/sql"))) {
            return files.map(file -> file.getFileName().toString().replace(".sql", ""))
                    .filter(name -> Sql.named(name).contains("(:keys)"))
                    .sorted()
                    .toList();
        }
    }

    @TestFactory
    Stream<DynamicTest> runsOnH2() throws IOException {
        return StatementRuns.on(DATABASE, name -> !OF_A_FILE.contains(name) && !name.endsWith("-postgresql"));
    }

    @ParameterizedTest
    @MethodSource("statementsOfManyProducts")
    void goesStraightToEachProduct(String name) {
        String plan = String.join(
                "\n",
                DATABASE.jdbc()
                        .queryForList(
                                "explain " + Sql.named(name).replace("for update", ""),
                                new MapSqlParameterSource("keys", Sql.keys("sample", List.of("TEA", "COFFEE", "MILK")))
                                        .addValue("missing", "SUSPECTED")
                                        .addValue("run", 1L)
                                        .addValue("tomorrow", LocalDate.of(2026, 12, 2)),
                                String.class));

        assertThat(plan).containsPattern("/\\* public\\.\\w+:\\s+IN\\(ROW \\(").doesNotContain("tableScan");
    }

    @ParameterizedTest
    @ValueSource(strings = {"listing-search", "listing-search-by-number", "listing-lock"})
    void readsEveryColumnOfARow(String name) {
        assertThat(columns(Sql.named(name))).isEqualTo(columns(Sql.named("listing-status")));
    }

    /** What a statement selects first, without the table's short name. */
    private static List<String> columns(String statement) {
        String selected = statement.substring(statement.indexOf("select ") + 7, statement.indexOf("\nfrom"));
        return Stream.of(selected.split(","))
                .map(column -> column.strip().replaceFirst("^l\\.", ""))
                .sorted()
                .toList();
    }
}
