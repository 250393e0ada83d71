package jp.shopbridge.mapping;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.util.LinkedHashSet;
import java.util.Set;
import jp.shopbridge.mapping.function.Kind;
import org.jspecify.annotations.Nullable;

/**
 * One node of a shape: the part of JSON Schema that mappings need (type, properties, items, required, title), and our
 * own {@code x-unit}.
 */
record Shape(JsonNode schema, JsonNode root) {

    static final Shape OPEN = new Shape(MissingNode.getInstance(), MissingNode.getInstance());

    private static final int MOST_REFERENCES = 10;

    /** The shape a whole file describes. */
    static Shape of(JsonNode schema) {
        return new Shape(schema, schema);
    }

    private Shape at(JsonNode node) {
        JsonNode found = node;
        for (int i = 0; i < MOST_REFERENCES && found.path("$ref").asText().startsWith("#/"); i++) {
            found = root.at(found.path("$ref").asText().substring(1));
        }
        return new Shape(found, root);
    }

    /** Whether fields beyond the named ones may occur. */
    boolean open() {
        return schema.isMissingNode()
                || !schema.has("properties")
                || schema.path("additionalProperties").asBoolean(false);
    }

    /** The shape of that property; null when there is none of that name. */
    @Nullable
    Shape property(String name) {
        JsonNode found = schema.path("properties").get(name);
        if (found != null) {
            return at(found);
        }
        return open() ? OPEN : null;
    }

    /** The shape of a list's entries. */
    Shape items() {
        JsonNode items = schema.path("items");
        return items.isObject() ? at(items) : OPEN;
    }

    /** The names a reader can choose from. */
    Set<String> names() {
        Set<String> names = new LinkedHashSet<>();
        schema.path("properties").fieldNames().forEachRemaining(names::add);
        return names;
    }

    Set<String> required() {
        Set<String> names = new LinkedHashSet<>();
        schema.path("required").forEach(name -> names.add(name.asText()));
        return names;
    }

    /** What a value here has to be; {@link Kind#ANY} when several types are allowed. */
    Kind kind() {
        return switch (schema.path("type").asText("")) {
            case "string" -> Kind.TEXT;
            case "integer" -> Kind.WHOLE;
            case "number" -> Kind.NUMBER;
            case "boolean" -> Kind.FLAG;
            case "array" -> Kind.LIST;
            case "object" -> Kind.OBJECT;
            default -> Kind.ANY;
        };
    }

    /** The name a merchant reads, in Japanese; the technical one where the shape gives none. */
    String label(String name) {
        return schema.path("title").asText(name);
    }

    boolean money() {
        return "yen".equals(schema.path("x-unit").asText());
    }
}
