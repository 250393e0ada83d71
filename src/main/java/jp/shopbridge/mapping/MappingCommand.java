package jp.shopbridge.mapping;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.databind.RuntimeJsonMappingException;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import jp.shopbridge.Command;
import jp.shopbridge.failure.Failure;
import jp.shopbridge.spreadsheet.WrittenText;
import jp.shopbridge.spreadsheet.WrittenText.Encoding;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/**
 * {@code lint}, {@code test}, {@code explain}, {@code preview} and {@code version} from the command line: no network,
 * no database. Exit status 0 for fine, 1 for findings, failed cases or a document that cannot be mapped, 2 for a wrong
 * call.
 */
@CommandLine.Command(
        name = "mappings",
        description = "Checks, tries and explains mappings without network and database.",
        subcommands = {
            MappingCommand.Lint.class,
            MappingCommand.Test.class,
            MappingCommand.Explain.class,
            MappingCommand.Preview.class,
            MappingCommand.Version.class
        })
public final class MappingCommand implements Command {

    private static final int FINE = 0;
    private static final int FOUND = 1;
    private static final int WRONG_CALL = 2;

    @Override
    public Set<String> names() {
        return Set.of("lint", "test", "explain", "preview", "version");
    }

    @Override
    public List<CommandLine> usage() {
        return List.copyOf(new CommandLine(this).getSubcommands().values());
    }

    @Override
    public int run(String[] arguments) {
        PrintWriter out = new PrintWriter(System.out, true, StandardCharsets.UTF_8);
        PrintWriter err = new PrintWriter(System.err, true, StandardCharsets.UTF_8);
        return run(arguments, out, err);
    }

    int run(String[] arguments, PrintWriter out, PrintWriter err) {
        int status = new CommandLine(this)
                .setOut(out)
                .setErr(err)
                .setExecutionExceptionHandler((problem, line, parsed) -> {
                    line.getErr().println(sentence(problem));
                    return problem instanceof WrongCall ? WRONG_CALL : FOUND;
                })
                .execute(arguments);
        out.flush();
        err.flush();
        return status;
    }

    private static String sentence(Exception problem) {
        if (problem instanceof Failure failure) {
            return failure.sentence().en() + "\n" + failure.sentence().ja();
        }
        return String.valueOf(problem.getMessage());
    }

    /** The call names something that is not there. */
    private static final class WrongCall extends RuntimeException {
        WrongCall(String message) {
            super(message);
        }
    }

    /** The options that name the mappings and the form of the answer. */
    static final class Common {
        @Option(
                names = "--mappings",
                paramLabel = "DIR",
                description = "The mappings folder; ./mappings where it exists, else the packed one.")
        private @Nullable Path folder;

        @Option(names = "--json", description = "Answer in JSON.")
        private boolean json;

        @Spec(Spec.Target.MIXEE)
        private @Nullable CommandSpec spec;

        MappingSource source() {
            Path named = folder;
            if (named != null) {
                if (!Files.isDirectory(named)) {
                    throw new WrongCall("There is no folder " + named + "; name it with --mappings DIR.");
                }
                return MappingSource.directory(named);
            }
            Path here = Path.of("mappings");
            return Files.isDirectory(here) ? MappingSource.directory(here) : MappingSource.packed();
        }

        PrintWriter out() {
            CommandSpec found = spec;
            if (found == null) {
                throw new IllegalStateException("The command was not parsed");
            }
            return found.commandLine().getOut();
        }

        void print(ObjectNode node) {
            out().println(node.toPrettyString());
        }
    }

    @CommandLine.Command(
            name = "lint",
            description = "Finds mistakes in the mapping files; with --routes [DIR], in route files.")
    static final class Lint implements Callable<Integer> {
        @CommandLine.Mixin
        private Common common = new Common();

        @Option(names = "--strict", description = "Warnings count as errors.")
        private boolean strict;

        @Override
        public Integer call() {
            Findings findings = new Findings();
            MappingFiles files = common.source().read();
            findings.guard(() -> MappingSet.parse(files, findings));
            return report(findings, common, strict, "No mistakes found.");
        }
    }

    @CommandLine.Command(name = "test", description = "Lints the mapping files and tries every case.")
    static final class Test implements Callable<Integer> {
        @CommandLine.Mixin
        private Common common = new Common();

        @Override
        public Integer call() {
            Findings findings = new Findings();
            MappingFiles files = common.source().read();
            AtomicInteger cases = new AtomicInteger();
            findings.guard(() -> {
                MappingSet set = MappingSet.parse(files, findings);
                cases.set(set.cases().size());
                if (!findings.hasErrors()) {
                    set.runCases(findings);
                }
            });
            return report(findings, common, false, cases + " cases hold.");
        }
    }

