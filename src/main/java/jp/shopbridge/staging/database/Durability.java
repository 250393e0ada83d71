package jp.shopbridge.staging.database;

import javax.sql.DataSource;
import jp.shopbridge.Sql;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/**
 * Lets nobody be answered for what the disk does not hold yet. Transactions of the embedded H2 are on the disk when they
 * return; a statement of its own is so up to half a second later, and is lost when that write fails.
 */
@Component
public class Durability {

    private final JdbcTemplate jdbc;
    private final boolean embedded;

    Durability(DataSource database) {
        this.jdbc = new JdbcTemplate(database);
        this.embedded = database instanceof ReopeningDataSource;
    }

    /**
     * Returns once everything that has been written is on the disk; at once with any other database.
     *
     * @throws org.springframework.dao.DataAccessException when it cannot be written
     */
    public void settle() {
        if (embedded) {
            jdbc.execute(Sql.named("embedded-checkpoint"));
        }
    }
}
