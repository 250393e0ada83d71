package jp.shopbridge.mapping;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import jp.shopbridge.Spelling;
import jp.shopbridge.failure.Messages;
import jp.shopbridge.failure.Sentence;
import jp.shopbridge.limit.Limit;
import jp.shopbridge.limit.Limits;
import jp.shopbridge.mapping.Yaml.Scalar;
import jp.shopbridge.mapping.Yaml.Sequence;
import jp.shopbridge.mapping.Yaml.Table;
import jp.shopbridge.mapping.function.CannotApply;
import jp.shopbridge.mapping.function.Constraint;
import jp.shopbridge.mapping.function.Constraints;
import jp.shopbridge.mapping.function.Function;
import jp.shopbridge.mapping.function.Functions;
import jp.shopbridge.mapping.function.Kind;
import jp.shopbridge.mapping.function.Parameter;
import org.jspecify.annotations.Nullable;

/** Turns one {@code *.mapping.yaml} into a compiled mapping, noting everything that cannot be understood. */
final class MappingReader {

    static final Set<String> HEADER = Set.of(
            "mapping",
            "summary",
            "from",
            "to",
            "as",
            "item",
            "parameters",
            "variables",
            "definitions",
            "values",
            "skip",
            "fields");
    static final Set<String> SKIP = Set.of("when", "say", "note");
    static final Set<String> SOURCES =
            Set.of("take", "constant", "template", "fields", "each", "list", "choose", "given");
    static final Set<String> RULE = with(
            SOURCES,
            "field",
            "value",
            "when",
            "apply",
            "lookup",
            "default",
            "absent",
            "broken",
            "require",
            "note",
            "where",
            "when-empty",
            "identified-by",
            "values",
            "item");
    static final Set<String> LOOKUP = Set.of("table", "key", "column", "match", "else", "when");
    static final Set<String> TEMPLATE = Set.of("text", "fields", "line-breaks");
    static final Set<String> STEP_EXTRAS = Set.of("when", "note");

    private final String file;
    private final Map<String, Shape> shapes;
    private final Map<String, LookupTable> tables;
    private final Findings findings;
    private final Map<String, Sequence> definitions = new LinkedHashMap<>();
    private final Map<String, Position> definedAt = new LinkedHashMap<>();
    private final Set<String> usedDefinitions = new LinkedHashSet<>();
    private final Set<String> usedTables;
    private static final int MOST_EXPANDED = 2_000;

    private final FormReader forms;
    private Map<String, Mapping.Parameter> parameters = Map.of();
    private final List<String> expanding = new ArrayList<>();
    private int expanded;

    MappingReader(
            String file,
            Map<String, Shape> shapes,
            Map<String, LookupTable> tables,
            Set<String> usedTables,
            Findings findings) {
        this.file = file;
        this.shapes = shapes;
        this.tables = tables;
        this.usedTables = usedTables;
        this.findings = findings;
        this.forms = new FormReader(findings);
    }

    private LookupReader lookups() {
        return new LookupReader(tables, parameters, usedTables, forms, findings);
    }

    private static Set<String> with(Set<String> some, String... more) {
        return Stream.concat(some.stream(), Stream.of(more)).collect(Collectors.toUnmodifiableSet());
    }

