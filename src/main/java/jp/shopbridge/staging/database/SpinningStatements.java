package jp.shopbridge.staging.database;

import java.lang.reflect.Field;
import java.lang.reflect.Method;
import org.h2.mvstore.MVStore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Statements that never come back from a store that closed itself. H2 counts who reads a version of the store; when a commit
 * fails it takes the same reader off twice, and from then on every statement waits, at the full speed of a processor, for a
 * count above 0 that nobody brings. There is no public way to bring it.
 */
final class SpinningStatements {

    private static final Logger LOG = LoggerFactory.getLogger(SpinningStatements.class);
    private static final int ENOUGH = 1_000;

    private SpinningStatements() {}

    /** Lets them run on, into the error that the store is closed. Does nothing to a store that is open. */
    static void free(MVStore closed) {
        if (!closed.isClosed()) {
            return;
        }
        try {
            Field current = MVStore.class.getDeclaredField("currentTxCounter");
            current.setAccessible(true);
            Object counter = current.get(closed);
            Method increment = MVStore.TxCounter.class.getDeclaredMethod("incrementAndGet");
            increment.setAccessible(true);
            while ((int) increment.invoke(counter) < ENOUGH) {
                // Also above what is taken off twice from now on.
            }
        } catch (ReflectiveOperationException anotherH2) {
            LOG.debug("This version of H2 counts otherwise.", anotherH2);
        }
    }
}
