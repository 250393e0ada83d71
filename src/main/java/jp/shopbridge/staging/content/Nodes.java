package jp.shopbridge.staging.content;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import jp.shopbridge.Json;

/** Reads the listing's fields; what is missing, null or of another kind counts as not given. */
final class Nodes {

    private Nodes() {}

    /** The text of a field; empty when none is given. */
    static String text(JsonNode holder, String field) {
        return holder.path(field).asText("");
    }

    /** The number in a field. */
    static Optional<BigDecimal> number(JsonNode holder, String field) {
        JsonNode value = holder.path(field);
        return value.isNumber() ? Optional.of(value.decimalValue()) : Optional.empty();
    }

    /** The whole number in a field. */
    static Optional<Integer> whole(JsonNode holder, String field) {
        JsonNode value = holder.path(field);
        return value.isIntegralNumber() ? Optional.of(value.asInt()) : Optional.empty();
    }

    /** A field's value; JSON null when there is none. */
    static JsonNode valueOrNull(JsonNode holder, String field) {
        return holder.has(field) ? holder.path(field) : Json.MAPPER.nullNode();
    }

    /** A picture's address, whether it stands alone or inside an object; empty when none is given. */
    static String address(JsonNode picture) {
        return picture.isTextual() ? picture.asText() : text(picture, "url");
    }

    /** Each element of a list. */
    static <T> List<T> each(JsonNode list, Function<JsonNode, T> reading) {
        List<T> read = new ArrayList<>(list.size());
        list.forEach(element -> read.add(reading.apply(element)));
        return List.copyOf(read);
    }

    /** How many characters TikTok counts: code points. */
    static int length(String text) {
        return text.codePointCount(0, text.length());
    }
}
