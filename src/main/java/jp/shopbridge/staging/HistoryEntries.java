package jp.shopbridge.staging;

import java.time.Clock;
import java.util.List;
import java.util.Objects;
import jp.shopbridge.Sql;
import jp.shopbridge.failure.Sentence;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.namedparam.MapSqlParameterSource;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;
import org.springframework.stereotype.Component;

/** What happened to each listing, in order; only ever added to. */
@Component
public class HistoryEntries {

    private final NamedParameterJdbcTemplate jdbc;
    private final Clock clock;

    HistoryEntries(NamedParameterJdbcTemplate jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** The newest entries of a listing, newest first. */
    public List<HistoryEntry> of(ListingKey key, int max) {
        return jdbc.query(
                Sql.named("history-of-product"),
                new MapSqlParameterSource("shop", key.shop())
                        .addValue("productNo", key.productNo())
                        .addValue("size", max),
                (row, n) -> new HistoryEntry(
                        Objects.requireNonNull(ListingRow.instant(row, "at")),
                        row.getString("kind"),
                        row.getString("actor"),
                        Sentence.of(row.getString("text_ja"), row.getString("text_en")),
                        row.getString("detail")));
    }

    /** Adds an entry; joins the caller's transaction. */
    public void add(ListingKey key, String kind, String actor, Sentence text, @Nullable String detail) {
        jdbc.update(Sql.named("history-insert"), Listings.historyLine(key, clock.instant(), kind, actor, text, detail));
    }
}
