package jp.shopbridge.staging.database;

import com.zaxxer.hikari.HikariDataSource;
import java.util.List;
import java.util.Locale;
import javax.sql.DataSource;
import jp.shopbridge.Sql;
import org.flywaydb.core.Flyway;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.autoconfigure.flyway.FlywayMigrationStrategy;
import org.springframework.boot.autoconfigure.jdbc.DataSourceProperties;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.support.JdbcTransactionManager;

/**
 * What the embedded H2 needs to be as dependable as PostgreSQL when its process is killed: a commit that is on the disk
 * when it returns, and a look through what the killed process left half written.
 *
 * <p>H2 writes its tables one after another from time to time, while others go on writing. A file left by a killed process
 * may so hold a part of a transaction that was never committed, and identities that were given out already.
 */
@Configuration(proxyBeanMethods = false)
class EmbeddedDatabase {

    private static final Logger LOG = LoggerFactory.getLogger(EmbeddedDatabase.class);

    /** Each removes what only an unfinished transaction can have left. */
    private static final List<String> REMAINS = List.of(
            "embedded-mend-listings",
            "embedded-mend-documents",
            "embedded-mend-skus",
            "embedded-mend-pages",
            "embedded-mend-grams");

    /** The tables whose ids the database gives out. */
    static final List<String> IDENTITIES =
            List.of("history", "intake-run", "publishing-run", "publishing-attempt", "dead-letter");

    @Bean
    @ConfigurationProperties("spring.datasource.hikari")
    HikariDataSource dataSource(DataSourceProperties properties) {
        String url = properties.determineUrl();
        if (isEmbedded(url)) {
            return new ReopeningDataSource(url, properties.determineUsername(), properties.determinePassword());
        }
        HikariDataSource pool = properties
                .initializeDataSourceBuilder()
                .type(HikariDataSource.class)
                .build();
        if (PostgresConnections.isPostgres(url)) {
            PostgresConnections.prepare(pool);
        }
        return pool;
    }

    @Bean
    JdbcTransactionManager transactionManager(DataSource dataSource, DataSourceProperties properties) {
        return isEmbedded(properties.determineUrl())
                ? new DurableTransactions(dataSource)
                : new JdbcTransactionManager(dataSource);
    }

    @Bean
    FlywayMigrationStrategy mendingMigration(DataSourceProperties properties) {
        return given -> {
            Flyway flyway = PostgresConnections.isPostgres(properties.determineUrl())
                    ? PostgresConnections.patient(given, properties)
                    : given;
            SchemaVersions.migrate(flyway, EmbeddedFiles.of(properties.determineUrl()));
            if (isEmbedded(properties.determineUrl())) {
                mend(flyway);
            }
        };
    }

    private static void mend(Flyway flyway) {
        mend(new JdbcTemplate(flyway.getConfiguration().getDataSource()));
    }

    /** Mends what a killed process left; does nothing when the last one ended in order. */
    static void mend(JdbcTemplate jdbc) {
        Long notLeft = jdbc.queryForObject(Sql.named("embedded-unclean"), Long.class);
        if (notLeft == null || notLeft == 0) {
            return;
        }
        int removed = REMAINS.stream()
                .mapToInt(statement -> jdbc.update(Sql.named(statement)))
                .sum();
        jdbc.update(Sql.named("embedded-mend-letters"));
        IDENTITIES.forEach(table -> jdbc.execute(Sql.named("embedded-mend-identity-" + table)));
        jdbc.update(Sql.named("embedded-mend-heartbeats"));
        jdbc.execute(Sql.named("embedded-checkpoint"));
        LOG.info(
                "The last process ended without a goodbye; its database was looked through and {} half-written rows were removed. Work goes on where it stood.",
                removed);
    }

    /** Whether this address is a database in files of this process. */
    static boolean isEmbedded(String url) {
        String address = url.toLowerCase(Locale.ROOT);
        return address.startsWith("jdbc:h2:")
                && !address.startsWith("jdbc:h2:mem:")
                && !address.startsWith("jdbc:h2:tcp:")
                && !address.startsWith("jdbc:h2:ssl:");
    }
}
