package jp.shopbridge.mapping;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import jp.shopbridge.mapping.function.Constraint;
import jp.shopbridge.mapping.function.Constraints;
import jp.shopbridge.mapping.function.Function;
import jp.shopbridge.mapping.function.Functions;
import jp.shopbridge.mapping.function.Kind;
import jp.shopbridge.mapping.function.Parameter;

/**
 * JSON Schemas (draft 7, as editors understand it) of {@code *.mapping.yaml} and {@code *.tests.yaml}, made from the keys
 * the reader knows and the functions and constraints that are registered.
 */
public final class EditorSchema {

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    /** The settings with which VS Code, opened on the folder, knows its files. */
    static final String VS_CODE =
            """
            {
              "yaml.schemas": {
                "./schema/mapping.schema.json": "*.mapping.yaml",
                "./schema/tests.schema.json": "*.tests.yaml"
              }
            }
            """;

    private EditorSchema() {}

    /** The schema of a mapping file. */
    public static ObjectNode ofMappings() {
        ObjectNode schema = root("A mapping: which field becomes which.");
        ObjectNode keys = table(schema, MappingReader.HEADER, "mapping", "from", "to", "fields");
        described(keys, "mapping", text(), "The mapping's name, as in NAME.mapping.yaml.");
        described(keys, "summary", text(), "What it does, one sentence.");
        described(keys, "from", text(), "The shape it reads, as in shapes/NAME.schema.json.");
        described(keys, "to", text(), "The shape it writes, as in shapes/NAME.schema.json.");
        described(keys, "as", text(), "The name under which expressions find the whole source, as $NAME.");
        described(keys, "item", ref("expression"), "What names a document in messages.");
        described(
                keys,
                "parameters",
                named(ref("parameter")),
                "Each shop's settings; read as {{name}} in texts and expressions.");
        described(keys, "variables", named(any()), "What the application hands in, read as $name; names and meanings.");
        described(keys, "definitions", named(ref("steps")), "Steps that several rules use, by name.");
        described(keys, "values", listOf(ref("value")), "Values worked out once and read as $name.");
        described(
                keys,
                "skip",
                either(ref("skip"), listOf(ref("skip"))),
                "Documents that are left out, each with the reason that staff read; the first that holds decides.");
        described(keys, "fields", listOf(ref("field")), "The result's fields, in its order.");
        ObjectNode definitions = schema.putObject("definitions");
        definitions.set("expression", expression());
        ObjectNode parameter = definitions.putObject("parameter");
        ObjectNode settings = table(parameter, Set.of("summary", "default", "one-of"));
        described(settings, "summary", text(), "What the setting means.");
        described(settings, "default", either(scalar(), ref("limit")), "The value where a shop sets none.");
        described(settings, "one-of", listOf(scalar()), "The only values it takes.");
        ObjectNode skip = definitions.putObject("skip");
        ObjectNode left = table(skip, MappingReader.SKIP, "when", "say");
        described(left, "when", ref("expression"), "The condition under which a document is left out.");
        described(left, "say", say(), "Why, for staff.");
        described(left, "note", text(), "Why that is right.");
        definitions.set("field", rule("field", "The target field this writes."));
        definitions.set("value", rule("value", "The name under which expressions find it, as $NAME."));
        definitions.set("rule", rule("", ""));
        definitions.set("lookup", lookup());
        definitions.set("steps", either(ref("step"), listOf(ref("step"))));
        definitions.set("step", step());
        definitions.set("demand", requirement());
        ObjectNode limit = JSON.objectNode();
        described(
                table(limit, Set.of("limit"), "limit"),
                "limit",
                text().put("pattern", "^[a-z-]+\\.(least|most)$"),
                "One end of a limit of TikTok Shop, such as stock.most.");
        definitions.set("limit", limit);
        return schema;
    }

