package jp.shopbridge.mapping;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import jp.shopbridge.failure.MappingFailure;
import jp.shopbridge.failure.Messages;
import jp.shopbridge.failure.Sentence;
import jp.shopbridge.mapping.function.Arguments;
import jp.shopbridge.mapping.function.CannotApply;
import jp.shopbridge.mapping.function.Kind;
import jp.shopbridge.mapping.function.Values;
import jp.shopbridge.mapping.function.Work;
import org.jspecify.annotations.Nullable;

/** One document on its way through one mapping; used once, by one thread. */
final class Evaluation {

    private static final int DEEPEST = 200;
    private static final JsonNode MISSING = MissingNode.getInstance();

    private final Mapping mapping;
    private final JsonNode source;
    private final Map<String, JsonNode> variables = new HashMap<>(64);
    private final List<Reason> reasons = new ArrayList<>();
    private final @Nullable List<Explanation.Field> explained;
    private final @Nullable Map<String, Rule> made;
    private final @Nullable Today today;

    Evaluation(Mapping mapping, JsonNode source, MappingContext context, boolean explain) {
        this(mapping, source, context, explain, null);
    }

    private Evaluation(
            Mapping mapping,
            JsonNode source,
            MappingContext context,
            boolean explain,
            @Nullable Map<String, Rule> made) {
        this.made = made;
        this.mapping = mapping;
        this.source = source;
        this.explained = explain ? new ArrayList<>(192) : null;
        mapping.variables().forEach(name -> {
            JsonNode value = context.variables().get(name);
            variables.put(name, value == null || value.isMissingNode() ? NullNode.getInstance() : value);
        });
        variables.putAll(mapping.settings(context));
        today = context.today() == null ? null : new Today(context.today());
        variables.put(Today.NAME, today == null ? NullNode.getInstance() : today);
        variables.put(mapping.sourceName(), source);
        variables.put("parent", NullNode.getInstance());
        variables.put("index", NullNode.getInstance());
    }

    /** One that notes which rule without a name made what stands where. */
    static Evaluation remembering(Mapping mapping, JsonNode source, MappingContext context) {
        return new Evaluation(mapping, source, context, false, new HashMap<>());
    }

    List<Reason> reasons() {
        return reasons;
    }

    /** What came out, with every reason why it is not complete. */
    MappingOutcome outcome(ObjectNode target) {
        return new MappingOutcome(
                target,
                List.copyOf(reasons),
                today == null ? null : today.day(),
                today == null ? null : today.changesOn().orElse(null));
    }

    /** Which entry or alternative made what stands at a path; nothing unless it was to remember. */
    Map<String, Rule> made() {
        return made == null ? Map.of() : made;
    }

    List<Explanation.Field> explained() {
        return explained == null ? List.of() : explained;
    }

    /** What is noted about one value while it comes about. */
    private static final class Notes {
        private List<Explanation.Source> sources = List.of();
        private List<Explanation.Step> steps = List.of();
        private String rule = "";
        private @Nullable Position at;

        void add(Explanation.Source source) {
            if (sources.isEmpty()) {
                sources = new ArrayList<>(2);
            }
            sources.add(source);
        }

        void add(Explanation.Step step) {
            if (steps.isEmpty()) {
                steps = new ArrayList<>(3);
            }
            steps.add(step);
        }
    }

    ObjectNode run() {
        return Work.counted(this::counted);
    }

    private ObjectNode counted() {
        if (!source.isObject()) {
            throw failure(
                    "MAPPING_SOURCE_UNUSABLE",
                    TargetPath.ROOT,
                    Messages.sentence("MAPPING_SOURCE_UNUSABLE.source-not-json-object-check"),
                    null);
        }
        if (explained != null && today != null && mapping.readsTheDay()) {
            explained.add(new Explanation.Field(
                    "$" + Today.NAME, List.of(), List.of(), today, "the day in Japan", mapping.at()));
        }
        values(mapping.values(), source);
        Reason skipped = skipped();
        ObjectNode target = JsonNodeFactory.instance.objectNode();
        writeAll(mapping.fields(), target, source, TargetPath.ROOT);
        if (skipped != null) {
            // What else it lacks is nobody's business as long as a rule leaves it out.
            reasons.clear();
            reasons.add(skipped);
        }
        return target;
    }

