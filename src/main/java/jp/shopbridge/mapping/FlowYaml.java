package jp.shopbridge.mapping;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/** Values as people write them into YAML on one line; read back they are the same. */
final class FlowYaml {

    private static final Pattern PLAIN = Pattern.compile("[\\p{L}<][\\p{L}\\p{N}<>/ ._・ー。、-]*");
    private static final Pattern WORD = Pattern.compile("(?i)true|false|null|~|y|n|yes|no|on|off");

    private FlowYaml() {}

    static String of(JsonNode value) {
        if (value.isObject()) {
            return value.isEmpty()
                    ? "{}"
                    : value.properties().stream()
                            .map(entry -> key(entry.getKey()) + ": " + of(entry.getValue()))
                            .collect(Collectors.joining(", ", "{ ", " }"));
        }
        if (value.isArray()) {
            return StreamSupport.stream(value.spliterator(), false)
                    .map(FlowYaml::of)
                    .collect(Collectors.joining(", ", "[", "]"));
        }
        if (!value.isTextual()) {
            return value.isMissingNode() ? "null" : value.toString();
        }
        return isPlain(value.textValue()) ? value.textValue() : value.toString();
    }

    static String key(String name) {
        return isPlain(name) ? name : TextNode.valueOf(name).toString();
    }

    private static boolean isPlain(String text) {
        return PLAIN.matcher(text).matches()
                && !text.endsWith(" ")
                && !WORD.matcher(text).matches();
    }
}
