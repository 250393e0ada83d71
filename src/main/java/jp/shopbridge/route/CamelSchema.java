package jp.shopbridge.route;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import jp.shopbridge.Json;
import jp.shopbridge.Lib;
import jp.shopbridge.Spelling;
import jp.shopbridge.failure.Messages;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/**
 * Whether every word of a file is one that Camel's YAML knows at its place: asked of the schema that comes with the Camel
 * that runs. Which of several forms of a step is meant is left to Camel.
 */
final class CamelSchema {

    private static final String SCHEMA = "schema/camelYamlDsl.json";
    private static final Set<String> NUMBERS = Set.of("number", "integer");

    private final JsonNode root;

    private CamelSchema(JsonNode root) {
        this.root = root;
    }

    /** The schema of the Camel on the class path. */
    static CamelSchema ofTheClassPath() {
        try (InputStream in = Lib.loader().getResourceAsStream(SCHEMA)) {
            return new CamelSchema(in == null ? MissingNode.getInstance() : Json.MAPPER.readTree(in));
        } catch (IOException e) {
            throw new UncheckedIOException(SCHEMA + " of Camel cannot be read; install the jar again.", e);
        }
    }

    void check(RouteText file, RouteFindings findings) {
        for (Node entry : file.root().getValue()) {
            check(file.name(), "", entry, root.path("items"), findings);
        }
    }

    private void check(String file, String key, Node node, JsonNode written, RouteFindings findings) {
        JsonNode schema = resolved(written);
        if (node instanceof MappingNode mapping) {
            table(file, key, mapping, schema, findings);
        } else if (node instanceof SequenceNode sequence) {
            JsonNode items = form(schema, "array").path("items");
            sequence.getValue().forEach(item -> check(file, key, item, items, findings));
        } else if (node instanceof ScalarNode scalar) {
            word(file, key, scalar, schema, findings);
        }
    }

    private void table(String file, String key, MappingNode node, JsonNode schema, RouteFindings findings) {
        Map<String, JsonNode> known = new TreeMap<>();
        boolean closed = properties(schema, known);
        if (known.isEmpty()) {
            return;
        }
        Set<String> written = new TreeSet<>();
        for (NodeTuple entry : node.getValue()) {
            String name = Nodes.text(entry.getKeyNode());
            written.add(name);
            JsonNode below = known.get(name);
            if (below != null) {
                check(file, name, entry.getValueNode(), below, findings);
            } else if (closed) {
                unknown(file, key, name, entry.getKeyNode(), known.keySet(), findings);
            }
        }
        if (schema.path("maxProperties").asInt(Integer.MAX_VALUE) < written.size()) {
            findings.add(
                    file,
                    node,
                    Messages.sentence(
                            "route.one-entry-holds", String.join("、", written), String.join(" and ", written)),
                    Messages.sentence("route.begin-each-them-with-as"));
        }
        for (JsonNode required : schema.path("required")) {
            if (!written.contains(required.asText())) {
                findings.add(
                        file,
                        node,
                        Messages.sentence("route.lacks", key, required.asText()),
                        Messages.sentence("route.write", required.asText()));
            }
        }
    }

    private static void unknown(
            String file, String key, String name, Node at, Collection<String> known, RouteFindings findings) {
        String near = Spelling.near(name, known);
        findings.add(
                file,
                at,
                key.isEmpty()
                        ? Messages.sentence("route.camel-knows-no-here", name)
                        : Messages.sentence("route.no-2", key, name),
                Messages.sentence("route.write-one", near));
    }

    private void word(String file, String key, ScalarNode node, JsonNode schema, RouteFindings findings) {
        String text = node.getValue();
        String type = schema.path("type").asText();
        if (Nodes.open(text) || text.startsWith("#")) {
            return;
        }
        if (NUMBERS.contains(type) && !isNumber(text)) {
            findings.add(
                    file,
                    node,
                    Messages.sentence("route.number-none", key, text),
                    Messages.sentence("route.write-digits"));
        } else if (type.equals("boolean") && !text.equals("true") && !text.equals("false")) {
            findings.add(
                    file,
                    node,
                    Messages.sentence("route.true-false-not", key, text),
                    Messages.sentence("route.write-true-false"));
        } else if (schema.has("enum")) {
            Set<String> allowed = new TreeSet<>();
            schema.path("enum").forEach(each -> allowed.add(each.asText()));
            if (allowed.stream().noneMatch(text::equalsIgnoreCase)) {
                findings.add(
                        file,
                        node,
                        Messages.sentence("route.no-value", key, text),
                        Messages.sentence("route.write-one", Spelling.near(text, allowed)));
            }
        }
    }

    private static boolean isNumber(String text) {
        try {
            return text.length() < 40 && new BigDecimal(text.strip()).scale() < 40;
        } catch (NumberFormatException e) {
            return false;
        }
    }

    /** Collects what may stand in a table, in any of its forms; whether nothing else may. */
    private boolean properties(JsonNode written, Map<String, JsonNode> known) {
        JsonNode schema = resolved(written);
        // A word that every form may hold is described by the forms.
        schema.path("properties").properties().forEach(entry -> {
            if (!entry.getValue().isEmpty() || !known.containsKey(entry.getKey())) {
                known.put(entry.getKey(), entry.getValue());
            }
        });
        boolean closed = schema.has("additionalProperties")
                && !schema.path("additionalProperties").asBoolean(true);
        for (String forms : new String[] {"anyOf", "oneOf", "allOf"}) {
            for (JsonNode form : schema.path(forms)) {
                closed |= properties(form, known);
            }
        }
        return closed;
    }

    /** The form of that type among those that a schema offers. */
    private JsonNode form(JsonNode schema, String type) {
        if (schema.path("type").asText().equals(type)) {
            return schema;
        }
        for (String forms : new String[] {"anyOf", "oneOf", "allOf"}) {
            for (JsonNode each : schema.path(forms)) {
                JsonNode form = form(resolved(each), type);
                if (!form.isMissingNode()) {
                    return form;
                }
            }
        }
        return MissingNode.getInstance();
    }

    private JsonNode resolved(JsonNode schema) {
        String reference = schema.path("$ref").asText();
        return reference.startsWith("#/") ? root.at(reference.substring(1)) : schema;
    }
}