    private static int report(Findings findings, Common common, boolean strict, String fine) {
        List<Finding> found = findings.sorted();
        boolean bad = findings.hasErrors() || (strict && !found.isEmpty());
        if (common.json) {
            ObjectNode answer = JsonNodeFactory.instance.objectNode().put("ok", !bad);
            ArrayNode list = answer.putArray("findings");
            found.forEach(finding -> list.add(json(finding)));
            common.print(answer);
        } else {
            print(found, common.out());
            if (!bad) {
                common.out().println(fine);
            }
        }
        return bad ? FOUND : FINE;
    }

    private static void print(List<Finding> findings, PrintWriter out) {
        findings.forEach(finding -> out.println(finding.line() + "\n    "
                + finding.sentence().ja() + "。" + finding.remedy().ja() + "。"));
    }

    /** A finding as the command line and the REST API show it. */
    static ObjectNode json(Finding finding) {
        ObjectNode one = JsonNodeFactory.instance.objectNode();
        one.put("kind", finding.kind().id())
                .put("level", finding.level().name().toLowerCase(Locale.ROOT))
                .put("file", finding.at().file())
                .put("line", finding.at().line())
                .put("column", finding.at().column());
        one.putObject("sentence")
                .put("ja", finding.sentence().ja())
                .put("en", finding.sentence().en());
        one.putObject("remedy")
                .put("ja", finding.remedy().ja())
                .put("en", finding.remedy().en());
        return one;
    }

    @CommandLine.Command(name = "explain", description = "Says for every field why it has its value.")
    static final class Explain implements Callable<Integer> {
        @CommandLine.Mixin
        private Common common = new Common();

        @Parameters(index = "0", paramLabel = "FILE", description = "A JSON document, for example a sample.")
        private Path file = Path.of("");

        @Option(
                names = "--field",
                description =
                        "Only this field and the ones below it, such as skus[0].price; price is that of every SKU.")
        private @Nullable String field;

        @Option(names = "--mapping", description = "The mapping; the one whose source shape fits when it is not given.")
        private @Nullable String mapping;

        @Option(names = "--parameter", paramLabel = "NAME=VALUE", description = "A shop's setting.")
        private Map<String, String> parameters = new HashMap<>();

        @Option(
                names = "--with",
                paramLabel = "NAME=JSON",
                description = "A variable: JSON, or the path of a JSON file.")
        private Map<String, String> variables = new HashMap<>();

        @Override
        public Integer call() throws IOException {
            MappingSet.Tried tried = Mappings.tried(common.source());
            MappingSet set = tried.set();
            JsonNode document = document(file);
            Mapping chosen = choose(set, mapping, document);
            Map<String, JsonNode> given = new HashMap<>();
            for (Map.Entry<String, String> variable : variables.entrySet()) {
                Path path = Path.of(variable.getValue());
                given.put(
                        variable.getKey(),
                        variable.getValue().endsWith(".json") && Files.isRegularFile(path)
                                ? document(path)
                                : parse(variable.getValue(), "--with " + variable.getKey()));
            }
            Mapping.Explained explained = chosen.applyExplained(document, new MappingContext(parameters, given));
            List<Explanation.Field> fields = wanted(explained.explanation().fields());
            if (fields.isEmpty()) {
                throw new WrongCall("The mapping " + chosen.name() + " writes no field " + field + ".");
            }
            Explanation shown = new Explanation(chosen.name(), fields);
            List<Reason> reasons = explained.outcome().reasons();
            if (common.json) {
                ObjectNode answer = shown.toJson().put("version", set.version()).put("usable", tried.usable());
                ArrayNode list = answer.putArray("reasons");
                reasons.forEach(reason -> list.addObject()
                        .put("code", reason.code())
                        .put("field", reason.field())
                        .put("ja", reason.sentence().ja())
                        .put("en", reason.sentence().en()));
                common.print(answer);
            } else {
                shown.fields().forEach(each -> print(each, common.out()));
                reasons.forEach(reason -> common.out()
                        .println(
                                "! " + reason.field() + ": " + reason.sentence().ja()));
                long failing = tried.findings().stream()
                        .filter(finding -> finding.kind() == FindingKind.FAILED_CASE)
                        .count();
                if (failing > 0) {
                    common.out()
                            .println("These files are not used yet: " + failing
                                    + " cases do not hold; test tells which.");
                }
            }
            return FINE;
        }

