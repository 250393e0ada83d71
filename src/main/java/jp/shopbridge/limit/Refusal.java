package jp.shopbridge.limit;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import jp.shopbridge.failure.Sentence;

/**
 * With what code and words a value is refused; words in braces stand for what is told of the value.
 *
 * @param code such as {@code PREFLIGHT_TITLE_TOO_LONG}
 */
public record Refusal(String code, String ja, String en) {

    private static final Pattern WORD = Pattern.compile("\\{([a-z_]+)}");
    private static final int EXCERPT = 40;

    /** Reads {@code code}, {@code ja} and {@code en} of an entry. */
    public static Refusal of(JsonNode entry) {
        return new Refusal(
                entry.required("code").asText(),
                entry.required("ja").asText(),
                entry.required("en").asText());
    }

    /** The sentence about a value: {@code {value}} is the value and any other word a property of its nearest owner with it. */
    public Sentence about(Place.Spot spot) {
        return about(word -> told(word, spot));
    }

    /** The sentence with every word replaced. */
    Sentence about(UnaryOperator<String> words) {
        return Sentence.of(filled(ja, words), filled(en, words));
    }

    static String told(String word, Place.Spot spot) {
        if (word.equals("value")) {
            return excerpt(spot.value());
        }
        return spot.owners().stream()
                .map(owner -> owner.path(word))
                .filter(JsonNode::isValueNode)
                .findFirst()
                .map(Refusal::excerpt)
                .orElse("");
    }

    private static String filled(String text, UnaryOperator<String> words) {
        return WORD.matcher(text).replaceAll(word -> Matcher.quoteReplacement(words.apply(word.group(1))));
    }

    private static String excerpt(JsonNode value) {
        String text = value.asText("");
        return text.codePointCount(0, text.length()) <= EXCERPT
                ? text
                : text.substring(0, text.offsetByCodePoints(0, EXCERPT)) + "…";
    }
}
