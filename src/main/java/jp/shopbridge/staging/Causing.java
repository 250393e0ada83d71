package jp.shopbridge.staging;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import jp.shopbridge.Sql;
import jp.shopbridge.failure.Sentence;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.namedparam.MapSqlParameterSource;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;
import org.springframework.stereotype.Component;

/** What keeps a shop's selected listings from being sent, and what became of its listings since a moment. */
@Component
public class Causing {

    private final NamedParameterJdbcTemplate jdbc;

    Causing(NamedParameterJdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * How many products something happened to; one that is counted twice in one number is none.
     *
     * @param wentLive what passed TikTok's audit and is live
     * @param refused what the audit or TikTok refused and still is
     * @param changed what changed at futureshop
     * @param drifted what TikTok shows otherwise than it was sent
     * @param demanded whose category demands something else
     */
    public record Happened(int wentLive, int refused, int changed, int drifted, int demanded) {}

    private record Group(List<String> causes, long products, @Nullable Sentence reason) {}

    /** The causes, the one that keeps most products first. */
    public List<CauseCount> of(String shop) {
        List<Group> groups = jdbc.query(
                Sql.named("listing-causes"),
                new MapSqlParameterSource("shop", shop),
                (row, n) -> new Group(
                        List.of(row.getString("causes").split(" ")),
                        row.getLong("products"),
                        row.getString("ja") == null ? null : Sentence.of(row.getString("ja"), row.getString("en"))));
        // A product that lacks one thing only says just that; of the others the first reason is said, and how many
        // more.
        groups.sort(Comparator.comparingInt(group -> group.causes().size()));
        Map<String, CauseCount> counts = new LinkedHashMap<>();
        for (Group group : groups) {
            for (String cause : group.causes()) {
                Sentence said = cause.equals(group.causes().get(0)) ? alone(group.reason()) : null;
                long alone = group.causes().size() == 1 ? group.products() : 0;
                counts.merge(
                        cause,
                        new CauseCount(cause, said == null ? Sentence.of("", "") : said, group.products(), alone),
                        Causing::sum);
            }
        }
        List<CauseCount> sorted = new ArrayList<>(counts.values());
        sorted.sort(Comparator.comparingLong(CauseCount::products).reversed().thenComparing(CauseCount::cause));
        return sorted;
    }

    private static CauseCount sum(CauseCount first, CauseCount second) {
        return new CauseCount(
                first.cause(),
                first.sentence().ja().isEmpty() ? second.sentence() : first.sentence(),
                first.products() + second.products(),
                first.alone() + second.alone());
    }

    private static @Nullable Sentence alone(@Nullable Sentence reason) {
        return reason == null
                ? null
                : Sentence.of(
                        reason.ja().replaceAll("（ほか\\d+件）$", ""), reason.en().replaceAll(" \\(and \\d+ more\\)$", ""));
    }

    /** What happened to a shop's products since then. */
    public Happened since(String shop, Instant since) {
        return jdbc.query(
                        Sql.named("history-since"),
                        new MapSqlParameterSource("shop", shop).addValue("since", ListingRow.utc(since)),
                        (row, n) -> new Happened(
                                row.getInt("went_live"),
                                row.getInt("refused"),
                                row.getInt("changed"),
                                row.getInt("drifted"),
                                row.getInt("demanded")))
                .get(0);
    }
}
