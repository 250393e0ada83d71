package jp.shopbridge.staging;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What keeps a listing from being sent, as its row holds it: for each lack a word of its code and the field it is about,
 * without the numbers of SKUs and pictures, so that the same lack of two products is the same word.
 */
final class Causes {

    private static final int LONGEST = 1000;

    private Causes() {}

    /** The words of these lacks, each once; as many as the column takes. */
    static String of(List<Lack> lacks) {
        Set<String> words = new LinkedHashSet<>();
        int length = 0;
        for (Lack lack : lacks) {
            String word = word(lack.code(), lack.field());
            if (length + word.length() < LONGEST && words.add(word)) {
                length += word.length() + 1;
            }
        }
        return String.join(" ", words);
    }

    /** The word of a reason that is about no field. */
    static String of(@Nullable String code) {
        return code == null ? "" : word(code, "");
    }

    private static String word(String code, String field) {
        return (code + ":" + field.replaceAll("\\[\\d+]", "")).replaceAll("\\s", "");
    }
}
