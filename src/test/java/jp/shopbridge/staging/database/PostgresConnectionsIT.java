package jp.shopbridge.staging.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Map;
import java.util.Objects;
import jp.shopbridge.failure.DatabaseAway;
import jp.shopbridge.support.Database;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.JdbcTemplate;

/** Which PostgreSQL is worked with, and for how long one that says nothing is waited for. */
class PostgresConnectionsIT {

    private static final String USER = "postgres";

    private final Map<String, String> settings = Database.emptyPostgres();
    private final String url = Objects.requireNonNull(settings.get("spring.datasource.url"));

    @Test
    void aServerThatTakesNoWritesIsNoneAndCountsAsAway() throws SQLException {
        try (HikariDataSource pool = pool(url)) {
            assertThat(new JdbcTemplate(pool).queryForObject("select 1", Integer.class))
                    .isOne();
        }
        try (Connection connection = DriverManager.getConnection(url, USER, "")) {
            connection
                    .createStatement()
                    .execute("alter database " + connection.getCatalog() + " set default_transaction_read_only = on");
        }
        try (HikariDataSource pool = pool(url)) {
            assertThat(DatabaseAway.causes(catchThrowable(pool::getConnection))).isTrue();
        }
    }

    /** What a connection meets that was opened while its server still was the primary. */
    @Test
    void aConnectionWhoseServerTakesNoWritesAnyMoreCountsAsAway() throws SQLException {
        try (Connection connection = DriverManager.getConnection(url, USER, "")) {
            connection.createStatement().execute("create table page (id int)");
            connection.createStatement().execute("set default_transaction_read_only = on");

            assertThat(DatabaseAway.causes(
                            catchThrowable(() -> connection.createStatement().execute("insert into page values (1)"))))
                    .isTrue();
        }
    }

    @Test
    void whatTheAddressSaysCounts() {
        try (HikariDataSource pool = pool(url + (url.contains("?") ? "&" : "?") + "socketTimeout=1")) {
            assertThat(pool.getDataSourceProperties()).doesNotContainKey("socketTimeout");
            assertThat(DatabaseAway.causes(catchThrowable(() -> new JdbcTemplate(pool).execute("select pg_sleep(20)"))))
                    .isTrue();
        }
    }

    @Test
    void aDatabaseWithoutAPoolerKeepsItsPreparedStatements() {
        try (HikariDataSource pool = pool(url)) {
            assertThat(pool.getDataSourceProperties()).doesNotContainKey("prepareThreshold");
        }
    }

    private static HikariDataSource pool(String url) {
        HikariDataSource pool = new HikariDataSource();
        pool.setJdbcUrl(url);
        pool.setUsername(USER);
        pool.setPassword("");
        pool.setConnectionTimeout(2_000);
        PostgresConnections.prepare(pool);
        return pool;
    }
}
