package jp.shopbridge.failure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.nio.file.Path;
import java.sql.BatchUpdateException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import org.h2.api.ErrorCode;
import org.h2.engine.SessionLocal;
import org.h2.jdbc.JdbcConnection;
import org.h2.message.DbException;
import org.h2.mvstore.DataUtils;
import org.h2.mvstore.MVStoreException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.UncategorizedSQLException;

/** What the driver throws when its database closes itself in the middle of a statement, however it wraps it. */
class DatabaseAwayTest {

    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path folder;

    @SuppressWarnings("NullAway.Init")
    private Connection connection;

    @BeforeEach
    void open() throws SQLException {
        connection = DriverManager.getConnection("jdbc:h2:file:" + folder.resolve("closing"));
        connection.createStatement().execute("create table page (id int primary key)");
    }

    /** Between two statements of a batch H2 wraps it in a general error, and the driver tells it beside the causes. */
    @Test
    void isTheCauseOfABatchWhoseStoreClosedItself() {
        SQLException general =
                DbException.toSQLException(new MVStoreException(DataUtils.ERROR_CLOSED, "This store is closed"));

        BatchUpdateException batch = new BatchUpdateException(
                general.getMessage(), general.getSQLState(), general.getErrorCode(), new int[0]);
        batch.setNextException(general);

        assertThat(general.getErrorCode()).isEqualTo(ErrorCode.GENERAL_ERROR_1);
        assertThat(DatabaseAway.causes(new UncategorizedSQLException("batch", null, batch)))
                .isTrue();
    }

    @Test
    void isTheCauseOfAStatementWhoseStoreClosedItself() throws SQLException {
        PreparedStatement single = connection.prepareStatement("insert into page values (1)");
        closeTheStore();

        assertThat(DatabaseAway.causes(catchThrowable(single::executeUpdate))).isTrue();
    }

    @Test
    void isNotTheCauseOfABatchThatBreaksARule() throws SQLException {
        PreparedStatement batch = connection.prepareStatement("insert into page values (1)");
        batch.addBatch();
        batch.addBatch();

        assertThat(DatabaseAway.causes(catchThrowable(batch::executeBatch))).isFalse();
    }

    private void closeTheStore() throws SQLException {
        ((SessionLocal) connection.unwrap(JdbcConnection.class).getSession())
                .getDatabase()
                .getStore()
                .getMvStore()
                .closeImmediately();
    }
}