    /** The schema of a file of cases. */
    public static ObjectNode ofCases() {
        ObjectNode schema = root("The cases of a mapping: given this, expect that.");
        ObjectNode keys = table(schema, CaseReader.FILE, "mapping", "cases");
        described(keys, "tables", named(ref("table")), "Lookup tables of all cases, instead of the folder's.");
        described(keys, "mapping", text(), "The mapping's name, as in NAME.tests.yaml.");
        described(keys, "cases", listOf(ref("case")), "Each is tried whenever the mapping is loaded.");
        ObjectNode definitions = schema.putObject("definitions");
        ObjectNode one = definitions.putObject("case");
        ObjectNode its = table(one, CaseReader.CASE, "name", "given");
        described(its, "name", text(), "What the case shows, a sentence that ends in the effect.");
        described(
                its,
                "given",
                any(),
                "The source document, the path of a file below samples/, or such a file under from: with what differs"
                        + " under but: (fields or paths with their values) and what it lacks under without:.");
        described(its, "parameters", named(scalar()), "The shop's settings in this case.");
        described(its, "with", named(any()), "The variables in this case.");
        described(
                its, "today", text(), "The day in this case, such as 2026-12-01; one long ago when it is not written.");
        described(
                its,
                "expect",
                any(),
                "The whole result, the path of a file below samples/, or such a file under from: with what differs under"
                        + " but: and what it lacks under without:.");
        described(its, "expect-contains", any(), "Part of the result.");
        described(
                its,
                "expect-fields",
                named(any()),
                "Single values by their paths, such as skus[0].price, or skus[].price for all of them; null for no"
                        + " value.");
        described(
                its,
                "lacks",
                either(ref("expected"), listOf(ref("expected"))),
                "Every reason why the result is incomplete, exactly.");
        described(its, "fails", ref("expected"), "The failure, when the document cannot be mapped at all.");
        ArrayNode something = one.putArray("anyOf");
        for (String expectation : List.of("expect", "expect-contains", "expect-fields", "lacks", "fails")) {
            something.addObject().putArray("required").add(expectation);
        }
        ObjectNode expected = JSON.objectNode();
        ObjectNode place = table(expected, Set.of("at", "code"));
        described(place, "at", text(), "The field's path, such as skus[0].price.");
        described(place, "code", text(), "The reason's code, such as FIELD_MISSING.");
        definitions.set("expected", either(text(), expected));
        definitions.set("table", either(text(), listOf(named(scalar()))));
        return schema;
    }

    private static ObjectNode rule(String name, String meaning) {
        ObjectNode rule = JSON.objectNode();
        Set<String> keys = new TreeSet<>(MappingReader.RULE);
        keys.removeAll(Set.of("field", "value"));
        if (!name.isEmpty()) {
            keys.add(name);
        }
        ObjectNode its = table(rule, keys, name.isEmpty() ? new String[0] : new String[] {name});
        if (!name.isEmpty()) {
            described(its, name, text(), meaning);
        }
        described(
                its,
                "take",
                either(ref("expression"), listOf(ref("expression"))),
                "An expression; of several the first whose value is not blank.");
        described(its, "constant", any(), "The same value always.");
        described(its, "template", template(), "A text of several lines in which {name} stands for a field.");
        described(
                its,
                "fields",
                listOf(ref("field")),
                "The fields of an object, or with each: or given: of its entries.");
        described(its, "each", ref("expression"), "The list each of whose entries makes one entry.");
        described(its, "list", listOf(ref("rule")), "Fixed entries, each with its condition.");
        described(its, "choose", listOf(ref("rule")), "Alternatives; the first whose when: holds decides.");
        described(
                its,
                "given",
                words("elsewhere"),
                "The mapping writes nothing here and only says what a value must satisfy that somebody else gives.");
        described(its, "item", ref("rule"), "With each: how an entry that is a plain value is made.");
        described(its, "values", listOf(ref("value")), "With each: values of one entry, read as $name.");
        described(its, "where", ref("expression"), "With each: which entries take part.");
        described(
                its,
                "when-empty",
                text().put("pattern", "^(empty-list|the-.+-itself)$"),
                "With each: what an empty list makes, empty-list or the-product-itself.");
        described(its, "identified-by", text(), "With each: the target field that names an entry in messages.");
        described(its, "when", ref("expression"), "The condition under which the rule applies.");
        described(its, "apply", ref("steps"), "What is done to the value, in order.");
        described(its, "lookup", ref("lookup"), "The row of a code table, or one cell of it.");
        described(its, "default", any(), "The value when there is none.");
        described(its, "absent", words("omit", "null", "fail"), "What happens when there is no value and no default.");
        described(its, "broken", words("reason", "fail"), "What happens when a value cannot be used.");
        described(
                its, "require", either(ref("demand"), listOf(ref("demand"))), "What the finished value must satisfy.");
        described(its, "note", text(), "Why something unusual is right.");
        sources(rule);
        return rule;
    }

    /** Exactly one source; the fields of an each or a given are none of their own, and what belongs to an each stands with one. */
    private static void sources(ObjectNode rule) {
        ArrayNode sources = rule.putArray("oneOf");
        for (String source : new TreeSet<>(MappingReader.SOURCES)) {
            ObjectNode one = sources.addObject();
            one.putArray("required").add(source);
            if ("fields".equals(source)) {
                ArrayNode others = one.putObject("not").putArray("anyOf");
                others.addObject().putArray("required").add("each");
                others.addObject().putArray("required").add("given");
            }
        }
        ObjectNode together = rule.putObject("dependencies");
        for (String ofEach : List.of("where", "when-empty", "identified-by", "item", "values")) {
            together.putArray(ofEach).add("each");
        }
        ObjectNode either = together.putObject("each");
        ArrayNode ways = either.putArray("oneOf");
        ways.addObject().putArray("required").add("fields");
        ways.addObject().putArray("required").add("item");
    }