    @Nullable
    Mapping read(Yaml yaml) {
        if (!(yaml instanceof Table table)) {
            forms.wrong(yaml.at(), Messages.sentence("mapping.mapping-table-begins-with-mapping"));
            return null;
        }
        forms.checkKeys(table, HEADER, "the head of a mapping");
        String name = forms.word(table, "mapping").orElse("");
        String expected = file.substring(file.lastIndexOf('/') + 1, file.length() - MappingFiles.MAPPING.length());
        if (!name.equals(expected)) {
            forms.wrong(
                    FormReader.at(table, "mapping"),
                    Messages.sentence("mapping.name-under-mapping-not-files", name, expected));
        }
        Shape from = shape(table, "from");
        Shape to = shape(table, "to");
        readDefinitions(table);
        parameters = parameters(table);
        Set<String> variables = names(table.get("variables"));
        String sourceName = forms.word(table, "as").orElse("source");
        Query item = forms.query(table, "item");
        List<Rule> values = rules(table.get("values"), "value", Shape.OPEN);
        List<Mapping.Skip> skips = skips(table.get("skip"));
        List<Rule> fields = rules(table.get("fields"), "field", to);
        if (fields.isEmpty()) {
            forms.wrong(table.at(), Messages.sentence("mapping.there-no-field-under-fields"));
        }
        definitions.forEach((definition, steps) -> {
            if (!usedDefinitions.contains(definition)) {
                findings.add(
                        FindingKind.UNUSED_DEFINITION,
                        definedAt.getOrDefault(definition, steps.at()),
                        Messages.sentence("mapping.definition-not-used", definition),
                        Messages.sentence("mapping.use-remove"));
            }
        });
        Mapping mapping = new Mapping(
                name,
                forms.word(table, "summary").orElse(""),
                table.at(),
                forms.word(table, "from").orElse(""),
                forms.word(table, "to").orElse(""),
                from,
                sourceName,
                item,
                parameters,
                variables,
                values,
                skips,
                fields);
        new Linter(mapping, from, to, findings).run(table);
        return mapping;
    }

    private Shape shape(Table table, String key) {
        String name = forms.word(table, key).orElse("");
        Shape shape = shapes.get(name);
        if (shape == null) {
            findings.add(
                    FindingKind.UNKNOWN_SHAPE,
                    FormReader.at(table, key),
                    Messages.sentence("mapping.there-no-shape", key, name),
                    Messages.sentence("mapping.create-shapes-schema-json-correct", name));
            return Shape.OPEN;
        }
        return shape;
    }

    private void readDefinitions(Table table) {
        Yaml yaml = table.get("definitions");
        if (yaml == null) {
            return;
        }
        if (!(yaml instanceof Table named)) {
            forms.wrong(yaml.at(), Messages.sentence("mapping.definitions-table-names-their-steps"));
            return;
        }
        named.entries().forEach((name, steps) -> {
            if (steps instanceof Sequence sequence) {
                definitions.put(name, sequence);
                definedAt.put(name, named.keys().getOrDefault(name, steps.at()));
            } else {
                forms.wrong(steps.at(), Messages.sentence("mapping.definition-list-steps", name));
            }
        });
    }

    private Map<String, Mapping.Parameter> parameters(Table table) {
        Map<String, Mapping.Parameter> parameters = new LinkedHashMap<>();
        Yaml yaml = table.get("parameters");
        if (yaml == null) {
            return parameters;
        }
        if (!(yaml instanceof Table named)) {
            forms.wrong(yaml.at(), Messages.sentence("mapping.parameters-table-names-each-with"));
            return parameters;
        }
        named.entries().forEach((name, value) -> {
            Position at = named.keys().getOrDefault(name, value.at());
            if (!(value instanceof Table parameter)) {
                forms.wrong(value.at(), Messages.sentence("mapping.parameter-takes-summary-default", name));
                return;
            }
            forms.checkKeys(parameter, Set.of("summary", "default", "one-of"), "a parameter");
            Yaml fallback = parameter.get("default");
            JsonNode text =
                    fallback instanceof Scalar scalar ? TextNode.valueOf(scalar.text()) : NullNode.getInstance();
            List<String> oneOf = List.copyOf(names(parameter.get("one-of")));
            if (!oneOf.isEmpty() && text.isTextual() && !oneOf.contains(text.textValue())) {
                forms.wrongType(at, Messages.sentence("mapping.default-not-among-one", text.textValue()));
            }
            parameters.put(name, new Mapping.Parameter(name, text, oneOf, at));
        });
        return parameters;
    }