    /** Why a rule leaves the document out; null when none does. */
    private @Nullable Reason skipped() {
        for (Mapping.Skip skip : mapping.skips()) {
            JsonNode value = MISSING;
            try {
                Work.charge(Work.OF_A_FIELD);
                value = skip.when().evaluate(source, variables);
            } catch (CannotApply e) {
                reasons.add(new Reason("FIELD_UNREADABLE", "", null, "", "skip", e.sentence()));
            } catch (Work.Exceeded e) {
                throw tooMuch(TargetPath.ROOT.field("skip"), e);
            }
            boolean holds = Values.truthy(value);
            if (explained != null) {
                explained.add(new Explanation.Field(
                        "skip",
                        List.of(new Explanation.Source(skip.when().text(), value, holds ? "taken" : "does not hold")),
                        List.of(),
                        holds ? BooleanNode.TRUE : MISSING,
                        holds ? "left out: " + skip.say().ja() : "not left out",
                        skip.at()));
            }
            if (holds) {
                return new Reason(
                        Reason.SKIPPED, "", null, "", "skip " + skip.when().text(), skip.say());
            }
        }
        return null;
    }

    private void values(List<Rule> rules, JsonNode context) {
        for (Rule rule : rules) {
            JsonNode value = MISSING;
            if (holds(rule.when(), context, rule)) {
                Notes notes = explained == null ? null : new Notes();
                try {
                    Work.charge(Work.OF_A_FIELD);
                    value = valueOf(rule, context, TargetPath.ROOT.field("$" + rule.name()), notes);
                } catch (CannotApply e) {
                    object(rule, TargetPath.ROOT.field("$" + rule.name()), e);
                } catch (Work.Exceeded e) {
                    throw tooMuch(TargetPath.ROOT.field("$" + rule.name()), e);
                }
                note(TargetPath.ROOT.field("$" + rule.name()), rule, notes, value);
            }
            variables.put(rule.name(), Values.absent(value) ? NullNode.getInstance() : value);
        }
    }

    private void writeAll(List<Rule> rules, ObjectNode target, JsonNode context, TargetPath path) {
        for (Rule rule : rules) {
            write(rule, target, context, path.field(rule.name()));
        }
    }

    private void write(Rule rule, ObjectNode target, JsonNode context, TargetPath path) {
        try {
            written(rule, target, context, path);
        } catch (Work.Exceeded e) {
            throw tooMuch(path, e);
        }
    }

    private MappingFailure tooMuch(TargetPath path, Work.Exceeded e) {
        return failure(
                "MAPPING_TOO_MUCH_WORK",
                path,
                Messages.sentence("MAPPING_TOO_MUCH_WORK.costs-more-than-one-product"),
                e);
    }

    private void written(Rule rule, ObjectNode target, JsonNode context, TargetPath path) {
        Work.charge(Work.OF_A_FIELD);
        Notes notes = explained == null ? null : new Notes();
        if (!holds(rule.when(), context, rule)) {
            if (notes != null && rule.when() != null) {
                notes.rule = "left out, because " + rule.when().text() + " does not hold";
                notes.at = rule.at();
            }
            note(path, rule, notes, MISSING);
            return;
        }
        JsonNode value;
        try {
            value = owned(rule, typed(rule, valueOf(rule, context, path, notes), notes));
        } catch (CannotApply e) {
            object(rule, path, e);
            note(path, rule, notes, MISSING);
            return;
        }
        if (nothing(value)) {
            value = whenAbsent(rule, path, notes);
        }
        if (!value.isMissingNode()) {
            target.set(rule.name(), value);
        }
        requirement(rule, path, value);
        note(path, rule, notes, value);
    }

    private JsonNode whenAbsent(Rule rule, TargetPath path, @Nullable Notes notes) {
        if (rule.absence() == Rule.Absence.FAIL) {
            throw failure(
                    "MAPPING_FIELD_MISSING",
                    path,
                    Messages.sentence("MAPPING_FIELD_MISSING", rule.shape().label(rule.name())),
                    null);
        }
        if (rule.absence() == Rule.Absence.NULL) {
            if (notes != null) {
                notes.rule = "written as null, because there is no value";
            }
            return NullNode.getInstance();
        }
        return MISSING;
    }

