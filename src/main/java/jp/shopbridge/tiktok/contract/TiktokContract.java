package jp.shopbridge.tiktok.contract;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonNodePath;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import com.networknt.schema.ValidationMessage;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import jp.shopbridge.Json;

/** Holds requests and answers against what TikTok documents ({@code tiktok/contract.json}). */
public final class TiktokContract {

    /** A path that belongs to the API, whether or not the contract knows it. */
    public static final Pattern OF_THE_API = Pattern.compile("/(product|authorization|logistics)/\\d{6}/.*");

    private static final JsonSchemaFactory FACTORY = JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012);
    private static final JsonNode CONTRACT = read();

    private final Map<String, JsonSchema> schemas = new ConcurrentHashMap<>();

    private static JsonNode read() {
        try (InputStream in = TiktokContract.class.getResourceAsStream("/tiktok/contract.json")) {
            return Json.MAPPER.readTree(Objects.requireNonNull(in));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The contract's own tree. */
    public static JsonNode tree() {
        return CONTRACT;
    }

    /** The contract's name of a call; empty when it has none. */
    public Optional<String> operation(String method, String path) {
        String found = null;
        for (Map.Entry<String, JsonNode> each : CONTRACT.path("operations").properties()) {
            String template = each.getValue().path("path").asText();
            boolean fits = each.getValue().path("method").asText().equals(method)
                    && path.matches(template.replaceAll("\\{[a-z_]+}", "[^/]+"));
            if (fits && (found == null || !template.contains("{"))) {
                found = each.getKey();
            }
        }
        return Optional.ofNullable(found);
    }

    /** What a request offends against; the body is missing when there is none. */
    public List<Breach> ofRequest(String operation, Map<String, String> query, JsonNode body) {
        JsonNode spec = spec(operation);
        List<Breach> breaches = new ArrayList<>();
        JsonNode asked = typed(queryNode(spec), query);
        validate(operation, "query", asked, breaches);
        breaches.addAll(ofBody(operation, body));
        return breaches;
    }

    /** What a body offends against, whatever carries it; missing when there is none. */
    public List<Breach> ofBody(String operation, JsonNode body) {
        JsonNode spec = spec(operation);
        List<Breach> breaches = new ArrayList<>();
        if (!spec.has("body")) {
            if (!body.isMissingNode()) {
                breaches.add(
                        new Breach(operation, "request", "", body.toString(), "body", "a body where none belongs"));
            }
            return breaches;
        }
        JsonNode sent = body.isMissingNode() ? JsonNodeFactory.instance.objectNode() : body;
        validate(operation, "request", sent, breaches);
        ContractRules rules = new ContractRules(
                sent,
                (path, value, rule, text) ->
                        breaches.add(new Breach(operation, "request", path, value.toString(), rule, text)));
        spec.path("rules").forEach(rules::check);
        rules.checkTexts(spec.path("body"));
        return breaches;
    }

    /** TikTok's code for a rule that is broken, where one is known. */
    public OptionalInt codeOf(String operation, String rule) {
        for (JsonNode each : spec(operation).path("rules")) {
            if (each.path("id").asText().equals(rule) && each.has("code")) {
                return OptionalInt.of(each.path("code").asInt());
            }
        }
        return OptionalInt.empty();
    }

    /** What an answer offends against: its envelope, and its data when it tells of success. */
    public List<Breach> ofAnswer(String operation, JsonNode envelope) {
        List<Breach> breaches = new ArrayList<>();
        validate(operation, "envelope", envelope, breaches);
        if (envelope.path("code").asInt(-1) == 0 && spec(operation).has("answer")) {
            JsonNode data = envelope.path("data");
            validate(
                    operation,
                    "answer",
                    data.isMissingNode() || data.isNull() ? JsonNodeFactory.instance.objectNode() : data,
                    breaches);
        }
        return breaches;
    }

    private void validate(String operation, String part, JsonNode value, List<Breach> breaches) {
        JsonSchema schema = schemas.computeIfAbsent(operation + " " + part, any -> schema(operation, part));
        Set<String> told = new HashSet<>();
        for (ValidationMessage message : schema.validate(value)) {
            String rule = rule(schema.getSchemaNode(), message);
            String path = message.getInstanceLocation().toString().replaceFirst("^\\$\\.?", "");
            if (message.getProperty() != null && message.getType().equals(rule)) {
                path = path.isEmpty() ? message.getProperty() : path + "." + message.getProperty();
            }
            // A rule of several branches fails once for each of them.
            if (told.add(rule + " " + (message.getType().equals(rule) ? path : message.getInstanceLocation()))) {
                breaches.add(new Breach(
                        operation, part, path, String.valueOf(message.getInstanceNode()), rule, message.getMessage()));
            }
        }
    }

    private static JsonSchema schema(String operation, String part) {
        JsonNode spec = spec(operation);
        return FACTORY.getSchema(
                switch (part) {
                    case "query" -> ContractSchemas.ofRequest(queryNode(spec), rules(spec, true));
                    case "request" -> ContractSchemas.ofRequest(spec.path("body"), rules(spec, false));
                    case "envelope" -> ContractSchemas.ofAnswer(CONTRACT.path("envelope"));
                    default -> ContractSchemas.ofAnswer(spec.path("answer"));
                });
    }

    private static JsonNode rules(JsonNode spec, boolean ofQuery) {
        var rules = JsonNodeFactory.instance.arrayNode();
        for (JsonNode rule : spec.path("rules")) {
            if (rule.path("in").asText().equals("query") == ofQuery) {
                rules.add(rule);
            }
        }
        return rules;
    }

    /** The query of a call with what every call carries. */
    private static JsonNode queryNode(JsonNode spec) {
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        node.put("type", "object");
        ObjectNode fields = node.putObject("fields");
        fields.setAll((ObjectNode) CONTRACT.path("common").path("query").deepCopy());
        String cipher = spec.path("shop_cipher").asText();
        if (cipher.equals("forbidden")) {
            fields.remove("shop_cipher");
        } else if (cipher.equals("required")) {
            ((ObjectNode) fields.path("shop_cipher")).put("required", true);
        }
        spec.path("query").path("fields").properties().forEach(field -> fields.set(field.getKey(), field.getValue()));
        if (spec.path("query").has("elsewhere")) {
            node.set("elsewhere", spec.path("query").path("elsewhere"));
        }
        return node;
    }

    /** A query's texts in the types that the contract gives them; one that is of another form stays a text. */
    private static ObjectNode typed(JsonNode node, Map<String, String> query) {
        ObjectNode typed = JsonNodeFactory.instance.objectNode();
        query.forEach((name, text) -> {
            switch (node.path("fields").path(name).path("type").asText()) {
                case "integer" -> {
                    if (text.matches("-?\\d{1,18}")) {
                        typed.put(name, Long.parseLong(text));
                    } else {
                        typed.put(name, text);
                    }
                }
                case "boolean" -> {
                    if (text.equals("true") || text.equals("false")) {
                        typed.put(name, Boolean.parseBoolean(text));
                    } else {
                        typed.put(name, text);
                    }
                }
                case "array" -> List.of(text.split(",", -1)).forEach(typed.putArray(name)::add);
                default -> typed.put(name, text);
            }
        });
        return typed;
    }

    /** The title of the contract's rule that failed, or the schema's keyword. */
    private static String rule(JsonNode schema, ValidationMessage message) {
        JsonNodePath path = message.getEvaluationPath();
        String rule = message.getType();
        JsonNode at = schema;
        for (int i = 0; i < path.getNameCount(); i++) {
            Object element = path.getElement(i);
            at = element instanceof Integer index ? at.path(index) : at.path(String.valueOf(element));
            if (at.has("title") && at.path("title").isTextual()) {
                rule = at.path("title").asText();
            }
        }
        return rule;
    }

    private static JsonNode spec(String operation) {
        return CONTRACT.path("operations").path(operation);
    }
}
