package jp.shopbridge.support;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.UUID;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.h2.jdbcx.JdbcDataSource;
import org.postgresql.ds.PGSimpleDataSource;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** A migrated database of a test's own: real H2 in memory, or a fresh database in one embedded PostgreSQL. */
public final class Database {

    private final DataSource dataSource;
    private final String url;
    private final String user;

    private Database(DataSource dataSource, String url, String user) {
        this.dataSource = dataSource;
        this.url = url;
        this.user = user;
        Flyway.configure().dataSource(dataSource).load().migrate();
    }

    /** A fresh H2 database in memory. */
    public static Database h2() {
        String url = "jdbc:h2:mem:" + UUID.randomUUID()
                + ";DB_CLOSE_DELAY=-1;DATABASE_TO_LOWER=TRUE;CASE_INSENSITIVE_IDENTIFIERS=TRUE";
        JdbcDataSource dataSource = new JdbcDataSource();
        dataSource.setURL(url);
        dataSource.setUser("bridge");
        return new Database(dataSource, url, "bridge");
    }

    /** A fresh H2 database in a file, as an installation has it. */
    public static Database h2File(Path file) {
        String url = "jdbc:h2:file:" + file.toAbsolutePath()
                + ";DB_CLOSE_DELAY=-1;DATABASE_TO_LOWER=TRUE;CASE_INSENSITIVE_IDENTIFIERS=TRUE";
        JdbcDataSource dataSource = new JdbcDataSource();
        dataSource.setURL(url);
        dataSource.setUser("bridge");
        return new Database(dataSource, url, "bridge");
    }

    /** A fresh database in the test run's embedded PostgreSQL. */
    public static Database postgres() {
        String url = Server.STARTED.getJdbcUrl("postgres", created());
        PGSimpleDataSource dataSource = new PGSimpleDataSource();
        dataSource.setUrl(url);
        return new Database(dataSource, url, "postgres");
    }

    /** The settings of a fresh database in the test run's embedded PostgreSQL, without any table. */
    public static Map<String, String> emptyPostgres() {
        String name = created();
        return Map.of(
                "spring.datasource.url",
                Server.STARTED.getJdbcUrl("postgres", name),
                "spring.datasource.username",
                "postgres",
                "spring.datasource.password",
                "");
    }

    private static String created() {
        String name = "bridge_" + UUID.randomUUID().toString().replace("-", "");
        new NamedParameterJdbcTemplate(Server.STARTED.getPostgresDatabase())
                .getJdbcOperations()
                .execute("create database " + name);
        return name;
    }

    /** The migrated data source. */
    public DataSource dataSource() {
        return dataSource;
    }

    /** JDBC access with named parameters. */
    public NamedParameterJdbcTemplate jdbc() {
        return new NamedParameterJdbcTemplate(dataSource);
    }

    /** Transactions on the data source. */
    public TransactionTemplate transactions() {
        return new TransactionTemplate(new DataSourceTransactionManager(dataSource));
    }

    /** The settings that point an application at this database. */
    public Map<String, String> properties() {
        return Map.of(
                "spring.datasource.url", url, "spring.datasource.username", user, "spring.datasource.password", "");
    }

    private static final class Server {
        static final EmbeddedPostgres STARTED = start();

        private static EmbeddedPostgres start() {
            try {
                return EmbeddedPostgres.builder().start();
            } catch (IOException e) {
                throw new UncheckedIOException("The embedded PostgreSQL did not start.", e);
            }
        }
    }
}
