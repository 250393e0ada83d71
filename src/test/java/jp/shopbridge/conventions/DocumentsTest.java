package jp.shopbridge.conventions;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import jp.shopbridge.mapping.EditorSchema;
import jp.shopbridge.mapping.FindingKind;
import jp.shopbridge.mapping.FolderSchema;
import jp.shopbridge.mapping.MappingSource;
import jp.shopbridge.mapping.function.Constraint;
import jp.shopbridge.mapping.function.Constraints;
import jp.shopbridge.mapping.function.Example;
import jp.shopbridge.mapping.function.Function;
import jp.shopbridge.mapping.function.Functions;
import jp.shopbridge.mapping.function.Parameter;
import jp.shopbridge.staging.ListingEvent;
import jp.shopbridge.staging.ListingState;
import jp.shopbridge.staging.Transitions;
import org.junit.jupiter.api.Test;

/**
 * Documents that are made from the program are what the program would make now. {@code mvn -Dtest=DocumentsTest
 * -DwriteDocuments=true test} writes them anew.
 */
class DocumentsTest {

    private static final Pattern FACT = Pattern.compile("(docs/facts/[a-z-]+\\.md) ([0-9](?:\\.[0-9])?)");
    private static final String BEGIN = "<!-- states:begin -->";
    private static final String END = "<!-- states:end -->";
    private static final boolean WRITE = Boolean.getBoolean("writeDocuments");

    @Test
    void commentsPointAtFactsThatStandInTheRepository() throws IOException {
        List<String> lost = new ArrayList<>();
        for (Path source : Project.files(Path.of("src"), ".java")) {
            Matcher pointer = FACT.matcher(Project.text(source));
            while (pointer.find()) {
                Path facts = Path.of(pointer.group(1));
                String section = pointer.group(2);
                if (!Files.exists(facts)
                        || !Project.text(facts).contains(" " + section + (section.contains(".") ? " " : ". "))) {
                    lost.add(source + " points at " + pointer.group());
                }
            }
        }

        assertThat(lost).isEmpty();
    }

    @Test
    void routesPageNamesEveryRouteInOneSentence() throws IOException {
        StringBuilder page =
                new StringBuilder("# Routes\n\nEvery route in one sentence, made from `routes/`; the file of a"
                        + " stage has its name, and the API has a file for each resource.\n");
        for (RouteFile file : Project.routeFiles()) {
            StringBuilder table = new StringBuilder();
            for (JsonNode route : file.routes()) {
                table.append("| `").append(route.path("id").asText()).append("` | ");
                table.append(route.path("description").asText().strip()).append(" |\n");
            }
            if (!table.isEmpty()) {
                String name = file.name().replace(".camel.yaml", "");
                page.append("\n## ").append(file.stage().equals(name) ? name : file.stage() + "/" + name);
                page.append("\n\n| route | what it does |\n| --- | --- |\n").append(table);
            }
        }

        isOrBecomes(Path.of("docs/routes.md"), page.toString());
    }

    @Test
    void architecturePageShowsTheStateTable() throws IOException {
        StringBuilder states = new StringBuilder(BEGIN).append("\n| state | shown as | meaning | leaves to |\n");
        states.append("| --- | --- | --- | --- |\n");
        for (ListingState state : ListingState.values()) {
            Map<ListingEvent, ListingState> next = Transitions.table().getOrDefault(state, Map.of());
            List<String> leaves = next.entrySet().stream()
                    .filter(step -> step.getValue() != state)
                    .map(step ->
                            step.getValue().id() + " (" + step.getKey().name().toLowerCase(Locale.ROOT) + ")")
                    .toList();
            states.append("| ")
                    .append(state.id())
                    .append(" | ")
                    .append(state.ja())
                    .append(" | ");
            states.append(state.meaning())
                    .append(" | ")
                    .append(String.join(", ", leaves))
                    .append(" |\n");
        }
        states.append("\n| event | meaning |\n| --- | --- |\n");
        for (ListingEvent event : ListingEvent.values()) {
            states.append("| ").append(event.name().toLowerCase(Locale.ROOT)).append(" | ");
            states.append(event.meaning()).append(" |\n");
        }
        Path page = Path.of("ARCHITECTURE.md");
        String text = Files.readString(page);

        isOrBecomes(page, text.substring(0, text.indexOf(BEGIN)) + states + text.substring(text.indexOf(END)));
    }

    @Test
    void mappingGuideShowsWhatTheLinterFinds() throws IOException {
        StringBuilder findings = new StringBuilder("| finding | level | what it means |\n| --- | --- | --- |\n");
        for (FindingKind kind : FindingKind.values()) {
            findings.append("| `").append(kind.id()).append("` | ");
            findings.append(kind.level().name().toLowerCase(Locale.ROOT)).append(" | ");
            findings.append(kind.meaning()).append(" |\n");
        }

        chapterIsOrBecomes("findings", findings.toString());
    }