    private List<Mapping.Skip> skips(@Nullable Yaml yaml) {
        List<Mapping.Skip> skips = new ArrayList<>();
        List<Yaml> written =
                yaml instanceof Sequence sequence ? sequence.items() : yaml == null ? List.<Yaml>of() : List.of(yaml);
        for (Yaml each : written) {
            if (!(each instanceof Table skip)) {
                forms.wrong(each.at(), Messages.sentence("mapping.skip-takes-when-say"));
                continue;
            }
            forms.checkKeys(skip, SKIP, "a skip");
            Query when = forms.query(skip, "when");
            Sentence say = say(skip);
            if (skip.get("when") == null || skip.get("say") == null) {
                forms.wrong(skip.at(), Messages.sentence("mapping.skip-needs-both-when-condition"));
            } else if (when != null && say != null) {
                skips.add(new Mapping.Skip(when, say, skip.at()));
            }
        }
        return skips;
    }

    private Set<String> names(@Nullable Yaml yaml) {
        Set<String> names = new LinkedHashSet<>();
        if (yaml instanceof Sequence sequence) {
            for (Yaml item : sequence.items()) {
                if (item instanceof Scalar scalar) {
                    names.add(scalar.text());
                } else {
                    forms.wrong(item.at(), Messages.sentence("mapping.name-expected-here"));
                }
            }
        } else if (yaml instanceof Table table) {
            names.addAll(table.entries().keySet());
        } else if (yaml != null) {
            forms.wrong(yaml.at(), Messages.sentence("mapping.list-names-expected-here"));
        }
        return names;
    }

    private List<Rule> rules(@Nullable Yaml yaml, String key, Shape parent) {
        List<Rule> rules = new ArrayList<>();
        if (yaml == null) {
            return rules;
        }
        if (!(yaml instanceof Sequence sequence)) {
            forms.wrong(yaml.at(), Messages.sentence("mapping.list-whose-entries-begin-with", key));
            return rules;
        }
        for (Yaml item : sequence.items()) {
            if (!(item instanceof Table table)) {
                forms.wrong(item.at(), Messages.sentence("mapping.name-expected-here-2", key));
                continue;
            }
            String name = forms.word(table, key).orElse("");
            if (name.isEmpty()) {
                forms.wrong(table.at(), Messages.sentence("mapping.there-no-name-under", key));
                continue;
            }
            Shape shape = Shape.OPEN;
            if ("field".equals(key)) {
                Shape found = parent.property(name);
                if (found == null) {
                    findings.add(
                            FindingKind.UNKNOWN_TARGET_FIELD,
                            FormReader.at(table, key),
                            Messages.sentence("mapping.target-shape-no-field-2", name),
                            Messages.sentence("mapping.write-one", Spelling.near(name, parent.names())));
                } else {
                    shape = found;
                }
            }
            Rule rule = rule(table, name, shape, Set.of(key));
            if (rule != null) {
                rules.add(rule);
            }
        }
        return rules;
    }

    /** Rules without a name: alternatives, list entries, the value of an item. */
    private List<Rule> nameless(Yaml yaml, Shape shape) {
        List<Rule> rules = new ArrayList<>();
        if (!(yaml instanceof Sequence sequence)) {
            forms.wrong(yaml.at(), Messages.sentence("mapping.list-expected-here"));
            return rules;
        }
        for (Yaml item : sequence.items()) {
            if (item instanceof Table table) {
                Rule rule = rule(table, "", shape, Set.of());
                if (rule != null) {
                    rules.add(rule);
                }
            } else {
                forms.wrong(item.at(), Messages.sentence("mapping.entry-such-as-take-name"));
            }
        }
        return rules;
    }

