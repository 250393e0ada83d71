package jp.shopbridge.staging.database;

import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.HikariPoolMXBean;
import java.io.IOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.WeakHashMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import jp.shopbridge.Sql;
import org.h2.engine.SessionLocal;
import org.h2.jdbc.JdbcConnection;
import org.h2.mvstore.MVStore;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
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
public final class ReopeningDataSource extends HikariDataSource {

    private static final Logger LOG = LoggerFactory.getLogger(ReopeningDataSource.class);

    /** An address that names no other file system of H2 than the usual one; a Windows drive is no file system. */
    private static final Pattern ON_DISK = Pattern.compile("jdbc:h2:(?:file:)?((?![a-zA-Z]{2,}:).+)");

    private static final Duration BETWEEN_TRIALS = Duration.ofSeconds(2);
    /** For connections that somebody still holds; whoever waits for an answer from outside has been cut off before that. */
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private static final Duration LONGEST_COMPACTION = Duration.ofMinutes(2);
    /** Less would be full again at once. */
    private static final DataSize LEAST = DataSize.ofMegabytes(10);

    private final String address;
    private volatile @Nullable MVStore store;
    /** All that were ever opened and are still held by somebody: who opens one does not know yet that another closed itself. */
    private final Set<MVStore> stores = Collections.synchronizedSet(Collections.newSetFromMap(new WeakHashMap<>()));

    private final AtomicReference<@Nullable String> closedBecause = new AtomicReference<>();

    /** A pool over this address, with Hikari's own settings to be bound afterwards. */
    ReopeningDataSource(String url, String user, String password) {
        setJdbcUrl(url);
        setUsername(user);
        setPassword(password);
        this.address = uninterrupted(url);
        setDataSource(new OpenOnly(address, user, password));
        setExceptionOverride(new ClosedDatabase(this::closed));
    }

    @Override
    public Connection getConnection() throws SQLException {
        refuseWhileClosed();
        return super.getConnection();
    }

    /**
     * Writes what single statements have left in memory before the pool goes: whoever is still stuck in a call holds a
     * connection, H2 so stays open until the process is gone, and the last half second would go with it, the goodbye among it.
     */
    @Override
    public void close() {
        if (!isClosed() && isRunning() && closedBecause.get() == null) {
            try {
                new JdbcTemplate(this).execute(Sql.named("embedded-checkpoint"));
            } catch (DataAccessException unwritable) {
                LOG.warn("The last half second before this stop could not be written to the disk.", unwritable);
            }
        }
        super.close();
    }

    /** Makes the file as small as what is in it; see {@link Compaction}. Does nothing while the database is closed. */
    public void compact() {
        MVStore open = store;
        if (open != null && closedBecause.get() == null) {
            Compaction.run(open, LONGEST_COMPACTION);
        }
    }

    /** The size of the file in bytes; 0 while nothing is open. */
    public long size() {
        MVStore open = store;
        return open == null || open.isClosed() ? 0 : open.getFileStore().size();
    }

    /**
     * The same file through H2's file system that opens a channel again: a thread that is interrupted while it reads closes the
     * channel for everybody (java.nio.channels.InterruptibleChannel), and each stop interrupts whoever is still stuck.
     */
    private static String uninterrupted(String url) {
        Matcher file = ON_DISK.matcher(url);
        return file.matches() ? "jdbc:h2:retry:" + file.group(1) : url;
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
        List.copyOf(stores).forEach(SpinningStatements::free);
        HikariPoolMXBean pool = Objects.requireNonNull(getHikariPoolMXBean());
        pool.softEvictConnections();
        return pool.getTotalConnections() == 0 || System.nanoTime() - since > PATIENCE.toNanos();
    }

    /** Opens the database by one connection, mends it as after a kill, for it was closed as by one, and writes to the disk. */
    private void mendAndWrite() throws SQLException, IOException {
        Optional<DatabaseFiles> files = DatabaseFiles.of(getJdbcUrl());
        if (files.isPresent() && files.get().free() < LEAST.toBytes()) {
            throw new IOException("No space left on device");
        }
        try (Connection trial = DriverManager.getConnection(address, getUsername(), getPassword())) {
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
            MVStore opened = ((SessionLocal)
                            connection.unwrap(JdbcConnection.class).getSession())
                    .getDatabase()
                    .getStore()
                    .getMvStore();
            stores.add(opened);
            store = opened;
            return connection;
        }
    }
}