    private void object(Rule rule, TargetPath path, CannotApply refusal) {
        if (rule.brokenFails() && !refusal.isOfArgument()) {
            throw failure(
                    "MAPPING_VALUE_UNUSABLE",
                    path,
                    Sentence.of(refusal.sentence().ja(), refusal.sentence().en()),
                    refusal);
        }
        reasons.add(new Reason(
                "FIELD_UNREADABLE",
                path.toString(),
                null,
                "",
                "apply",
                Sentence.of(
                        "「" + rule.shape().label(rule.name()) + "」："
                                + refusal.sentence().ja(),
                        rule.name() + ": " + refusal.sentence().en())));
    }

    private void requirement(Rule rule, TargetPath path, JsonNode value) {
        boolean absent = Values.absent(value);
        for (Rule.Requirement requirement : rule.requirements()) {
            if (absent && !requirement.constraint().onAbsent()) {
                continue;
            }
            try {
                requirement
                        .check()
                        .objection(value)
                        .ifPresent(
                                objection -> reasons.add(reason(rule, requirement, path.toString(), value, objection)));
            } catch (CannotApply e) {
                reasons.add(reason(rule, requirement, path.toString(), value, e.sentence()));
            }
        }
    }

    static Reason reason(Rule rule, Rule.Requirement requirement, String path, JsonNode value, Sentence objection) {
        Sentence message = requirement.message();
        String name =
                rule.name().isEmpty() ? path.replaceFirst("\\[\\d+]$", "").replaceFirst(".*\\.", "") : rule.name();
        Sentence sentence = message != null
                ? message
                : Sentence.of("「" + rule.shape().label(name) + "」：" + objection.ja(), name + " " + objection.en());
        return new Reason(requirement.code(), path, null, Values.excerpt(value), requirement.words(), sentence);
    }

    private boolean holds(@Nullable Query when, JsonNode context, Rule rule) {
        if (when == null) {
            return true;
        }
        try {
            return Values.truthy(when.evaluate(context, variables));
        } catch (CannotApply e) {
            object(rule, TargetPath.ROOT.field(rule.name()), e);
            return false;
        }
    }

    private JsonNode valueOf(Rule rule, JsonNode context, TargetPath path, @Nullable Notes notes) {
        JsonNode value = rule.source() instanceof Rule.Take take
                ? taken(take, rule, context, notes)
                : through(rule.steps(), sourceOf(rule, context, path, notes), context, notes);
        JsonNode fallback = rule.fallback();
        if (fallback != null && nothing(value)) {
            if (notes != null) {
                notes.rule = "the default, because there is no value";
                notes.at = rule.at();
            }
            return fallback;
        }
        return value;
    }

    private JsonNode sourceOf(Rule rule, JsonNode context, TargetPath path, @Nullable Notes notes) {
        Rule.Source from = rule.source();
        if (from instanceof Rule.Constant constant) {
            decided(notes, "constant", rule.at());
            return argument(constant.value(), context);
        }
        if (from instanceof Rule.Templated template) {
            decided(notes, "a template", rule.at());
            return templated(template, context, path, notes);
        }
        if (from instanceof Rule.Fields fields) {
            decided(notes, "made of its own fields", rule.at());
            ObjectNode object = JsonNodeFactory.instance.objectNode();
            writeAll(fields.rules(), object, context, path);
            return object.isEmpty() ? MISSING : object;
        }
        if (from instanceof Rule.Entries entries) {
            decided(notes, "a list of fixed entries", rule.at());
            ArrayNode array = JsonNodeFactory.instance.arrayNode();
            for (Rule entry : entries.rules()) {
                if (holds(entry.when(), context, entry)) {
                    nameless(entry, context, array, path);
                }
            }
            return array;
        }
        if (from instanceof Rule.Choose choose) {
            int number = 0;
            for (Rule alternative : choose.rules()) {
                number++;
                if (holds(alternative.when(), context, alternative)) {
                    JsonNode value = valueOf(alternative, context, path, notes);
                    demandOf(alternative, path, value);
                    Query when = alternative.when();
                    if (notes != null) {
                        notes.rule = "alternative " + number
                                + (when == null ? "" : ", because " + when.text() + " holds")
                                + (notes.rule.isEmpty() ? "" : ": " + notes.rule);
                        notes.at = alternative.at();
                    }
                    return value;
                }
            }
            decided(notes, "no alternative applies", rule.at());
            return MISSING;
        }
        if (from instanceof Rule.Given) {
            decided(notes, "given elsewhere", rule.at());
            return MISSING;
        }
        return each((Rule.Each) from, rule, context, path, notes);
    }