    @Test
    void mappingGuideShowsEveryFunction() throws IOException {
        StringBuilder chapter = new StringBuilder();
        String family = "";
        for (Function function : Functions.standard().all()) {
            if (!function.family().equals(family)) {
                family = function.family();
                chapter.append("\n### ").append(family).append("\n");
            }
            chapter.append("\n#### `").append(function.name()).append("`\n\n");
            chapter.append(function.summary())
                    .append(" Takes ")
                    .append(function.takes().en());
            chapter.append(", gives ").append(function.gives().en()).append('.');
            if (function.lossy()) {
                chapter.append(" It drops part of the value: say why under `note`.");
            }
            chapter.append("\n\n");
            for (Parameter parameter : function.parameters()) {
                chapter.append("- `").append(parameter.name()).append("` (");
                chapter.append(parameter.kind().en()).append("): ").append(parameter.summary());
                if (!parameter.oneOf().isEmpty()) {
                    chapter.append("; one of ").append(String.join(", ", parameter.oneOf()));
                }
                JsonNode fallback = parameter.fallback();
                if (parameter.required()) {
                    chapter.append("; has to be written");
                } else if (fallback != null) {
                    chapter.append("; ").append(code(fallback.toString())).append(" when it is not written");
                }
                chapter.append("\n");
            }
            examples(chapter, function.name(), function.examples());
        }

        chapterIsOrBecomes("functions", chapter.append('\n').toString());
    }

    @Test
    void mappingGuideShowsEveryRequirement() throws IOException {
        StringBuilder chapter = new StringBuilder();
        for (Constraint constraint : Constraints.all()) {
            chapter.append("\n### `").append(constraint.name()).append("`\n\n");
            chapter.append(constraint.summary()).append(" The reason's code is `");
            chapter.append(constraint.code()).append("`.\n\n");
            examples(chapter, constraint.name(), constraint.examples());
        }

        chapterIsOrBecomes("demands", chapter.append('\n').toString());
    }

    private static void examples(StringBuilder chapter, String name, List<Example> examples) {
        chapter.append(chapter.toString().endsWith("\n\n") ? "" : "\n");
        chapter.append("| in | written | out |\n| --- | --- | --- |\n");
        for (Example example : examples) {
            String arguments = example.arguments();
            String out = example.out();
            chapter.append("| ").append(code(example.in())).append(" | ");
            chapter.append(code(arguments == null ? name : name + ": " + arguments))
                    .append(" | ");
            chapter.append(out == null ? "*refused*" : out.isEmpty() ? "*no value*" : code(out))
                    .append(" |\n");
        }
    }

    private static String code(String text) {
        String escaped = text.replace("|", "\\|").replace("\n", "\\n");
        return escaped.contains("`") ? "`` " + escaped + " ``" : "`" + escaped + "`";
    }

    private static void chapterIsOrBecomes(String name, String chapter) throws IOException {
        Path page = Path.of("docs/mapping-guide.md");
        String text = Files.readString(page);
        String begin = "<!-- " + name + ":begin -->";

        isOrBecomes(
                page,
                text.substring(0, text.indexOf(begin) + begin.length())
                        + "\n"
                        + chapter
                        + text.substring(text.indexOf("<!-- " + name + ":end -->")));
    }

    @Test
    void settingsPageNamesEverySettingWithItsDefaultAndWhatItDoes() throws Exception {
        String page = SettingsPage.made();

        isOrBecomes(Path.of("docs/settings.md"), page);
        assertThat(SettingsPage.named(page))
                .containsAll(new Project()
                        .settings().stream()
                                .filter(name -> !name.equals("bridge.shops"))
                                .toList());
    }

    @Test
    void editorsKnowEveryKeyOfAMapping() throws IOException {
        isOrBecomes(
                Path.of("mappings/schema/mapping.schema.json"),
                FolderSchema.ofMappings(MappingSource.directory(Path.of("mappings"))
                                        .read())
                                .toPrettyString()
                        + "\n");
        isOrBecomes(
                Path.of("mappings/schema/tests.schema.json"),
                EditorSchema.ofCases().toPrettyString() + "\n");
    }

    @Test
    void securityPageNamesOnlyTestsThatExist() throws IOException {
        Map<String, String> sources = new HashMap<>();
        try (Stream<Path> files = Files.walk(Path.of("src/test/java"))) {
            for (Path file :
                    files.filter(path -> path.toString().endsWith(".java")).toList()) {
                sources.put(file.getFileName().toString().replace(".java", ""), Files.readString(file));
            }
        }
        List<String> missing = new ArrayList<>();
        Matcher named = Pattern.compile("`(\\w+(?:Test|IT))(?:#(\\w+))?`")
                .matcher(Files.readString(Path.of("docs/security.md")));
        int found = 0;
        while (named.find()) {
            found++;
            String source = sources.get(named.group(1));
            String method = named.group(2);
            if (source == null || (method != null && !source.contains(" " + method + "("))) {
                missing.add(named.group());
            }
        }

        assertThat(missing)
                .as("tests that docs/security.md names and that do not exist")
                .isEmpty();
        assertThat(found).as("tests that docs/security.md names").isPositive();
    }

    private static void isOrBecomes(Path page, String wanted) throws IOException {
        if (WRITE) {
            Path folder = page.getParent();
            if (folder != null) {
                Files.createDirectories(folder);
            }
            Files.writeString(page, wanted);
        }
        assertThat(page)
                .as("%s is made from the program; write it anew with -DwriteDocuments=true", page)
                .content()
                .isEqualTo(wanted);
    }
}
