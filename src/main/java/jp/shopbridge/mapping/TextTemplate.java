package jp.shopbridge.mapping;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import jp.shopbridge.mapping.function.Kind;
import jp.shopbridge.mapping.function.Values;

/**
 * A text of several lines in which {@code {name}} stands for a field. A line all of whose fields have no value is left out;
 * a text none of whose fields has one is no text.
 */
final class TextTemplate {

    private static final Pattern FIELD = Pattern.compile("(?<!\\{)\\{([A-Za-z_][A-Za-z0-9_-]*)}(?!})");
    private static final Pattern TAG = Pattern.compile("<[A-Za-z/!][^>]*>");
    private static final Pattern BLOCK = Pattern.compile(
            "(?is).*</?(p|div|ul|ol|li|table|tbody|thead|tr|td|th|h[1-6]|br|hr|section|blockquote)\\b[^>]*>\\s*");

    private final List<String> lines;
    private final Set<String> fields;

    private TextTemplate(List<String> lines, Set<String> fields) {
        this.lines = lines;
        this.fields = fields;
    }

    static TextTemplate of(String text) {
        Set<String> fields = new LinkedHashSet<>();
        FIELD.matcher(text).results().forEach(field -> fields.add(field.group(1)));
        return new TextTemplate(text.stripTrailing().lines().toList(), fields);
    }

    /** The names of its fields, in their order. */
    Set<String> fields() {
        return fields;
    }

    /**
     * The text with its fields filled in; empty when none of them has a value.
     *
     * @param html whether it is HTML: line breaks become elements, and values that hold no HTML are escaped
     * @param parameters fills in a shop's settings
     */
    String filled(Map<String, JsonNode> values, boolean html, UnaryOperator<String> parameters) {
        if (!fields.isEmpty() && values.isEmpty()) {
            return "";
        }
        List<String> filled = new ArrayList<>();
        for (String line : lines) {
            Set<String> named =
                    FIELD.matcher(line).results().map(field -> field.group(1)).collect(Collectors.toSet());
            if (named.isEmpty() || named.stream().anyMatch(values::containsKey)) {
                String known = parameters.apply(line);
                filled.add(FIELD.matcher(known)
                        .replaceAll(field -> Matcher.quoteReplacement(
                                values.containsKey(field.group(1)) ? written(values.get(field.group(1)), html) : "")));
            }
        }
        return html ? withBreaks(filled) : String.join("\n", filled).strip();
    }

    private static String written(JsonNode value, boolean html) {
        String text = value.isArray()
                ? StreamSupport.stream(value.spliterator(), false)
                        .map(entry -> Values.convert(entry, Kind.TEXT).textValue())
                        .collect(Collectors.joining("\n"))
                : Values.convert(value, Kind.TEXT).textValue();
        if (!html || TAG.matcher(text).find()) {
            return text;
        }
        return text.strip()
                .replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replaceAll("\\R", "<br>");
    }

    private static String withBreaks(List<String> lines) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i);
            text.append(line);
            if (i < lines.size() - 1 && !BLOCK.matcher(line).matches()) {
                text.append("<br>");
            }
        }
        return text.toString().strip();
    }
}