    private JsonNode templated(Rule.Templated template, JsonNode context, TargetPath path, @Nullable Notes notes) {
        Map<String, JsonNode> values = new HashMap<>();
        template.fields().forEach((name, field) -> {
            JsonNode value =
                    holds(field.when(), context, field) ? valueOf(field, context, path.field(name), null) : MISSING;
            if (notes != null) {
                notes.add(new Explanation.Source(
                        "{" + name + "}", value, Values.blank(value) ? Values.blankness(value) : "taken"));
            }
            if (!Values.blank(value)) {
                Work.charge(value);
                values.put(name, value);
            }
        });
        String text = template.text().filled(values, template.html(), parameter -> Query.filled(parameter, variables));
        return text.isEmpty() ? MISSING : TextNode.valueOf(text);
    }

    /** The first source that has a value, also after the steps. */
    private JsonNode taken(Rule.Take take, Rule rule, JsonNode context, @Nullable Notes notes) {
        for (Query query : take.queries()) {
            JsonNode found = query.evaluate(context, variables);
            boolean blank = Values.blank(found);
            int steps = notes == null ? 0 : notes.steps.size();
            JsonNode value = blank ? MISSING : through(rule.steps(), found, context, notes);
            boolean taken = !nothing(value);
            if (notes != null) {
                notes.add(new Explanation.Source(
                        query.text(), found, blank ? Values.blankness(found) : taken ? "taken" : "empty after steps"));
            }
            if (taken) {
                decided(notes, "take " + query.text(), rule.at());
                return value;
            }
            if (notes != null && notes.steps.size() > steps) {
                notes.steps.subList(steps, notes.steps.size()).clear();
            }
        }
        decided(notes, "nothing to take", rule.at());
        return MISSING;
    }

    private JsonNode each(Rule.Each each, Rule rule, JsonNode context, TargetPath path, @Nullable Notes notes) {
        JsonNode list = each.list().evaluate(context, variables);
        boolean itself = Values.blank(list) && each.whenEmpty() == Rule.WhenEmpty.THE_SOURCE_ITSELF;
        if (notes != null) {
            notes.add(new Explanation.Source(
                    each.list().text(), list, Values.blank(list) ? Values.blankness(list) : "taken"));
            decided(notes, itself ? "the whole source is the one entry" : "one entry for each", rule.at());
        }
        ArrayNode array = JsonNodeFactory.instance.arrayNode();
        if (itself) {
            entry(each, source, context, 0, array, path);
            return array;
        }
        if (Values.blank(list)) {
            return array;
        }
        if (!list.isArray()) {
            Values.convert(list, Kind.LIST);
        }
        for (int i = 0; i < list.size(); i++) {
            entry(each, list.get(i), context, i, array, path);
        }
        return array;
    }

    private void entry(Rule.Each each, JsonNode item, JsonNode context, int index, ArrayNode array, TargetPath path) {
        Work.charge(Work.OF_AN_ENTRY);
        JsonNode outerParent = variables.put("parent", context);
        JsonNode outerIndex = variables.put("index", IntNode.valueOf(index));
        int reasonsBefore = reasons.size();
        values(each.values(), item);
        Query where = each.where();
        if (where == null || Values.truthy(where.evaluate(item, variables))) {
            TargetPath here = path.entry(array.size());
            Rule plain = each.item();
            if (plain != null) {
                if (holds(plain.when(), item, plain)) {
                    nameless(plain, item, array, path);
                }
            } else {
                ObjectNode object = JsonNodeFactory.instance.objectNode();
                writeAll(each.fields(), object, item, here);
                array.add(object);
                nameReasons(each, object, reasonsBefore);
            }
        }
        variables.put("parent", outerParent == null ? NullNode.getInstance() : outerParent);
        variables.put("index", outerIndex == null ? NullNode.getInstance() : outerIndex);
    }

