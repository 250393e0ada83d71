package jp.shopbridge.futureshop;

import java.io.InterruptedIOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import jp.shopbridge.Sql;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Keeps every client ID within futureshop's limit, token calls included (facts: rate limit). No bursts: the limit is the
 * client's, so the instances take turns by a row of the database, which also outlives a restart. A gap is 5 % longer than
 * the limit asks, so that the network's jitter cannot shorten it below. All times are the database's.
 */
@Component
public class FutureshopRate {

    private static final BigDecimal NANOS_WITH_MARGIN = new BigDecimal(1_050_000_000L);
    private static final Duration WORTH_TELLING = Duration.ofMillis(5);

    private final BigDecimal requestsPerSecond;
    private final JdbcClient jdbc;
    private final TransactionTemplate transactions;

    FutureshopRate(FutureshopSettings settings, JdbcClient jdbc, TransactionTemplate transactions) {
        this.requestsPerSecond = settings.requestsPerSecond();
        this.jdbc = jdbc;
        this.transactions = transactions;
    }

    /**
     * Waits until the client may send its next request.
     *
     * @return the {@link System#nanoTime} at which its turn came, which is earlier than now when this thread woke late
     */
    long await(String clientId) throws InterruptedIOException {
        if (requestsPerSecond.signum() <= 0) {
            return System.nanoTime();
        }
        Duration gap = gap();
        Duration wait =
                turned(clientId, turn -> later(turn.nextAt(), turn.now()).plus(gap), turn -> {
                    Duration until = Duration.between(turn.now(), turn.nextAt());
                    return until.isNegative() ? Duration.ZERO : until;
                });
        long due = System.nanoTime() + wait.toNanos();
        try {
            TimeUnit.NANOSECONDS.sleep(wait.toNanos());
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            InterruptedIOException interrupted =
                    new InterruptedIOException("Waiting for futureshop's rate limit was interrupted.");
            interrupted.initCause(stopping);
            throw interrupted;
        }
        return due;
    }

    /** Passes a delay on to the client's next turn, else the gap before it would be shorter by that. */
    void late(String clientId, Duration late) {
        if (requestsPerSecond.signum() > 0 && late.compareTo(WORTH_TELLING) > 0) {
            turned(clientId, turn -> turn.nextAt().plus(late), turn -> Duration.ZERO);
        }
    }

    private record Turn(OffsetDateTime nextAt, OffsetDateTime now) {}

    private Duration turned(String clientId, Function<Turn, OffsetDateTime> next, Function<Turn, Duration> answer) {
        try {
            return once(clientId, next, answer);
        } catch (DuplicateKeyException anotherMadeTheRow) {
            return once(clientId, next, answer);
        }
    }

    private Duration once(String clientId, Function<Turn, OffsetDateTime> next, Function<Turn, Duration> answer) {
        return Objects.requireNonNull(transactions.execute(status -> {
            Turn turn = locked(clientId);
            jdbc.sql(Sql.named("futureshop-turn-set"))
                    .param("client", clientId)
                    .param("nextAt", next.apply(turn))
                    .update();
            return answer.apply(turn);
        }));
    }

    private Turn locked(String clientId) {
        List<Turn> found = found(clientId);
        if (found.isEmpty()) {
            jdbc.sql(Sql.named("futureshop-turn-insert"))
                    .param("client", clientId)
                    .update();
            found = found(clientId);
        }
        return found.get(0);
    }

    private List<Turn> found(String clientId) {
        return jdbc.sql(Sql.named("futureshop-turn-lock"))
                .param("client", clientId)
                .query((row, number) -> new Turn(
                        row.getObject("next_at", OffsetDateTime.class), row.getObject("now_at", OffsetDateTime.class)))
                .list();
    }

    private static OffsetDateTime later(OffsetDateTime one, OffsetDateTime other) {
        return one.isAfter(other) ? one : other;
    }

    private Duration gap() {
        return Duration.ofNanos(NANOS_WITH_MARGIN
                .divide(requestsPerSecond, 0, RoundingMode.CEILING)
                .longValueExact());
    }
}
