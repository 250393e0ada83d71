package jp.shopbridge.staging;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import jp.shopbridge.Sql;
import jp.shopbridge.failure.Sentence;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.ConcurrencyFailureException;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.namedparam.MapSqlParameterSource;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Which stages of which shops stand still. A pause is a row that claims read, so it holds for every instance. Each cause has
 * a row of its own: a stage goes on when none of them is left, and the end of one cause ends no other.
 */
@Component
public class Pauses {

    /** The code of a pause that a person asked for. */
    public static final String BY_A_PERSON = "API_PAUSED";

    private final NamedParameterJdbcTemplate jdbc;
    private final TransactionTemplate transactions;
    private final Clock clock;

    Pauses(NamedParameterJdbcTemplate jdbc, TransactionTemplate transactions, Clock clock) {
        this.jdbc = jdbc;
        this.transactions = transactions;
        this.clock = clock;
    }

    /**
     * Pauses a stage of a shop for one cause more; a newer reason of the same cause replaces the older one. A pause that ends
     * by itself is not noted while one is in force that does not.
     *
     * @return whether the stage was going until now: the one moment to raise an alarm
     */
    public boolean pause(String shop, String stage, String code, Sentence reason, String by, @Nullable Instant until) {
        MapSqlParameterSource parameters = new MapSqlParameterSource("shop", shop)
                .addValue("stage", stage)
                .addValue("code", code)
                .addValue("reasonJa", ListingRow.shortened(reason.ja(), 2000))
                .addValue("reasonEn", ListingRow.shortened(reason.en(), 2000))
                .addValue("pausedBy", by)
                .addValue("pausedAt", ListingRow.utc(clock.instant()))
                .addValue("untilAt", ListingRow.utc(until));
        try {
            return Boolean.TRUE.equals(transactions.execute(status -> {
                List<Pause> before = inForce(shop, stage);
                if (until != null && before.stream().anyMatch(pause -> pause.until() == null)) {
                    return false;
                }
                jdbc.update(Sql.named("pause-end"), parameters);
                jdbc.update(Sql.named("pause-insert"), parameters);
                return before.isEmpty();
            }));
        } catch (ConcurrencyFailureException | DuplicateKeyException another) {
            // Another thread or instance met the same fault at the same moment, and its pause stands.
            return false;
        }
    }

    /** Lets a stage go on because a person said so, whatever paused it; answers whether anything had. */
    public boolean resume(String shop, String stage) {
        return jdbc.update(Sql.named("pause-delete"), new MapSqlParameterSource("shop", shop).addValue("stage", stage))
                > 0;
    }

    /** Ends what one cause has paused of the shop; what paused for another cause stays so. */
    public void over(String shop, String code) {
        jdbc.update(Sql.named("pause-over"), new MapSqlParameterSource("shop", shop).addValue("code", code));
    }

    /** All pauses in force. */
    public List<Pause> all() {
        return notEndedBefore(clock.instant());
    }

    /** All pauses in force, and those that ended by themselves within this time: what caused one may be back at the next try. */
    public List<Pause> recent(Duration within) {
        return notEndedBefore(clock.instant().minus(within));
    }

    private List<Pause> notEndedBefore(Instant time) {
        return jdbc.query(
                Sql.named("pauses"),
                new MapSqlParameterSource("now", ListingRow.utc(time)),
                (row, n) -> new Pause(
                        row.getString("shop"),
                        row.getString("stage"),
                        row.getString("code"),
                        Sentence.of(row.getString("reason_ja"), row.getString("reason_en")),
                        row.getString("paused_by"),
                        Objects.requireNonNull(ListingRow.instant(row, "paused_at")),
                        ListingRow.instant(row, "until_at")));
    }

    /** Whether this stage of this shop stands still. */
    public boolean isPaused(String shop, String stage) {
        return !inForce(shop, stage).isEmpty();
    }

    private List<Pause> inForce(String shop, String stage) {
        return all().stream()
                .filter(pause -> pause.shop().equals(shop) && pause.stage().equals(stage))
                .toList();
    }
}
