package jp.shopbridge.staging;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import jp.shopbridge.Sql;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.namedparam.MapSqlParameterSource;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;

/** Every two letters in a row of a search text, and every kanji by itself: what an index finds products by. */
final class SearchGrams {

    private static final int KANJI_FIRST = 0x3400;
    private static final int KANJI_LAST = 0x9FFF;

    /** Products with these letters are so few that no rarer ones are looked for. */
    private static final int RARE = 200;

    /** What more products have counts as common. */
    private static final int COMMON = 5000;

    /** As many of a question's are compared; a long one has a rare one among the first. */
    private static final int COMPARED = 16;

    private SearchGrams() {}

    /** Those of a folded text. V50 makes the same for what was there before. */
    static Set<String> of(String folded) {
        Set<String> grams = new LinkedHashSet<>();
        for (int at = 0; at < folded.length(); at++) {
            char letter = folded.charAt(at);
            if (letter >= KANJI_FIRST && letter <= KANJI_LAST) {
                grams.add(String.valueOf(letter));
            }
            if (at + 1 < folded.length() && isLetter(letter) && isLetter(folded.charAt(at + 1))) {
                grams.add(folded.substring(at, at + 2));
            }
        }
        return grams;
    }

    private static boolean isLetter(char letter) {
        return !Character.isWhitespace(letter) && !Character.isSurrogate(letter);
    }

    /**
     * The one of a question's that the fewest products of the shop have; null where the question has none, as one letter has not, so
     * that every product has to be looked at.
     */
    static @Nullable String rarest(NamedParameterJdbcTemplate jdbc, String shop, String sought) {
        String rarest = null;
        int least = Integer.MAX_VALUE;
        for (String gram : of(SearchText.fold(sought.replace("\0", ""))).stream()
                .limit(COMPARED)
                .toList()) {
            Integer products = jdbc.queryForObject(
                    Sql.named("listing-gram-count"),
                    new MapSqlParameterSource("shop", shop)
                            .addValue("gram", gram)
                            .addValue("size", COMMON),
                    Integer.class);
            if (products != null && products < least) {
                least = products;
                rarest = gram;
            }
            if (least <= RARE) {
                break;
            }
        }
        return rarest;
    }

    /** The rows to write for products that are new or found by another text than before. */
    static List<MapSqlParameterSource> added(List<MapSqlParameterSource> rows) {
        return difference(rows, "searchText", "searchTextBefore");
    }

    /** The rows to take away from products that are found by another text than before. */
    static List<MapSqlParameterSource> removed(List<MapSqlParameterSource> rows) {
        return difference(rows, "searchTextBefore", "searchText");
    }

    private static List<MapSqlParameterSource> difference(List<MapSqlParameterSource> rows, String of, String without) {
        List<MapSqlParameterSource> difference = new ArrayList<>();
        for (MapSqlParameterSource row : rows) {
            String text = String.valueOf(row.getValue(of));
            String other = String.valueOf(row.getValue(without));
            if (!text.equals(other)) {
                Set<String> grams = of(text);
                grams.removeAll(of(other));
                grams.forEach(gram -> difference.add(new MapSqlParameterSource("shop", row.getValue("shop"))
                        .addValue("productNo", row.getValue("productNo"))
                        .addValue("gram", gram)));
            }
        }
        return difference;
    }
}