    private @Nullable Rule rule(Table table, String name, Shape shape, Set<String> nameKey) {
        findings.comesTo(table.at());
        forms.checkKeys(table, RULE, "a rule");
        for (String key : List.of("field", "value")) {
            if (table.get(key) != null && !nameKey.contains(key)) {
                forms.wrong(FormReader.at(table, key), Messages.sentence("mapping.no-meaning-here", key));
            }
        }
        Rule.Source source = source(table, shape);
        if (source == null) {
            return null;
        }
        List<Rule.Step> steps = new ArrayList<>();
        Yaml apply = table.get("apply");
        if (apply != null) {
            steps.addAll(steps(apply));
        }
        Yaml lookup = table.get("lookup");
        if (lookup != null && apply != null && isAbove(table, "lookup", "apply")) {
            findings.add(
                    FindingKind.LOOKUP_BEFORE_APPLY,
                    FormReader.at(table, "lookup"),
                    Messages.sentence("mapping.apply-comes-before-lookup"),
                    Messages.sentence("mapping.write-lookup-below-apply"));
        }
        if (lookup != null) {
            Rule.Step step = lookups().read(lookup);
            if (step != null) {
                steps.add(step);
            }
        }
        Yaml fallback = table.get("default");
        return new Rule(
                name.intern(),
                table.at(),
                forms.query(table, "when"),
                source,
                steps,
                fallback == null ? null : Yaml.json(fallback),
                absence(table),
                "fail".equals(forms.choice(table, "broken", "reason", Set.of("reason", "fail"))),
                requirements(table),
                forms.word(table, "note").orElse(null),
                shape,
                shape.kind());
    }

    private static boolean isAbove(Table table, String one, String other) {
        List<String> keys = List.copyOf(table.keys().keySet());
        return keys.indexOf(one) < keys.indexOf(other);
    }

    private Rule.Absence absence(Table table) {
        return switch (forms.choice(table, "absent", "", Set.of("omit", "null", "fail"))) {
            case "omit" -> Rule.Absence.OMIT;
            case "null" -> Rule.Absence.NULL;
            case "fail" -> Rule.Absence.FAIL;
            default -> Rule.Absence.UNDECIDED;
        };
    }

    private Rule.@Nullable Source source(Table table, Shape shape) {
        List<String> written = SOURCES.stream()
                .filter(key -> table.get(key) != null)
                .filter(key -> !(key.equals("fields") && (table.get("each") != null || table.get("given") != null)))
                .sorted()
                .toList();
        if (written.size() != 1) {
            forms.wrong(
                    table.at(),
                    Sentence.of(
                            written.isEmpty()
                                    ? "値をどこから取るかが書かれていません"
                                    : "値の取り方が2つ以上あります（" + String.join("、", written) + "）",
                            written.isEmpty()
                                    ? "nothing says where the value comes from"
                                    : "the value comes from more than one place: " + String.join(", ", written)));
            return null;
        }
        String key = written.get(0);
        Yaml yaml = table.get(key);
        if (yaml == null) {
            return null;
        }
        return switch (key) {
            case "take" -> take(yaml);
            case "constant" -> new Rule.Constant(constant(yaml));
            case "template" -> template(yaml);
            case "fields" -> new Rule.Fields(rules(yaml, "field", shape));
            case "list" -> new Rule.Entries(nameless(yaml, shape.items()));
            case "choose" -> new Rule.Choose(nameless(yaml, shape));
            case "given" -> given(table, shape);
            default -> each(table, shape);
        };
    }

    private Rule.Source given(Table table, Shape shape) {
        forms.choice(table, "given", "elsewhere", Set.of());
        return new Rule.Given(rules(table.get("fields"), "field", shape.kind() == Kind.LIST ? shape.items() : shape));
    }

