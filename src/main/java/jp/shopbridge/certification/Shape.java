package jp.shopbridge.certification;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import jp.shopbridge.Json;

/** What is comparable of two answers about different products: the fields with their types, and values of closed lists. */
final class Shape {

    private Shape() {}

    /** The type of every field by its path, list positions left out; several types are joined by a bar. */
    static ObjectNode types(JsonNode value) {
        ObjectNode types = Json.MAPPER.createObjectNode();
        types("", value, types);
        return types;
    }

    private static void types(String path, JsonNode value, ObjectNode into) {
        if (!path.isEmpty()) {
            into.put(path, joined(into.path(path).asText(), type(value)));
        }
        value.properties()
                .forEach(field ->
                        types(path.isEmpty() ? field.getKey() : path + "." + field.getKey(), field.getValue(), into));
        if (value.isArray()) {
            value.forEach(each -> types(path + "[]", each, into));
        }
    }

    private static String type(JsonNode value) {
        return value.isIntegralNumber() ? "integer" : value.getNodeType().name().toLowerCase(Locale.ROOT);
    }

    /** What stands where the contract closes the list of values. */
    static ObjectNode choices(JsonNode node, JsonNode value) {
        ObjectNode choices = Json.MAPPER.createObjectNode();
        choices("", node, value, choices);
        return choices;
    }

    private static void choices(String path, JsonNode node, JsonNode value, ObjectNode into) {
        if (node.has("enum") && value.isValueNode() && !value.asText().isEmpty()) {
            into.put(path, joined(into.path(path).asText(), value.asText()));
        }
        node.path("fields").properties().forEach(field -> {
            if (value.has(field.getKey())) {
                String at = path.isEmpty() ? field.getKey() : path + "." + field.getKey();
                choices(at, field.getValue(), value.path(field.getKey()), into);
            }
        });
        if (node.has("items")) {
            value.forEach(each -> choices(path + "[]", node.path("items"), each, into));
        }
    }

    private static String joined(String before, String more) {
        Set<String> all = new TreeSet<>(Set.of(before.split("\\|")));
        all.remove("");
        all.add(more);
        return String.join("|", all);
    }
}
