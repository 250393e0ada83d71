package jp.shopbridge.mapping;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashMap;
import java.util.Map;

/**
 * What a mapping may know beside its source.
 *
 * @param parameters per-shop settings by name, such as {@code price-rounding}; absent ones take the mapping's default
 * @param variables named values, such as {@code mode}, that expressions see as {@code $mode}
 */
public record MappingContext(Map<String, String> parameters, Map<String, JsonNode> variables) {

    private static final MappingContext EMPTY = new MappingContext(Map.of(), Map.of());

    /** Copies both maps. */
    public MappingContext {
        parameters = Map.copyOf(parameters);
        variables = Map.copyOf(variables);
    }

    /** Nothing beside the source. */
    public static MappingContext empty() {
        return EMPTY;
    }

    /** A context with parameters only. */
    public static MappingContext of(Map<String, String> parameters) {
        return new MappingContext(parameters, Map.of());
    }

    /** The same context with one more variable. */
    public MappingContext with(String name, JsonNode value) {
        Map<String, JsonNode> more = new HashMap<>(variables);
        more.put(name, value);
        return new MappingContext(parameters, more);
    }
}