        /** Those of the named path and below it; where there is none, those that are called so in any list or object. */
        private List<Explanation.Field> wanted(List<Explanation.Field> all) {
            String named = field;
            if (named == null) {
                return all;
            }
            List<Explanation.Field> exact =
                    all.stream().filter(each -> below(each.field(), named)).toList();
            String anywhere = "." + withoutPlaces(named);
            return exact.isEmpty()
                    ? all.stream()
                            .filter(each -> {
                                String path = "." + withoutPlaces(each.field());
                                return path.endsWith(anywhere) || path.contains(anywhere + ".");
                            })
                            .toList()
                    : exact;
        }

        private static boolean below(String path, String named) {
            return path.equals(named) || path.startsWith(named + ".") || path.startsWith(named + "[");
        }

        private static String withoutPlaces(String path) {
            return path.replaceAll("\\[\\d*]", "");
        }

        private static void print(Explanation.Field field, PrintWriter out) {
            out.println(field.field() + " = " + EffectPreview.shown(field.value()));
            out.println("    " + field.rule() + "  (" + field.at() + ")");
            field.sources()
                    .forEach(source -> out.println("    from " + source.expression() + ": "
                            + EffectPreview.shown(source.value()) + " (" + source.verdict() + ")"));
            field.steps()
                    .forEach(step -> out.println("    " + step.step() + ": " + EffectPreview.shown(step.in()) + " -> "
                            + EffectPreview.shown(step.out()) + "  (line "
                            + step.at().line() + ")"));
        }
    }

    @CommandLine.Command(
            name = "preview",
            description = "Compares what two versions of a mapping make of exported products.")
    static final class Preview implements Callable<Integer> {
        @CommandLine.Mixin
        private Common common = new Common();

        @Parameters(
                index = "0",
                paramLabel = "FILE",
                description =
                        "Exported products: a JSON array, or one JSON object per line. An object may be a product,"
                                + " or {key, snapshot, parameters, edits, with}.")
        private Path file = Path.of("");

        @Option(
                names = "--before",
                paramLabel = "DIR",
                description = "The mappings to compare with; the packed ones when it is not given.")
        private @Nullable Path before;

        @Option(names = "--mapping", description = "The mapping; the one whose source shape fits when it is not given.")
        private @Nullable String mapping;

        @Option(names = "--examples", defaultValue = "20", description = "Changed products shown one by one.")
        private int examples;

        @Override
        public Integer call() throws IOException {
            Path other = before;
            MappingSet old = Mappings.load(other == null ? MappingSource.packed() : MappingSource.directory(other));
            MappingSet.Tried tried = Mappings.tried(common.source());
            MappingSet next = tried.set();
            List<EffectPreview.Item> items = items();
            Mapping chosen = choose(
                    next,
                    mapping,
                    items.isEmpty()
                            ? JsonNodeFactory.instance.nullNode()
                            : items.get(0).snapshot());
            EffectPreview.Report report = new EffectPreview(
                            old, next, chosen.name(), further(chosen, old, next), examples)
                    .over(items.stream());
            List<Finding> errors = tried.findings().stream()
                    .filter(finding -> finding.level() == Finding.Level.ERROR)
                    .toList();
            if (common.json) {
                ObjectNode answer = PreviewJson.of(report).put("usable", tried.usable());
                ArrayNode list = answer.putArray("findings");
                errors.forEach(finding -> list.add(json(finding)));
                common.print(answer);
            } else {
                print(report, common.out());
                EffectPreview.Report onward = report.further();
                if (onward != null) {
                    common.out().println("What " + onward.mapping() + " makes of them:");
                    print(onward, common.out());
                }
                MappingCommand.print(errors, common.out());
            }
            return tried.usable() ? FINE : FOUND;
        }

        /** The mapping that reads what the chosen one writes, where both sets have one. */
        private static @Nullable String further(Mapping chosen, MappingSet old, MappingSet next) {
            return next.names().stream()
                    .sorted()
                    .filter(name -> old.names().contains(name)
                            && next.mapping(name).from().equals(chosen.to()))
                    .findFirst()
                    .orElse(null);
        }

        private List<EffectPreview.Item> items() throws IOException {
            List<EffectPreview.Item> items = new ArrayList<>();
            try (MappingIterator<JsonNode> documents =
                    CaseReader.JSON.readerFor(JsonNode.class).readValues(text(file))) {
                while (documents.hasNext()) {
                    items.add(item(documents.next()));
                }
            } catch (RuntimeJsonMappingException | JsonProcessingException e) {
                throw new WrongCall(
                        file + " is neither a JSON array nor one JSON object after the other: " + e.getMessage());
            }
            return items;
        }

