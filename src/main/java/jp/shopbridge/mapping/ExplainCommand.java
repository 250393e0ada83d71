package jp.shopbridge.mapping;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code explain}: why every field of a document has its value. */
@CommandLine.Command(name = "explain", description = "Says for every field why it has its value.")
final class ExplainCommand implements Callable<Integer> {
    @CommandLine.Mixin
    private MappingCommand.Common common = new MappingCommand.Common();

    @Parameters(index = "0", paramLabel = "FILE", description = "A JSON document, for example a sample.")
    private Path file = Path.of("");

    @Option(
            names = "--field",
            description = "Only this field and the ones below it, such as skus[0].price; price is that of every SKU.")
    private @Nullable String field;

    @Option(names = "--mapping", description = "The mapping; the one whose source shape fits when it is not given.")
    private @Nullable String mapping;

    @Option(names = "--parameter", paramLabel = "NAME=VALUE", description = "A shop's setting.")
    private Map<String, String> parameters = new HashMap<>();

    @Option(names = "--with", paramLabel = "NAME=JSON", description = "A variable: JSON, or the path of a JSON file.")
    private Map<String, String> variables = new HashMap<>();

    @Option(
            names = "--on",
            paramLabel = "DAY",
            description =
                    "The day in Japan, such as 2026-12-01, for rules that depend on it; today when it is not given.")
    private @Nullable LocalDate on;

    @Override
    public Integer call() throws IOException {
        MappingSet.Tried tried = Mappings.tried(common.source());
        MappingSet set = tried.set();
        JsonNode document = MappingCommand.document(file);
        Mapping chosen = MappingCommand.choose(set, mapping, document);
        Map<String, JsonNode> given = new HashMap<>();
        for (Map.Entry<String, String> variable : variables.entrySet()) {
            Path path = Path.of(variable.getValue());
            given.put(
                    variable.getKey(),
                    variable.getValue().endsWith(".json") && Files.isRegularFile(path)
                            ? MappingCommand.document(path)
                            : MappingCommand.parse(variable.getValue(), "--with " + variable.getKey()));
        }
        Mapping.Explained explained = chosen.applyExplained(
                document,
                new MappingContext(parameters, given, on == null ? MappingContext.day(Clock.systemUTC()) : on));
        List<Explanation.Field> fields = wanted(explained.explanation().fields());
        if (fields.isEmpty()) {
            throw new MappingCommand.WrongCall("The mapping " + chosen.name() + " writes no field " + field + ".");
        }
        Explanation shown = new Explanation(chosen.name(), fields);
        List<Reason> reasons = explained.outcome().reasons();
        if (common.isJson()) {
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
                    .println("! " + reason.field() + ": " + reason.sentence().ja()));
            long failing = tried.findings().stream()
                    .filter(finding -> finding.kind() == FindingKind.FAILED_CASE)
                    .count();
            if (failing > 0) {
                common.out()
                        .println("These files are not used yet: " + failing + " cases do not hold; test tells which.");
            }
        }
        return MappingCommand.FINE;
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
