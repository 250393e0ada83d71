package jp.shopbridge.failure;

import java.sql.BatchUpdateException;
import java.sql.SQLException;
import java.util.Set;
import org.h2.mvstore.MVStoreException;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.NonTransientDataAccessResourceException;
import org.springframework.dao.TransientDataAccessException;
import org.springframework.transaction.TransactionException;

/**
 * Tells a database that cannot be reached, is shutting down, is busy or has no room left from everything else a database
 * objects to. It is no product's fault and no bug: what was being done stays where it stood, its claim runs out, and it is
 * taken up again when the database is back.
 */
public final class DatabaseAway {

    /** SQLSTATE classes: connection, resources (a full disk among them), operator's intervention, system. */
    private static final Set<String> CLASSES = Set.of("08", "53", "57", "58");

    /** H2: file errors, a broken, read-only or closed database, and the end of its memory. */
    private static final Set<Integer> H2_CODES = Set.of(90028, 90031, 90067, 90097, 90098, 90108, 90121);

    /** A server that takes no writes (25006): it was the primary until a moment ago. */
    private static final String READ_ONLY = "25006";

    private DatabaseAway() {}

    /** Whether that is the cause, at any depth. */
    public static boolean causes(Throwable thrown) {
        for (Throwable at = thrown; at != null; at = causeOf(at)) {
            // Whatever H2 makes of it: the file itself could not be written or read.
            if (at instanceof MVStoreException
                    || at instanceof TransientDataAccessException
                    || at instanceof NonTransientDataAccessResourceException
                    || at instanceof TransactionException) {
                return true;
            }
            if (at instanceof SQLException failed && isAway(failed)) {
                return true;
            }
        }
        return false;
    }

    /** Of a batch the driver tells the failure of its first statement beside the causes, not among them. */
    private static @Nullable Throwable causeOf(Throwable thrown) {
        return thrown.getCause() == null && thrown instanceof BatchUpdateException batch
                ? batch.getNextException()
                : thrown.getCause();
    }

    private static boolean isAway(SQLException failed) {
        String state = failed.getSQLState();
        return H2_CODES.contains(failed.getErrorCode())
                || READ_ONLY.equals(state)
                || (state != null && state.length() == 5 && CLASSES.contains(state.substring(0, 2)));
    }
}
