package jp.shopbridge.mapping;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
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

/** {@code try}: the value of an expression, and of steps, beside a document; nothing is written. */
@CommandLine.Command(
        name = "try",
        description = "Works out an expression, and steps, beside a document and shows every step; nothing is kept.")
final class TryCommand implements Callable<Integer> {

    @CommandLine.Mixin
    private MappingCommand.Common common = new MappingCommand.Common();

    @Parameters(index = "0", paramLabel = "FILE", description = "A JSON document, for example a sample.")
    private Path file = Path.of("");

    @Parameters(index = "1", paramLabel = "EXPRESSION", description = "As after take:, such as '.name' or '$group'.")
    private String expression = "";

    @Option(
            names = "--apply",
            paramLabel = "YAML",
            description = "Steps as under apply:, such as '[trim, shorten: 5]'.")
    private String steps = "";

    @Option(names = "--mapping", description = "The mapping; the one whose source shape fits when it is not given.")
    private @Nullable String mapping;

    @Option(names = "--parameter", paramLabel = "NAME=VALUE", description = "A shop's setting.")
    private Map<String, String> parameters = new HashMap<>();

    @Option(names = "--on", paramLabel = "DAY", description = "The day in Japan; today when it is not given.")
    private @Nullable LocalDate on;

    @Override
    public Integer call() throws IOException {
        MappingSet set = Mappings.tried(common.source()).set();
        JsonNode document = MappingCommand.document(file);
        Playground playground = Playground.of(
                        set, MappingCommand.choose(set, mapping, document).name(), expression, steps)
                .orElseThrow(() -> new MappingCommand.WrongCall("What is to be tried is too long."));
        List<Finding> found = playground.own(playground.look());
        if (found.stream().anyMatch(finding -> finding.level() == Finding.Level.ERROR)) {
            MappingCommand.print(found, common.out());
            return MappingCommand.FOUND;
        }
        Playground.Tried tried = playground.with(
                document,
                new MappingContext(parameters, Map.of(), on == null ? MappingContext.day(Clock.systemUTC()) : on));
        Explanation.Field field = tried.field();
        if (common.isJson()) {
            ObjectNode answer = new Explanation("try", field == null ? List.of() : List.of(field)).toJson();
            ArrayNode reasons = answer.putArray("reasons");
            tried.reasons().forEach(reason -> reasons.addObject()
                    .put("ja", reason.sentence().ja())
                    .put("en", reason.sentence().en()));
            common.print(answer);
        } else {
            if (field != null) {
                field.sources().forEach(source -> common.out()
                        .println("from " + source.expression() + ": " + EffectPreview.shown(source.value()) + " ("
                                + source.verdict() + ")"));
                field.steps().forEach(step -> common.out()
                        .println(step.step() + ": " + EffectPreview.shown(step.in()) + " -> "
                                + EffectPreview.shown(step.out())));
                common.out().println("= " + EffectPreview.shown(field.value()));
            }
            tried.reasons().forEach(reason -> common.out()
                    .println("! " + reason.sentence().ja()));
            MappingCommand.print(found, common.out());
        }
        return tried.reasons().isEmpty() ? MappingCommand.FINE : MappingCommand.FOUND;
    }
}
