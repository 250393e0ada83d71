package jp.shopbridge.tiktok.contract;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Turns the contract's nodes, and those of its rules that JSON Schema has words for, into JSON Schema 2020-12. */
final class ContractSchemas {

    private static final Map<String, String> BOUNDS = Map.of(
            "min_length", "minLength",
            "max_length", "maxLength",
            "min_items", "minItems",
            "max_items", "maxItems",
            "min", "minimum",
            "max", "maximum",
            "pattern", "pattern");

    private ContractSchemas() {}

    /** The schema of a request's body or query with the rules that hold for it. */
    static ObjectNode ofRequest(JsonNode node, JsonNode rules) {
        ObjectNode schema = schema(node, false);
        rules.forEach(rule -> schemaOf(rule).ifPresent(said -> {
            ObjectNode titled = said.deepCopy();
            titled.put("title", rule.path("id").asText());
            holder(schema, rule).withArray("/allOf").add(titled);
        }));
        return schema;
    }

    /** The schema of an answer: its types, values and names; what TikTok shows is not held to the bounds of what it takes. */
    static ObjectNode ofAnswer(JsonNode node) {
        return schema(node, true);
    }

    private static ObjectNode schema(JsonNode node, boolean answer) {
        ObjectNode schema = object();
        String type = node.path("type").asText();
        if (type.equals("file")) {
            return schema;
        }
        ArrayNode types = schema.putArray("type").add(type);
        if (node.has("or_type")) {
            types.add(node.path("or_type").asText());
        }
        boolean nullable = node.path("nullable").asBoolean()
                || (answer && !node.path("required").asBoolean());
        if (nullable) {
            types.add("null");
        }
        if (type.equals("object")) {
            describe(schema, node, answer);
        } else if (type.equals("array")) {
            schema.set("items", schema(node.path("items"), answer));
        }
        if (node.has("enum")) {
            ArrayNode values = node.withArray("/enum").deepCopy();
            if (answer) {
                values.add("").addNull(); // TikTok leaves what does not apply empty
            }
            schema.set("enum", values);
        }
        if (!answer) {
            BOUNDS.forEach((ours, theirs) -> {
                if (node.has(ours)) {
                    schema.set(theirs, node.path(ours));
                }
            });
        }
        return schema;
    }

    private static void describe(ObjectNode schema, JsonNode node, boolean answer) {
        ObjectNode properties = schema.putObject("properties");
        ArrayNode required = JsonNodeFactory.instance.arrayNode();
        node.path("fields").properties().forEach(field -> {
            properties.set(field.getKey(), schema(field.getValue(), answer));
            if (field.getValue().path("required").asBoolean()) {
                required.add(field.getKey());
            }
        });
        node.path("elsewhere").fieldNames().forEachRemaining(name -> {
            if (answer) {
                properties.put(name, true);
            } else {
                properties.set(name, object().set("enum", nothing().add(false)));
            }
        });
        if (!required.isEmpty()) {
            schema.set("required", required);
        }
        if (!node.path("open").asBoolean()) {
            schema.put("additionalProperties", false);
        }
    }

    /** What JSON Schema has no words for is done by {@link ContractRules}. */
    private static Optional<ObjectNode> schemaOf(JsonNode rule) {
        List<String> of = new ArrayList<>();
        rule.path("of").forEach(name -> of.add(name.asText()));
        String field = rule.path("field").asText();
        ObjectNode said = object();
        switch (rule.path("kind").asText()) {
            case "any_of" -> of.forEach(name -> said.withArray("/anyOf").add(given(name)));
            case "both_or_none" -> {
                ObjectNode needs = said.putObject("dependentRequired");
                of.forEach(
                        name -> of.stream().filter(other -> !other.equals(name)).forEach(needs.putArray(name)::add));
            }
            case "not_both" ->
                of.forEach(name -> said.withObject("/not").withArray("/allOf").add(given(name)));
            case "not_both_true" ->
                of.forEach(name -> said.withObject("/not").withArray("/allOf").add(equal(name, true)));
            case "needed_when_several" -> {
                said.putObject("if").put("minItems", 2);
                said.putObject("then").set("items", given(field));
            }
            case "length_by_type" ->
                rule.path("lengths").properties().forEach(each -> {
                    List<String> forms = new ArrayList<>();
                    each.getValue()
                            .forEach(length -> forms.add(
                                    length.asText().equals("9X") ? "[0-9]{9}X" : "[0-9]{" + length.asText() + "}"));
                    ObjectNode one = said.withArray("/allOf").addObject();
                    one.set("if", equal("type", each.getKey()));
                    one.putObject("then")
                            .putObject("properties")
                            .putObject("code")
                            .put("pattern", "^(" + String.join("|", forms) + ")$");
                });
            case "weight_form" -> {
                said.set("if", equal("unit", "GRAM"));
                said.putObject("then")
                        .putObject("properties")
                        .putObject("value")
                        .put("pattern", "^[^.]*$");
            }
            case "needed_when", "value_when" -> {
                ObjectNode when = said.putObject("if");
                rule.path("when").properties().forEach(each -> when.withArray("/allOf")
                        .add(equal(each.getKey(), each.getValue())));
                if (rule.has("one_of")) {
                    said.putObject("then")
                            .putObject("properties")
                            .putObject(field)
                            .set("enum", rule.path("one_of"));
                } else {
                    said.set("then", given(field));
                }
            }
            case "needed_without" -> {
                said.putObject("if").set("not", given(rule.path("without").asText()));
                ArrayNode needed = said.putObject("then").putArray("allOf");
                of.forEach(name -> needed.add(given(name)));
            }
            case "magnitude" -> said.putObject("properties").putObject(field).set("minimum", rule.path("least"));
            case "not_empty" -> said.put("minProperties", 1);
            default -> {
                return Optional.empty();
            }
        }
        return Optional.of(said);
    }

    /** Where a rule is said: of the entries that its path names, or of their list when it counts them. */
    private static ObjectNode holder(ObjectNode schema, JsonNode rule) {
        boolean ofTheList = rule.path("kind").asText().equals("needed_when_several");
        ObjectNode at = schema;
        String[] names = rule.path("at").asText().split("\\.");
        for (int i = 0; i < names.length && !names[i].isEmpty(); i++) {
            String name = names[i].replace("[]", "");
            at = (ObjectNode) at.path("properties").path(name);
            if (!name.equals(names[i]) && !(ofTheList && i == names.length - 1)) {
                at = (ObjectNode) at.path("items");
            }
        }
        return at;
    }

    /** Something stands at this path, and it is neither null nor empty. */
    private static ObjectNode given(String path) {
        int dot = path.indexOf('.');
        String name = (dot < 0 ? path : path.substring(0, dot));
        ObjectNode inner =
                dot < 0 ? object().set("not", object().set("enum", nothing())) : given(path.substring(dot + 1));
        ObjectNode shape = name.endsWith("[]") ? object().set("contains", inner) : inner;
        String bare = name.replace("[]", "");
        ObjectNode said = object();
        said.putArray("required").add(bare);
        said.putObject("properties").set(bare, shape);
        return said;
    }

    private static ObjectNode equal(String name, Object value) {
        ObjectNode said = object();
        said.putArray("required").add(name);
        said.putObject("properties").putObject(name).set("const", jp.shopbridge.Json.MAPPER.valueToTree(value));
        return said;
    }

    private static ArrayNode nothing() {
        ArrayNode values = JsonNodeFactory.instance.arrayNode().add("").add(NullNode.instance);
        values.addArray();
        return values;
    }

    private static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }
}
