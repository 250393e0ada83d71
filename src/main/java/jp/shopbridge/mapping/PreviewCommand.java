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
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code preview}: what two versions of a mapping make of exported products. */
@CommandLine.Command(
        name = "preview",
        description = "Compares what two versions of a mapping make of exported products.")
final class PreviewCommand implements Callable<Integer> {
    @CommandLine.Mixin
    private MappingCommand.Common common = new MappingCommand.Common();

    @Parameters(
            index = "0",
            paramLabel = "FILE",
            description = "Exported products: a JSON array, or one JSON object per line. An object may be a product,"
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

    @Option(
            names = "--on",
            paramLabel = "DAY",
            description =
                    "The day in Japan, such as 2026-12-01, for which the effect is asked; what is compared with is today's.")
    private @Nullable LocalDate on;

    @Override
    public Integer call() throws IOException {
        Path other = before;
        MappingSet old = Mappings.load(other == null ? MappingSource.packed() : MappingSource.directory(other));
        MappingSet.Tried tried = Mappings.tried(common.source());
        MappingSet next = tried.set();
        List<EffectPreview.Item> items = items();
        Mapping chosen = MappingCommand.choose(
                next,
                mapping,
                items.isEmpty()
                        ? JsonNodeFactory.instance.nullNode()
                        : items.get(0).snapshot());
        EffectPreview.Report report = new EffectPreview(
                        old, next, chosen.name(), further(chosen, old, next), examples, on)
                .over(items.stream());
        List<Finding> errors = tried.findings().stream()
                .filter(finding -> finding.level() == Finding.Level.ERROR)
                .toList();
        if (common.isJson()) {
            ObjectNode answer = PreviewJson.of(report).put("usable", tried.usable());
            ArrayNode list = answer.putArray("findings");
            errors.forEach(finding -> list.add(MappingCommand.json(finding)));
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
        return tried.usable() ? MappingCommand.FINE : MappingCommand.FOUND;
    }

    /** The mapping that reads what the chosen one writes, where both sets have one. */
    private static @Nullable String further(Mapping chosen, MappingSet old, MappingSet next) {
        return next.names().stream()
                .sorted()
                .filter(name ->
                        old.names().contains(name) && next.mapping(name).from().equals(chosen.to()))
                .findFirst()
                .orElse(null);
    }

    private List<EffectPreview.Item> items() throws IOException {
        List<EffectPreview.Item> items = new ArrayList<>();
        try (MappingIterator<JsonNode> documents =
                CaseReader.JSON.readerFor(JsonNode.class).readValues(MappingCommand.text(file))) {
            while (documents.hasNext()) {
                items.add(item(documents.next()));
            }
        } catch (RuntimeJsonMappingException | JsonProcessingException e) {
            throw new MappingCommand.WrongCall(
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
        MappingContext context = new MappingContext(parameters, variables, MappingContext.day(Clock.systemUTC()));
        return new EffectPreview.Item(key, snapshot, context, over, target -> context);
    }

    private static String firstText(JsonNode snapshot) {
        for (JsonNode value : snapshot) {
            if (value.isTextual()) {
                return value.textValue();
            }
        }
        return snapshot.toString().substring(0, Math.min(40, snapshot.toString().length()));
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
                    .forEach(field -> out.println("    " + field.field() + ": " + EffectPreview.shown(field.before())
                            + " -> " + EffectPreview.shown(field.after())));
            change.lacksAfter().stream()
                    .filter(reason -> !change.lacksBefore().contains(reason))
                    .forEach(reason -> out.println("    ! " + reason.sentence().ja()));
            Optional.ofNullable(change.failsAfter()).ifPresent(fails -> out.println("    ! " + fails.ja()));
        }
    }
}
