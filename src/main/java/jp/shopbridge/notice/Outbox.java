package jp.shopbridge.notice;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import jp.shopbridge.Sql;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.namedparam.MapSqlParameterSource;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** The messages on their way out: rows, so that a killed process forgets none and several instances share the work. */
@Component
public class Outbox {

    private static final Logger LOG = LoggerFactory.getLogger(Outbox.class);
    private static final int AT_A_TIME = 20;
    private static final int MOST_TRIES = 12;
    private static final Duration CLAIM = Duration.ofMinutes(2);
    private static final Duration LONGEST_WAIT = Duration.ofHours(4);

    private final NamedParameterJdbcTemplate jdbc;
    private final TransactionTemplate transactions;
    private final NoticeSettings settings;
    private final Clock clock;

    Outbox(NamedParameterJdbcTemplate jdbc, TransactionTemplate transactions, NoticeSettings settings, Clock clock) {
        this.jdbc = jdbc;
        this.transactions = transactions;
        this.settings = settings;
        this.clock = clock;
    }

    /**
     * Puts a message out by every way that is switched on.
     *
     * @param about what it says and when it became true; the same is never said twice
     * @throws org.springframework.dao.DuplicateKeyException when it was said already
     */
    void queue(String about, String subject, String body) {
        for (String way : settings.ways()) {
            jdbc.update(
                    Sql.named("notice-insert"),
                    named(about + ":" + way)
                            .addValue("way", way)
                            .addValue("subject", subject.length() <= 300 ? subject : subject.substring(0, 300))
                            .addValue("body", body));
        }
    }

    /** Takes a few due messages for this instance, for as long as sending takes. */
    public List<Letter> claim() {
        List<Letter> claimed = transactions.execute(status -> {
            Instant now = clock.instant();
            List<Letter> due = jdbc.query(
                    Sql.named("notice-due"),
                    new MapSqlParameterSource("now", now.atOffset(ZoneOffset.UTC)).addValue("size", AT_A_TIME),
                    (row, n) -> new Letter(
                            row.getString("id"),
                            row.getString("way"),
                            row.getString("subject"),
                            row.getString("body"),
                            row.getInt("tries")));
            due.forEach(letter -> jdbc.update(
                    Sql.named("notice-claim"),
                    named(letter.id()).addValue("until", now.plus(CLAIM).atOffset(ZoneOffset.UTC))));
            return due;
        });
        return claimed == null ? List.of() : claimed;
    }

    /** The message has arrived. */
    public void sent(Letter letter) {
        jdbc.update(Sql.named("notice-sent"), named(letter.id()));
    }

    /** The message did not arrive: it is tried again later, longer each time, and given up loudly in the end. */
    public void failed(Letter letter, Exception failure) {
        boolean last = letter.tries() + 1 >= MOST_TRIES;
        Instant now = clock.instant();
        Duration wait = Duration.ofSeconds(30).multipliedBy(1L << Math.min(letter.tries(), 10));
        jdbc.update(
                Sql.named("notice-put-off"),
                named(letter.id())
                        .addValue(
                                "dueAt",
                                now.plus(wait.compareTo(LONGEST_WAIT) > 0 ? LONGEST_WAIT : wait)
                                        .atOffset(ZoneOffset.UTC))
                        .addValue("givenUpAt", last ? now.atOffset(ZoneOffset.UTC) : null));
        // The failure's own text may hold the webhook's address, which is a secret.
        if (last) {
            LOG.error(
                    "The notice '{}' could not be sent by {} ({}) and was given up after {} tries: check notice.{}.",
                    letter.subject(),
                    letter.way(),
                    failure.getClass().getSimpleName(),
                    MOST_TRIES,
                    letter.way());
        } else {
            LOG.warn(
                    "The notice '{}' could not be sent by {} ({}); it is tried again later.",
                    letter.subject(),
                    letter.way(),
                    failure.getClass().getSimpleName());
        }
    }

    /** Whom a mail goes to. */
    public String mailTo() {
        return settings.mail().to();
    }

    /** Whom a mail comes from. */
    public String mailFrom() {
        return settings.mail().from().isBlank()
                ? settings.mail().to().replaceFirst(",.*", "")
                : settings.mail().from();
    }

    private MapSqlParameterSource named(String id) {
        return new MapSqlParameterSource("id", id)
                .addValue("now", clock.instant().atOffset(ZoneOffset.UTC));
    }
}
