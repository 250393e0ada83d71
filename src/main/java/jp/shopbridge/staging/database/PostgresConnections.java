package jp.shopbridge.staging.database;

import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.UUID;
import org.flywaydb.core.Flyway;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.autoconfigure.jdbc.DataSourceProperties;

/**
 * How PostgreSQL is connected to, where the address says nothing else: only to a server that takes writes, of several hosts the
 * one that is the primary; and never waiting for ever for a server that has gone without a word. Behind a pooler that gives
 * each transaction another server (PgBouncer in transaction mode), nothing is prepared on one.
 *
 * <p>Names and meaning: <a href="https://jdbc.postgresql.org/documentation/use/#connection-parameters">pgJDBC</a>.
 */
final class PostgresConnections {

    private static final Logger LOG = LoggerFactory.getLogger(PostgresConnections.class);

    /** In seconds where they are times. No statement of the program runs for a minute; migrations have no such limit. */
    private static final Map<String, String> DEFAULTS = Map.of(
            "targetServerType", "primary",
            "connectTimeout", "4",
            "loginTimeout", "5",
            "socketTimeout", "60",
            "tcpKeepAlive", "true");

    private static final String PREPARE = "prepareThreshold";

    private PostgresConnections() {}

    /** Whether this address is a PostgreSQL. */
    static boolean isPostgres(String url) {
        return url.toLowerCase(Locale.ROOT).startsWith("jdbc:postgresql:");
    }

    /** Gives a pool that has not been started the properties that its address leaves open. */
    static void prepare(HikariDataSource pool) {
        String url = pool.getJdbcUrl();
        DEFAULTS.forEach((name, value) -> {
            if (!names(url, name)) {
                pool.addDataSourceProperty(name, value);
            }
        });
        if (!names(url, PREPARE) && isSharedBetweenTransactions(pool)) {
            LOG.info("The database is reached through a pooler that gives each transaction another server"
                    + " (PgBouncer's transaction mode): no statement is prepared on a server.");
            pool.addDataSourceProperty(PREPARE, "0");
        }
    }

    /** The same migrations over connections of their own, on which a statement may take its time. */
    static Flyway patient(Flyway flyway, DataSourceProperties properties) {
        String url = properties.determineUrl();
        StringBuilder open = new StringBuilder(url);
        DEFAULTS.forEach((name, value) -> {
            if (!names(url, name) && !name.equals("socketTimeout")) {
                open.append(open.indexOf("?") < 0 ? '?' : '&')
                        .append(name)
                        .append('=')
                        .append(value);
            }
        });
        if (!names(url, PREPARE)) {
            open.append('&').append(PREPARE).append("=0");
        }
        return Flyway.configure()
                .configuration(flyway.getConfiguration())
                .dataSource(open.toString(), properties.determineUsername(), properties.determinePassword())
                .load();
    }

    private static boolean names(String url, String property) {
        return url.contains("?" + property + "=") || url.contains("&" + property + "=");
    }

    /** What one client left in its session, another one finds: then it is no session. A server that is away is no pooler. */
    private static boolean isSharedBetweenTransactions(HikariDataSource pool) {
        Properties properties = new Properties();
        properties.putAll(pool.getDataSourceProperties());
        properties.setProperty(PREPARE, "0");
        if (pool.getUsername() != null) {
            properties.setProperty("user", pool.getUsername());
        }
        if (pool.getPassword() != null) {
            properties.setProperty("password", pool.getPassword());
        }
        String mark = UUID.randomUUID().toString();
        try (Connection first = DriverManager.getConnection(pool.getJdbcUrl(), properties);
                Connection second = DriverManager.getConnection(pool.getJdbcUrl(), properties)) {
            asked(first, "select set_config('bridge.session', ?, false)", mark);
            boolean shared = mark.equals(asked(second, "select current_setting('bridge.session', ?::boolean)", "true"));
            asked(first, "select set_config('bridge.session', ?, false)", "");
            return shared;
        } catch (SQLException e) {
            // Whoever connects next tells it, with its own sentence.
            LOG.debug("The database could not be looked at before it is used.", e);
            return false;
        }
    }

    private static String asked(Connection connection, String question, String argument) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(question)) {
            statement.setString(1, argument);
            try (ResultSet answer = statement.executeQuery()) {
                return answer.next() ? String.valueOf(answer.getString(1)) : "";
            }
        }
    }
}
