package jp.shopbridge.mapping;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.Callable;
import jp.shopbridge.Command;
import jp.shopbridge.failure.Failure;
import jp.shopbridge.spreadsheet.WrittenText;
import jp.shopbridge.spreadsheet.WrittenText.Encoding;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
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
            TestCommand.class,
            ExplainCommand.class,
            PreviewCommand.class,
            SchemaCommand.class,
            TryCommand.class,
            MappingCommand.Version.class
        })
public final class MappingCommand implements Command {

    static final int FINE = 0;
    static final int FOUND = 1;
    private static final String NO_MISTAKES = "No mistakes found.";
    private static final int WRONG_CALL = 2;

    @Override
    public Set<String> names() {
        return Set.of("lint", "test", "explain", "preview", "schema", "try", "version");
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
    static final class WrongCall extends RuntimeException {
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

        /** The folder that may be written to; the packed files may not. */
        Path folder() {
            Path named = folder == null ? Path.of("mappings") : folder;
            if (!Files.isDirectory(named)) {
                throw new WrongCall("The packed mappings cannot be written to; name a folder with --mappings DIR.");
            }
            return named;
        }

        boolean isJson() {
            return json;
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
            return report(findings, common, strict, NO_MISTAKES);
        }
    }

    static int report(Findings findings, Common common, boolean strict, String fine) {
        List<Finding> found = findings.sorted();
        boolean bad = findings.hasErrors() || (strict && !found.isEmpty());
        if (common.json) {
            ObjectNode answer = JsonNodeFactory.instance.objectNode().put("ok", !bad);
            ArrayNode list = answer.putArray("findings");
            found.forEach(finding -> list.add(json(finding)));
            common.print(answer);
        } else {
            print(found, common.out());
            long warnings = found.stream()
                    .filter(finding -> finding.level() == Finding.Level.WARNING)
                    .count();
            if (!bad) {
                common.out()
                        .println(
                                warnings == 0 || !fine.equals(NO_MISTAKES)
                                        ? fine
                                        : "No errors; " + warnings + (warnings == 1 ? " warning." : " warnings."));
            }
        }
        return bad ? FOUND : FINE;
    }

    static void print(List<Finding> findings, PrintWriter out) {
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

    static Mapping choose(MappingSet set, @Nullable String name, JsonNode document) {
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

    static JsonNode document(Path file) throws IOException {
        return parse(text(file), file.toString());
    }

    static String text(Path file) throws IOException {
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

    static JsonNode parse(String text, String where) {
        try {
            return CaseReader.JSON.readTree(text);
        } catch (JsonProcessingException e) {
            throw new WrongCall(where + " is not JSON: " + e.getOriginalMessage());
        }
    }
}
