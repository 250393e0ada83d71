package jp.shopbridge.publishing.ledger;

import java.nio.charset.StandardCharsets;
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
import jp.shopbridge.Json;
import jp.shopbridge.Sql;
import jp.shopbridge.failure.Messages;
import jp.shopbridge.failure.ThrottledFailure;
import jp.shopbridge.staging.ListingKey;
import jp.shopbridge.tiktok.TiktokOperation;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.GeneratedKeyHolder;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** The ledger: the only writer of table {@code publishing_attempt}. Every method is a transaction of its own. */
@Component
public class Attempts {

    private static final int LONGEST_ANSWER = 200_000;
    private static final Duration UNDER_WAY = Duration.ofSeconds(30);

    private final JdbcClient jdbc;
    private final TransactionTemplate transactions;
    private final LedgerSettings settings;
    private final Clock clock;

    Attempts(JdbcClient jdbc, PlatformTransactionManager transactions, LedgerSettings settings, Clock clock) {
        this.jdbc = jdbc;
        this.transactions = new TransactionTemplate(transactions);
        this.settings = settings;
        this.clock = clock;
    }

    /**
     * Writes an attempt down and commits it; only then may the call be made.
     *
     * @throws ThrottledFailure while another attempt of this listing has no known end, or when it was created already
     */
    public Attempt start(
            ListingKey key,
            TiktokOperation operation,
            String idempotencyKey,
            byte[] body,
            String contentHash,
            int generation) {
        Instant now = clock.instant();
        String text = new String(body, StandardCharsets.UTF_8);
        GeneratedKeyHolder id = new GeneratedKeyHolder();
        transactions.executeWithoutResult(status -> {
            // Claims run out on a slow machine; the lock on the listing makes sure that one attempt is open at a time.
            jdbc.sql(Sql.named("publishing-attempt-guard"))
                    .param("shop", key.shop())
                    .param("productNo", key.productNo())
                    .query(Integer.class)
                    .list();
            if (open(key).isPresent() || (operation == TiktokOperation.CREATE && isCreated(key, generation))) {
                throw new ThrottledFailure(
                        "PUBLISHING_UNDER_WAY", Messages.sentence("PUBLISHING_UNDER_WAY"), UNDER_WAY);
            }
            if (operation == TiktokOperation.PRICE || operation == TiktokOperation.INVENTORY) {
                jdbc.sql(Sql.named("publishing-attempt-repeated"))
                        .param("shop", key.shop())
                        .param("productNo", key.productNo())
                        .param("operation", operation.id())
                        .param("now", utc(now))
                        .update();
            }
            jdbc.sql(Sql.named("publishing-attempt-insert"))
                    .param("shop", key.shop())
                    .param("productNo", key.productNo())
                    .param("operation", operation.id())
                    .param("idempotencyKey", idempotencyKey)
                    .param("body", text)
                    .param("bodyHash", Json.sha256(body))
                    .param("contentHash", contentHash)
                    .param("generation", generation)
                    .param("startedAt", utc(now))
                    .update(id, "id");
        });
        return new Attempt(
                Objects.requireNonNull(id.getKey()).longValue(),
                key,
                operation.id(),
                idempotencyKey,
                text,
                contentHash,
                generation,
                Attempt.Outcome.STARTED,
                null,
                null,
                null,
                now,
                null,
                0);
    }

    private boolean isCreated(ListingKey key, int generation) {
        return jdbc.sql(Sql.named("publishing-attempt-created"))
                        .param("shop", key.shop())
                        .param("productNo", key.productNo())
                        .param("generation", generation)
                        .query(Integer.class)
                        .single()
                > 0;
    }

    /**
     * What TikTok took of a shop since some time.
     *
     * @param products how many products were sent in any way
     * @param created how many of them were new to TikTok
     */
    public record Sent(int products, int created) {}

    /** What TikTok took of the shop since then. */
    public Sent sentSince(String shop, Instant since) {
        return jdbc.sql(Sql.named("publishing-sent-since"))
                .param("shop", shop)
                .param("since", utc(since))
                .query((row, number) -> new Sent(row.getInt("products"), row.getInt("created")))
                .single();
    }