    /** Adds what a rule without a name makes to its list, unless that is nothing. */
    private void nameless(Rule rule, JsonNode context, ArrayNode array, TargetPath path) {
        TargetPath here = path.entry(array.size());
        JsonNode value = owned(rule, valueOf(rule, context, here, null));
        if (!nothing(value)) {
            array.add(value);
            demandOf(rule, here, value);
        }
    }

    private void demandOf(Rule rule, TargetPath path, JsonNode value) {
        if (made != null) {
            made.put(path.toString(), rule);
        }
        requirement(rule, path, value);
    }

    private void nameReasons(Rule.Each each, ObjectNode object, int from) {
        String key = each.identifiedBy();
        if (key == null || !object.hasNonNull(key)) {
            return;
        }
        for (int i = from; i < reasons.size(); i++) {
            reasons.set(i, named(reasons.get(i), object.get(key).asText()));
        }
    }

    static Reason named(Reason reason, String name) {
        return reason.skuNo() != null
                ? reason
                : new Reason(
                        reason.code(),
                        reason.field(),
                        name,
                        reason.value(),
                        reason.rule(),
                        Messages.sentence("mapping.step-objects", name, reason.sentence()));
    }

    private JsonNode through(List<Rule.Step> steps, JsonNode first, JsonNode context, @Nullable Notes notes) {
        JsonNode value = first;
        for (Rule.Step step : steps) {
            if (nothing(value)) {
                return MISSING;
            }
            Query when = step.when();
            if (when != null) {
                variables.put("value", value);
                if (!Values.truthy(when.evaluate(context, variables))) {
                    continue;
                }
            }
            JsonNode in = value;
            Work.charge(in);
            value = one(step, in, context);
            if (notes != null) {
                notes.add(new Explanation.Step(words(step, in, context), in, value, step.at()));
            }
        }
        return value;
    }

    private JsonNode one(Rule.Step step, JsonNode in, JsonNode context) {
        if (step instanceof Rule.Call call) {
            return call.function().apply(in, arguments(call, context));
        }
        if (step instanceof Rule.ForEach forEach) {
            ArrayNode array = JsonNodeFactory.instance.arrayNode();
            for (JsonNode item : Values.convert(in, Kind.LIST)) {
                JsonNode out = through(forEach.steps(), item, context, null);
                if (!nothing(out)) {
                    array.add(out);
                }
            }
            return array;
        }
        return LookedUp.of((Rule.Lookup) step, in, variables);
    }

    private Arguments arguments(Rule.Call call, JsonNode context) {
        Mapping.Ready ready = mapping.ready(call);
        if (ready != null) {
            return ready.arguments();
        }
        Map<String, JsonNode> values = new HashMap<>();
        call.arguments().forEach((name, argument) -> values.put(name, argument(argument, context)));
        return new Arguments(call.function(), values);
    }

    private JsonNode argument(Rule.Argument argument, JsonNode context) {
        if (argument instanceof Rule.Fixed fixed) {
            return fixed.value();
        }
        if (argument instanceof Rule.Template template) {
            String whole = template.parameter();
            return whole == null
                    ? TextNode.valueOf(Query.filled(template.text(), variables))
                    : variables.getOrDefault(whole, MISSING);
        }
        if (argument instanceof Rule.Computed computed) {
            return computed.query().evaluate(context, variables);
        }
        ArrayNode array = JsonNodeFactory.instance.arrayNode();
        for (Rule.Argument item : ((Rule.Several) argument).items()) {
            JsonNode value = argument(item, context);
            if (!Values.absent(value)) {
                array.add(value);
            }
        }
        return array;
    }