    private Rule.@Nullable Source template(Yaml yaml) {
        if (!(yaml instanceof Table table)
                || !(table.get("text") instanceof Scalar text)
                || !(table.get("fields") instanceof Table named)) {
            forms.wrong(yaml.at(), Messages.sentence("mapping.template-needs-text-and-fields"));
            return null;
        }
        forms.checkKeys(table, TEMPLATE, "a template");
        boolean html = "html".equals(forms.choice(table, "line-breaks", "keep", Set.of("keep", "html")));
        Map<String, Rule> fields = new LinkedHashMap<>();
        named.entries().forEach((name, value) -> {
            Rule rule = value instanceof Table written ? rule(written, "", Shape.OPEN, Set.of()) : expressed(value);
            if (rule != null) {
                fields.put(name, rule);
            }
        });
        TextTemplate read = TextTemplate.of(text.text());
        for (String name : read.fields()) {
            if (!named.entries().containsKey(name)) {
                findings.add(
                        FindingKind.UNKNOWN_VARIABLE,
                        text.at(),
                        Messages.sentence("mapping.template-has-no-field", name),
                        Messages.sentence(
                                "mapping.write-one",
                                Spelling.near(name, named.entries().keySet())));
            }
        }
        named.keys().forEach((name, at) -> {
            if (!read.fields().contains(name)) {
                findings.add(
                        FindingKind.UNUSED_DEFINITION,
                        at,
                        Messages.sentence("mapping.template-does-not-name", name),
                        Messages.sentence("mapping.write-it-into-the-template", name));
            }
        });
        return new Rule.Templated(read, fields, html);
    }

    /** A field of a template that is nothing but an expression, or several of which the first counts that is not blank. */
    private @Nullable Rule expressed(Yaml yaml) {
        Rule.Source source = take(yaml);
        return source == null
                ? null
                : new Rule(
                        "",
                        yaml.at(),
                        null,
                        source,
                        List.of(),
                        null,
                        Rule.Absence.OMIT,
                        false,
                        List.of(),
                        null,
                        Shape.OPEN,
                        Kind.ANY);
    }

    private Rule.@Nullable Source take(Yaml yaml) {
        List<Query> queries = new ArrayList<>();
        List<Yaml> written = yaml instanceof Sequence sequence ? sequence.items() : List.of(yaml);
        for (Yaml item : written) {
            Query query = forms.expression(item);
            if (query != null) {
                queries.add(query);
            }
        }
        if (written.isEmpty()) {
            forms.wrong(yaml.at(), Messages.sentence("mapping.there-no-expression-under-take"));
        }
        return queries.isEmpty() ? null : new Rule.Take(queries);
    }

    private Rule.@Nullable Source each(Table table, Shape shape) {
        Query list = forms.query(table, "each");
        Shape item = shape.items();
        Yaml plain = table.get("item");
        List<Rule> values = rules(table.get("values"), "value", Shape.OPEN);
        List<Rule> fields = rules(table.get("fields"), "field", item);
        Rule rule = plain instanceof Table itemTable ? rule(itemTable, "", item, Set.of()) : null;
        if (fields.isEmpty() == (rule == null)) {
            forms.wrong(FormReader.at(table, "each"), Messages.sentence("mapping.each-needs-either-fields-item"));
            return null;
        }
        String whenEmpty = forms.word(table, "when-empty").orElse("empty-list");
        boolean itself = whenEmpty.startsWith("the-") && whenEmpty.endsWith("-itself");
        if (!itself && !"empty-list".equals(whenEmpty)) {
            forms.wrong(FormReader.at(table, "when-empty"), Messages.sentence("mapping.when-empty-empty-list-itself"));
        }
        if (list == null) {
            return null;
        }
        return new Rule.Each(
                list,
                forms.query(table, "where"),
                itself ? Rule.WhenEmpty.THE_SOURCE_ITSELF : Rule.WhenEmpty.EMPTY_LIST,
                forms.word(table, "identified-by").orElse(null),
                values,
                fields,
                rule);
    }

    private List<Rule.Step> steps(Yaml yaml) {
        List<Rule.Step> steps = new ArrayList<>();
        List<Yaml> written = yaml instanceof Sequence sequence ? sequence.items() : List.of(yaml);
        for (Yaml item : written) {
            if (item instanceof Scalar scalar) {
                call(scalar.text(), scalar.at(), null, null, null, steps);
            } else if (item instanceof Table table) {
                step(table, steps);
            } else {
                forms.wrong(item.at(), Messages.sentence("mapping.step-name-function"));
            }
        }
        return steps;
    }

