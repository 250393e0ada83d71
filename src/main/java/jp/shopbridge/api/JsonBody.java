package jp.shopbridge.api;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import jp.shopbridge.Json;
import jp.shopbridge.failure.Sentence;
import org.jspecify.annotations.Nullable;
import org.springframework.http.InvalidMediaTypeException;
import org.springframework.http.MediaType;

/**
 * A request's JSON object, read strictly: another media type is 415, bytes that are not UTF-8 or not JSON are 400, a
 * wrong type or an unknown field is 422.
 */
public final class JsonBody {

    private static final ObjectReader READER = Json.MAPPER
            .reader()
            .with(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .with(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .without(JsonParser.Feature.INCLUDE_SOURCE_IN_LOCATION)
            .forType(JsonNode.class);

    private final ObjectNode object;

    private JsonBody(ObjectNode object) {
        this.object = object;
    }

    public static JsonBody read(@Nullable String contentType, byte[] body, Set<String> allowedTypes) {
        checkType(contentType, allowedTypes);
        String text = utf8(body);
        if (text.isBlank()) {
            throw ApiProblem.of(
                    400, "API_BODY_MISSING", "リクエストの本文がありません。JSONを送ってください。", "The request has no body: send JSON.");
        }
        try {
            JsonNode node = READER.readValue(text);
            if (node instanceof ObjectNode object) {
                return new JsonBody(object);
            }
        } catch (JsonProcessingException e) {
            // Line and column are ours to name; Jackson's message would quote what was sent.
            var location = e.getLocation();
            String where = location == null ? "" : " (" + location.getLineNr() + ":" + location.getColumnNr() + ")";
            throw ApiProblem.of(
                    400,
                    "API_BODY_BROKEN",
                    "リクエストの本文をJSONとして読めませんでした" + where + "。内容を確認してください。",
                    "The request's body is not JSON" + where + ": correct it and send it again.");
        }
        throw ApiProblem.of(
                422,
                "API_BODY_NOT_AN_OBJECT",
                "リクエストの本文はJSONオブジェクト（{…}）にしてください。",
                "The request's body must be a JSON object ({…}).");
    }

    private static void checkType(@Nullable String contentType, Set<String> allowedTypes) {
        try {
            if (contentType != null) {
                MediaType type = MediaType.parseMediaType(contentType);
                boolean utf8 = type.getCharset() == null || type.getCharset().equals(StandardCharsets.UTF_8);
                if (utf8 && allowedTypes.contains(type.getType() + "/" + type.getSubtype())) {
                    return;
                }
            }
        } catch (InvalidMediaTypeException e) {
            // Falls through to the same refusal as a readable type that is not taken.
        }
        throw ApiProblem.at(
                415,
                "API_MEDIA_TYPE",
                "Content-Type",
                Sentence.of(
                        "Content-Typeは "
                                + String.join(
                                        " または ", allowedTypes.stream().sorted().toList()) + "（UTF-8）にしてください。",
                        "Content-Type must be "
                                + String.join(
                                        " or ", allowedTypes.stream().sorted().toList()) + " in UTF-8."));
    }

    private static String utf8(byte[] body) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(body))
                    .toString();
        } catch (CharacterCodingException e) {
            throw ApiProblem.of(
                    400,
                    "API_BODY_NOT_UTF8",
                    "リクエストの本文がUTF-8ではありません。UTF-8で送ってください。",
                    "The request's body is not UTF-8: send it in UTF-8.");
        }
    }

    /** The object as it was sent. */
    public ObjectNode object() {
        return object;
    }

    /** Refuses every field but these. */
    public JsonBody allowing(String... fields) {
        Set<String> known = Set.of(fields);
        object.fieldNames().forEachRemaining(name -> {
            if (!known.contains(name)) {
                throw ApiProblem.at(
                        422,
                        "API_FIELD_UNKNOWN",
                        name,
                        Sentence.of(
                                "「" + name + "」という項目はありません。使える項目: " + String.join("、", fields),
                                "There is no field '" + name + "'; the fields are " + String.join(", ", fields) + "."));
            }
        });
        return this;
    }

    /** A field that must be there, true or false. */
    public boolean flag(String field) {
        Boolean value = flagOrNull(field);
        if (value == null) {
            throw missing(field);
        }
        return value;
    }

    @Nullable
    public Boolean flagOrNull(String field) {
        JsonNode node = object.path(field);
        if (node.isMissingNode() || node.isNull()) {
            return null;
        }
        if (!node.isBoolean()) {
            throw wrong(field, "true または false", "true or false");
        }
        return node.booleanValue();
    }

    /** A whole number in a range, or what counts when it was not sent. */
    public int number(String field, int otherwise, int least, int most) {
        JsonNode node = object.path(field);
        if (node.isMissingNode() || node.isNull()) {
            return otherwise;
        }
        if (!node.isIntegralNumber() || !node.canConvertToInt() || node.intValue() < least || node.intValue() > most) {
            throw wrong(field, least + "から" + most + "までの整数", "a whole number from " + least + " to " + most);
        }
        return node.intValue();
    }

    /** A text that must be there and say something. */
    public String text(String field, int longest) {
        String value = textOrNull(field, longest);
        if (value == null || value.isBlank()) {
            throw missing(field);
        }
        return value.strip();
    }

    @Nullable
    public String textOrNull(String field, int longest) {
        JsonNode node = object.path(field);
        if (node.isMissingNode() || node.isNull()) {
            return null;
        }
        if (!node.isTextual() || node.textValue().length() > longest) {
            throw wrong(field, longest + "文字以内の文字列", "a text of at most " + longest + " characters");
        }
        return node.textValue();
    }

    /** A list of texts, empty when it was not sent. */
    public List<String> texts(String field, int most, int longest) {
        List<String> values = new ArrayList<>();
        for (JsonNode each : list(field, most)) {
            if (!each.isTextual() || each.textValue().length() > longest) {
                throw wrong(field, "文字列の一覧", "a list of texts");
            }
            values.add(each.textValue());
        }
        return List.copyOf(values);
    }

    /** A list of ids, empty when it was not sent. */
    public List<Long> ids(String field, int most) {
        List<Long> values = new ArrayList<>();
        for (JsonNode each : list(field, most)) {
            if (!each.isIntegralNumber() || !each.canConvertToLong()) {
                throw wrong(field, "整数の一覧", "a list of whole numbers");
            }
            values.add(each.longValue());
        }
        return List.copyOf(values);
    }

    /** Another object inside, or null when it was not sent. */
    @Nullable
    public JsonBody inner(String field) {
        JsonNode node = object.path(field);
        if (node.isMissingNode() || node.isNull()) {
            return null;
        }
        if (node instanceof ObjectNode inner) {
            return new JsonBody(inner);
        }
        throw wrong(field, "項目の組（{…}）", "an object");
    }

    /** A list of objects, empty when it was not sent. */
    public List<JsonBody> inners(String field, int most) {
        List<JsonBody> values = new ArrayList<>();
        for (JsonNode each : list(field, most)) {
            if (!(each instanceof ObjectNode inner)) {
                throw wrong(field, "項目の組（{…}）の一覧", "a list of objects");
            }
            values.add(new JsonBody(inner));
        }
        return List.copyOf(values);
    }

    private JsonNode list(String field, int most) {
        JsonNode node = object.path(field);
        if (node.isMissingNode() || node.isNull()) {
            return Json.MAPPER.createArrayNode();
        }
        if (!node.isArray() || node.size() > most) {
            throw wrong(field, most + "件以内の一覧", "a list of at most " + most);
        }
        return node;
    }

    private static ApiProblem missing(String field) {
        return ApiProblem.at(
                422,
                "API_FIELD_MISSING",
                field,
                Sentence.of("「" + field + "」を指定してください。", "The field '" + field + "' is missing."));
    }

    private static ApiProblem wrong(String field, String ja, String en) {
        return ApiProblem.at(
                422,
                "API_FIELD_INVALID",
                field,
                Sentence.of("「" + field + "」は" + ja + "で指定してください。", "The field '" + field + "' must be " + en + "."));
    }
}
