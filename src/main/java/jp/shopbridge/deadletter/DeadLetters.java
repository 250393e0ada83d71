package jp.shopbridge.deadletter;

import io.micrometer.core.instrument.MeterRegistry;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import jp.shopbridge.Sql;
import jp.shopbridge.failure.Failure;
import jp.shopbridge.failure.Messages;
import jp.shopbridge.failure.Sentence;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.GeneratedKeyHolder;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.TransactionException;
import org.springframework.transaction.support.TransactionTemplate;

/** The store of dead letters: the only writer of table {@code dead_letter}. */
@Component
public class DeadLetters {

    private static final Logger log = LoggerFactory.getLogger(DeadLetters.class);

    /** What the row can hold on the smaller of the two databases, less a margin. */
    private static final int LONGEST_SNAPSHOT = 1_000_000;

    private static final int LONGEST_MESSAGE = 2000;

    private final JdbcClient jdbc;
    private final TransactionTemplate ownTransaction;
    private final TransactionTemplate transaction;
    private final Clock clock;
    private final LetterMeters meters;

    DeadLetters(JdbcClient jdbc, PlatformTransactionManager transactions, Clock clock, MeterRegistry meters) {
        this.jdbc = jdbc;
        this.ownTransaction = new TransactionTemplate(transactions);
        this.ownTransaction.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
        this.transaction = new TransactionTemplate(transactions);
        this.clock = clock;
        this.meters = new LetterMeters(meters);
    }

    /**
     * Keeps an item's failure, in a transaction of its own so that it survives the caller's rollback. An open letter of
     * the same item and stage gets one more attempt and is parked again.
     *
     * @param failure what was thrown; the first of our own failures in its chain of causes decides code and sentence
     * @param snapshot the product as futureshop sent it; left out when it is longer than a row can hold
     * @return the letter's id
     * @throws DeadLetterNotWritten when it could not be kept; the item must then stay claimable
     */
    public long park(
            String shop,
            String productNo,
            String stage,
            String routeId,
            Throwable failure,
            @Nullable String snapshot,
            @Nullable String mappingVersion) {
        Cause cause = Cause.of(failure, stage, productNo);
        try {
            long id = required(ownTransaction.execute(status -> {
                Optional<Open> open = latestOpen(shop, productNo, stage);
                return open.isPresent()
                        ? parkAgain(open.get(), routeId, cause, snapshot, mappingVersion)
                        : parkNew(shop, productNo, stage, routeId, cause, snapshot, mappingVersion);
            }));
            meters.parked(stage).increment();
            if (cause.unexpected()) {
                log.error("{} ({}): {}", productNo, shop, cause.message().en(), failure);
            } else {
                log.warn(
                        "{} ({}) parked with {}: {}",
                        productNo,
                        shop,
                        cause.code(),
                        cause.message().en());
            }
            return id;
        } catch (DataAccessException | TransactionException e) {
            meters.notWritten(stage).increment();
            log.error(
                    "DEAD LETTER NOT WRITTEN for {} ({}) in {}, code {}: {}",
                    productNo,
                    shop,
                    stage,
                    cause.code(),
                    cause.message().en(),
                    e);
            throw new DeadLetterNotWritten(stage, productNo, shop, e);
        }
    }

    /**
     * Says that an item has gone through the ordinary route: its open letters of that stage are resolved. Joins the
     * caller's transaction, so that it is true exactly when the caller's work is.
     */
    public void resolved(String shop, String productNo, String stage) {
        resolved(shop, List.of(productNo), stage);
    }

    /**
     * Says that a stage has gone through everything there is since this instant: parked letters that were not renewed by
     * that are over.
     *
     * @return how many were resolved
     */
    public int resolvedUnseen(String shop, String stage, Instant since) {
        return jdbc.sql(Sql.named("dead-letter-resolve-unseen"))
                .param("shop", shop)
                .param("stage", stage)
                .param("since", since.atOffset(ZoneOffset.UTC))
                .param("now", now())
                .update();
    }

    /** Says the same of several items at once, by one statement. */
    public void resolved(String shop, Collection<String> productNos, String stage) {
        if (productNos.isEmpty()) {
            return;
        }
        jdbc.sql(Sql.named("dead-letter-resolve"))
                .param("shop", shop)
                .param("productNos", productNos)
                .param("stage", stage)
                .param("now", now())
                .update();
    }

    /** The letters that are meant, latest failure first. */
    public DeadLetterPage search(DeadLetterQuery query) {
        List<DeadLetter> items = filtered("dead-letter-search", query)
                .param("limit", query.size())
                .param("offset", (long) query.page() * query.size())
                .query(DeadLetters::letter)
                .list();
        long total = filtered("dead-letter-count", query).query(Long.class).single();
        return new DeadLetterPage(items, total);
    }