    private void step(Table table, List<Rule.Step> steps) {
        List<String> names = table.entries().keySet().stream()
                .filter(key -> !STEP_EXTRAS.contains(key))
                .toList();
        if (names.size() != 1) {
            forms.wrong(table.at(), Messages.sentence("mapping.step-names-exactly-one-function"));
            return;
        }
        String name = names.get(0);
        Yaml argument = table.get(name);
        Query when = forms.query(table, "when");
        Position at = FormReader.at(table, name);
        switch (name) {
            case "lookup" -> {
                Rule.Step step = argument == null ? null : lookups().read(argument);
                if (step != null) {
                    steps.add(step);
                }
            }
            case "for-each" -> {
                if (argument != null) {
                    steps.add(new Rule.ForEach(steps(argument), when, at));
                }
            }
            case "use" -> {
                if (argument instanceof Scalar scalar) {
                    use(scalar, steps);
                } else {
                    forms.wrong(at, Messages.sentence("mapping.use-takes-name-definition"));
                }
            }
            default -> call(name, at, argument, when, forms.word(table, "note").orElse(null), steps);
        }
    }

    private void use(Scalar scalar, List<Rule.Step> steps) {
        Sequence definition = definitions.get(scalar.text());
        if (definition == null) {
            findings.add(
                    FindingKind.UNKNOWN_DEFINITION,
                    scalar.at(),
                    Messages.sentence("mapping.there-no-definition", scalar.text()),
                    Messages.sentence("mapping.write-under-definitions-correct-name"));
            return;
        }
        if (expanding.contains(scalar.text())) {
            forms.wrong(scalar.at(), Messages.sentence("mapping.definition-uses-itself", scalar.text()));
            return;
        }
        usedDefinitions.add(scalar.text());
        expanding.add(scalar.text());
        if (expanding.size() < 20 && expanded <= MOST_EXPANDED) {
            List<Rule.Step> shared = steps(definition);
            boolean said = expanded > MOST_EXPANDED;
            expanded += 1 + shared.size();
            if (expanded <= MOST_EXPANDED) {
                steps.addAll(shared);
            } else if (!said) {
                FileSizes.tooLarge(
                        scalar.at(), Messages.sentence("mapping.what-use-brings-more-than", MOST_EXPANDED), findings);
            }
        }
        expanding.remove(expanding.size() - 1);
    }

    private void call(
            String name,
            Position at,
            @Nullable Yaml argument,
            @Nullable Query when,
            @Nullable String note,
            List<Rule.Step> steps) {
        Optional<Function> found = Functions.standard().named(name);
        if (found.isEmpty()) {
            Collection<String> known =
                    Functions.standard().all().stream().map(Function::name).toList();
            findings.add(
                    FindingKind.UNKNOWN_FUNCTION,
                    at,
                    Messages.sentence("mapping.there-no-function-2", name),
                    Messages.sentence("mapping.write-one", Spelling.near(name, known)));
            return;
        }
        Function function = found.get();
        Map<String, Rule.Argument> arguments = new LinkedHashMap<>();
        if (argument instanceof Table table
                && (!function.parameters().isEmpty() || table.entries().isEmpty())) {
            table.entries().forEach((key, value) -> {
                Optional<Parameter> parameter = function.parameter(key);
                if (parameter.isEmpty()) {
                    unknownArgument(function, key, table.keys().getOrDefault(key, value.at()));
                } else {
                    arguments.put(key, checked(function, parameter.get(), value));
                }
            });
        } else if (argument != null) {
            if (function.parameters().isEmpty()) {
                unknownArgument(function, "", argument.at());
            } else {
                Parameter first = function.parameters().get(0);
                arguments.put(first.name(), checked(function, first, argument));
            }
        }
        for (Parameter parameter : function.parameters()) {
            if (parameter.required() && !arguments.containsKey(parameter.name())) {
                forms.wrongType(at, Messages.sentence("mapping.needs", name, parameter.name(), parameter.summary()));
            }
        }
        List<String> alternatives = function.alternatives();
        if (!alternatives.isEmpty() && alternatives.stream().noneMatch(arguments::containsKey)) {
            forms.wrongType(
                    at,
                    Messages.sentence(
                            "mapping.needs-one",
                            name,
                            String.join("」「", alternatives),
                            String.join(", ", alternatives)));
        }
        steps.add(new Rule.Call(function, arguments, when, note, at));
    }

