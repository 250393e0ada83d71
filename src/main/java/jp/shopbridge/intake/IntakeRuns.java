package jp.shopbridge.intake;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Consumer;
import jp.shopbridge.Instance;
import jp.shopbridge.Sql;
import jp.shopbridge.failure.Sentence;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.namedparam.MapSqlParameterSource;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The runs and how far each shop is complete: the only writer of {@code intake_run}, {@code intake_page} and
 * {@code intake_progress}. A run is worked by the instance that claimed it; every write of progress proves and renews the
 * claim, so a killed instance's run is taken up at its page by any other.
 */
@Component
public class IntakeRuns {

    /** futureshop allows 31 days between the ends of a window. */
    private static final Duration LONGEST_WINDOW = Duration.ofDays(30);
    /** No step takes longer, unless it hangs. */
    private static final Duration LONGEST_STEP = Duration.ofMinutes(10);

    private final NamedParameterJdbcTemplate jdbc;
    private final TransactionTemplate transactions;
    private final Clock clock;
    private final String owner;
    private final IntakeSettings settings;
    private final ConcurrentMap<Long, Work> working = new ConcurrentHashMap<>();

    IntakeRuns(
            NamedParameterJdbcTemplate jdbc,
            TransactionTemplate transactions,
            Clock clock,
            Instance instance,
            IntakeSettings settings) {
        this.jdbc = jdbc;
        this.transactions = transactions;
        this.clock = clock;
        this.owner = instance.name();
        this.settings = settings;
    }

    /**
     * Starts a run, joins the one that is already under way, or lets a failed one go on at its page. The first run of a shop
     * is always a full scan.
     *
     * @return the run's id
     */
    public long start(String shop, IntakeKind kind, String requestedBy) {
        makeProgressRow(shop);
        return required(transactions.execute(status -> {
            IntakeProgress progress = lockedProgress(shop);
            IntakeKind wanted = progress.fullScanAt() == null ? IntakeKind.FULL : kind;
            List<IntakeRun> latest = jdbc.query(
                    Sql.named("intake-run-latest"), parameters(shop).addValue("size", 3), (row, n) -> read(row));
            Optional<IntakeRun> underWay = latest.stream()
                    .filter(run -> run.running() && covers(run, wanted))
                    .findFirst();
            if (underWay.isPresent()) {
                return underWay.get().id();
            }
            if (!latest.isEmpty() && shouldContinue(latest.get(0), wanted)) {
                jdbc.update(
                        Sql.named("intake-run-reopen"),
                        new MapSqlParameterSource("id", latest.get(0).id()).addValue("now", utc(clock.instant())));
                return latest.get(0).id();
            }
            return insert(shop, wanted, requestedBy, progress);
        }));
    }

    private static boolean covers(IntakeRun run, IntakeKind wanted) {
        return run.kind() == IntakeKind.FULL || run.kind() == wanted;
    }

    private static boolean shouldContinue(IntakeRun run, IntakeKind wanted) {
        return run.status() == IntakeStatus.FAILED && run.phase() == IntakePhase.PAGES && covers(run, wanted);
    }

    private long insert(String shop, IntakeKind kind, String requestedBy, IntakeProgress progress) {
        Instant now = clock.instant();
        Instant complete = progress.completeUntil();
        Instant from = kind == IntakeKind.FULL || complete == null ? null : complete.minus(settings.overlap());
        MapSqlParameterSource run = parameters(shop)
                .addValue("kind", kind.name())
                .addValue("requestedBy", requestedBy)
                .addValue("windowFrom", utc(from))
                .addValue("windowTo", utc(from == null ? null : windowEnd(from, now)))
                .addValue("now", utc(now));
        jdbc.update(Sql.named("intake-run-insert"), run);
        Long id = jdbc.queryForObject(Sql.named("intake-run-newest"), run, Long.class);
        return required(id);
    }

    private static Instant windowEnd(Instant from, Instant end) {
        Instant longest = from.plus(LONGEST_WINDOW);
        return longest.isBefore(end) ? longest : end;
    }

    /** The run, if there is one of this id. */
    public Optional<IntakeRun> find(long id) {
        return jdbc
                .query(Sql.named("intake-run-find"), new MapSqlParameterSource("id", id), (row, n) -> read(row))
                .stream()
                .findFirst();
    }

    /** The shop's newest run, if there ever was one. */
    public Optional<IntakeRun> latest(String shop) {
        return jdbc
                .query(Sql.named("intake-run-latest"), parameters(shop).addValue("size", 1), (row, n) -> read(row))
                .stream()
                .findFirst();
    }

    /** When the schedule last started a run of the shop, if it ever did. */
    public Optional<Instant> lastScheduled(String shop) {
        return jdbc.query(Sql.named("intake-run-scheduled"), parameters(shop), (row, n) -> Optional.ofNullable(
                                row.getObject("started_at", OffsetDateTime.class))
                        .map(OffsetDateTime::toInstant))
                .get(0);
    }

