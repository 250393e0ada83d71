package jp.shopbridge.mapping;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Clock;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a mapping may know beside its source.
 *
 * @param parameters per-shop settings by name, such as {@code price-rounding}; absent ones take the mapping's default
 * @param variables named values, such as {@code mode}, that expressions see as {@code $mode}
 * @param today the day in Japan, which expressions see as {@code $today}; null where the day has no say
 */
public record MappingContext(
        Map<String, String> parameters, Map<String, JsonNode> variables, @Nullable LocalDate today) {

    private static final MappingContext EMPTY = new MappingContext(Map.of(), Map.of());

    /** Copies both maps. */
    public MappingContext {
        parameters = Map.copyOf(parameters);
        variables = Map.copyOf(variables);
    }

    /** A context in which the day has no say. */
    public MappingContext(Map<String, String> parameters, Map<String, JsonNode> variables) {
        this(parameters, variables, null);
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
        return new MappingContext(parameters, more, today);
    }

    /** The same context on a day. */
    public MappingContext on(LocalDate day) {
        return new MappingContext(parameters, variables, day);
    }

    /** The same context on the day that a clock shows in Japan. */
    public MappingContext on(Clock clock) {
        return on(day(clock));
    }

    /** A day as people and spreadsheets write it; nothing when it is none. */
    public static Optional<LocalDate> day(String written) {
        return BetweenDates.day(written);
    }

    /** The day that a clock shows in Japan. */
    public static LocalDate day(Clock clock) {
        return LocalDate.ofInstant(clock.instant(), Today.JAPAN);
    }
}
