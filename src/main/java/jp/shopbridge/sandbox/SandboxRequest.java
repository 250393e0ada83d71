package jp.shopbridge.sandbox;

import com.sun.net.httpserver.Headers;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One request as it arrived, read completely.
 *
 * @param method such as {@code GET}
 * @param path the decoded path, without the query
 * @param rawPath the path as sent
 * @param rawQuery the query as sent, without the question mark; empty when there was none
 * @param headers as sent; names are matched without regard to letter case
 * @param body the bytes of the body; empty when there was none
 */
@SuppressWarnings("ArrayRecordComponent") // read and written as it is, never compared
public record SandboxRequest(
        String method, String path, String rawPath, String rawQuery, Headers headers, byte[] body) {

    static SandboxRequest of(String method, URI uri, Headers headers, byte[] body) {
        return new SandboxRequest(
                method,
                uri.getPath() == null ? "/" : uri.getPath(),
                uri.getRawPath() == null ? "/" : uri.getRawPath(),
                uri.getRawQuery() == null ? "" : uri.getRawQuery(),
                headers,
                body);
    }

    /** The first header of this name, or empty. */
    public Optional<String> header(String name) {
        return Optional.ofNullable(headers.getFirst(name));
    }

    /** The decoded query parameters, every value of a repeated name, in the order they were sent. */
    public Map<String, List<String>> query() {
        return pairs(rawQuery);
    }

    /** The first value of a query parameter; empty when the parameter is absent, {@code ""} when it has no value. */
    public Optional<String> query(String name) {
        return Optional.ofNullable(query().get(name)).map(values -> values.get(0));
    }

    /** The body read as {@code application/x-www-form-urlencoded}. */
    public Map<String, List<String>> form() {
        return pairs(bodyText());
    }

    /** The body as UTF-8 text. */
    public String bodyText() {
        return new String(body, StandardCharsets.UTF_8);
    }

    private static Map<String, List<String>> pairs(String encoded) {
        Map<String, List<String>> pairs = new LinkedHashMap<>();
        for (String pair : encoded.split("&", -1)) {
            if (pair.isEmpty()) {
                continue;
            }
            int equals = pair.indexOf('=');
            String name = equals < 0 ? pair : pair.substring(0, equals);
            String value = equals < 0 ? "" : pair.substring(equals + 1);
            pairs.computeIfAbsent(decoded(name), ignored -> new ArrayList<>()).add(decoded(value));
        }
        return pairs;
    }

    private static String decoded(String text) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException notEncoded) {
            return text; // a broken escape is the caller's text, to be judged by the world
        }
    }
}
