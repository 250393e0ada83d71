package jp.shopbridge.mapping;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import jp.shopbridge.failure.MappingFailure;
import jp.shopbridge.failure.Messages;
import jp.shopbridge.failure.Sentence;
import jp.shopbridge.mapping.function.Arguments;
import jp.shopbridge.mapping.function.Values;
import jp.shopbridge.mapping.function.Work;
import org.jspecify.annotations.Nullable;

/** One compiled mapping; immutable and safe for any number of threads. */
public final class Mapping {

    /** A per-shop setting a mapping declares; {@code fallback} is a text, or null when there is no default. */
    record Parameter(String name, JsonNode fallback, List<String> oneOf, Position at) {}

    /** Documents that are left out, and why. */
    record Skip(Query when, Sentence say, Position at) {}

    private final String name;
    private final String summary;
    private final Position at;
    private final String from;
    private final String to;
    private final Shape source;
    private final String sourceName;
    private final @Nullable Query itemName;
    private final Map<String, Parameter> parameters;
    private final Map<String, Parameter> byVariable;
    private final Set<String> variables;
    private final List<Rule> values;
    private final List<Skip> skips;
    private final List<Rule> fields;
    private final @Nullable Position day;
    /** What of a call is known before any document is: its arguments, and how an explanation shows it. */
    record Ready(Arguments arguments, String words) {}

    private final IdentityHashMap<Rule.Call, Ready> ready = new IdentityHashMap<>();

    Mapping(
            String name,
            String summary,
            Position at,
            String from,
            String to,
            Shape source,
            String sourceName,
            @Nullable Query itemName,
            Map<String, Parameter> parameters,
            Set<String> variables,
            List<Rule> values,
            List<Skip> skips,
            List<Rule> fields) {
        this.name = name;
        this.summary = summary;
        this.at = at;
        this.from = from;
        this.to = to;
        this.source = source;
        this.sourceName = sourceName;
        this.itemName = itemName;
        this.parameters = parameters;
        this.byVariable = new LinkedHashMap<>();
        parameters.forEach((key, parameter) -> byVariable.put(Query.parameterVariable(key), parameter));
        this.variables = variables;
        this.values = values;
        this.skips = skips;
        this.fields = fields;
        Rules rules = new Rules(this);
        rules.calls().forEach(this::prepare);
        this.day = rules.queries().stream()
                .flatMap(query -> query.uses().stream())
                .filter(use -> Today.NAME.equals(use.variable()))
                .map(Query.Use::at)
                .findFirst()
                .orElse(null);
    }

    private void prepare(Rule.Call call) {
        Map<String, JsonNode> fixed = new LinkedHashMap<>();
        for (Map.Entry<String, Rule.Argument> entry : call.arguments().entrySet()) {
            if (!(entry.getValue() instanceof Rule.Fixed value)) {
                return;
            }
            fixed.put(entry.getKey(), value.value());
        }
        ready.put(call, new Ready(new Arguments(call.function(), fixed), Evaluation.words(call, fixed)));
    }

    /** The mapping's name, also its file's name. */
    public String name() {
        return name;
    }

    /** What it does, one sentence. */
    public String summary() {
        return summary;
    }

    /** The shape it reads. */
    public String from() {
        return from;
    }

    /** The shape it writes. */
    public String to() {
        return to;
    }

    /** Whether the document has what the source shape requires. */
    public boolean reads(JsonNode document) {
        return document.isObject() && source.required().stream().allMatch(document::has);
    }

    /**
     * Maps one document.
     *
     * @return the target with every reason why it is not complete
     * @throws MappingFailure when the document cannot be mapped at all
     */
    public MappingOutcome apply(JsonNode source, MappingContext context) {
        Evaluation evaluation = new Evaluation(this, source, context, false);
        ObjectNode target = evaluation.run();
        return evaluation.outcome(target);
    }

    /** An outcome together with why every field has its value. */
    public record Explained(MappingOutcome outcome, Explanation explanation) {}

    /**
     * Maps one document and keeps note of every step.
     *
     * @throws MappingFailure when the document cannot be mapped at all
     */
    public Explained applyExplained(JsonNode source, MappingContext context) {
        Evaluation evaluation = new Evaluation(this, source, context, true);
        ObjectNode target = evaluation.run();
        return new Explained(evaluation.outcome(target), new Explanation(name, evaluation.explained()));
    }

    /**
     * Why every field of the target has its value; the same source and context always give the same answer.
     *
     * @throws MappingFailure when the document cannot be mapped at all
     */
    public Explanation explain(JsonNode source, MappingContext context) {
        return applyExplained(source, context).explanation();
    }

    /** What was made of a source, and can be asked of again after somebody has changed it. */
    public static final class Made {

        private final Mapping mapping;
        private final MappingOutcome outcome;
        private final Map<String, Rule> makers;

        private Made(Mapping mapping, MappingOutcome outcome, Map<String, Rule> makers) {
            this.mapping = mapping;
            this.outcome = outcome;
            this.makers = makers;
        }

