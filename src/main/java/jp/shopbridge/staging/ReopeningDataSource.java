package jp.shopbridge.staging;

import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.HikariPoolMXBean;
import java.io.IOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import jp.shopbridge.Sql;
import org.h2.engine.SessionLocal;
import org.h2.jdbc.JdbcConnection;
import org.h2.mvstore.MVStore;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;
import org.springframework.util.unit.DataSize;

/**
 * The pool of the embedded H2, which opens the database again after H2 has closed it: H2 does so at the first write that
 * fails, because the disk is full, gone or read-only, and when memory runs out inside it.
 *
 * <p>A connection to the closed database that is used once more takes whatever has the same name out of H2's list of open
 * databases. So nothing is opened before every such connection is gone; until then, and until a trial write has reached the
 * disk, everybody who asks for a connection is refused at once, with the reason.
 */
final class ReopeningDataSource extends HikariDataSource {

    private static final Logger LOG = LoggerFactory.getLogger(ReopeningDataSource.class);

    private static final Duration BETWEEN_TRIALS = Duration.ofSeconds(2);
    /** For connections that somebody still holds; whoever waits for an answer from outside has been cut off before that. */
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private static final Duration LONGEST_COMPACTION = Duration.ofMinutes(2);
    /** Less would be full again at once. */
    private static final DataSize LEAST = DataSize.ofMegabytes(10);

    private volatile @Nullable MVStore store;
    private final AtomicReference<@Nullable String> closedBecause = new AtomicReference<>();

    /** A pool over this address, with Hikari's own settings to be bound afterwards. */
    ReopeningDataSource(String url, String user, String password) {
        setJdbcUrl(url);
        setUsername(user);
        setPassword(password);
        setDataSource(new OpenOnly(url, user, password));
        setExceptionOverride(new ClosedDatabase(this::closed));
    }

    @Override
    public Connection getConnection() throws SQLException {
        refuseWhileClosed();
        return super.getConnection();
    }

    /** Makes the file as small as what is in it; see {@link Compaction}. Does nothing while the database is closed. */
    void compact() {
        MVStore open = store;
        if (open != null && closedBecause.get() == null) {
            Compaction.run(open, LONGEST_COMPACTION);
        }
    }

    /** The size of the file in bytes; 0 while nothing is open. */
    long size() {
        MVStore open = store;
        return open == null || open.isClosed() ? 0 : open.getFileStore().size();
    }

    private void refuseWhileClosed() throws SQLException {
        String reason = closedBecause.get();
        if (reason != null) {
            throw new SQLTransientConnectionException(reason, "08001");
        }
    }

    private void closed(SQLException thrown) {
        String cause = causeOf(thrown);
        if (!isClosed() && closedBecause.compareAndSet(null, "The database was closed: " + cause)) {
            LOG.error(
                    "{}. It is opened again as soon as it can be written; nothing that was acknowledged is lost.",
                    closedBecause.get());
            Thread keeper = new Thread(() -> reopen(cause), "database-reopening");
            keeper.setDaemon(true);
            keeper.start();
        }
    }

    /** What closed it stays in the reason: what keeps it closed may be a consequence, such as a lock that is not given back yet. */
    private void reopen(String cause) {
        long since = System.nanoTime();
        while (!isClosed()) {
            try {
                if (everyOldConnectionIsGone(since)) {
                    mendAndWrite();
                    closedBecause.set(null);
                    LOG.info("The database is open again, after {} s. Work goes on where it stood.", seconds(since));
                    return;
                }
            } catch (SQLException | IOException | RuntimeException stillNot) {
                closedBecause.set(
                        "The database was closed: " + cause + ". It cannot be opened yet: " + rootOf(stillNot));
            } catch (OutOfMemoryError noRoom) {
                closedBecause.set("The database was closed: " + cause + ". It cannot be opened yet: no memory is left");
            }
            try {
                Thread.sleep(BETWEEN_TRIALS.toMillis());
            } catch (InterruptedException e) {
                return;
            }
        }
    }

    private boolean everyOldConnectionIsGone(long since) {
        MVStore old = store;
        if (old != null) {
            SpinningStatements.free(old);
        }
        HikariPoolMXBean pool = Objects.requireNonNull(getHikariPoolMXBean());
        pool.softEvictConnections();
        return pool.getTotalConnections() == 0 || System.nanoTime() - since > PATIENCE.toNanos();
    }

    /** Opens the database by one connection, mends it as after a kill, for it was closed as by one, and writes to the disk. */
    private void mendAndWrite() throws SQLException, IOException {
        String url = getJdbcUrl();
        Optional<DatabaseFiles> files = DatabaseFiles.of(url);
        if (files.isPresent() && files.get().free() < LEAST.toBytes()) {
            throw new IOException("No space left on device");
        }
        try (Connection trial = DriverManager.getConnection(url, getUsername(), getPassword())) {
            JdbcTemplate jdbc = new JdbcTemplate(new SingleConnectionDataSource(trial, true));
            if (Boolean.TRUE.equals(jdbc.queryForObject(Sql.named("embedded-read-only"), Boolean.class))) {
                throw new IOException("Read-only file system");
            }
            EmbeddedDatabase.mend(jdbc);
            jdbc.update(Sql.named("embedded-trial-write"));
            jdbc.execute(Sql.named("embedded-checkpoint"));
        }
    }

    /** Why the store closed itself; whoever comes after that is told only that it is closed. */
    private String causeOf(SQLException thrown) {
        MVStore old = store;
        Throwable panic = old == null ? null : old.getPanicException();
        return rootOf(panic == null ? thrown : panic);
    }

    private static long seconds(long since) {
        return Duration.ofNanos(System.nanoTime() - since).toSeconds();
    }

    private static String rootOf(Throwable thrown) {
        Throwable root = thrown;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return Objects.requireNonNullElse(root.getMessage(), root.getClass().getSimpleName());
    }

    /** Physical connections; none while the database is closed, so that the pool does not open it too early. */
    private final class OpenOnly extends DriverManagerDataSource {

        OpenOnly(String url, String user, String password) {
            super(url, user, password);
        }

        @Override
        protected Connection getConnectionFromDriver(@Nullable String user, @Nullable String password)
                throws SQLException {
            refuseWhileClosed();
            Connection connection = super.getConnectionFromDriver(user, password);
            store = ((SessionLocal) connection.unwrap(JdbcConnection.class).getSession())
                    .getDatabase()
                    .getStore()
                    .getMvStore();
            return connection;
        }
    }
}
