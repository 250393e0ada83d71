package jp.shopbridge.staging.database;

import java.io.Serial;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Objects;
import javax.sql.DataSource;
import jp.shopbridge.Sql;
import org.springframework.jdbc.datasource.ConnectionHolder;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.DefaultTransactionStatus;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * Transactions of the embedded H2 whose commits are on the disk when they return. H2 by itself returns at once and writes
 * up to half a second later: too late for the ledger, whose attempt must outlive the process before TikTok is called.
 */
final class DurableTransactions extends JdbcTransactionManager {

    @Serial
    private static final long serialVersionUID = 1L;

    DurableTransactions(DataSource dataSource) {
        super(dataSource);
    }

    @Override
    protected void doCommit(DefaultTransactionStatus status) {
        super.doCommit(status);
        ConnectionHolder holder = (ConnectionHolder)
                Objects.requireNonNull(TransactionSynchronizationManager.getResource(obtainDataSource()));
        Connection connection = holder.getConnection();
        try (Statement statement = connection.createStatement()) {
            statement.execute(Sql.named("embedded-checkpoint"));
        } catch (SQLException e) {
            throw translateException("Commit to disk", e);
        }
    }
}