    /** The letters that are meant, grouped by cause, largest group first. */
    public List<DeadLetterGroup> groups(DeadLetterQuery query) {
        return filtered("dead-letter-groups", query)
                .query((row, number) -> new DeadLetterGroup(
                        row.getString("stage"),
                        row.getString("code"),
                        row.getString("kind"),
                        row.getString("field"),
                        row.getLong("letters"),
                        Sentence.of(row.getString("message_ja"), row.getString("message_en")),
                        instant(row, "first_at"),
                        instant(row, "last_at")))
                .list();
    }

    /** The letter with this id, if the shop has it. */
    public Optional<DeadLetter> find(String shop, long id) {
        return jdbc.sql(Sql.named("dead-letter-find"))
                .param("shop", shop)
                .param("id", id)
                .query(DeadLetters::letter)
                .optional();
    }

    /** The product as futureshop sent it when the item failed, where it was kept (JSON text). */
    public Optional<String> snapshot(long id) {
        return jdbc.sql(Sql.named("dead-letter-snapshot"))
                .param("id", id)
                .query((row, number) -> Optional.ofNullable(row.getString("snapshot")))
                .optional()
                .flatMap(found -> found);
    }

    /** Marks the parked ones among the letters that are meant for a replay; {@link #dueForReplay} hands them out. */
    public int replay(DeadLetterQuery query) {
        return filtered("dead-letter-replay", query.in(DeadLetterStatus.PARKED))
                .param("now", now())
                .update();
    }

    /**
     * Claims letters whose replay was asked for, oldest first. A claim that is not followed by {@link #entered} or
     * {@link #parkedBack} expires, so a killed process forgets no replay.
     */
    public List<DeadLetter> dueForReplay(int max, Duration lease) {
        return required(transaction.execute(status -> {
            List<DeadLetter> due = jdbc.sql(Sql.named("dead-letter-replay-due"))
                    .param("now", now())
                    .param("limit", max)
                    .query(DeadLetters::letter)
                    .list();
            if (!due.isEmpty()) {
                jdbc.sql(Sql.named("dead-letter-replay-claim"))
                        .param("ids", due.stream().map(DeadLetter::id).toList())
                        .param("until", now().plus(lease))
                        .update();
            }
            return due;
        }));
    }

    /** Says that the item of a claimed letter was handed to the ordinary route, which will park it again or resolve it. */
    public void entered(long id) {
        jdbc.sql(Sql.named("dead-letter-replay-entered")).param("id", id).update();
    }

    /** Parks a claimed letter again because its item could not be handed to the ordinary route; counts no attempt. */
    public void parkedBack(long id, Sentence why) {
        jdbc.sql(Sql.named("dead-letter-park-back"))
                .param("id", id)
                .param("ja", text(why.ja(), LONGEST_MESSAGE))
                .param("en", text(why.en(), LONGEST_MESSAGE))
                .update();
    }

    /** Closes a parked letter without repair, with the person who decided it and the reason. */
    public Discarding discard(String shop, long id, String by, String reason) {
        int changed = jdbc.sql(Sql.named("dead-letter-discard"))
                .param("shop", shop)
                .param("id", id)
                .param("by", text(by, 100))
                .param("reason", text(reason, 1000))
                .param("now", now())
                .update();
        return find(shop, id)
                .<Discarding>map(
                        letter -> changed == 1 ? new Discarding.Discarded(letter) : new Discarding.NotParked(letter))
                .orElseGet(Discarding.NoSuchLetter::new);
    }

    private Optional<Open> latestOpen(String shop, String productNo, String stage) {
        return jdbc
                .sql(Sql.named("dead-letter-open"))
                .param("shop", shop)
                .param("productNo", productNo)
                .param("stage", stage)
                .query((row, number) -> new Open(row.getLong("id"), row.getString("request_ids")))
                .list()
                .stream()
                .findFirst();
    }

    private long parkAgain(
            Open open, String routeId, Cause cause, @Nullable String snapshot, @Nullable String mappingVersion) {
        jdbc.sql(Sql.named("dead-letter-park-again"))
                .param("id", open.id())
                .param("routeId", routeId)
                .param("code", cause.code())
                .param("kind", cause.kind())
                .param("field", textOrNull(cause.field(), 200))
                .param("ja", text(cause.message().ja(), LONGEST_MESSAGE))
                .param("en", text(cause.message().en(), LONGEST_MESSAGE))
                .param("snapshot", keepable(snapshot))
                .param("mappingVersion", mappingVersion)
                .param("requestIds", joined(open.requestIds(), cause.requestId()))
                .param("now", now())
                .update();
        return open.id();
    }

    private long parkNew(
            String shop,
            String productNo,
            String stage,
            String routeId,
            Cause cause,
            @Nullable String snapshot,
            @Nullable String mappingVersion) {
        GeneratedKeyHolder key = new GeneratedKeyHolder();
        jdbc.sql(Sql.named("dead-letter-park-new"))
                .param("shop", shop)
                .param("productNo", productNo)
                .param("stage", stage)
                .param("routeId", routeId)
                .param("code", cause.code())
                .param("kind", cause.kind())
                .param("field", textOrNull(cause.field(), 200))
                .param("ja", text(cause.message().ja(), LONGEST_MESSAGE))
                .param("en", text(cause.message().en(), LONGEST_MESSAGE))
                .param("snapshot", keepable(snapshot))
                .param("mappingVersion", mappingVersion)
                .param("requestIds", joined(null, cause.requestId()))
                .param("now", now())
                .update(key, "id");
        return required(key.getKey()).longValue();
    }

