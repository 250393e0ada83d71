package jp.shopbridge.staging;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What a product is found by: letters of any case and width, hiragana and katakana, are the same here. */
final class SearchText {

    /** As many words as the statements take. */
    static final int WORDS = 4;

    private static final int HIRAGANA_FIRST = 0x3041;
    private static final int HIRAGANA_LAST = 0x3096;
    private static final int TO_KATAKANA = 0x60;

    private SearchText() {}

    /** A text in the one form that is compared. */
    static String fold(String text) {
        StringBuilder folded = new StringBuilder();
        Normalizer.normalize(text, Normalizer.Form.NFKC)
                .toLowerCase(Locale.ROOT)
                .codePoints()
                .map(each -> each >= HIRAGANA_FIRST && each <= HIRAGANA_LAST ? each + TO_KATAKANA : each)
                .forEach(folded::appendCodePoint);
        return folded.toString();
    }

    /** The patterns of what somebody looks for, one for each word; what is beyond the last follows in it, in order. */
    static List<String> patterns(String sought) {
        String folded = fold(sought.replace("\0", "")).strip();
        List<String> patterns = new ArrayList<>();
        if (!folded.isEmpty()) {
            for (String word : folded.split("\\s+", WORDS)) {
                patterns.add("%" + escaped(word).replaceAll("\\s+", "%") + "%");
            }
        }
        return patterns;
    }

    /** A text that is meant as it is, within a pattern. */
    static String escaped(String text) {
        return text.replace("!", "!!").replace("%", "!%").replace("_", "!_");
    }
}