    private void unknownArgument(Function function, String key, Position at) {
        List<String> known = function.parameters().stream().map(Parameter::name).toList();
        findings.add(
                FindingKind.UNKNOWN_PARAMETER,
                at,
                Messages.sentence("mapping.no-parameter", function.name(), key),
                Sentence.of(
                        known.isEmpty() ? "引数を消してください" : "次のどれかに直してください：" + String.join("、", known),
                        known.isEmpty() ? "Remove the argument" : "Write one of: " + String.join(", ", known)));
    }

    private Rule.Argument checked(Function function, Parameter parameter, Yaml written) {
        Rule.Argument argument = argument(written);
        if (!(argument instanceof Rule.Fixed fixed)) {
            return argument;
        }
        JsonNode value = fixed.value();
        Position at = written.at();
        if (parameter.kind() == Kind.TEXT && written instanceof Scalar scalar) {
            value = TextNode.valueOf(scalar.text());
        }
        if (parameter.kind() == Kind.LIST && !value.isArray()) {
            value = com.fasterxml.jackson.databind.node.JsonNodeFactory.instance
                    .arrayNode()
                    .add(value);
        }
        Kind kind = Kind.of(value);
        if (!kind.fits(parameter.kind()) || value.isNull()) {
            forms.wrongType(
                    at,
                    Messages.sentence(
                            "mapping.argument-of-kind",
                            function.name(),
                            parameter.name(),
                            parameter.kind().sentence(),
                            parameter.summary()));
        } else if (!parameter.oneOf().isEmpty() && !parameter.oneOf().contains(value.asText())) {
            forms.wrongType(
                    at,
                    Messages.sentence(
                            "mapping.not-value-write-one",
                            parameter.name(),
                            value.asText(),
                            String.join(", ", parameter.oneOf())));
        } else if (parameter.pattern()) {
            Patterns.check(value.asText(), at, findings);
        }
        return new Rule.Fixed(value);
    }

    /** Unquoted words that begin with a dot or a dollar sign are expressions; everything else is what it says. */
    private Rule.Argument argument(Yaml yaml) {
        if (yaml instanceof Scalar scalar) {
            if (scalar.plain()
                    && (scalar.text().startsWith(".") || scalar.text().startsWith("$"))) {
                Query query = forms.expression(scalar);
                return query == null ? new Rule.Fixed(NullNode.getInstance()) : new Rule.Computed(query);
            }
            if (!Query.placeholders(scalar.text()).isEmpty()) {
                return Rule.Template.of(scalar.text());
            }
        }
        if (yaml instanceof Sequence sequence) {
            List<Rule.Argument> items =
                    sequence.items().stream().map(this::argument).toList();
            if (!items.stream().allMatch(item -> item instanceof Rule.Fixed)) {
                return new Rule.Several(items);
            }
        }
        return new Rule.Fixed(Yaml.json(yaml));
    }

    private static Rule.Argument constant(Yaml yaml) {
        return yaml instanceof Scalar scalar
                        && !Query.placeholders(scalar.text()).isEmpty()
                ? Rule.Template.of(scalar.text())
                : new Rule.Fixed(Yaml.json(yaml));
    }

