package jp.shopbridge.mapping;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import jp.shopbridge.Spelling;
import jp.shopbridge.failure.Messages;
import jp.shopbridge.failure.Sentence;
import jp.shopbridge.mapping.function.CannotApply;
import jp.shopbridge.mapping.function.Constraints;
import jp.shopbridge.mapping.function.Kind;
import jp.shopbridge.mapping.function.Values;
import org.jspecify.annotations.Nullable;

/** Looks at one compiled mapping as a whole: what it reads, what it writes, and what can never happen. */
final class Linter {

    private static final Set<String> ALWAYS_THERE = Set.of("parent", "index", "value", Today.NAME);

    private final Mapping mapping;
    private final Shape from;
    private final Shape to;
    private final Findings findings;
    private final StepLinter stepLinter;
    private final Map<String, Shape> variables = new HashMap<>();
    private final Set<String> usedVariables = new HashSet<>();
    private final Set<String> usedParameters = new HashSet<>();

    Linter(Mapping mapping, Shape from, Shape to, Findings findings) {
        this.mapping = mapping;
        this.from = from;
        this.to = to;
        this.findings = findings;
        this.stepLinter = new StepLinter(findings);
    }

    void run(Yaml.Table table) {
        traps(table, findings);
        mapping.variables().forEach(name -> variables.put(name, Shape.OPEN));
        ALWAYS_THERE.forEach(name -> variables.put(name, Shape.OPEN));
        variables.put(mapping.sourceName(), from);
        reads(mapping.itemName(), from);
        values(mapping.values(), from);
        mapping.skips().forEach(skip -> reads(skip.when(), from));
        fields(mapping.fields(), from, to, mapping.at());
        mapping.parameters().forEach((name, parameter) -> {
            if (!usedParameters.contains(name)) {
                findings.add(
                        FindingKind.UNUSED_PARAMETER,
                        parameter.at(),
                        Messages.sentence("mapping.parameter-not-used", name),
                        Messages.sentence("mapping.use-as-remove", name));
            }
        });
    }

    private void values(List<Rule> rules, Shape context) {
        for (Rule rule : rules) {
            if (variables.put(rule.name(), Shape.OPEN) != null) {
                twice(rule);
            }
            rule(rule, context);
            variables.put(rule.name(), shapeOf(rule, context));
        }
    }

    /** Named values that nobody read by the end of their scope. */
    private void unread(List<Rule> rules) {
        for (Rule rule : rules) {
            if (!usedVariables.contains(rule.name())) {
                findings.add(
                        FindingKind.UNUSED_DEFINITION,
                        rule.at(),
                        Messages.sentence("mapping.value-not-used", rule.name()),
                        Messages.sentence("mapping.use-as-remove-2", rule.name()));
            }
        }
    }

    private void fields(List<Rule> rules, Shape context, Shape target, Position at) {
        Set<String> written = new HashSet<>();
        for (Rule rule : rules) {
            if (!written.add(rule.name())) {
                twice(rule);
            }
            rule(rule, context);
            decided(rule);
            money(rule);
            stepLinter.price(rule);
        }
        for (String required : target.required()) {
            if (!written.contains(required)) {
                findings.add(
                        FindingKind.REQUIRED_TARGET_NEVER_SET,
                        at,
                        Messages.sentence("mapping.target-requires-nothing-writes", required),
                        Messages.sentence("mapping.add-field", required));
            }
        }
        if (at.equals(mapping.at())) {
            unread(mapping.values());
        }
    }

    private void rule(Rule rule, Shape context) {
        reads(rule.when(), context);
        never(rule);
        Rule.Source source = rule.source();
        if (source instanceof Rule.Take take) {
            take.queries().forEach(query -> reads(query, context));
        } else if (source instanceof Rule.Constant constant) {
            argument(constant.value(), context, rule.at());
            stepLinter.constant(constant.value(), rule.at(), variables.keySet());
        } else if (source instanceof Rule.Templated template) {
            template.fields().values().forEach(field -> rule(field, context));
        } else if (source instanceof Rule.Fields nested) {
            fields(nested.rules(), context, rule.shape(), rule.at());
        } else if (source instanceof Rule.Entries entries) {
            entries.rules().forEach(entry -> rule(entry, context));
        } else if (source instanceof Rule.Choose choose) {
            alternatives(choose, context);
        } else if (source instanceof Rule.Each each) {
            each(each, rule, context);
        }
        steps(rule, context);
        unique(rule);
    }

