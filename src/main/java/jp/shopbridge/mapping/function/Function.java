package jp.shopbridge.mapping.function;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A named change of one value, with everything the linter and the guide need to know about it.
 *
 * @param name the word a mapping writes
 * @param family the chapter of the guide it stands in
 * @param summary what it does, one sentence
 * @param takes the kind of value it works on; other kinds are converted where that loses nothing, else refused
 * @param gives the kind of value it returns
 * @param lossy whether it can silently drop part of the value, so that a mapping has to say why in a note
 * @param parameters in the order of the guide; the first one may be written without its name
 * @param alternatives parameters of which at least one has to be written; empty where each stands for itself
 * @param examples executed by the tests and shown in the guide
 * @param body the change itself
 */
public record Function(
        String name,
        String family,
        String summary,
        Kind takes,
        Kind gives,
        boolean lossy,
        List<Parameter> parameters,
        List<String> alternatives,
        List<Example> examples,
        Body body) {

    /** The change itself: pure, and never called with an absent or null value. */
    @FunctionalInterface
    public interface Body {
        /** Returns the changed value, {@code MissingNode} for "no value", or throws {@link CannotApply}. */
        JsonNode apply(JsonNode value, Arguments arguments);
    }

    /** The parameter of that name. */
    public Optional<Parameter> parameter(String wanted) {
        return parameters.stream().filter(p -> p.name().equals(wanted)).findFirst();
    }

    /** Applies the function after converting the value to what it takes. */
    public JsonNode apply(JsonNode value, Arguments arguments) {
        JsonNode made = body.apply(Values.convert(value, takes), arguments);
        if (made.isTextual()) {
            Texts.room(made.textValue().length());
        }
        return made;
    }

    static Draft named(String name, String family) {
        return new Draft(name, family);
    }

    /** Collects a function's description in reading order. */
    static final class Draft {
        private final String name;
        private final String family;
        private String summary = "";
        private Kind takes = Kind.ANY;
        private Kind gives = Kind.ANY;
        private boolean lossy;
        private final List<Parameter> parameters = new ArrayList<>();
        private List<String> alternatives = List.of();
        private final List<Example> examples = new ArrayList<>();

        private Draft(String name, String family) {
            this.name = name;
            this.family = family;
        }

        Draft says(String text) {
            summary = text;
            return this;
        }

        Draft from(Kind from, Kind to) {
            takes = from;
            gives = to;
            return this;
        }

        Draft losesText() {
            lossy = true;
            return this;
        }

        Draft needs(String parameter, Kind kind, String text) {
            parameters.add(new Parameter(parameter, kind, text, null, true, List.of(), false));
            return this;
        }

        Draft needsPattern(String parameter, String text) {
            parameters.add(new Parameter(parameter, Kind.TEXT, text, null, true, List.of(), true));
            return this;
        }

        Draft mayPattern(String parameter, String text) {
            parameters.add(new Parameter(parameter, Kind.TEXT, text, null, false, List.of(), true));
            return this;
        }

        Draft needsOneOf(String... some) {
            alternatives = List.of(some);
            return this;
        }

        Draft may(String parameter, Kind kind, String text) {
            parameters.add(new Parameter(parameter, kind, text, null, false, List.of(), false));
            return this;
        }

        Draft may(String parameter, String text, String fallback, String... oneOf) {
            parameters.add(new Parameter(
                    parameter, Kind.TEXT, text, TextNode.valueOf(fallback), false, List.of(oneOf), false));
            return this;
        }

        Draft may(String parameter, String text, boolean fallback) {
            parameters.add(
                    new Parameter(parameter, Kind.FLAG, text, BooleanNode.valueOf(fallback), false, List.of(), false));
            return this;
        }

        Draft may(String parameter, Kind kind, String text, JsonNode fallback) {
            parameters.add(new Parameter(parameter, kind, text, fallback, false, List.of(), false));
            return this;
        }

        Draft shows(String in, String out) {
            examples.add(new Example(in, null, out));
            return this;
        }

        Draft shows(String in, String arguments, String out) {
            examples.add(new Example(in, arguments, out));
            return this;
        }

        Draft refuses(String in) {
            examples.add(new Example(in, null, null));
            return this;
        }

        Draft refuses(String in, String arguments) {
            examples.add(new Example(in, arguments, null));
            return this;
        }

        Function does(Body body) {
            return new Function(
                    name,
                    family,
                    summary,
                    takes,
                    gives,
                    lossy,
                    List.copyOf(parameters),
                    alternatives,
                    List.copyOf(examples),
                    body);
        }
    }
}
