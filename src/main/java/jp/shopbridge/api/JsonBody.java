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
import java.util.Set;
import jp.shopbridge.Json;
import jp.shopbridge.failure.Messages;
import jp.shopbridge.failure.Sentence;
import org.jspecify.annotations.Nullable;
import org.springframework.http.InvalidMediaTypeException;
import org.springframework.http.MediaType;

/**
 * A request's JSON object, read strictly: another media type is 415, bytes that are not UTF-8 or not JSON are 400, JSON
 * that is no object is 422.
 */
final class JsonBody {

    private static final ObjectReader READER = Json.MAPPER
            .reader()
            .with(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .with(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .without(JsonParser.Feature.INCLUDE_SOURCE_IN_LOCATION)
            .forType(JsonNode.class);

    private JsonBody() {}

    static ObjectNode read(@Nullable String contentType, byte[] body, Set<String> allowedTypes) {
        checkType(contentType, allowedTypes);
        String text = utf8(body);
        if (text.isBlank()) {
            throw ApiProblem.of(400, "API_BODY_MISSING", Messages.sentence("API_BODY_MISSING"));
        }
        try {
            JsonNode node = READER.readValue(text);
            if (node instanceof ObjectNode object) {
                return object;
            }
        } catch (JsonProcessingException e) {
            // Line and column are ours to name; Jackson's message would quote what was sent.
            var location = e.getLocation();
            String where = location == null ? "" : " (" + location.getLineNr() + ":" + location.getColumnNr() + ")";
            throw ApiProblem.of(400, "API_BODY_BROKEN", Messages.sentence("API_BODY_BROKEN", where));
        }
        throw ApiProblem.of(422, "API_BODY_NOT_AN_OBJECT", Messages.sentence("API_BODY_NOT_AN_OBJECT"));
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
                Messages.sentence(
                        "API_MEDIA_TYPE.content-type-must-be",
                        Sentence.of(
                                String.join(
                                        " または ", allowedTypes.stream().sorted().toList()),
                                String.join(
                                        " or ", allowedTypes.stream().sorted().toList()))));
    }

    private static String utf8(byte[] body) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(body))
                    .toString();
        } catch (CharacterCodingException e) {
            throw ApiProblem.of(400, "API_BODY_NOT_UTF8", Messages.sentence("API_BODY_NOT_UTF8"));
        }
    }
}
