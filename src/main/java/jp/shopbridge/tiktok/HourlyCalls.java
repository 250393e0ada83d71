package jp.shopbridge.tiktok;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import jp.shopbridge.BridgeSettings;
import jp.shopbridge.Sql;
import jp.shopbridge.failure.Messages;
import jp.shopbridge.failure.ThrottledFailure;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The budget of a shop's calls within any hour ({@code bridge.shops[n].tiktok.requests-per-hour}), kept by all instances
 * together and over restarts: a call is counted before it is made. Where the hour begins TikTok does not say, so any sixty
 * minutes count, and two more for what is under way. The only writer of {@code tiktok_call_count} and
 * {@code tiktok_budget}.
 */
@Component
public class HourlyCalls {

    /** The failure code of a call that waits because the hour's calls are spent. */
    public static final String SPENT = "TIKTOK_HOUR_SPENT";

    /** For how long a call counts, in minutes. */
    static final int COUNTED_MINUTES = 62;

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("HH:mm").withZone(ZoneId.of("Asia/Tokyo"));

    private final BridgeSettings settings;
    private final JdbcClient jdbc;
    private final TransactionTemplate transactions;
    private final TransactionTemplate alone;
    private final Clock clock;

    HourlyCalls(BridgeSettings settings, JdbcClient jdbc, PlatformTransactionManager transactions, Clock clock) {
        this.settings = settings;
        this.jdbc = jdbc;
        this.transactions = new TransactionTemplate(transactions);
        this.alone = new TransactionTemplate(transactions);
        alone.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
        this.clock = clock;
    }

    /**
     * How a shop's hour stands.
     *
     * @param perHour the budget
     * @param used calls that count now
     * @param ordinaryLeft how many more ordinary calls may be made now
     * @param goesOnAt when the next work of that kind may begin
     */
    public record Standing(int perHour, int used, int ordinaryLeft, Instant goesOnAt) {

        /** When the last of so many more ordinary calls may be made. */
        public Instant lastOf(int calls) {
            int most = Math.max(1, CallUrgency.ORDINARY.most(perHour));
            int rest = calls - ordinaryLeft;
            if (rest <= 0) {
                return goesOnAt;
            }
            // The calls of the hour before leave one after the other; on the whole it is so many an hour.
            Duration more =
                    Duration.ofMinutes(COUNTED_MINUTES).multipliedBy(rest).dividedBy(most);
            return goesOnAt.plus(more);
        }
    }

    /**
     * How the hour of a shop stands; null where it has no budget.
     *
     * @param room for how many ordinary calls there must be room before work begins ({@link #checkRoom})
     */
    public @Nullable Standing standing(String shop, int room) {
        int perHour = perHour(shop);
        if (perHour <= 0) {
            return null;
        }
        Counted counted = counted(shop);
        int left = counted.left(CallUrgency.ORDINARY, perHour);
        int wanted = wanted(room, perHour);
        Instant goesOnAt = left >= wanted ? clock.instant() : counted.freeAt(CallUrgency.ORDINARY, perHour, wanted);
        return new Standing(perHour, counted.all(), left, goesOnAt);
    }

    /**
     * Lets work begin that takes several calls, so that it does not stop half-way.
     *
     * @param calls how many there must be room for
     * @throws ThrottledFailure when there is less
     */
    public void checkRoom(String shop, CallUrgency urgency, int calls) {
        int perHour = perHour(shop);
        if (perHour > 0) {
            int wanted = wanted(calls, perHour);
            Counted counted = counted(shop);
            if (counted.left(urgency, perHour) < wanted) {
                throw spent(perHour, counted.freeAt(urgency, perHour, wanted));
            }
        }
    }

    /**
     * Counts a call that is about to be made.
     *
     * @throws ThrottledFailure when it would be one too many of its kind
     */
    public void take(String shop, CallUrgency urgency) {
        int perHour = perHour(shop);
        if (perHour > 0) {
            Instant freeAt = transactions.execute(status -> taken(shop, urgency, perHour));
            if (freeAt != null) {
                throw spent(perHour, freeAt);
            }
        }
    }

