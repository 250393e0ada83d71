package jp.shopbridge.staging;

import java.time.Clock;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import jp.shopbridge.Sql;
import org.springframework.jdbc.core.namedparam.MapSqlParameterSource;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Judges listings anew when what TikTok demands of them changed: each change is a row, worked off a page at a time, so that
 * a large catalogue holds nothing up and an end in between costs nothing but time.
 */
@Component
public class DemandChanges {

    /** How long an instance goes by what it knows of a category before it looks again. */
    public static final Duration KNOWN_FOR = Duration.ofSeconds(2);

    private static final int PAGE = 100;

    private final NamedParameterJdbcTemplate jdbc;
    private final TransactionTemplate transactions;
    private final Clock clock;
    private final ListingWork work;

    DemandChanges(NamedParameterJdbcTemplate jdbc, TransactionTemplate transactions, Clock clock, ListingWork work) {
        this.jdbc = jdbc;
        this.transactions = transactions;
        this.clock = clock;
        this.work = work;
    }

    /** What a category demands changed. */
    public void of(String shop, String categoryId) {
        Sql.merging(() -> jdbc.update(
                Sql.named("demand-change-save"),
                new MapSqlParameterSource("shop", shop)
                        .addValue("categoryId", categoryId)
                        .addValue("changedAt", ListingRow.utc(clock.instant()))));
    }

    /** What any listing of a shop is measured by changed: its categories, or the brands there are. */
    public void ofShop(String shop) {
        of(shop, "");
    }

    /**
     * Judges the next page of listings that a change concerns.
     *
     * @return whether there may be more
     */
    public boolean judge() {
        return Boolean.TRUE.equals(transactions.execute(status -> {
            // Until then another instance may still go by what it knew before.
            List<Change> next = jdbc.query(
                    Sql.named("demand-change-next"),
                    new MapSqlParameterSource(
                            "settled", ListingRow.utc(clock.instant().minus(KNOWN_FOR))),
                    (row, n) ->
                            new Change(row.getString("shop"), row.getString("category_id"), row.getString("after_no")));
            next.forEach(this::judge);
            return !next.isEmpty();
        }));
    }

    private record Change(String shop, String categoryId, String after) {

        MapSqlParameterSource parameters() {
            return new MapSqlParameterSource("shop", shop).addValue("categoryId", categoryId);
        }
    }

    private void judge(Change change) {
        List<String> numbers = jdbc.queryForList(
                Sql.named(change.categoryId.isEmpty() ? "listing-numbers-after" : "listing-numbers-of-category"),
                change.parameters().addValue("after", change.after).addValue("size", PAGE),
                String.class);
        if (!numbers.isEmpty()) {
            Map<String, ListingRow> rows = work.lock(change.shop, new HashSet<>(numbers));
            ListingParts parts = work.parts(change.shop, rows.keySet());
            ListingWrites writes = work.writes();
            rows.values().forEach(row -> judge(row, parts, writes));
            writes.flush();
        }
        if (numbers.size() < PAGE) {
            jdbc.update(Sql.named("demand-change-done"), change.parameters());
        } else {
            jdbc.update(
                    Sql.named("demand-change-advance"),
                    change.parameters().addValue("after", numbers.get(numbers.size() - 1)));
        }
    }

    private void judge(ListingRow row, ListingParts parts, ListingWrites writes) {
        if (row.state == ListingState.EXCLUDED) {
            return;
        }
        Listing listing = parts.whole(row.status());
        List<Lack> now = work.lacks(row, listing, work.withoutDemands(listing));
        if (told(now).equals(told(listing.lacks()))) {
            return;
        }
        ListingState before = row.state;
        work.reassess(row, parts, false, writes);
        if (row.state == ListingState.INCOMPLETE && before != ListingState.INCOMPLETE && row.stateReason != null) {
            writes.history.add(ListingWrites.historyLine(
                    row.key,
                    clock.instant(),
                    HistoryEntries.LACKS,
                    "tiktok",
                    row.stateReason,
                    HistoryEntries.lacksText(now)));
        }
    }

    private static Set<String> told(List<Lack> lacks) {
        return lacks.stream().map(lack -> lack.code() + " " + lack.field()).collect(Collectors.toSet());
    }
}