    private static ObjectNode template() {
        ObjectNode template = JSON.objectNode();
        ObjectNode its = table(template, MappingReader.TEMPLATE, "text", "fields");
        described(its, "text", text(), "The text; a line whose fields all have no value is left out.");
        described(
                its,
                "fields",
                named(either(either(ref("expression"), listOf(ref("expression"))), ref("rule"))),
                "What stands for each {name}: an expression, or a rule with take:, apply: and so on.");
        described(
                its,
                "line-breaks",
                words("keep", "html"),
                "html: the text is HTML, line breaks become <br>, and values without HTML are escaped.");
        return template;
    }

    private static ObjectNode lookup() {
        ObjectNode lookup = JSON.objectNode();
        ObjectNode its = table(lookup, MappingReader.LOOKUP, "table");
        described(its, "table", text(), "The table's name, as in lookups/NAME.csv.");
        described(its, "key", text(), "The column that is searched; the first when it is not written.");
        described(its, "column", text(), "The column that is the value; the whole row when it is not written.");
        described(
                its,
                "match",
                words("exact", "prefix", "path"),
                "prefix: the longest key the value begins with; path: the same in whole parts between slashes.");
        described(its, "else", any(), "What happens to a key that is not there: missing, keep, refuse, or a value.");
        described(its, "when", ref("expression"), "The condition under which it is looked up.");
        return lookup;
    }

    private static ObjectNode step() {
        Collection<Function> functions = Functions.standard().all();
        ObjectNode bare = JSON.objectNode();
        ArrayNode names = bare.putArray("enum");
        functions.stream()
                .filter(function -> function.parameters().stream().noneMatch(Parameter::required)
                        && function.alternatives().isEmpty())
                .forEach(function -> names.add(function.name()));
        Set<String> keys = new TreeSet<>(MappingReader.STEP_EXTRAS);
        keys.addAll(Set.of("lookup", "for-each", "use"));
        functions.forEach(function -> keys.add(function.name()));
        ObjectNode written = JSON.objectNode();
        ObjectNode its = table(written, keys);
        described(its, "lookup", ref("lookup"), "The row of a code table, or one cell of it.");
        described(its, "for-each", ref("steps"), "The same steps for every entry of a list.");
        described(its, "use", text(), "The steps of a definition.");
        described(its, "when", ref("expression"), "The condition under which the step is done; $value is the value.");
        described(its, "note", text(), "Why a step that loses something is right.");
        functions.forEach(function -> described(its, function.name(), arguments(function), function.summary()));
        ArrayNode one = written.putArray("oneOf");
        keys.stream()
                .filter(key -> !MappingReader.STEP_EXTRAS.contains(key))
                .forEach(key -> one.addObject().putArray("required").add(key));
        return either(bare, written);
    }

    private static ObjectNode arguments(Function function) {
        if (function.parameters().isEmpty()) {
            return JSON.objectNode().put("maxProperties", 0);
        }
        ObjectNode named = JSON.objectNode();
        ObjectNode its = table(
                named,
                new TreeSet<>(
                        function.parameters().stream().map(Parameter::name).toList()),
                function.parameters().stream()
                        .filter(Parameter::required)
                        .map(Parameter::name)
                        .toArray(String[]::new));
        for (Parameter parameter : function.parameters()) {
            described(its, parameter.name(), argument(parameter), parameter.summary());
        }
        for (String alternative : function.alternatives()) {
            named.withArrayProperty("anyOf").addObject().putArray("required").add(alternative);
        }
        Parameter first = function.parameters().get(0);
        return either(argument(first).put("description", first.summary()), named);
    }

    /** What may be written for a parameter: its kind, or an expression or a {{parameter}} that will be of that kind. */
    private static ObjectNode argument(Parameter parameter) {
        if (!parameter.oneOf().isEmpty()) {
            ObjectNode words = JSON.objectNode();
            parameter.oneOf().forEach(words.putArray("enum")::add);
            return either(words, text().put("pattern", "^[.$]|\\{\\{"));
        }
        ObjectNode value = JSON.objectNode();
        ArrayNode types = value.putArray("type").add("string");
        Kind kind = parameter.kind();
        switch (kind) {
            case TEXT -> types.add("number").add("boolean");
            case WHOLE -> {
                types.add("integer");
                return either(value.put("pattern", "^[.$]|\\{\\{|^-?\\d+$"), ref("limit"));
            }
            case NUMBER -> {
                types.add("number");
                return either(value.put("pattern", "^[.$]|\\{\\{|^-?\\d+(\\.\\d+)?$"), ref("limit"));
            }
            case FLAG -> {
                types.add("boolean");
                return value.put("pattern", "^[.$]|\\{\\{|^(true|false)$");
            }
            case LIST -> types.add("number").add("boolean").add("array");
            case OBJECT -> types.add("object");
            case ANY -> {
                return any();
            }
        }
        return value;
    }

