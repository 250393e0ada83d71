package jp.shopbridge.staging;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import jp.shopbridge.Sql;
import org.springframework.jdbc.core.namedparam.MapSqlParameterSource;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;
import org.springframework.stereotype.Component;

/**
 * Tells where waiting listings stand. A shop's queue is read as a whole, once for everybody who asks at that time: counting
 * for each product how many are before it costs the square of the queue. A reading that took long is used again for ten
 * times as long as it took and at most three seconds, so that looking at lists takes a small share of the database however long the queue is; a
 * short one is never used twice.
 */
@Component
public class QueuePositions {

    private static final long SHORT_NANOS = 5_000_000;
    private static final int KEPT_TIMES = 10;
    private static final long LONGEST_KEPT_NANOS = 3_000_000_000L;
    private static final Comparator<Entry> ORDER =
            Comparator.comparing(Entry::rank).thenComparing(Entry::productNo);

    private final NamedParameterJdbcTemplate jdbc;
    private final ConcurrentMap<String, Line> lines = new ConcurrentHashMap<>();

    QueuePositions(NamedParameterJdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * Where a waiting listing stands.
     *
     * @param ahead listings of the shop that are to be sent before it
     * @param values whether its price or stock goes out, apart from everything else
     */
    public record Position(int ahead, boolean values) {}

    /** Where each of these stands, by product number; it is for the caller to leave out what does not wait. */
    public Map<String, Position> of(String shop, Collection<ListingStatus> waiting) {
        Map<String, Position> standings = new HashMap<>();
        if (!waiting.isEmpty()) {
            Line line = line(shop);
            waiting.forEach(status -> standings.put(status.key().productNo(), line.standing(status)));
        }
        return standings;
    }

    private Line line(String shop) {
        Line kept = lines.get(shop);
        if (kept != null && kept.isFresh()) {
            return kept;
        }
        // One reads, whoever asks meanwhile waits for it and then finds it fresh, unless reading is so short that it
        // does not matter.
        Line read = lines.compute(shop, (key, before) -> before != null && before.isFresh() ? before : read(key));
        return Objects.requireNonNull(read);
    }

    private Line read(String shop) {
        long begun = System.nanoTime();
        List<Entry> all = new ArrayList<>();
        jdbc.query(Sql.named("listing-queue"), new MapSqlParameterSource("shop", shop), row -> {
            all.add(new Entry(
                    ListingRow.required(row, "rank_at"),
                    row.getString("product_no"),
                    row.getInt("priority") == Urgency.VALUES.priority()));
        });
        all.sort(ORDER);
        List<Entry> values = all.stream().filter(Entry::values).toList();
        long took = System.nanoTime() - begun;
        return new Line(all, values, begun, took < SHORT_NANOS ? 0 : Math.min(KEPT_TIMES * took, LONGEST_KEPT_NANOS));
    }

    /** Changes of price and stock have workers of their own; everything else waits behind all that is ranked before it. */
    private record Entry(Instant rank, String productNo, boolean values) {}

    private record Line(List<Entry> all, List<Entry> values, long readAt, long keptNanos) {

        boolean isFresh() {
            return System.nanoTime() - readAt < keptNanos;
        }

        Position standing(ListingStatus status) {
            boolean changesValues = status.priority() == Urgency.VALUES.priority();
            Entry entry = new Entry(
                    Urgency.rank(status.priority(), status.dueAt()),
                    status.key().productNo(),
                    changesValues);
            return new Position(before(entry, changesValues ? values : all), changesValues);
        }

        private static int before(Entry entry, List<Entry> line) {
            int low = 0;
            int high = line.size();
            while (low < high) {
                int middle = (low + high) >>> 1;
                if (ORDER.compare(line.get(middle), entry) < 0) {
                    low = middle + 1;
                } else {
                    high = middle;
                }
            }
            return low;
        }
    }
}
