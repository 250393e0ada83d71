package jp.shopbridge.publishing.foresee;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import jp.shopbridge.Json;
import jp.shopbridge.Sql;
import jp.shopbridge.failure.Messages;
import jp.shopbridge.failure.Sentence;
import jp.shopbridge.staging.IllegalTransition;
import jp.shopbridge.staging.ListingChange;
import jp.shopbridge.staging.ListingQueries;
import jp.shopbridge.staging.ListingQuery;
import jp.shopbridge.staging.ListingReports;
import jp.shopbridge.staging.ListingState;
import jp.shopbridge.staging.ListingStatus;
import jp.shopbridge.staging.StateCount;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.namedparam.MapSqlParameterSource;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;
import org.springframework.jdbc.core.namedparam.SqlParameterSource;
import org.springframework.jdbc.support.GeneratedKeyHolder;
import org.springframework.stereotype.Component;

/**
 * The presses of [連携する]: which listings each took, and how they fared. Publishing works by itself on what is due; a run
 * brings forward what waits for later and lets a person follow it. The only writer of {@code publishing_run} and
 * {@code publishing_run_item}.
 */
@Component
public class PublishingRuns {

    private static final Logger LOG = LoggerFactory.getLogger(PublishingRuns.class);
    private static final int PAGE = 500;

    /** How many listings a dry run looks at; the rest is counted only. */
    private static final int MOST_FORETOLD = 2000;

    private final ListingQueries listings;
    private final ListingReports reports;
    private final Previews previews;
    private final Queue queue;
    private final NamedParameterJdbcTemplate jdbc;
    private final Clock clock;