    private String words(Rule.Step step, JsonNode in, JsonNode context) {
        if (step instanceof Rule.Lookup lookup) {
            return "lookup "
                    + (lookup.choice() == null
                            ? lookup.tableName()
                            : lookup.table(variables).name());
        }
        if (!(step instanceof Rule.Call call)) {
            return "for-each";
        }
        Mapping.Ready ready = mapping.ready(call);
        if (ready != null) {
            return ready.words();
        }
        Map<String, JsonNode> values = new LinkedHashMap<>();
        call.arguments().forEach((name, argument) -> values.put(name, argument(argument, context)));
        return words(call, values);
    }

    /** A call as an explanation shows it, with the values of its arguments. */
    static String words(Rule.Call call, Map<String, JsonNode> arguments) {
        StringBuilder words = new StringBuilder(call.function().name());
        arguments.forEach(
                (name, value) -> words.append(' ').append(name).append('=').append(Values.excerpt(value)));
        return words.toString();
    }

    private static JsonNode typed(Rule rule, JsonNode value, @Nullable Notes notes) {
        Kind wanted = rule.kind();
        if (nothing(value) || wanted == Kind.ANY || Kind.of(value).fits(wanted)) {
            return value;
        }
        JsonNode converted = Values.convert(value, wanted);
        if (notes != null) {
            notes.add(new Explanation.Step("as " + wanted.en(), value, converted, rule.at()));
        }
        return converted;
    }

    private void note(TargetPath path, Rule rule, @Nullable Notes notes, JsonNode value) {
        if (explained != null && notes != null) {
            explained.add(new Explanation.Field(
                    path.toString(),
                    notes.sources,
                    notes.steps,
                    value,
                    notes.rule,
                    notes.at == null ? rule.at() : notes.at));
        }
    }

    private static void decided(@Nullable Notes notes, String rule, Position at) {
        if (notes != null) {
            notes.rule = rule;
            notes.at = at;
        }
    }

    /** Blank text counts as nothing; an empty list or object that a rule made on purpose does not. */
    private static boolean nothing(JsonNode value) {
        return Values.absent(value) || (value.isTextual() && value.textValue().isBlank());
    }

    /** The value as the target's own: a part of the source or of the mapping is copied, what was just made is not. */
    private static JsonNode owned(Rule rule, JsonNode value) {
        boolean made = rule.source() instanceof Rule.Fields
                || rule.source() instanceof Rule.Each
                || rule.source() instanceof Rule.Entries;
        return value.isContainerNode() && !made ? copy(value, 0) : value;
    }

    private static JsonNode copy(JsonNode value, int depth) {
        Work.charge(1);
        if (!value.isContainerNode()) {
            return value;
        }
        if (depth > DEEPEST) {
            throw new CannotApply(Messages.sentence("mapping.source-nested-deeper-than-levels", DEEPEST));
        }
        if (value.isArray()) {
            ArrayNode array = JsonNodeFactory.instance.arrayNode(value.size());
            for (JsonNode item : value) {
                array.add(copy(item, depth + 1));
            }
            return array;
        }
        ObjectNode object = JsonNodeFactory.instance.objectNode();
        for (Map.Entry<String, JsonNode> entry : value.properties()) {
            object.set(entry.getKey(), copy(entry.getValue(), depth + 1));
        }
        return object;
    }

    private MappingFailure failure(String code, TargetPath path, Sentence because, @Nullable Throwable cause) {
        Query item = mapping.itemName();
        JsonNode name = item == null || !source.isObject() ? MISSING : nameOf(item);
        String who = Values.excerpt(name);
        String at = path.toString();
        return new MappingFailure(
                code,
                Messages.sentence(
                        "mapping.cannot-map",
                        who.isEmpty() ? Sentence.NOTHING : Messages.sentence("mapping.of-item", who),
                        at.isEmpty() ? Messages.sentence("mapping.source") : Messages.sentence("mapping.field-at", at),
                        because),
                mapping.name(),
                at,
                cause);
    }

    private JsonNode nameOf(Query item) {
        try {
            return item.evaluate(source, variables);
        } catch (CannotApply e) {
            return MISSING;
        }
    }
}
