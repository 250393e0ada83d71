package jp.shopbridge.sandbox;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What a world answers.
 *
 * @param status the HTTP status
 * @param headers headers besides Content-Length
 * @param body the bytes; empty for an answer without a body
 */
@SuppressWarnings("ArrayRecordComponent") // read and written as it is, never compared
public record SandboxAnswer(int status, Map<String, String> headers, byte[] body) {

    private static final JsonMapper JSON = new JsonMapper();

    /** A JSON answer in UTF-8. */
    public static SandboxAnswer json(int status, JsonNode body) {
        try {
            return bytes(status, "application/json; charset=UTF-8", JSON.writeValueAsBytes(body));
        } catch (JsonProcessingException impossible) {
            throw new UncheckedIOException("a JSON tree could not be written", impossible);
        }
    }

    /** An answer of any media type. */
    public static SandboxAnswer bytes(int status, String contentType, byte[] body) {
        return new SandboxAnswer(status, Map.of("Content-Type", contentType), body);
    }

    /** A plain-text answer in UTF-8. */
    public static SandboxAnswer text(int status, String body) {
        return bytes(status, "text/plain; charset=UTF-8", body.getBytes(StandardCharsets.UTF_8));
    }

    /** An answer without a body. */
    public static SandboxAnswer empty(int status) {
        return new SandboxAnswer(status, Map.of(), new byte[0]);
    }

    /** The same answer with one more header. */
    public SandboxAnswer with(String name, String value) {
        Map<String, String> more = new LinkedHashMap<>(headers);
        more.put(name, value);
        return new SandboxAnswer(status, more, body);
    }
}
