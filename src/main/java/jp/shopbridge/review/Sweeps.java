package jp.shopbridge.review;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import jp.shopbridge.Sql;
import jp.shopbridge.tiktok.CallUrgency;
import jp.shopbridge.tiktok.TiktokAnswer;
import jp.shopbridge.tiktok.TiktokCall;
import jp.shopbridge.tiktok.TiktokRequests;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.namedparam.MapSqlParameterSource;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;
import org.springframework.stereotype.Component;

/**
 * Where many products wait for their audit, a search tells which are under review still, a hundred with one call; only the
 * others are looked at one by one. A search may be behind: what it still shows under review is looked at the next time, and
 * what it does not show is asked for by name, so that it decides nothing.
 */
@Component
public class Sweeps {

    private final NamedParameterJdbcTemplate jdbc;
    private final TiktokRequests requests;
    private final ReviewSettings settings;
    private final Clock clock;

    Sweeps(NamedParameterJdbcTemplate jdbc, TiktokRequests requests, ReviewSettings settings, Clock clock) {
        this.jdbc = jdbc;
        this.requests = requests;
        this.settings = settings;
        this.clock = clock;
    }

    /** The shops that have so many products due under review that a search costs less than a look at each. */
    public List<String> crowded() {
        return jdbc.queryForList(
                Sql.named("review-crowded"),
                new MapSqlParameterSource("now", now()).addValue("least", settings.searchFrom()),
                String.class);
    }

    /** Begins with nothing seen. */
    public Sweep begin(String shop) {
        return new Sweep(shop, Set.of(), 0, null);
    }

    /** Asks for the next page. */
    public TiktokCall call(Sweep sweep) {
        return requests.searchUnderReview(sweep.shop(), sweep.next()).madeFor(CallUrgency.REVIEW);
    }

    /** With what a page shows. */
    public Sweep seen(Sweep sweep, TiktokAnswer answer) {
        Set<String> ids = new HashSet<>(sweep.underReview());
        answer.data()
                .path("products")
                .forEach(product -> ids.add(product.path("id").asText("")));
        return new Sweep(sweep.shop(), Set.copyOf(ids), sweep.pages() + 1, token(answer.data()));
    }

    private static @Nullable String token(JsonNode data) {
        String token = data.path("next_page_token").asText("");
        return token.isEmpty() ? null : token;
    }

    /** Puts off the look at each product that is under review still. */
    public void putOff(Sweep sweep) {
        List<MapSqlParameterSource> later = new ArrayList<>();
        Instant now = clock.instant();
        jdbc.query(
                Sql.named("review-under-review"),
                new MapSqlParameterSource("shop", sweep.shop()).addValue("now", now()),
                row -> {
                    if (sweep.underReview().contains(row.getString("remote_product_id"))) {
                        OffsetDateTime since = row.getObject("published_at", OffsetDateTime.class);
                        Instant due = now.plus(settings.waitAfter(since == null ? now : since.toInstant(), now));
                        later.add(new MapSqlParameterSource("shop", sweep.shop())
                                .addValue("productNo", row.getString("product_no"))
                                .addValue("now", now())
                                .addValue("due", due.atOffset(ZoneOffset.UTC)));
                    }
                });
        if (!later.isEmpty()) {
            jdbc.batchUpdate(Sql.named("review-later"), later.toArray(MapSqlParameterSource[]::new));
        }
    }

    private OffsetDateTime now() {
        return clock.instant().atOffset(ZoneOffset.UTC);
    }
}
