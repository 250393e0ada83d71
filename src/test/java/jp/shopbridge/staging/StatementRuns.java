package jp.shopbridge.staging;

import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ParameterMetaData;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import jp.shopbridge.Sql;
import jp.shopbridge.support.Database;
import org.junit.jupiter.api.DynamicTest;
import org.springframework.jdbc.core.namedparam.MapSqlParameterSource;
import org.springframework.jdbc.core.namedparam.NamedParameterUtils;

/**
 * Prepares every statement under {@code sql/} on a database, gives each parameter a value of the type the database says it
 * has, runs it over the empty tables and rolls back. What one database understands and the other does not shows here, so
 * that the tests over HTTP need one of them only.
 */
final class StatementRuns {

    private static final OffsetDateTime TIME = OffsetDateTime.of(2026, 11, 30, 0, 0, 0, 0, ZoneOffset.UTC);
    /** A text that is a number and a truth value too: H2 takes what stands in a cast or says how many rows for a text. */
    private static final String TEXT = "1";

    private static final Pattern LIST = Pattern.compile("in \\(:(\\w+)\\)");
    private static final Pattern TIME_IN_A_CAST = Pattern.compile("cast\\(:(\\w+) as timestamp");
    /** Statements that a route runs name their parameters the way of Camel's SQL component. */
    private static final String CAMEL_PARAMETER = ":[?#]";

    private static final Pattern PARAMETER = Pattern.compile("(?<!:):([a-zA-Z]\\w*)");

    private StatementRuns() {}

    /** A test for each statement whose name is wanted. */
    static Stream<DynamicTest> on(Database database, Predicate<String> wanted) throws IOException {
        List<String> names;
        try (Stream<Path> files = Files.list(Path.of("src/main/resources/sql"))) {
            names = files.map(file -> file.getFileName().toString().replace(".sql", ""))
                    .filter(wanted)
                    .sorted()
                    .toList();
        }
        return names.stream().map(name -> dynamicTest(name, () -> run(database, Sql.named(name))));
    }

    /** Runs one statement and takes back what it did. */
    static void run(Database database, String sql) throws SQLException {
        prepared(database, sql, statement -> {
            statement.execute();
            return "";
        });
    }

    /** How the database would run one statement; no row is touched. */
    static String plan(Database database, String sql) throws SQLException {
        return prepared(database, "explain " + sql, statement -> {
            StringBuilder plan = new StringBuilder();
            try (ResultSet lines = statement.executeQuery()) {
                while (lines.next()) {
                    plan.append(lines.getString(1)).append('\n');
                }
            }
            return plan.toString();
        });
    }

    private interface Use {
        String of(PreparedStatement statement) throws SQLException;
    }

    private static String prepared(Database database, String sql, Use use) throws SQLException {
        Set<String> lists = names(LIST, sql);
        Set<String> times = names(TIME_IN_A_CAST, sql);
        String plain = sql.replaceAll(CAMEL_PARAMETER, ":");
        MapSqlParameterSource values = new MapSqlParameterSource();
        lists.forEach(list ->
                values.addValue(list, list.equals("keys") ? Sql.keys(TEXT, List.of(TEXT, TEXT)) : List.of(TEXT, TEXT)));
        List<String> places = PARAMETER
                .matcher(plain)
                .results()
                .map(place -> place.group(1))
                .flatMap(name ->
                        Stream.generate(() -> name).limit(name.equals("keys") ? 4 : lists.contains(name) ? 2 : 1))
                .toList();
        try (Connection connection = database.dataSource().getConnection()) {
            connection.setAutoCommit(false);
            try (PreparedStatement statement =
                    connection.prepareStatement(NamedParameterUtils.substituteNamedParameters(plain, values))) {
                ParameterMetaData parameters = statement.getParameterMetaData();
                for (int i = 1; i <= parameters.getParameterCount(); i++) {
                    boolean time = times.contains(places.get(i - 1));
                    statement.setObject(i, time ? TIME : valueOf(parameters.getParameterType(i)));
                }
                return use.of(statement);
            } finally {
                connection.rollback();
            }
        }
    }

    private static Set<String> names(Pattern pattern, String sql) {
        return pattern.matcher(sql)
                .results()
                .map((MatchResult found) -> found.group(1))
                .collect(Collectors.toSet());
    }

    private static Object valueOf(int type) {
        return switch (type) {
            case Types.TIMESTAMP_WITH_TIMEZONE, Types.TIMESTAMP -> TIME;
            case Types.DATE -> TIME.toLocalDate();
            case Types.BIGINT -> 1L;
            case Types.INTEGER, Types.SMALLINT -> 1;
            case Types.NUMERIC, Types.DECIMAL -> BigDecimal.ONE;
            case Types.BOOLEAN, Types.BIT -> true;
            case Types.BINARY, Types.VARBINARY -> new byte[32];
            default -> TEXT;
        };
    }
}