    PublishingRuns(
            ListingQueries listings,
            ListingReports reports,
            Previews previews,
            Queue queue,
            NamedParameterJdbcTemplate jdbc,
            Clock clock) {
        this.listings = listings;
        this.reports = reports;
        this.previews = previews;
        this.queue = queue;
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /**
     * Takes the selected listings that wait to be sent, and makes them due.
     *
     * @param productNos when not empty, only these, and then also those that failed, so that they are tried again, and what
     *     TikTok's audit turned down, even unchanged
     * @return the run's id
     */
    public long start(String shop, String requestedBy, List<String> productNos) {
        Instant now = clock.instant();
        List<ListingStatus> taken = taken(shop, productNos);
        long id = insert(shop, requestedBy, false, taken.size(), now, null);
        jdbc.batchUpdate(
                Sql.named("publishing-run-item-insert"),
                taken.stream()
                        .map(status -> new MapSqlParameterSource("run", id)
                                .addValue("productNo", status.key().productNo()))
                        .toArray(SqlParameterSource[]::new));
        for (ListingStatus status : taken) {
            // A listing that is due may be under way at this moment; only what waits for later is brought forward.
            if (status.state() != ListingState.WAITING || status.dueAt().isAfter(now)) {
                bringForward(status, !productNos.isEmpty(), requestedBy, now);
            }
        }
        return id;
    }

    private void bringForward(ListingStatus status, boolean named, String requestedBy, Instant now) {
        Sentence said = Messages.sentence("publishing.foresee.put-forward-sent");
        try {
            reports.apply(
                    status.key(),
                    named
                            ? ListingChange.wanted(requestedBy, "sent-again", status, now, said)
                            : ListingChange.broughtForward(requestedBy, "sent-again", status, now, said));
        } catch (IllegalTransition moved) {
            // It has moved since it was taken; the run shows what became of it.
            LOG.info("{}", moved.getMessage());
        }
    }

    /** Foretells what {@link #start} would come to; nothing is sent and no listing is touched. */
    public long foretell(String shop, String requestedBy, List<String> productNos) {
        List<ListingStatus> taken = taken(shop, productNos);
        ObjectNode forecast = Json.MAPPER.createObjectNode();
        Map<Preview.Outcome, Integer> counts = new EnumMap<>(Preview.Outcome.class);
        RunCost cost = new RunCost();
        int unchanged = 0;
        ArrayNode items = Json.MAPPER.createArrayNode();
        for (ListingStatus status : taken.subList(0, Math.min(MOST_FORETOLD, taken.size()))) {
            Preview preview = previews.of(status.key()).orElse(null);
            if (preview != null) {
                counts.merge(preview.outcome(), 1, Integer::sum);
                cost.add(preview);
                unchanged += preview.newReview() && preview.sentUnchanged() ? 1 : 0;
                items.add(line(preview));
            }
        }
        forecast.put("examined", items.size());
        for (Preview.Outcome outcome : Preview.Outcome.values()) {
            forecast.put(word(outcome), counts.getOrDefault(outcome, 0));
        }
        cost.writeTo(forecast, queue, shop, taken.size(), waitingBeside(shop, taken));
        forecast.put("newReviews", cost.reviews())
                .put("sentUnchanged", unchanged)
                .set("items", items);
        return insert(shop, requestedBy, true, taken.size(), clock.instant(), Json.text(forecast));
    }

    private long waitingBeside(String shop, List<ListingStatus> taken) {
        long waiting = listings.counts(shop).stream()
                .filter(count -> count.state() == ListingState.WAITING)
                .mapToLong(StateCount::selected)
                .sum();
        return Math.max(
                0,
                waiting
                        - taken.stream()
                                .filter(status -> status.state() == ListingState.WAITING)
                                .count());
    }

    private static ObjectNode line(Preview preview) {
        ObjectNode line = Json.MAPPER
                .createObjectNode()
                .put("productNo", preview.status().key().productNo())
                .put("outcome", word(preview.outcome()))
                .put("newReview", preview.newReview());
        Sentence why = preview.obstacle() != null
                ? preview.obstacle()
                : preview.lacks().isEmpty() ? null : preview.lacks().get(0).sentence();
        if (why != null) {
            line.putObject("reason").put("ja", why.ja()).put("en", why.en());
        }
        return line;
    }

    private static String word(Preview.Outcome outcome) {
        return outcome.name().toLowerCase(Locale.ROOT);
    }

    /** The run with how its listings have fared by now, if the shop has it. */
    public Optional<PublishingRun> find(String shop, long id) {
        MapSqlParameterSource run =
                new MapSqlParameterSource("id", id).addValue("shop", shop).addValue("now", utc(clock.instant()));
        jdbc.update(Sql.named("publishing-run-settle"), run);
        jdbc.update(Sql.named("publishing-run-finish"), run);
        return jdbc.query(Sql.named("publishing-run-find"), run, (row, number) -> read(row)).stream()
                .findFirst();
    }

    private List<ListingStatus> taken(String shop, List<String> productNos) {
        List<ListingStatus> taken = new ArrayList<>();
        for (int page = 0; ; page++) {
            List<ListingStatus> found = listings.search(new ListingQuery(
                            shop,
                            null,
                            productNos.isEmpty() ? ListingState.WAITING : null,
                            true,
                            productNos,
                            page,
                            PAGE,
                            "product-no"))
                    .items();
            found.stream().filter(PublishingRuns::canBeSent).forEach(taken::add);
            if (found.size() < PAGE) {
                return taken;
            }
        }
    }

    private static boolean canBeSent(ListingStatus status) {
        return switch (status.state()) {
            case WAITING, FAILED, REJECTED, NO_WAREHOUSE -> true;
            case INCOMPLETE, EXCLUDED, IN_REVIEW, LIVE, UNKNOWN_OUTCOME -> false;
        };
    }

    private long insert(
            String shop, String requestedBy, boolean dryRun, int total, Instant now, @Nullable String forecast) {
        GeneratedKeyHolder id = new GeneratedKeyHolder();
        boolean over = dryRun || total == 0;
        jdbc.update(
                Sql.named("publishing-run-insert"),
                new MapSqlParameterSource("shop", shop)
                        .addValue("requestedBy", requestedBy)
                        .addValue("dryRun", dryRun)
                        .addValue("status", over ? "DONE" : "RUNNING")
                        .addValue("total", total)
                        .addValue("startedAt", utc(now))
                        .addValue("finishedAt", over ? utc(now) : null, Types.TIMESTAMP_WITH_TIMEZONE)
                        .addValue("result", forecast, Types.VARCHAR),
                id,
                new String[] {"id"});
        return Objects.requireNonNull(id.getKey()).longValue();
    }

    private static PublishingRun read(ResultSet row) throws SQLException {
        OffsetDateTime finished = row.getObject("finished_at", OffsetDateTime.class);
        return new PublishingRun(
                row.getLong("id"),
                row.getString("shop"),
                row.getString("requested_by"),
                row.getBoolean("dry_run"),
                row.getInt("total"),
                row.getInt("waiting_items"),
                row.getInt("sent_items"),
                row.getInt("refused_items"),
                row.getInt("unknown_items"),
                row.getObject("started_at", OffsetDateTime.class).toInstant(),
                finished == null ? null : finished.toInstant(),
                row.getString("result"));
    }

    private static OffsetDateTime utc(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