    private static ObjectNode requirement() {
        ObjectNode bare = JSON.objectNode();
        ArrayNode names = bare.putArray("enum");
        Collection<Constraint> constraints = Constraints.all();
        constraints.stream()
                .filter(constraint -> constraint.argument() == null)
                .forEach(constraint -> names.add(constraint.name()));
        Set<String> keys = new TreeSet<>(Set.of("code", "say"));
        constraints.forEach(constraint -> keys.add(constraint.name()));
        ObjectNode written = JSON.objectNode();
        ObjectNode its = table(written, keys);
        constraints.forEach(
                constraint -> described(its, constraint.name(), demanded(constraint), constraint.summary()));
        described(its, "code", text(), "A code of your own for the reason.");
        described(its, "say", say(), "A sentence of your own for the reason.");
        written.put("minProperties", 1);
        return either(bare, written);
    }

    /** What is written behind a demand. */
    private static ObjectNode demanded(Constraint constraint) {
        ObjectNode range = JSON.objectNode().put("pattern", "^(\\d+\\.\\.\\d*|\\.\\.\\d+|\\d+)$");
        range.putArray("type").add("string").add("integer");
        return switch (constraint.name()) {
            case "length", "total-length", "count", "pictures" -> range;
            case "between" -> {
                ObjectNode ends = JSON.objectNode()
                        .put("type", "array")
                        .put("minItems", 2)
                        .put("maxItems", 2);
                ends.set("items", either(scalar(), ref("limit")));
                yield ends;
            }
            case "pattern", "limit", "without-words", "check-digit" -> text();
            case "one-of", "not-one-of" -> listOf(any());
            default -> any();
        };
    }

    private static ObjectNode say() {
        ObjectNode say = JSON.objectNode();
        ObjectNode languages = table(say, Set.of("ja", "en"), "ja", "en");
        described(languages, "ja", text(), "The sentence in Japanese: what is wrong and what to do.");
        described(languages, "en", text(), "The same in English.");
        return say;
    }

    private static ObjectNode root(String description) {
        return JSON.objectNode()
                .put("$schema", "http://json-schema.org/draft-07/schema#")
                .put("description", description);
    }

    /** Makes the schema one of a table with these keys and no others; returns their schemas. */
    private static ObjectNode table(ObjectNode schema, Set<String> keys, String... required) {
        schema.put("type", "object").put("additionalProperties", false);
        ObjectNode properties = schema.putObject("properties");
        new TreeSet<>(keys).forEach(key -> properties.set(key, any()));
        if (required.length > 0) {
            ArrayNode names = schema.putArray("required");
            for (String name : required) {
                names.add(name);
            }
        }
        return properties;
    }

    private static void described(ObjectNode properties, String key, ObjectNode schema, String description) {
        if (!properties.has(key)) {
            throw new IllegalStateException("The reader does not know the key " + key);
        }
        ObjectNode known = schema.has("$ref") ? JSON.objectNode() : schema;
        if (schema.has("$ref")) {
            known.putArray("allOf").add(schema);
        }
        properties.set(key, known.put("description", description));
    }

    private static ObjectNode either(ObjectNode one, ObjectNode other) {
        ObjectNode schema = JSON.objectNode();
        schema.putArray("anyOf").add(one).add(other);
        return schema;
    }

    private static ObjectNode listOf(ObjectNode items) {
        ObjectNode schema = JSON.objectNode().put("type", "array");
        schema.set("items", items);
        return schema;
    }

    private static ObjectNode named(ObjectNode values) {
        ObjectNode schema = JSON.objectNode().put("type", "object");
        schema.set("additionalProperties", values);
        return schema;
    }

    private static ObjectNode words(String... words) {
        ObjectNode schema = JSON.objectNode();
        ArrayNode list = schema.putArray("enum");
        for (String word : words) {
            list.add(word);
            if ("null".equals(word)) {
                list.addNull();
            }
        }
        return schema;
    }

    private static ObjectNode ref(String name) {
        return JSON.objectNode().put("$ref", "#/definitions/" + name);
    }

    private static ObjectNode text() {
        return JSON.objectNode().put("type", "string");
    }

    private static ObjectNode any() {
        return JSON.objectNode();
    }

    private static ObjectNode scalar() {
        ObjectNode schema = JSON.objectNode();
        schema.putArray("type").add("string").add("number").add("boolean").add("null");
        return schema;
    }

    private static ObjectNode expression() {
        return scalar().put("description", "A JSLT expression on one line, such as .name or $product.price.");
    }
}