        /** What the mapping made. */
        public MappingOutcome outcome() {
            return outcome;
        }

        /**
         * Asks every requirement of the mapping of a finished target, for example of a listing that a person has edited.
         * Reasons about a value that could not be read stay until the target has a value there.
         *
         * @param target the document in the target's shape
         * @return what keeps the target incomplete now
         * @throws MappingFailure when asking costs more than one document may
         */
        public List<Reason> check(JsonNode target) {
            if (outcome.skipped()) {
                return outcome.reasons();
            }
            List<Reason> reasons = new ArrayList<>();
            for (Reason reason : outcome.reasons()) {
                if ("FIELD_UNREADABLE".equals(reason.code()) && Values.blank(at(target, reason.field()))) {
                    reasons.add(reason);
                }
            }
            try {
                Work.counted(() -> {
                    new Demands(makers, reasons).askAll(mapping.fields, target, "");
                    return reasons;
                });
            } catch (Work.Exceeded e) {
                throw new MappingFailure(
                        "MAPPING_TOO_MUCH_WORK", Messages.sentence("MAPPING_TOO_MUCH_WORK"), mapping.name, "", e);
            }
            return List.copyOf(reasons);
        }
    }

    /**
     * Maps one document and remembers which entry or alternative made what, so that each keeps its own requirements.
     *
     * @throws MappingFailure when the document cannot be mapped at all
     */
    public Made make(JsonNode source, MappingContext context) {
        Evaluation evaluation = Evaluation.remembering(this, source, context);
        ObjectNode target = evaluation.run();
        return new Made(this, evaluation.outcome(target), evaluation.made());
    }

    private static JsonNode at(JsonNode target, String path) {
        JsonNode value = target;
        for (String part : path.split("[.\\[\\]]+")) {
            boolean index = !part.isEmpty() && part.chars().allMatch(Character::isDigit);
            value = index && value.isArray() ? value.path(Integer.parseInt(part)) : value.path(part);
        }
        return value == null ? MissingNode.getInstance() : value;
    }

    /** What names the document among others; empty when nothing does. */
    public String itemOf(JsonNode source) {
        Query item = itemName;
        JsonNode name = item == null ? MissingNode.getInstance() : item.evaluate(source, Map.of());
        return name.isValueNode() ? name.asText("") : "";
    }

    /**
     * Where it says how a field comes about: file and line, and the lookup tables it reads.
     *
     * @param path the field's name, below those of the fields that hold it
     */
    public Optional<String> placeOf(List<String> path) {
        List<Rule> rules = fields;
        Rule found = null;
        for (String part : path) {
            found = rules.stream()
                    .filter(rule -> rule.name().equals(part))
                    .findFirst()
                    .orElse(null);
            if (found == null) {
                return Optional.empty();
            }
            rules = found.source() instanceof Rule.Each each
                    ? each.fields()
                    : found.source() instanceof Rule.Fields below ? below.rules() : List.of();
        }
        return Optional.ofNullable(found).map(rule -> Stream.concat(
                        Stream.of(rule.at().file() + ":" + rule.at().line()),
                        tables(rule).distinct())
                .collect(Collectors.joining(" ")));
    }

    private Stream<String> tables(Rule rule) {
        Stream<String> own = rule.steps().stream()
                .filter(Rule.Lookup.class::isInstance)
                .map(step -> ((Rule.Lookup) step).table().file());
        Stream<String> ofValues = rule.source() instanceof Rule.Take take
                ? values.stream()
                        .filter(value -> take.queries().stream()
                                .anyMatch(query -> query.text().startsWith("$" + value.name() + ".")))
                        .flatMap(this::tables)
                : Stream.empty();
        return Stream.concat(own, ofValues);
    }

    /** Whether what it makes depends on the day. */
    public boolean readsTheDay() {
        return day != null;
    }

    /** Where it reads the day first. */
    Optional<Position> dayReadAt() {
        return Optional.ofNullable(day);
    }

    Position at() {
        return at;
    }

    String sourceName() {
        return sourceName;
    }

    @Nullable
    Query itemName() {
        return itemName;
    }

    Map<String, Parameter> parameters() {
        return parameters;
    }

    /** A shop's settings as expressions find them. */
    Map<String, JsonNode> settings(MappingContext context) {
        Map<String, JsonNode> settings = new LinkedHashMap<>();
        byVariable.forEach((variable, parameter) -> {
            String value = context.parameters().get(parameter.name());
            settings.put(variable, value != null ? TextNode.valueOf(value) : parameter.fallback());
        });
        return settings;
    }

    /** The parameters by the variable that holds their value in expressions. */
    Map<String, Parameter> parametersByVariable() {
        return byVariable;
    }

    Set<String> variables() {
        return variables;
    }

    List<Rule> values() {
        return values;
    }

    List<Skip> skips() {
        return skips;
    }

    List<Rule> fields() {
        return fields;
    }

    @Nullable
    Ready ready(Rule.Call call) {
        return ready.get(call);
    }
}
