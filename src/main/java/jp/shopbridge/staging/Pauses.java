package jp.shopbridge.staging;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import jp.shopbridge.Sql;
import jp.shopbridge.failure.Sentence;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.ConcurrencyFailureException;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.namedparam.MapSqlParameterSource;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Which stages of which shops stand still. A pause is a row that claims read, so it holds for every instance. */
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
     * Pauses a stage of a shop; a newer reason replaces an older one, but a pause that ends by itself never replaces one that
     * a person has to end.
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
                Optional<Pause> before = inForce(shop, stage);
                if (until != null
                        && before.filter(pause -> pause.until() == null).isPresent()) {
                    return false;
                }
                jdbc.update(Sql.named("pause-delete"), parameters);
                jdbc.update(Sql.named("pause-insert"), parameters);
                return before.isEmpty();
            }));
        } catch (ConcurrencyFailureException | DuplicateKeyException another) {
            // Another thread or instance met the same fault at the same moment, and its pause stands.
            return false;
        }
    }

    /** Ends a pause; answers whether there was one. */
    public boolean resume(String shop, String stage) {
        return jdbc.update(Sql.named("pause-delete"), new MapSqlParameterSource("shop", shop).addValue("stage", stage))
                > 0;
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
        return inForce(shop, stage).isPresent();
    }

    private Optional<Pause> inForce(String shop, String stage) {
        return all().stream()
                .filter(pause -> pause.shop().equals(shop) && pause.stage().equals(stage))
                .findFirst();
    }
}
