package jp.shopbridge.api;

import java.util.LinkedHashMap;
import java.util.Map;
import jp.shopbridge.staging.ListingStatus;
import org.jspecify.annotations.Nullable;

/**
 * What an operation answers, before it is written.
 *
 * @param body what is written as JSON; null for none
 * @param headers further response headers
 */
public record Answer(int status, @Nullable Object body, Map<String, String> headers) {

    public static Answer ok(Object body) {
        return new Answer(200, body, Map.of());
    }

    public static Answer accepted(Object body, String location) {
        return new Answer(202, body, Map.of("Location", location));
    }

    public static Answer empty(int status) {
        return new Answer(status, null, Map.of());
    }

    /** The same answer, naming the version of what it shows. */
    public Answer version(ListingStatus status) {
        return with("ETag", EntityTags.of(status));
    }

    public Answer with(String header, String value) {
        Map<String, String> all = new LinkedHashMap<>(headers);
        all.put(header, value);
        return new Answer(status, body, Map.copyOf(all));
    }
}