    private List<Rule.Requirement> requirements(Table table) {
        Yaml yaml = table.get("require");
        List<Rule.Requirement> requirements = new ArrayList<>();
        if (yaml == null) {
            return requirements;
        }
        for (Yaml item : yaml instanceof Sequence sequence ? sequence.items() : List.of(yaml)) {
            if (item instanceof Scalar scalar) {
                requirement(scalar.text(), scalar.at(), null, null, null, requirements);
            } else if (item instanceof Table written) {
                String code = forms.word(written, "code").orElse(null);
                Sentence say = say(written);
                written.entries().forEach((name, argument) -> {
                    if (!name.equals("code") && !name.equals("say")) {
                        requirement(name, FormReader.at(written, name), argument, code, say, requirements);
                    }
                });
            } else {
                forms.wrong(item.at(), Messages.sentence("mapping.require-takes-demands-such-as"));
            }
        }
        return requirements;
    }

    private @Nullable Sentence say(Table table) {
        Yaml yaml = table.get("say");
        if (yaml == null) {
            return null;
        }
        if (yaml instanceof Table say
                && say.get("ja") instanceof Scalar ja
                && say.get("en") instanceof Scalar en
                && say.entries().size() == 2) {
            return Sentence.of(Limits.filled(ja.text()), Limits.filled(en.text()));
        }
        forms.wrong(yaml.at(), Messages.sentence("mapping.say-takes-sentence-under-ja"));
        return null;
    }

    private void requirement(
            String name,
            Position at,
            @Nullable Yaml argument,
            @Nullable String code,
            @Nullable Sentence say,
            List<Rule.Requirement> requirements) {
        Optional<Constraint> found = Constraints.named(name);
        if (found.isEmpty()) {
            List<String> known =
                    Constraints.all().stream().map(Constraint::name).toList();
            findings.add(
                    FindingKind.UNKNOWN_CONSTRAINT,
                    at,
                    Messages.sentence("mapping.there-no-constraint", name),
                    Messages.sentence("mapping.write-one", Spelling.near(name, known)));
            return;
        }
        Constraint constraint = found.get();
        JsonNode value = argument == null ? NullNode.getInstance() : Yaml.json(argument);
        if ("limit".equals(name)) {
            Optional<Constraints.Asked> asked = Limits.find(value.asText()).flatMap(Constraints::ofLimit);
            if (asked.isEmpty()) {
                List<String> known = Limits.all().stream()
                        .filter(limit -> Constraints.ofLimit(limit).isPresent())
                        .map(Limit::name)
                        .toList();
                findings.add(
                        FindingKind.UNKNOWN_LIMIT,
                        argument == null ? at : argument.at(),
                        Messages.sentence("mapping.there-no-limit-value", value.asText()),
                        Messages.sentence("mapping.write-one", Spelling.near(value.asText(), known)));
                return;
            }
            constraint = asked.get().constraint();
            value = asked.get().argument();
        } else if (argument instanceof Scalar scalar && constraint.argument() == Kind.TEXT) {
            value = TextNode.valueOf(scalar.text());
        }
        if ("without-words".equals(name)) {
            usedTables.add(value.asText());
            if (!tables.containsKey(value.asText())) {
                findings.add(
                        FindingKind.UNKNOWN_TABLE,
                        argument == null ? at : argument.at(),
                        Messages.sentence("mapping.there-no-lookup-table", value.asText()),
                        Messages.sentence("mapping.create-lookups-csv-correct-name", value.asText()));
                return;
            }
        }
        try {
            Constraint.Requirement check = constraint.reader().read(value, table -> {
                LookupTable words = tables.get(table);
                return words == null ? null : words.words();
            });
            if ("pattern".equals(name)) {
                Patterns.check(value.asText(), at, findings);
            }
            requirements.add(
                    new Rule.Requirement(constraint, check, value, code == null ? constraint.code() : code, say, at));
        } catch (CannotApply e) {
            forms.wrongType(
                    argument == null ? at : argument.at(),
                    Messages.sentence("mapping.condition-objects", name, e.sentence()));
        }
    }
}
