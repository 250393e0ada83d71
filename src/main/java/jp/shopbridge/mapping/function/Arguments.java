package jp.shopbridge.mapping.function;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import jp.shopbridge.failure.Messages;
import org.jspecify.annotations.Nullable;

/** What a step passes to its function: values by parameter name, converted to what the parameter asks for. */
public final class Arguments {

    private final Function function;
    private final Map<String, JsonNode> values;
    private volatile @Nullable Pattern pattern;

    /** Arguments of one step; parameters that are not written take their fallback. */
    public Arguments(Function function, Map<String, JsonNode> values) {
        this.function = function;
        this.values = values;
    }

    /** The argument as text; the empty text when it is absent. */
    public String text(String name) {
        JsonNode value = value(name);
        return Values.absent(value) ? "" : Values.convert(value, Kind.TEXT).textValue();
    }

    /** The argument as an exact number, or a refusal naming the parameter. */
    public BigDecimal number(String name) {
        JsonNode value = value(name);
        if (Values.absent(value)) {
            throw missing(name);
        }
        return Values.convert(value, Kind.NUMBER).decimalValue();
    }

    /** The argument as a whole number. */
    public int whole(String name) {
        return Values.convert(value(name), Kind.WHOLE).intValue();
    }

    /** The argument as true or false; false when it is absent. */
    public boolean flag(String name) {
        JsonNode value = value(name);
        return !Values.absent(value) && Values.convert(value, Kind.FLAG).booleanValue();
    }

    /** Whether the argument was written and has a value. */
    public boolean has(String name) {
        return !Values.absent(value(name));
    }

    /** The argument as a list of texts; a single text counts as a list of one. */
    public List<String> texts(String name) {
        JsonNode value = value(name);
        if (Values.absent(value)) {
            return List.of();
        }
        if (!value.isArray()) {
            return List.of(text(name));
        }
        List<String> texts = new ArrayList<>(value.size());
        for (JsonNode item : value) {
            texts.add(item.asText());
        }
        return texts;
    }

    /** The argument as it is; {@code MissingNode} when it is absent. */
    public JsonNode value(String name) {
        JsonNode value = values.get(name);
        if (value != null && !value.isMissingNode()) {
            return value;
        }
        JsonNode fallback = function.parameter(name).map(Parameter::fallback).orElse(null);
        return fallback == null ? MissingNode.getInstance() : fallback;
    }

    /** The argument as a regular expression, compiled once. */
    public Pattern pattern(String name) {
        String expression = text(name);
        Pattern known = pattern;
        if (known != null && known.pattern().equals(expression)) {
            return known;
        }
        try {
            Pattern compiled = Pattern.compile(expression, Pattern.UNICODE_CHARACTER_CLASS);
            pattern = compiled;
            return compiled;
        } catch (PatternSyntaxException e) {
            throw new CannotApply(
                    Messages.sentence("mapping.function.pattern-not-regular-expression-correct", expression));
        }
    }

    private CannotApply missing(String name) {
        return new CannotApply(
                Messages.sentence("mapping.function.no-value-check-source-field", function.name(), name));
    }
}