        private static EffectPreview.Item item(JsonNode node) {
            boolean wrapped = node.path("snapshot").isObject();
            JsonNode snapshot = wrapped ? node.get("snapshot") : node;
            Map<String, String> parameters = new HashMap<>();
            if (wrapped) {
                node.path("parameters")
                        .properties()
                        .forEach(entry ->
                                parameters.put(entry.getKey(), entry.getValue().asText()));
            }
            String key = wrapped && node.has("key") ? node.get("key").asText() : firstText(snapshot);
            JsonNode edits = wrapped ? node.path("edits") : JsonNodeFactory.instance.objectNode();
            UnaryOperator<ObjectNode> over = target -> {
                edits.properties().forEach(entry -> target.set(entry.getKey(), entry.getValue()));
                return target;
            };
            Map<String, JsonNode> variables = new HashMap<>();
            if (wrapped) {
                node.path("with").properties().forEach(entry -> variables.put(entry.getKey(), entry.getValue()));
            }
            MappingContext context = new MappingContext(parameters, variables);
            return new EffectPreview.Item(key, snapshot, context, over, target -> context);
        }

        private static String firstText(JsonNode snapshot) {
            for (JsonNode value : snapshot) {
                if (value.isTextual()) {
                    return value.textValue();
                }
            }
            return snapshot.toString()
                    .substring(0, Math.min(40, snapshot.toString().length()));
        }

        private static void print(EffectPreview.Report report, PrintWriter out) {
            out.println(report.products() + " products: " + report.changed() + " change, " + report.becomeIncomplete()
                    + " become incomplete, "
                    + (report.becomeSkipped() > 0 ? report.becomeSkipped() + " are left out by a rule, " : "")
                    + report.becomeComplete() + " become complete, " + report.failing()
                    + " can no longer be mapped, " + report.mendedFailures() + " can be mapped again.");
            report.changedByField().forEach((field, count) -> out.println("    " + field + ": " + count));
            for (EffectPreview.Change change : report.examples()) {
                out.println(change.key());
                change.fields()
                        .forEach(field -> out.println("    " + field.field() + ": "
                                + EffectPreview.shown(field.before()) + " -> " + EffectPreview.shown(field.after())));
                change.lacksAfter().stream()
                        .filter(reason -> !change.lacksBefore().contains(reason))
                        .forEach(reason ->
                                out.println("    ! " + reason.sentence().ja()));
                Optional.ofNullable(change.failsAfter()).ifPresent(fails -> out.println("    ! " + fails.ja()));
            }
        }
    }

    @CommandLine.Command(name = "version", description = "Prints the version of the mappings.")
    static final class Version implements Callable<Integer> {
        @CommandLine.Mixin
        private Common common = new Common();

        @Override
        public Integer call() {
            MappingFiles files = common.source().read();
            if (common.json) {
                common.print(JsonNodeFactory.instance.objectNode().put("version", files.version()));
            } else {
                common.out().println(files.version());
            }
            return FINE;
        }
    }

    private static Mapping choose(MappingSet set, @Nullable String name, JsonNode document) {
        if (name != null) {
            if (!set.names().contains(name)) {
                throw new WrongCall("There is no mapping " + name + " among " + set.names() + ".");
            }
            return set.mapping(name);
        }
        return set.names().stream()
                .sorted()
                .map(set::mapping)
                .filter(mapping -> mapping.reads(document))
                .findFirst()
                .orElseThrow(() -> new WrongCall(
                        "No mapping reads a document of this shape; name one of " + set.names() + " with --mapping."));
    }

    private static JsonNode document(Path file) throws IOException {
        return parse(text(file), file.toString());
    }

    private static String text(Path file) throws IOException {
        if (!Files.isRegularFile(file)) {
            throw new WrongCall("There is no file " + file + ".");
        }
        WrittenText written = WrittenText.of(Files.readAllBytes(file));
        if (written.encoding() != Encoding.UTF_8) {
            boolean known = written.encoding() != Encoding.UNKNOWN;
            throw new WrongCall(file + " is "
                    + (known ? "written in " + written.encoding().label() : "not written in UTF-8")
                    + ": save it as UTF-8.\n" + file + " の文字コードは"
                    + (known ? written.encoding().label() + "です" : "UTF-8ではありません") + "。UTF-8で保存し直してください。");
        }
        return written.text();
    }

    private static JsonNode parse(String text, String where) {
        try {
            return CaseReader.JSON.readTree(text);
        } catch (JsonProcessingException e) {
            throw new WrongCall(where + " is not JSON: " + e.getOriginalMessage());
        }
    }
}
