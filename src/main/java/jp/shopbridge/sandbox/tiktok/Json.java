package jp.shopbridge.sandbox.tiktok;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;

/** Reading and writing the trees in which this world keeps and answers everything. */
final class Json {

    private static final JsonMapper MAPPER = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private Json() {}

    static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }

    static ArrayNode array() {
        return JsonNodeFactory.instance.arrayNode();
    }

    static String write(JsonNode node) {
        try {
            return MAPPER.writeValueAsString(node);
        } catch (JsonProcessingException impossible) {
            throw new UncheckedIOException("a JSON tree could not be written", impossible);
        }
    }

    /** An object this world wrote itself. */
    static ObjectNode own(String text) {
        try {
            return (ObjectNode) MAPPER.readTree(text);
        } catch (JsonProcessingException broken) {
            throw new UncheckedIOException("the stored state is damaged", broken);
        }
    }

    /** An object somebody sent; refused when it is none. */
    static ObjectNode sent(byte[] body) {
        try {
            if (MAPPER.readTree(body) instanceof ObjectNode object) {
                return object;
            }
        } catch (IOException notJson) {
            throw RefusalCode.BODY_FORMAT.refusal("the body is not JSON");
        }
        throw RefusalCode.BODY_FORMAT.refusal("the body is not a JSON object");
    }

    /** The text of a field, empty when absent or null. */
    static String text(JsonNode node, String field) {
        JsonNode value = node.path(field);
        return value.isNull() || value.isContainerNode() ? "" : value.asText();
    }

    /** The elements of an array field as text. */
    static List<String> texts(JsonNode node, String field) {
        List<String> texts = new ArrayList<>();
        node.path(field).forEach(element -> texts.add(element.asText()));
        return texts;
    }

    static boolean present(JsonNode node, String field) {
        return node.hasNonNull(field);
    }
}