    private JdbcClient.StatementSpec filtered(String statement, DeadLetterQuery query) {
        Set<DeadLetterStatus> statuses =
                query.statuses().isEmpty() ? Set.of(DeadLetterStatus.values()) : query.statuses();
        if (query.ids().size() > DeadLetterQuery.MAX_IDS) {
            throw new IllegalArgumentException("At most " + DeadLetterQuery.MAX_IDS + " ids can be named at once.");
        }
        return jdbc.sql(Sql.named(statement))
                .param("shop", query.shop())
                .param("statuses", statuses.stream().map(Enum::name).toList())
                .param("stage", query.stage())
                .param("code", query.code())
                .param("productNo", query.productNo())
                .param("anyId", query.ids().isEmpty())
                .param("ids", query.ids().isEmpty() ? List.of(-1L) : query.ids());
    }

    private static DeadLetter letter(ResultSet row, int number) throws SQLException {
        String requestIds = row.getString("request_ids");
        OffsetDateTime closedAt = row.getObject("closed_at", OffsetDateTime.class);
        return new DeadLetter(
                row.getLong("id"),
                row.getString("shop"),
                row.getString("product_no"),
                row.getString("stage"),
                row.getString("route_id"),
                row.getString("code"),
                row.getString("kind"),
                row.getString("field"),
                Sentence.of(row.getString("message_ja"), row.getString("message_en")),
                row.getString("mapping_version"),
                row.getInt("attempts"),
                requestIds == null ? List.of() : Arrays.asList(requestIds.split(" ")),
                instant(row, "first_at"),
                instant(row, "last_at"),
                DeadLetterStatus.valueOf(row.getString("status")),
                row.getString("closed_by"),
                row.getString("closed_reason"),
                closedAt == null ? null : closedAt.toInstant());
    }

    private static Instant instant(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }

    private OffsetDateTime now() {
        return clock.instant().atOffset(ZoneOffset.UTC);
    }

    private static @Nullable String keepable(@Nullable String snapshot) {
        return snapshot == null || snapshot.length() > LONGEST_SNAPSHOT ? null : text(snapshot, LONGEST_SNAPSHOT);
    }

    private static @Nullable String textOrNull(@Nullable String text, int longest) {
        return text == null ? null : text(text, longest);
    }

    /** PostgreSQL refuses NUL, and half of a surrogate pair must not be left at the end. */
    private static String text(String text, int longest) {
        String clean = text.indexOf('\0') < 0 ? text : text.replace("\0", "");
        if (clean.length() <= longest) {
            return clean;
        }
        int end = Character.isHighSurrogate(clean.charAt(longest - 1)) ? longest - 1 : longest;
        return clean.substring(0, end);
    }

    private static @Nullable String joined(@Nullable String earlier, @Nullable String requestId) {
        if (requestId == null || requestId.isBlank()) {
            return earlier;
        }
        String all = earlier == null ? requestId.strip() : earlier + " " + requestId.strip();
        while (all.length() > 2000 && all.indexOf(' ') > 0) {
            all = all.substring(all.indexOf(' ') + 1);
        }
        return text(all, 2000);
    }

    private static <T> T required(@Nullable T value) {
        if (value == null) {
            throw new IllegalStateException("The database gave no value where it always gives one.");
        }
        return value;
    }

    private record Open(long id, @Nullable String requestIds) {}

    /** What a dead letter says of a throwable. */
    private record Cause(
            String code, String kind, @Nullable String field, @Nullable String requestId, Sentence message) {

        private static final String UNEXPECTED = "UNEXPECTED";

        boolean unexpected() {
            return code.equals(UNEXPECTED);
        }

        static Cause of(Throwable thrown, String stage, String productNo) {
            Throwable last = thrown;
            for (Throwable each = thrown; each != null; each = each.getCause()) {
                if (each instanceof Failure failure) {
                    return new Cause(
                            failure.code(), failure.kind(), failure.field(), failure.requestId(), failure.sentence());
                }
                last = each;
            }
            return unexpected(last, stage, productNo);
        }

        /** Names class and place only: the message of a stranger's exception may hold a payload. */
        private static Cause unexpected(Throwable bug, String stage, String productNo) {
            StackTraceElement[] trace = bug.getStackTrace();
            String place = bug.getClass().getName() + (trace.length == 0 ? "" : " at " + trace[0]);
            return new Cause(
                    UNEXPECTED,
                    "unexpected",
                    null,
                    null,
                    Messages.sentence("deadletter.product-could-not-processed-because", productNo, stage, place));
        }
    }
}
