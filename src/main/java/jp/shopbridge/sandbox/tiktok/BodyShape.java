package jp.shopbridge.sandbox.tiktok;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * The JSON types and names of a call's body as the contract has them ({@code tiktok/contract.json}), so that a number sent as
 * text is noticed before its value is judged. Names TikTok does not know, or knows for other markets only, are refused too: it
 * may well ignore them, but a misspelt name should not pass a rehearsal.
 */
final class BodyShape {

    private static final Map<String, JsonNode> CALLS = read();

    /** Names that a call does not take and that the rules refuse with a code of their own. */
    private static final Set<String> WITH_A_CODE = Set.of(
            "is_cod_allowed",
            "is_pre_owned",
            "minimum_order_quantity",
            "listing_platforms",
            "skus[].fees",
            "skus[].list_price",
            "skus[].extra_identifier_codes",
            "skus[].id",
            "category_id");

    private static final Map<String, String> WORDS = Map.of("string", "text", "array", "list");

    private BodyShape() {}

    /** Refuses a body whose fields have other types or names than this call takes, in whatever version of it. */
    static void check(String method, String path, JsonNode body) {
        JsonNode call = CALLS.get(key(method, path));
        if (call != null && call.path("content_type").asText().equals("application/json")) {
            check(call.path("body"), body, "");
        }
    }

    /** The mixed statuses of a product that a call takes; empty where the contract names none. */
    static List<String> statuses(String method, String path) {
        JsonNode call = CALLS.get(key(method, path));
        return call == null ? List.of() : Json.texts(call, "from");
    }

    private static String key(String method, String path) {
        return method + " " + path.replaceAll("\\{[a-z_]*}", "{}").replaceFirst("/\\d{6}/", "/");
    }

    private static void check(JsonNode shape, JsonNode node, String path) {
        if (node.isNull()) {
            return;
        }
        String type = shape.path("type").asText();
        boolean fits =
                switch (type) {
                    case "string" -> node.isTextual();
                    case "integer" -> node.isIntegralNumber();
                    case "boolean" -> node.isBoolean();
                    case "object" -> node.isObject();
                    case "array" -> node.isArray();
                    default -> true;
                };
        if (!fits) {
            throw RefusalCode.BAD_REQUEST.refusal("'" + path + "' must be " + WORDS.getOrDefault(type, type));
        }
        int index = 0;
        for (JsonNode each : node.isArray() ? node : Json.array()) {
            check(shape.path("items"), each, path + "[" + index++ + "]");
        }
        node.properties().forEach(field -> {
            String name = path.isEmpty() ? field.getKey() : path + "." + field.getKey();
            JsonNode known = shape.path("fields").path(field.getKey());
            if (!known.isMissingNode()) {
                check(known, field.getValue(), name);
            } else if (!shape.path("open").asBoolean() && !isLeftToTheRules(shape, name, field)) {
                throw RefusalCode.PARAMETER.refusal(
                        "Parameter " + name + " is invalid. Reason: unknown. Expected: a documented field");
            }
        });
    }

    /** A field of another market does no harm while it is empty. */
    private static boolean isLeftToTheRules(JsonNode shape, String name, Map.Entry<String, JsonNode> field) {
        JsonNode value = field.getValue();
        return WITH_A_CODE.contains(name.replaceAll("\\[\\d+]", "[]"))
                || (shape.path("elsewhere").has(field.getKey())
                        && (value.isArray() ? value.isEmpty() : value.asText().matches("|null|false")));
    }

    private static Map<String, JsonNode> read() {
        Map<String, JsonNode> calls = new HashMap<>();
        try (InputStream in = BodyShape.class.getResourceAsStream("/tiktok/contract.json")) {
            for (JsonNode call :
                    new JsonMapper().readTree(Objects.requireNonNull(in)).required("operations")) {
                calls.put(key(call.path("method").asText(), call.path("path").asText()), call);
            }
            return Map.copyOf(calls);
        } catch (IOException damaged) {
            throw new UncheckedIOException("tiktok/contract.json cannot be read", damaged);
        }
    }
}
