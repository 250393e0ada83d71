package jp.shopbridge.mapping;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;

/**
 * Why every field of a target has the value it has.
 *
 * @param mapping the mapping's name
 * @param fields in the order in which they were written
 */
public record Explanation(String mapping, List<Field> fields) {

    /**
     * One target field.
     *
     * @param field its path, such as {@code skus[2].price}
     * @param sources what was looked at, in order, up to the one that was taken
     * @param steps what was done to the value, in order
     * @param value what was written; missing when the field was left out
     * @param rule what decided, in words
     * @param at where that rule stands
     */
    public record Field(
            String field, List<Source> sources, List<Step> steps, JsonNode value, String rule, Position at) {}

    /**
     * A place that was looked at.
     *
     * @param expression as written in the mapping
     * @param value what stood there
     * @param verdict {@code taken}, {@code absent}, {@code null} or {@code empty}
     */
    public record Source(String expression, JsonNode value, String verdict) {}

    /**
     * One change of the value.
     *
     * @param step the function with its arguments
     * @param in the value before
     * @param out the value after; missing when there is none
     * @param at where the step stands
     */
    public record Step(String step, JsonNode in, JsonNode out, Position at) {}

    /** The field of that path. */
    public Optional<Field> field(String path) {
        return fields.stream().filter(field -> field.field().equals(path)).findFirst();
    }

    /** The explanation as JSON, for the REST API and the command line. */
    public ObjectNode toJson() {
        JsonNodeFactory json = JsonNodeFactory.instance;
        ObjectNode object = json.objectNode().put("mapping", mapping);
        ArrayNode list = object.putArray("fields");
        for (Field field : fields) {
            ObjectNode one = list.addObject();
            one.put("field", field.field());
            set(one, "value", field.value());
            one.put("rule", field.rule());
            one.put("file", field.at().file()).put("line", field.at().line());
            ArrayNode sources = one.putArray("sources");
            for (Source source : field.sources()) {
                ObjectNode each = sources.addObject().put("from", source.expression());
                set(each, "value", source.value());
                each.put("verdict", source.verdict());
            }
            ArrayNode steps = one.putArray("steps");
            for (Step step : field.steps()) {
                ObjectNode each = steps.addObject().put("step", step.step());
                set(each, "in", step.in());
                set(each, "out", step.out());
                each.put("line", step.at().line());
            }
        }
        return object;
    }

    private static void set(ObjectNode object, String key, JsonNode value) {
        if (!value.isMissingNode()) {
            object.set(key, value);
        }
    }
}