    private void each(Rule.Each each, Rule rule, Shape context) {
        reads(each.list(), context);
        Shape item = shapeOf(each.list(), context).items();
        Shape outer = variables.put("parent", context);
        values(each.values(), item);
        reads(each.where(), item);
        Rule plain = each.item();
        if (plain != null) {
            rule(plain, item);
        } else {
            fields(each.fields(), item, rule.shape().items(), rule.at());
        }
        unread(each.values());
        each.values().forEach(value -> variables.remove(value.name()));
        variables.put("parent", outer == null ? Shape.OPEN : outer);
        String key = each.identifiedBy();
        if (key != null) {
            targetKey(key, rule, "identified-by");
        }
    }

    private void alternatives(Rule.Choose choose, Shape context) {
        Set<String> conditions = new HashSet<>();
        boolean always = false;
        for (Rule alternative : choose.rules()) {
            rule(alternative, context);
            Query when = alternative.when();
            if (always) {
                unreachable(alternative.at(), Messages.sentence("mapping.alternative-above-always-applies"));
            } else if (when == null || "true".equals(when.text())) {
                always = true;
            } else if (!conditions.add(when.text())) {
                findings.add(
                        FindingKind.SHADOWED_RULE,
                        alternative.at(),
                        Messages.sentence("mapping.alternative-above-same-condition", when.text()),
                        Messages.sentence("mapping.change-condition-remove"));
            }
        }
    }

    private void never(Rule rule) {
        Query when = rule.when();
        if (when != null && ("false".equals(when.text()) || "null".equals(when.text()))) {
            unreachable(rule.at(), Messages.sentence("mapping.condition-never-holds"));
        }
        if (rule.source() instanceof Rule.Take take) {
            Set<String> seen = new HashSet<>();
            for (Query query : take.queries()) {
                if (!seen.add(query.text())) {
                    findings.add(
                            FindingKind.SHADOWED_RULE,
                            query.at(),
                            Messages.sentence("mapping.same-expression-stands-before", query.text()),
                            Messages.sentence("mapping.remove-one-them"));
                }
            }
        }
    }

    private void unreachable(Position at, Sentence why) {
        findings.add(
                FindingKind.UNREACHABLE_RULE,
                at,
                Messages.sentence("mapping.rule-never-reached", why),
                Messages.sentence("mapping.remove-change-order-condition"));
    }

    private void steps(Rule rule, Shape context) {
        Kind kind = givenBySource(rule, context);
        kind = steps(rule.steps(), kind, rule, context);
        if (!convertible(kind, rule.kind())) {
            mismatch(rule.at(), kind, rule.kind(), Sentence.of("「" + rule.name() + "」", "'" + rule.name() + "'"));
        }
        for (JsonNode fixed : fixedValues(rule)) {
            try {
                Values.convert(fixed, rule.kind());
            } catch (CannotApply e) {
                mismatch(
                        rule.at(),
                        Kind.of(fixed),
                        rule.kind(),
                        Sentence.of("「" + rule.name() + "」", "'" + rule.name() + "'"));
            }
        }
    }

    private Kind steps(List<Rule.Step> steps, Kind first, Rule rule, Shape context) {
        Kind kind = first;
        for (Rule.Step step : steps) {
            reads(step.when(), context);
            if (step instanceof Rule.Call call) {
                call.arguments().values().forEach(argument -> argument(argument, context, call.at()));
                stepLinter.call(call, variables.keySet());
                if (!convertible(kind, call.function().takes())) {
                    mismatch(
                            call.at(),
                            kind,
                            call.function().takes(),
                            Messages.sentence(
                                    "mapping.function-named", call.function().name()));
                }
                if (call.function().lossy() && call.note() == null && rule.note() == null) {
                    findings.add(
                            FindingKind.LOSSY_WITHOUT_NOTE,
                            call.at(),
                            Messages.sentence(
                                    "mapping.drops-part-value-nothing-says",
                                    call.function().name()),
                            Messages.sentence("mapping.write-reason-under-note"));
                }
                kind = call.when() == null ? call.function().gives() : Kind.ANY;
            } else if (step instanceof Rule.ForEach forEach) {
                if (!convertible(kind, Kind.LIST)) {
                    mismatch(forEach.at(), kind, Kind.LIST, Sentence.of("for-each", "for-each"));
                }
                steps(forEach.steps(), Kind.ANY, rule, context);
                kind = Kind.LIST;
            } else {
                Rule.Lookup lookup = (Rule.Lookup) step;
                if (lookup.choice() != null) {
                    parameter(lookup.choice().parameter(), lookup.at());
                }
                kind = lookup.column() == null
                        ? Kind.OBJECT
                        : lookup.otherwise() == Rule.Otherwise.VALUE ? Kind.ANY : Kind.TEXT;
            }
        }
        return kind;
    }

