package jp.shopbridge.staging;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import jp.shopbridge.Json;
import jp.shopbridge.Sql;
import jp.shopbridge.failure.Sentence;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.namedparam.MapSqlParameterSource;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;
import org.springframework.stereotype.Component;

/** What happened to each listing, in order; only ever added to. */
@Component
public class HistoryEntries {

    /** The kind of an entry that says what was found missing. */
    public static final String LACKS = "lacks";

    private static final int LOOKED_THROUGH = 50;
    // An entry's text is cut where it gets too long for the database.
    private static final int MOST_LACKS = 100;
    /** The most characters that are kept of an entry's detail. */
    static final int MOST_DETAIL = 100_000;

    private final NamedParameterJdbcTemplate jdbc;
    private final Clock clock;

    HistoryEntries(NamedParameterJdbcTemplate jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** The newest entries of a listing, newest first. */
    public List<HistoryEntry> of(ListingKey key, int max) {
        return jdbc.query(
                Sql.named("history-of-product"),
                new MapSqlParameterSource("shop", key.shop())
                        .addValue("productNo", key.productNo())
                        .addValue("size", max),
                (row, n) -> new HistoryEntry(
                        Objects.requireNonNull(ListingRow.instant(row, "at")),
                        row.getString("kind"),
                        row.getString("actor"),
                        Sentence.of(row.getString("text_ja"), row.getString("text_en")),
                        row.getString("detail")));
    }

    /** Everything that was found missing the last time somebody wanted to send the listing; empty when nothing ever was. */
    public List<Lack> latestLacks(ListingKey key) {
        return of(key, LOOKED_THROUGH).stream()
                .filter(entry -> entry.kind().equals(LACKS) && entry.detail() != null)
                .findFirst()
                .map(entry -> lacksOf(Objects.requireNonNull(entry.detail())))
                .orElse(List.of());
    }

    /** What {@link #lacksText} wrote. */
    static List<Lack> lacksOf(String detail) {
        List<Lack> lacks = new ArrayList<>();
        Json.parse(detail)
                .forEach(lack -> lacks.add(new Lack(
                        lack.path("code").asText(),
                        lack.path("field").asText(),
                        lack.hasNonNull("skuNo") ? lack.path("skuNo").asText() : null,
                        Sentence.of(lack.path("ja").asText(), lack.path("en").asText()))));
        return lacks;
    }

    /** What {@link #latestLacks} reads. */
    public static String lacksText(List<Lack> lacks) {
        ArrayNode list = Json.MAPPER.createArrayNode();
        lacks.stream().limit(MOST_LACKS).forEach(lack -> list.addObject()
                .put("code", lack.code())
                .put("field", lack.field())
                .put("skuNo", lack.skuNo())
                .put("ja", lack.sentence().ja())
                .put("en", lack.sentence().en()));
        return Json.text(list);
    }

    /**
     * What is kept of a correction: the field, what it was corrected to (JSON null where it went back to the mapped value), what
     * the listing said before, and the correction that stood there before (JSON null where none did), which undoes this one.
     */
    static String editText(Edit edit, JsonNode before, @Nullable Edit earlier) {
        ObjectNode detail =
                Json.MAPPER.createObjectNode().put("sku_no", edit.skuNo()).put("field", edit.field());
        ObjectNode whole = detail.deepCopy();
        whole.set("value", edit.value());
        whole.set("replaced", edit.replaced());
        whole.set("before", before);
        whole.set("before_edit", earlier == null ? Json.MAPPER.nullNode() : earlier.value());
        String text = Json.text(whole);
        // One cut in its middle could not be read any more.
        return text.length() <= MOST_DETAIL ? text : Json.text(detail);
    }

    /** Adds an entry; joins the caller's transaction. */
    public void add(ListingKey key, String kind, String actor, Sentence text, @Nullable String detail) {
        jdbc.update(
                Sql.named("history-insert"),
                ListingWrites.historyLine(key, clock.instant(), kind, actor, text, detail));
    }
}
