package jp.shopbridge.cluster;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import jp.shopbridge.Sql;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Named leases in the table {@code lease}: at most one owner at a time, and a dead owner's lease ends by itself. Times are
 * the application's, so instances need clocks that agree to about a second.
 */
@Component
public class Leases {

    private final JdbcClient jdbc;
    private final Clock clock;

    Leases(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /**
     * Takes the lease, or holds it longer when it is ours already.
     *
     * @param duration how long it is ours without another call
     * @return whether it is ours now
     */
    public boolean hold(String name, String owner, Duration duration) {
        Instant now = clock.instant();
        if (write("lease-hold", name, owner, now, now.plus(duration)) == 1) {
            return true;
        }
        try {
            return write("lease-take", name, owner, now, now.plus(duration)) == 1;
        } catch (DuplicateKeyException anotherWasFaster) {
            return false;
        }
    }

    /** Gives the lease up if it is ours. */
    public void release(String name, String owner) {
        jdbc.sql(Sql.named("lease-release"))
                .param("name", name)
                .param("owner", owner)
                .update();
    }

    private int write(String statement, String name, String owner, Instant now, Instant until) {
        return jdbc.sql(Sql.named(statement))
                .param("name", name)
                .param("owner", owner)
                .param("now", now.atOffset(ZoneOffset.UTC))
                .param("until", until.atOffset(ZoneOffset.UTC))
                .update();
    }
}