    /** How far the shop is complete. */
    public IntakeProgress progress(String shop) {
        return jdbc.query(Sql.named("intake-progress"), parameters(shop), (row, n) -> progress(row)).stream()
                .findFirst()
                .orElse(IntakeProgress.NONE);
    }

    /**
     * Claims the oldest run that nobody works, that is due and whose shop's intake is not paused. A shop's runs are worked
     * one after another. What this instance works already stays its own, however long a page takes on a slow machine.
     *
     * @return the run, or null when there is nothing to do
     */
    public @Nullable IntakeRun claim() {
        keep();
        IntakeRun claimed = transactions.execute(status -> {
            Instant now = clock.instant();
            List<Long> due = jdbc.queryForList(
                    Sql.named("intake-run-due"), new MapSqlParameterSource("now", utc(now)), Long.class);
            if (due.isEmpty()) {
                return null;
            }
            jdbc.update(Sql.named("intake-run-claim"), claimed(due.get(0), now));
            return find(due.get(0)).orElseThrow();
        });
        if (claimed != null) {
            progressed(claimed);
        }
        return claimed;
    }

    /** Renews the claims on what is worked here, as long as it gets on; a step that hangs loses its claim at last. */
    private void keep() {
        Instant now = clock.instant();
        working.forEach((id, work) -> {
            boolean due = !now.isBefore(work.renewedAt().plus(settings.claim().dividedBy(3)));
            boolean getsOn = now.isBefore(work.progressedAt().plus(LONGEST_STEP));
            if (due && getsOn && jdbc.update(Sql.named("intake-run-keep"), claimed(id, now)) == 1) {
                working.replace(id, work, new Work(work.progressedAt(), now));
            }
        });
    }

    private void progressed(IntakeRun run) {
        Instant now = clock.instant();
        working.put(run.id(), new Work(now, now));
    }

    /**
     * Writes a page's rows and the cursor behind it in one transaction, or nothing.
     *
     * @param next the cursor of the next page; null after the last one
     * @param numbers the products met, remembered by a full scan
     * @param rows writes the page's products and answers what it did
     * @return the run after the page
     */
    IntakeRun advance(IntakeRun run, @Nullable String next, List<String> numbers, RowWriter rows) {
        return required(transactions.execute(status -> {
            PageCounts counts = rows.write();
            Instant now = clock.instant();
            if (run.kind() == IntakeKind.FULL && !numbers.isEmpty()) {
                jdbc.update(
                        Sql.named("intake-page-insert"),
                        new MapSqlParameterSource("run", run.id())
                                .addValue("page", run.pages())
                                .addValue("numbers", String.join("\n", numbers)));
            }
            MapSqlParameterSource page = claimed(run.id(), now)
                    .addValue("cursor", next)
                    .addValue("products", counts.products())
                    .addValue("changed", counts.changed())
                    .addValue("unchanged", counts.unchanged())
                    .addValue("failed", counts.failed())
                    .addValue("stocks", counts.stocks());
            place(run, next, page);
            proven(run, jdbc.update(Sql.named("intake-run-page"), page));
            return find(run.id()).orElseThrow();
        }));
    }

    /** Where the run stands after this page: the next page, the next window, or behind the last one. */
    private void place(IntakeRun run, @Nullable String next, MapSqlParameterSource page) {
        Instant from = run.windowFrom();
        Instant to = run.windowTo();
        IntakePhase phase = IntakePhase.PAGES;
        if (next == null) {
            if (to != null && !isLastPage(run, next)) {
                from = to.minus(settings.overlap());
                to = windowEnd(from, run.startedAt());
            } else {
                phase = run.kind() == IntakeKind.FULL ? IntakePhase.SUSPECT : IntakePhase.ABSENCE;
                complete(run);
            }
        }
        page.addValue("phase", phase.name()).addValue("windowFrom", utc(from)).addValue("windowTo", utc(to));
    }

    /** Whether nothing is to be read of the run behind a page after which this is the next cursor. */
    static boolean isLastPage(IntakeRun run, @Nullable String next) {
        Instant to = run.windowTo();
        return next == null && (to == null || !to.isBefore(run.startedAt()));
    }

    private void complete(IntakeRun run) {
        jdbc.update(
                Sql.named("intake-progress-complete"),
                parameters(run.shop())
                        .addValue("completeUntil", utc(run.startedAt()))
                        .addValue("fullScanAt", run.kind() == IntakeKind.FULL ? utc(run.startedAt()) : null));
    }

    /** Begins the run's pass again, because futureshop no longer knows its cursor; what was staged stays. */
    public IntakeRun restart(IntakeRun run) {
        return required(transactions.execute(status -> {
            proven(run, jdbc.update(Sql.named("intake-run-restart"), claimed(run.id(), clock.instant())));
            forgetPages(run);
            return find(run.id()).orElseThrow();
        }));
    }

    /** Walks through the product numbers that a full scan has met, a page at a time, without holding them. */
    void met(IntakeRun run, Consumer<String> number) {
        jdbc.query(Sql.named("intake-pages"), new MapSqlParameterSource("run", run.id()), row -> {
            for (String met : row.getString("product_numbers").split("\n", -1)) {
                number.accept(met);
            }
        });
    }

