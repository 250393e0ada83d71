package jp.shopbridge.mapping;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import jp.shopbridge.failure.MappingFailure;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/**
 * Executes every block of {@code docs/mapping-guide.md}. A comment before a block says what it is: a file, a change of the
 * shipped mapping, cases, a rule with what is given and what it gives, or a command, whose answer is the next block.
 */
class MappingGuideTest {

    private static final YAMLMapper YAML = new YAMLMapper();

    @TempDir
    Path folder = Path.of("");

    private static List<RecipeBook.Block> blocks() throws IOException {
        return RecipeBook.blocks(RecipeBook.GUIDE);
    }

    @Test
    void everyBlockIsExecuted() throws IOException {
        List<RecipeBook.Block> blocks = blocks();

        for (int i = 0; i < blocks.size(); i++) {
            RecipeBook.Block block = blocks.get(i);
            boolean answer =
                    i > 0 && blocks.get(i - 1).has("run") && block.language().equals("text");
            assertThat(answer
                            || Stream.of(
                                            "file",
                                            "run",
                                            "field",
                                            "skip",
                                            "parameters",
                                            "cases",
                                            "example",
                                            "settings",
                                            "head")
                                    .anyMatch(block::has))
                    .as("The block on line %d of the guide says what it is, so that it is executed", block.line())
                    .isTrue();
        }
        assertThat(blocks.stream().filter(block -> block.has("example"))).hasSizeGreaterThan(10);
        assertThat(blocks.stream().filter(block -> block.has("recipe"))).hasSizeGreaterThan(4);
    }

    @Test
    void theTourEndsAsItSays() throws IOException {
        List<RecipeBook.Block> blocks = blocks();
        for (int i = 0; i < blocks.size() && !blocks.get(i).has("recipe"); i++) {
            RecipeBook.Block block = blocks.get(i);
            if (block.has("file")) {
                Path file = folder.resolve(block.value("file"));
                Files.createDirectories(file.getParent());
                Files.writeString(file, block.text());
            }
            if (block.has("mistake")) {
                String[] words = block.value("mistake").split(" ");
                Path file = folder.resolve(words[0]);
                Files.writeString(file, Files.readString(file).replace(words[1], words[2]));
            }
            if (block.has("run")) {
                StringWriter out = new StringWriter();
                StringWriter err = new StringWriter();
                String[] arguments = block.text()
                        .strip()
                        .replace("java -jar futureshop-tiktok-bridge.jar ", "")
                        .replace("--mappings tour", "--mappings " + folder.resolve("tour"))
                        .replace("explain mug.json", "explain " + folder.resolve("mug.json"))
                        .split(" ");
                int status = new MappingCommand().run(arguments, new PrintWriter(out), new PrintWriter(err));

                assertThat(out.toString().strip())
                        .as("line %d: %s%s", block.line(), block.text(), err)
                        .isEqualTo(blocks.get(i + 1).text().strip());
                assertThat(status).as(block.text()).isEqualTo(Integer.parseInt(block.value("run")));
            }
        }
    }

    @TestFactory
    Stream<DynamicTest> recipes() throws IOException {
        return new RecipeBook(folder).tests(RecipeBook.GUIDE);
    }

    @TestFactory
    Stream<DynamicTest> examplesOfTheLanguage() throws IOException {
        return blocks().stream()
                .filter(block -> block.has("example"))
                .map(block -> DynamicTest.dynamicTest("line " + block.line(), () -> check(block)));
    }

    private static void check(RecipeBook.Block block) throws IOException {
        JsonNode example = YAML.readTree(block.text());
        String mapping = "mapping: a-to-b\nfrom: a\nto: b\n"
                + section(block.text(), "definitions")
                + section(block.text(), "parameters")
                + "fields:\n  - field: value\n"
                + section(block.text(), "rule").replaceFirst("rule:\\n", "").indent(2)
                + "  - field: there\n    constant: true\n";
        Map<String, byte[]> files = new TreeMap<>();
        put(files, "a-to-b.mapping.yaml", mapping);
        put(files, "shapes/a.schema.json", "{\"type\":\"object\"}");
        put(files, "shapes/b.schema.json", "{\"type\":\"object\"}");
        example.path("tables")
                .properties()
                .forEach(table -> put(
                        files,
                        "lookups/" + table.getKey() + ".csv",
                        table.getValue().asText()));

        MappingSet set = Mappings.load(() -> new MappingFiles(files));
        assertThat(set.warnings())
                .extracting(finding -> finding.kind().id())
                .isSubsetOf("absence-not-decided", "no-failing-case");
        JsonNode given = CaseReader.JSON.readTree(example.path("given").toString());
        Map<String, String> shop = new TreeMap<>();
        example.path("shop")
                .properties()
                .forEach(each -> shop.put(each.getKey(), each.getValue().asText()));
        MappingContext context = MappingContext.of(shop)
                .on(example.has("today") ? LocalDate.parse(example.path("today").asText()) : CaseReader.DAY);
        if (example.has("fails")) {
            try {
                set.mapping("a-to-b").apply(given, context);
            } catch (MappingFailure e) {
                assertThat(e.code()).isEqualTo(example.path("fails").asText());
                return;
            }
            throw new AssertionError("It was mapped: " + block.text());
        }
        MappingOutcome outcome = set.mapping("a-to-b").apply(given, context);
        JsonNode gives = example.path("gives");
        if (gives.asText().equals("nothing")) {
            assertThat(outcome.target().has("value")).isFalse();
        } else {
            ObjectNode wrapped = CaseReader.JSON.createObjectNode().set("value", gives);
            assertThat(outcome.target().path("value").toString())
                    .isEqualTo(wrapped.path("value").toString());
        }
        assertThat(outcome.reasons().stream().map(Reason::code))
                .containsExactlyElementsOf(
                        StreamSupport.stream(example.path("lacks").spliterator(), false)
                                .map(JsonNode::asText)
                                .toList());
    }

    /** The lines of one key of an example, as they are written. */
    private static String section(String text, String key) {
        Matcher found = Pattern.compile("(?m)^" + key + ":\\n((?:  .*\\n)+)").matcher(text);
        return found.find() ? found.group() : "";
    }

    private static void put(Map<String, byte[]> files, String path, String text) {
        files.put(path, text.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void theEditorSettingsNameTheSchemasThatExist() throws IOException {
        RecipeBook.Block settings = blocks().stream()
                .filter(block -> block.has("settings"))
                .findFirst()
                .orElseThrow();

        CaseReader.JSON
                .readTree(settings.text())
                .path("yaml.schemas")
                .fieldNames()
                .forEachRemaining(schema -> assertThat(Path.of(schema)).isRegularFile());
    }
}
