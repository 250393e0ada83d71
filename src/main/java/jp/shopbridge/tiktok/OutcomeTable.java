package jp.shopbridge.tiktok;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import jp.shopbridge.PackedTable;
import jp.shopbridge.failure.Messages;
import jp.shopbridge.failure.Sentence;
import org.apache.commons.csv.CSVRecord;
import org.jspecify.annotations.Nullable;

/**
 * What TikTok's codes mean, as the file {@code tiktok/outcomes.csv} states it (docs/facts/tiktok.md 4.1 and 4.2). One code may have
 * several causes that only a word of the message tells apart; a row with a keyword is tried before the one without.
 */
final class OutcomeTable {

    private static final String FILE = "/tiktok/outcomes.csv";

    /** What has to happen on a code. */
    enum Kind {
        /** Wait as told. */
        THROTTLED,
        /** Wait, longer than usual. */
        SLOW,
        /** New products wait until the next day; everything else goes on. */
        QUOTA,
        /** New products wait until somebody has set something right at TikTok; everything else goes on. */
        NEW_PRODUCTS,
        /** Try again, where that is safe. */
        TRANSIENT,
        /** The merchant has to change the listing. */
        REFUSED,
        /** The shop has no usable warehouse. */
        WAREHOUSE,
        /** Somebody has to set up the shop, the app or this application; nothing can be sent until then. */
        MISCONFIGURED,
        /** The seller has to consent again. */
        REVOKED,
        /** An uploaded image is gone and has to be uploaded again. */
        IMAGE_GONE,
        /** The product is not there. */
        GONE,
        /** A product of this external id is there already. */
        DUPLICATE,
        /** The cause stands deeper in the answer. */
        COMPOSITE
    }

    /** TikTok's message names the thing: an id, a value in quotes, an address. */
    private static final Pattern SPECIFIC = Pattern.compile("\\d{4,}|'[^']+'|\"[^\"]+\"|\\buri\\b|://");

    /** Where a row wants TikTok's own words. */
    private static final String MESSAGE = "{message}";

    /** One row of the table. */
    record Outcome(Kind kind, String name, @Nullable String field, Sentence sentence) {

        /**
         * What it says to a person; with TikTok's own words where the row asks for them, or where they name which value, SKU
         * or picture it is.
         *
         * @param message what TikTok said, on one line
         */
        Sentence sentence(String message) {
            if (sentence.en().contains(MESSAGE)) {
                return Sentence.of(
                        sentence.ja().replace(MESSAGE, message), sentence.en().replace(MESSAGE, message));
            }
            return kind == Kind.REFUSED && SPECIFIC.matcher(message).find()
                    ? Messages.sentence(
                            "tiktok.tiktok-says",
                            sentence.ja().replaceFirst("。$", ""),
                            message,
                            sentence.en().replaceFirst("\\.$", ""))
                    : sentence;
        }

        /** Our own code for it. */
        String failureCode() {
            return "TIKTOK_" + name;
        }
    }

    private record Row(String keyword, Outcome outcome) {}

    private final Map<Integer, List<Row>> rows = new HashMap<>();

    private OutcomeTable() {}

    /** The table as packed into the application. */
    static OutcomeTable packed() {
        OutcomeTable table = new OutcomeTable();
        for (CSVRecord row : PackedTable.rows(FILE)) {
            table.add(row);
        }
        return table;
    }

    private void add(CSVRecord row) {
        String field = row.get("field");
        Outcome outcome = new Outcome(
                Kind.valueOf(row.get("kind").toUpperCase(Locale.ROOT).replace('-', '_')),
                row.get("name"),
                field.isEmpty() ? null : field,
                Sentence.of(row.get("ja"), row.get("en")));
        for (String code : row.get("codes").split(" ")) {
            List<Row> ofCode = rows.computeIfAbsent(Integer.valueOf(code), any -> new ArrayList<>());
            String keyword = row.get("keyword").toLowerCase(Locale.ROOT);
            // Rows with a keyword first, so that the one without catches the rest.
            ofCode.add(keyword.isEmpty() ? ofCode.size() : 0, new Row(keyword, outcome));
        }
    }

    /** What this code means with this message; empty for a code nobody has described yet. */
    Optional<Outcome> of(int code, String message) {
        String lower = message.toLowerCase(Locale.ROOT);
        return rows.getOrDefault(code, List.of()).stream()
                .filter(row -> lower.contains(row.keyword()))
                .map(Row::outcome)
                .findFirst();
    }

    /** Every code that is described. */
    Set<Integer> codes() {
        return rows.keySet();
    }
}