    /** Goes on to another phase, or on within the same one; the last phase ends the run. */
    IntakeRun advance(IntakeRun run, IntakePhase phase, int stocks) {
        return required(transactions.execute(status -> {
            MapSqlParameterSource step = claimed(run.id(), clock.instant())
                    .addValue("phase", phase.name())
                    .addValue("stocks", stocks)
                    .addValue("status", phase == IntakePhase.DONE ? "DONE" : "RUNNING");
            proven(run, jdbc.update(Sql.named("intake-run-phase"), step));
            if (phase == IntakePhase.DONE) {
                working.remove(run.id());
            }
            if (run.phase() == IntakePhase.SUSPECT && phase != IntakePhase.SUSPECT) {
                forgetPages(run);
            }
            return find(run.id()).orElseThrow();
        }));
    }

    private void forgetPages(IntakeRun run) {
        jdbc.update(Sql.named("intake-pages-delete"), new MapSqlParameterSource("run", run.id()));
    }

    /** Lets go of a run for a while; any instance goes on with it then. */
    void putOff(IntakeRun run, Duration wait, @Nullable Sentence why) {
        working.remove(run.id());
        jdbc.update(
                Sql.named("intake-run-put-off"),
                claimed(run.id(), clock.instant())
                        .addValue(
                                "until",
                                wait.isZero() ? null : utc(clock.instant().plus(wait)))
                        .addValue("ja", why == null ? null : shortened(why.ja()))
                        .addValue("en", why == null ? null : shortened(why.en())));
    }

    /** Gives a run up where it stands. */
    void fail(IntakeRun run, Sentence why) {
        working.remove(run.id());
        jdbc.update(
                Sql.named("intake-run-fail"),
                claimed(run.id(), clock.instant())
                        .addValue("ja", shortened(why.ja()))
                        .addValue("en", shortened(why.en())));
    }

    private void proven(IntakeRun run, int updated) {
        if (updated != 1) {
            working.remove(run.id());
            throw new IntakeTakenOver(run.id());
        }
        working.computeIfPresent(run.id(), (id, work) -> {
            Instant now = clock.instant();
            return new Work(now, now);
        });
    }

    private void makeProgressRow(String shop) {
        try {
            jdbc.update(Sql.named("intake-progress-insert"), parameters(shop));
        } catch (DuplicateKeyException anotherWasFaster) {
            return;
        }
    }

    private IntakeProgress lockedProgress(String shop) {
        return jdbc.query(Sql.named("intake-progress-lock"), parameters(shop), (row, n) -> progress(row))
                .get(0);
    }

    private MapSqlParameterSource claimed(long id, Instant now) {
        return new MapSqlParameterSource("id", id)
                .addValue("owner", owner)
                .addValue("now", utc(now))
                .addValue("until", utc(now.plus(settings.claim())));
    }

    private static MapSqlParameterSource parameters(String shop) {
        return new MapSqlParameterSource("shop", shop);
    }

    private static IntakeProgress progress(ResultSet row) throws SQLException {
        return new IntakeProgress(instant(row, "complete_until"), instant(row, "full_scan_at"));
    }

    private static IntakeRun read(ResultSet row) throws SQLException {
        String ja = row.getString("message_ja");
        String en = row.getString("message_en");
        return new IntakeRun(
                row.getLong("id"),
                row.getString("shop"),
                IntakeKind.valueOf(row.getString("kind")),
                IntakeStatus.valueOf(row.getString("status")),
                IntakePhase.valueOf(row.getString("phase")),
                row.getString("requested_by"),
                instant(row, "window_from"),
                instant(row, "window_to"),
                row.getString("cursor_text"),
                row.getInt("pages"),
                row.getInt("products"),
                row.getInt("changed"),
                row.getInt("unchanged"),
                row.getInt("failed"),
                row.getInt("stocks"),
                ja == null || en == null ? null : Sentence.of(ja, en),
                Objects.requireNonNull(instant(row, "started_at")),
                Objects.requireNonNull(instant(row, "progressed_at")),
                instant(row, "finished_at"));
    }

    private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        OffsetDateTime at = row.getObject(column, OffsetDateTime.class);
        return at == null ? null : at.toInstant();
    }

    private static @Nullable OffsetDateTime utc(@Nullable Instant instant) {
        return instant == null ? null : instant.atOffset(ZoneOffset.UTC);
    }

    private static String shortened(String text) {
        return text.length() <= 2000 ? text : text.substring(0, 1999) + "…";
    }

    private static <T> T required(@Nullable T answer) {
        return Objects.requireNonNull(answer, "A transaction answered nothing.");
    }

    /** What this instance works: when it last got on, and when its claim was last renewed. */
    private record Work(Instant progressedAt, Instant renewedAt) {}

    /** Writes a page's products within the transaction that also moves the cursor. */
    interface RowWriter {
        PageCounts write();
    }
}
