package jp.shopbridge.mapping;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A place in a document as people write it: {@code title}, {@code skus[0].price}, or of every entry {@code skus[].price}. */
final class JsonPath {

    private static final Pattern STEP = Pattern.compile("([^.\\[\\]]+)|\\[(\\d{0,6})]");

    /** One step: a field's name, an entry's number, or every entry when it has neither. */
    private record Step(String name, int number) {
        boolean every() {
            return name.isEmpty() && number < 0;
        }
    }

    private final List<Step> steps;

    private JsonPath(List<Step> steps) {
        this.steps = steps;
    }

    static JsonPath of(String written) {
        List<Step> steps = new ArrayList<>();
        for (Matcher step = STEP.matcher(written); step.find(); ) {
            String number = step.group(2);
            steps.add(
                    number == null
                            ? new Step(step.group(1), -1)
                            : new Step("", number.isEmpty() ? -1 : Integer.parseInt(number)));
        }
        return new JsonPath(steps);
    }

    /** What stands there; a list of what there is when every entry is meant, and {@code MissingNode} where nothing is. */
    JsonNode in(JsonNode document) {
        return in(document, 0);
    }

    private JsonNode in(JsonNode node, int from) {
        if (from == steps.size()) {
            return node;
        }
        Step step = steps.get(from);
        if (!step.every()) {
            return in(below(node, step), from + 1);
        }
        ArrayNode all = JsonNodeFactory.instance.arrayNode();
        for (JsonNode entry : node) {
            JsonNode found = in(entry, from + 1);
            if (!found.isMissingNode()) {
                all.add(found);
            }
        }
        return node.isArray() ? all : MissingNode.getInstance();
    }

    private static JsonNode below(JsonNode node, Step step) {
        return step.number() >= 0 ? node.path(step.number()) : node.path(step.name());
    }

    /** Writes a value there, into an object that stands there field by field; whether there is such a place. */
    boolean merge(ObjectNode document, JsonNode value) {
        return each(document, 0, (holder, last) -> {
            JsonNode before = below(holder, last);
            JsonNode after = merged(before, value);
            if (holder instanceof ObjectNode object && last.number() < 0 && !last.every()) {
                object.set(last.name(), after);
                return true;
            }
            if (holder instanceof ArrayNode list && last.number() >= 0 && last.number() <= list.size()) {
                if (last.number() == list.size()) {
                    list.add(after);
                } else {
                    list.set(last.number(), after);
                }
                return true;
            }
            return false;
        });
    }

    private static JsonNode merged(JsonNode before, JsonNode value) {
        if (!(before instanceof ObjectNode object) || !value.isObject()) {
            return value;
        }
        value.properties()
                .forEach(entry -> object.set(entry.getKey(), merged(object.path(entry.getKey()), entry.getValue())));
        return object;
    }

    /** Takes out what stands there; whether there was anything. */
    boolean remove(ObjectNode document) {
        return each(document, 0, (holder, last) -> {
            JsonNode taken = holder instanceof ObjectNode object
                    ? object.remove(last.name())
                    : holder instanceof ArrayNode list ? list.remove(last.number()) : null;
            return taken != null;
        });
    }

    private interface Deed {
        boolean at(JsonNode holder, Step last);
    }

    private boolean each(@Nullable JsonNode node, int from, Deed deed) {
        if (node == null || steps.isEmpty()) {
            return false;
        }
        Step step = steps.get(from);
        if (from == steps.size() - 1) {
            return deed.at(node, step);
        }
        if (step.every()) {
            boolean done = node.isArray() && !node.isEmpty();
            for (JsonNode entry : node) {
                done &= each(entry, from + 1, deed);
            }
            return done;
        }
        JsonNode next = below(node, step);
        return next.isContainerNode() && each(next, from + 1, deed);
    }
}