    private static List<JsonNode> fixedValues(Rule rule) {
        JsonNode fallback = rule.fallback();
        if (rule.source() instanceof Rule.Constant constant
                && constant.value() instanceof Rule.Fixed fixed
                && rule.steps().isEmpty()) {
            return fallback == null ? List.of(fixed.value()) : List.of(fixed.value(), fallback);
        }
        return fallback == null || fallback.isNull() ? List.of() : List.of(fallback);
    }

    private Kind givenBySource(Rule rule, Shape context) {
        Rule.Source source = rule.source();
        if (source instanceof Rule.Take take) {
            return take.queries().size() == 1
                    ? shapeOf(take.queries().get(0), context).kind()
                    : Kind.ANY;
        }
        if (source instanceof Rule.Templated) {
            return Kind.TEXT;
        }
        if (source instanceof Rule.Fields) {
            return Kind.OBJECT;
        }
        return source instanceof Rule.Each || source instanceof Rule.Entries ? Kind.LIST : Kind.ANY;
    }

    /** Whether a value of one kind can become one of the other without loss, at least for some values. */
    private static boolean convertible(Kind given, Kind wanted) {
        boolean digits = wanted == Kind.TEXT || wanted == Kind.WHOLE || wanted == Kind.NUMBER;
        return given.fits(wanted)
                || (digits && (given == Kind.TEXT || given == Kind.WHOLE || given == Kind.NUMBER))
                || (wanted == Kind.FLAG && given == Kind.TEXT);
    }

    private void mismatch(Position at, Kind given, Kind wanted, Sentence where) {
        findings.add(
                FindingKind.TYPE_MISMATCH,
                at,
                Messages.sentence("mapping.takes-but-gets", where, wanted.sentence(), given.sentence()),
                Messages.sentence("mapping.take-another-field-add-function"));
    }

    private void decided(Rule rule) {
        boolean asks = rule.source() instanceof Rule.Take || rule.source() instanceof Rule.Choose;
        boolean answered = rule.fallback() != null
                || rule.absence() != Rule.Absence.UNDECIDED
                || rule.requirements().stream()
                        .anyMatch(requirement -> requirement.constraint().onAbsent());
        if (asks && !answered) {
            findings.add(
                    FindingKind.ABSENCE_NOT_DECIDED,
                    rule.at(),
                    Messages.sentence("mapping.nothing-says-what-happens-when", rule.name()),
                    Messages.sentence("mapping.write-default-absent-require-present"));
        }
    }

    private void money(Rule rule) {
        if (!rule.shape().money()) {
            return;
        }
        boolean kept = rule.requirements().stream().anyMatch(requirement -> {
            BigDecimal least = "between".equals(requirement.constraint().name())
                    ? Constraints.least(requirement.argument())
                    : null;
            return least != null && least.signum() > 0;
        });
        if (!kept) {
            findings.add(
                    FindingKind.PRICE_CAN_REACH_ZERO,
                    rule.at(),
                    Messages.sentence("mapping.price-can-become-0-less", rule.name()),
                    Messages.sentence("mapping.write-require-between-1"));
        }
    }

    private void unique(Rule rule) {
        for (Rule.Requirement requirement : rule.requirements()) {
            if ("unique".equals(requirement.constraint().name())
                    && requirement.argument().isTextual()
                    && !requirement.argument().textValue().isEmpty()) {
                targetKey(requirement.argument().textValue(), rule, "unique");
            }
        }
    }

    private void targetKey(String key, Rule rule, String word) {
        Shape item = rule.shape().items();
        if (item.property(key) == null) {
            findings.add(
                    FindingKind.UNKNOWN_TARGET_FIELD,
                    rule.at(),
                    Messages.sentence("mapping.target-shape-no-field", word, key),
                    Messages.sentence("mapping.write-one", Spelling.near(key, item.names())));
        }
    }