    /** Records what became of an attempt. */
    public void finish(
            Attempt attempt,
            Attempt.Outcome outcome,
            @Nullable String remoteCode,
            @Nullable String requestId,
            @Nullable String answer) {
        jdbc.sql(Sql.named("publishing-attempt-finish"))
                .param("id", attempt.id())
                .param("outcome", outcome.name())
                .param("remoteCode", remoteCode)
                .param("requestId", requestId)
                .param("answer", answer == null ? null : shortened(answer))
                .param("finishedAt", utc(clock.instant()))
                .update();
    }

    /** Records that an attempt's answer was lost, and when its fate is to be asked for. */
    public void unknown(Attempt attempt, Instant resolveDueAt) {
        jdbc.sql(Sql.named("publishing-attempt-unknown"))
                .param("id", attempt.id())
                .param("resolveDueAt", utc(resolveDueAt))
                .update();
    }

    /** The attempt of a listing whose fate is not known, if there is one. */
    public Optional<Attempt> open(ListingKey key) {
        return jdbc
                .sql(Sql.named("publishing-attempt-open"))
                .param("shop", key.shop())
                .param("productNo", key.productNo())
                .query((row, number) -> read(row))
                .list()
                .stream()
                .findFirst();
    }

    /** When an attempt without an end can no longer be under way: its process is gone then. */
    public Instant latestEnd(Attempt attempt) {
        return attempt.startedAt().plus(settings.attemptLife());
    }

    /**
     * Takes attempts whose fate is to be asked for now, those of processes that are gone among them; each is left alone by
     * others for the lease.
     */
    public List<Attempt> claimUnresolved(int max, Duration lease) {
        List<Attempt> claimed = transactions.execute(status -> {
            Instant now = clock.instant();
            List<Attempt> due = jdbc.sql(Sql.named("publishing-attempt-claim"))
                    .param("now", utc(now))
                    .param("goneSince", utc(now.minus(settings.attemptLife())))
                    .param("size", max)
                    .query((row, number) -> read(row))
                    .list();
            for (Attempt attempt : due) {
                jdbc.sql(Sql.named("publishing-attempt-lease"))
                        .param("id", attempt.id())
                        .param("until", utc(now.plus(lease)))
                        .update();
            }
            return due;
        });
        return claimed == null ? List.of() : claimed;
    }

    /** Counts calls that stop or resume a sale as lost when their process is gone; answers how many. */
    public int abandonedSaleChanges() {
        Instant now = clock.instant();
        return jdbc.sql(Sql.named("publishing-attempt-abandoned"))
                .param("before", utc(now.minus(settings.attemptLife())))
                .param("now", utc(now))
                .update();
    }

    /** All attempts of a listing, the latest first, at most this many. */
    public List<Attempt> of(ListingKey key, int max) {
        return jdbc.sql(Sql.named("publishing-attempts-of-product"))
                .param("shop", key.shop())
                .param("productNo", key.productNo())
                .param("size", max)
                .query((row, number) -> read(row))
                .list();
    }

    private static Attempt read(ResultSet row) throws SQLException {
        OffsetDateTime finished = row.getObject("finished_at", OffsetDateTime.class);
        return new Attempt(
                row.getLong("id"),
                new ListingKey(row.getString("shop"), row.getString("product_no")),
                row.getString("operation"),
                row.getString("idempotency_key"),
                row.getString("body"),
                row.getString("content_hash"),
                row.getInt("generation"),
                Attempt.Outcome.valueOf(row.getString("outcome")),
                row.getString("remote_code"),
                row.getString("request_id"),
                row.getString("answer"),
                row.getObject("started_at", OffsetDateTime.class).toInstant(),
                finished == null ? null : finished.toInstant(),
                row.getInt("resolve_tries"));
    }

    private static String shortened(String answer) {
        String text = answer.replace("\u0000", "");
        return text.length() <= LONGEST_ANSWER ? text : text.substring(0, LONGEST_ANSWER);
    }

    private static OffsetDateTime utc(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
