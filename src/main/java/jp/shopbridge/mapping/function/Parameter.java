package jp.shopbridge.mapping.function;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One parameter of a function.
 *
 * @param kind what its value has to be
 * @param summary what it means, with its unit
 * @param fallback the value when it is not written; null when it has to be written or may be absent
 * @param required whether it has to be written
 * @param oneOf the only words it accepts; empty for no such limit
 * @param pattern whether the text is a regular expression
 */
public record Parameter(
        String name,
        Kind kind,
        String summary,
        @Nullable JsonNode fallback,
        boolean required,
        List<String> oneOf,
        boolean pattern) {}