    private void argument(Rule.Argument argument, Shape context, Position at) {
        if (argument instanceof Rule.Computed computed) {
            reads(computed.query(), context);
        } else if (argument instanceof Rule.Template template) {
            Query.placeholders(template.text()).forEach(name -> parameter(name, at));
        } else if (argument instanceof Rule.Several several) {
            several.items().forEach(item -> argument(item, context, at));
        }
    }

    private void reads(@Nullable Query query, Shape context) {
        if (query == null) {
            return;
        }
        query.parameters().forEach(name -> parameter(name, query.at()));
        for (Query.Use use : query.uses()) {
            String variable = use.variable();
            Shape shape = context;
            if (variable != null) {
                usedVariables.add(variable);
                Shape known = variables.get(variable);
                if (known == null) {
                    findings.add(
                            FindingKind.UNKNOWN_VARIABLE,
                            use.at(),
                            Messages.sentence("mapping.there-no-value", variable),
                            Messages.sentence(
                                    "mapping.write-one-declare-under-variables",
                                    Spelling.near(variable, variables.keySet())));
                    continue;
                }
                shape = known;
            }
            follow(shape, use);
        }
    }

    private void follow(Shape start, Query.Use use) {
        Shape shape = start;
        for (String key : use.keys()) {
            Shape next = shape.property(key);
            if (next == null) {
                findings.add(
                        FindingKind.UNKNOWN_SOURCE_FIELD,
                        use.at(),
                        Messages.sentence("mapping.source-shape-no-field", key),
                        Messages.sentence("mapping.write-one-add-shapes", Spelling.near(key, shape.names())));
                return;
            }
            shape = next;
        }
    }

    private void parameter(String name, Position at) {
        usedParameters.add(name);
        if (!mapping.parameters().containsKey(name)) {
            findings.add(
                    FindingKind.UNKNOWN_PARAMETER,
                    at,
                    Messages.sentence("mapping.parameter-not-declared", name),
                    Messages.sentence(
                            "mapping.declare-under-parameters-write-one",
                            Spelling.near(name, mapping.parameters().keySet())));
        }
    }

    private Shape shapeOf(Rule rule, Shape context) {
        if (!rule.steps().isEmpty() || !(rule.source() instanceof Rule.Take take)) {
            return Shape.OPEN;
        }
        Query first = take.queries().get(0);
        return shapeOf(first, context);
    }

    private Shape shapeOf(Query query, Shape context) {
        if (!query.plainPath()) {
            return Shape.OPEN;
        }
        Query.Use use = query.uses().get(0);
        Shape shape = use.variable() == null ? context : variables.getOrDefault(use.variable(), Shape.OPEN);
        for (String key : use.keys()) {
            shape = Objects.requireNonNullElse(shape.property(key), Shape.OPEN);
        }
        return shape;
    }

    private void twice(Rule rule) {
        findings.add(
                FindingKind.FIELD_WRITTEN_TWICE,
                rule.at(),
                Messages.sentence("mapping.written-twice", rule.name()),
                Messages.sentence("mapping.keep-one-write-alternatives-under"));
    }

    /** Warns of plain words that other YAML readers take for booleans, octal numbers or times. */
    static void traps(Yaml yaml, Findings findings) {
        if (yaml instanceof Yaml.Scalar scalar) {
            if (scalar.plain() && Yaml.TRAP.matcher(scalar.text()).matches()) {
                trap(scalar.text(), scalar.at(), findings);
            }
        } else if (yaml instanceof Yaml.Sequence sequence) {
            sequence.items().forEach(item -> traps(item, findings));
        } else if (yaml instanceof Yaml.Table table) {
            table.keys().forEach((key, at) -> {
                if (Yaml.TRAP.matcher(key).matches()) {
                    trap(key, at, findings);
                }
            });
            table.entries().values().forEach(value -> traps(value, findings));
        }
    }

    private static void trap(String text, Position at, Findings findings) {
        findings.add(
                FindingKind.YAML_TRAP,
                at,
                Messages.sentence("mapping.read-here-as-written-but", text),
                Messages.sentence("mapping.put-into-quotes"));
    }
}
