package jp.shopbridge.staging.database;

import com.zaxxer.hikari.SQLExceptionOverride;
import java.sql.SQLException;
import java.util.Set;
import java.util.function.Consumer;

/** Tells the pool, which does not know H2's codes, that a connection's database is closed and no use any more. */
final class ClosedDatabase implements SQLExceptionOverride {

    /** Closed; closed by a virtual machine that ends; out of memory, after which H2 closes as well. */
    private static final Set<Integer> CLOSED = Set.of(90098, 90121, 90108);

    private final Consumer<SQLException> noticed;

    ClosedDatabase(Consumer<SQLException> noticed) {
        this.noticed = noticed;
    }

    @java.lang.Override
    public SQLExceptionOverride.Override adjudicate(SQLException thrown) {
        if (!CLOSED.contains(thrown.getErrorCode())) {
            return SQLExceptionOverride.Override.CONTINUE_EVICT;
        }
        noticed.accept(thrown);
        return SQLExceptionOverride.Override.MUST_EVICT;
    }
}
