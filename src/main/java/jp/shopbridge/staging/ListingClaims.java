package jp.shopbridge.staging;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import jp.shopbridge.Sql;
import org.springframework.jdbc.core.namedparam.MapSqlParameterSource;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Reserves listings for publishing and review, so that no two work on the same one. */
@Component
public class ListingClaims {

    private final NamedParameterJdbcTemplate jdbc;
    private final TransactionTemplate transactions;
    private final Clock clock;
    private final ListingWork work;

    ListingClaims(NamedParameterJdbcTemplate jdbc, TransactionTemplate transactions, Clock clock, ListingWork work) {
        this.jdbc = jdbc;
        this.transactions = transactions;
        this.clock = clock;
        this.work = work;
    }

    /**
     * Claims due, selected, waiting listings of shops that are not paused, in the order of their {@link Urgency} and of
     * the time they have waited; not those of {@link #claimValuesDue}. Two instances never get
     * the same one; a claim ends by a report, {@link #release} or when its lease runs out.
     */
    public List<ListingKey> claimDue(int max, String owner, Duration lease) {
        return claim("listing-claim-due", max, owner, lease);
    }

    /** Claims those of which price or stock changed at TikTok, likewise. */
    public List<ListingKey> claimValuesDue(int max, String owner, Duration lease) {
        return claim("listing-claim-values", max, owner, lease);
    }

    /** Gives a claim back because nothing of price or stock is left to send: the rest queues up as a change of content. */
    public void queueRest(ListingKey key, String owner) {
        transactions.executeWithoutResult(status -> {
            ListingRow row = work.lock(key.shop(), Set.of(key.productNo())).get(key.productNo());
            if (row != null) {
                Urgency rest = row.remoteProductId == null ? Urgency.NEW : Urgency.CONTENT;
                jdbc.update(
                        Sql.named("listing-queue-rest"),
                        ListingKeys.of(key)
                                .addValue("owner", owner)
                                .addValue("priority", rest.priority())
                                .addValue("rankAt", ListingRow.utc(Urgency.rank(rest.priority(), row.dueAt))));
            }
        });
    }

    /** Claims listings whose state at TikTok is due to be looked at. */
    public List<ListingKey> claimReviewDue(int max, String owner, Duration lease) {
        return claim("listing-claim-review", max, owner, lease);
    }

    /** Claims one listing to look at its state at TikTok now; empty when it is claimed already. */
    public List<ListingKey> claimReviewOf(ListingKey key, String owner, Duration lease) {
        return claim("listing-claim-review-of", ListingKeys.of(key), owner, lease);
    }

    private List<ListingKey> claim(String statement, int max, String owner, Duration lease) {
        return claim(statement, new MapSqlParameterSource("size", max), owner, lease);
    }

    private List<ListingKey> claim(String statement, MapSqlParameterSource which, String owner, Duration lease) {
        List<ListingKey> claimed = transactions.execute(status -> {
            Instant now = clock.instant();
            List<ListingKey> keys = jdbc.query(
                    Sql.named(statement),
                    which.addValue("now", ListingRow.utc(now)),
                    (row, n) -> new ListingKey(row.getString("shop"), row.getString("product_no")));
            work.writes()
                    .batch(
                            "listing-claim",
                            keys.stream()
                                    .map(key -> ListingKeys.of(key)
                                            .addValue("owner", owner)
                                            .addValue("until", ListingRow.utc(now.plus(lease))))
                                    .toList());
            return keys;
        });
        return claimed == null ? List.of() : claimed;
    }

    /**
     * Begins to work on a waiting listing that this owner has claimed; the lease begins anew. Whoever began with it before, for
     * example because its lease ran out while it stood in a queue, can {@link #renewClaim} no more.
     *
     * @return when the lease ends; empty when the listing does not wait any more or somebody else has it
     */
    public Optional<Instant> takeClaim(ListingKey key, String owner, Duration lease) {
        return renewed("listing-claim-take", ListingKeys.of(key).addValue("owner", owner), lease);
    }

    /**
     * Lengthens a claim that is being worked on.
     *
     * @param held what {@link #takeClaim} or this answered before
     * @return when the lease ends now; empty when the listing does not wait any more or somebody else went on with it
     */
    public Optional<Instant> renewClaim(ListingKey key, String owner, Instant held, Duration lease) {
        return renewed(
                "listing-claim-renew",
                ListingKeys.of(key).addValue("owner", owner).addValue("held", ListingRow.utc(held)),
                lease);
    }

    /** Gives a claim back that {@link #takeClaim} or {@link #renewClaim} answered, unless another went on with it. */
    public void endClaim(ListingKey key, String owner, Instant held) {
        jdbc.update(
                Sql.named("listing-claim-end"),
                ListingKeys.of(key).addValue("owner", owner).addValue("held", ListingRow.utc(held)));
    }

    private Optional<Instant> renewed(String statement, MapSqlParameterSource parameters, Duration lease) {
        Instant until = clock.instant().plus(lease).truncatedTo(ChronoUnit.MICROS);
        return jdbc.update(Sql.named(statement), parameters.addValue("until", ListingRow.utc(until))) == 1
                ? Optional.of(until)
                : Optional.empty();
    }

    /** Gives a claim back without a result. */
    public void release(ListingKey key, String owner) {
        jdbc.update(Sql.named("listing-release"), ListingKeys.of(key).addValue("owner", owner));
    }

    /** Asks review to look at this listing as soon as it can. */
    public void reviewNow(ListingKey key) {
        jdbc.update(
                Sql.named("listing-review-now"), ListingKeys.of(key).addValue("now", ListingRow.utc(clock.instant())));
    }
}