    /** A small budget must let something begin. */
    private static int wanted(int calls, int perHour) {
        return Math.max(1, Math.min(calls, perHour * 3 / 10));
    }

    private int perHour(String shop) {
        return settings.shop(shop).tiktok().requestsPerHour();
    }

    private @Nullable Instant taken(String shop, CallUrgency urgency, int perHour) {
        lock(shop);
        Counted counted = counted(shop);
        if (counted.left(urgency, perHour) < 1) {
            return counted.freeAt(urgency, perHour, 1);
        }
        long minute = minute();
        if (counting("tiktok-call-count-add", shop, minute, urgency) == 0) {
            counting("tiktok-call-count-insert", shop, minute, urgency);
            jdbc.sql(Sql.named("tiktok-call-count-forget"))
                    .param("shop", shop)
                    .param("until", minute - COUNTED_MINUTES)
                    .update();
        }
        return null;
    }

    private int counting(String statement, String shop, long minute, CallUrgency urgency) {
        return jdbc.sql(Sql.named(statement))
                .param("shop", shop)
                .param("minute", minute)
                .param("urgency", urgency.name())
                .update();
    }

    /** Lets nobody else count for the shop until the transaction ends, which the caller has begun. */
    public void lock(String shop) {
        if (locked(shop).isEmpty()) {
            insert(shop);
            locked(shop);
        }
    }

    private List<String> locked(String shop) {
        return jdbc.sql(Sql.named("tiktok-budget-lock"))
                .param("shop", shop)
                .query(String.class)
                .list();
    }

    // In a transaction of its own: another instance may do the same, and an error would end the one around.
    private void insert(String shop) {
        try {
            alone.executeWithoutResult(status -> jdbc.sql(Sql.named("tiktok-budget-insert"))
                    .param("shop", shop)
                    .update());
        } catch (DuplicateKeyException anotherMadeTheRow) {
            // It is there, which is what was wanted.
        }
    }

    private Counted counted(String shop) {
        Map<Long, Integer> byMinute = new TreeMap<>();
        int[] reviews = new int[1]; // counted while the rows are read
        jdbc.sql(Sql.named("tiktok-call-counts"))
                .param("shop", shop)
                .param("after", minute() - COUNTED_MINUTES)
                .query(row -> {
                    byMinute.merge(row.getLong("at_minute"), row.getInt("calls"), Integer::sum);
                    reviews[0] += row.getString("urgency").equals(CallUrgency.REVIEW.name()) ? row.getInt("calls") : 0;
                });
        return new Counted(
                byMinute, byMinute.values().stream().mapToInt(Integer::intValue).sum(), reviews[0]);
    }

    /** The calls that count now, by the minute they were made in. */
    private record Counted(Map<Long, Integer> byMinute, int all, int reviews) {

        int left(CallUrgency urgency, int perHour) {
            int shared = urgency.most(perHour) - all;
            int own = urgency == CallUrgency.REVIEW
                    ? Math.min(urgency.ofItsOwn(perHour) - reviews, CallUrgency.VALUES.most(perHour) - all)
                    : 0;
            return Math.max(0, Math.max(shared, own));
        }

        /** When there will be room for so many, if nobody makes another call. */
        Instant freeAt(CallUrgency urgency, int perHour, int wanted) {
            int rest = all;
            long minute = 0;
            for (Map.Entry<Long, Integer> each : byMinute.entrySet()) {
                rest -= each.getValue();
                minute = each.getKey();
                if (urgency.most(perHour) - rest >= wanted) {
                    break;
                }
            }
            return Instant.ofEpochSecond(60 * (minute + COUNTED_MINUTES));
        }
    }

    private long minute() {
        return clock.instant().getEpochSecond() / 60;
    }

    private ThrottledFailure spent(int perHour, Instant freeAt) {
        String time = TIME.format(freeAt);
        return new ThrottledFailure(
                SPENT,
                Messages.sentence("tiktok.keep-within-shops-calls-hour", perHour, time),
                Duration.between(clock.instant(), freeAt).plusSeconds(1));
    }
}
