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
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
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

    private static final Path GUIDE = Path.of("docs/mapping-guide.md");
    private static final String LISTING = "futureshop-product-to-listing";
    private static final Pattern BLOCK = Pattern.compile("(?s)```(\\w+)\\n(.*?)```");
    private static final Pattern MARK = Pattern.compile("<!-- ([a-z]+)(?:: (.*?))? -->");
    private static final YAMLMapper YAML = new YAMLMapper();

    @TempDir
    Path folder = Path.of("");

    /** A block with the marks before it, the newest last. */
    private record Block(String language, String text, List<Map.Entry<String, String>> marks, int line) {

        boolean has(String mark) {
            return marks.stream().anyMatch(each -> each.getKey().equals(mark));
        }

        String value(String mark) {
            return marks.stream()
                    .filter(each -> each.getKey().equals(mark))
                    .map(Map.Entry::getValue)
                    .findFirst()
                    .orElseThrow();
        }
    }

    private static List<Block> blocks() throws IOException {
        String guide = Files.readString(GUIDE);
        guide = guide.substring(0, guide.indexOf("<!-- findings:begin -->"));
        List<Block> blocks = new ArrayList<>();
        int from = 0;
        for (Matcher block = BLOCK.matcher(guide); block.find(); from = block.end()) {
            List<Map.Entry<String, String>> marks = new ArrayList<>();
            for (Matcher mark = MARK.matcher(guide.substring(from, block.start())); mark.find(); ) {
                marks.add(Map.entry(mark.group(1), mark.group(2) == null ? "" : mark.group(2)));
            }
            int line = (int) guide.substring(0, block.start()).lines().count() + 1;
            blocks.add(new Block(block.group(1), block.group(2), marks, line));
        }
        return blocks;
    }

    @Test
    void everyBlockIsExecuted() throws IOException {
        List<Block> blocks = blocks();

        for (int i = 0; i < blocks.size(); i++) {
            Block block = blocks.get(i);
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
        List<Block> blocks = blocks();
        for (int i = 0; i < blocks.size() && !blocks.get(i).has("recipe"); i++) {
            Block block = blocks.get(i);
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
        Map<String, List<Block>> recipes = new LinkedHashMap<>();
        List<Block> recipe = new ArrayList<>();
        for (Block block : blocks()) {
            if (block.has("recipe")) {
                recipe = recipes.computeIfAbsent(block.value("recipe"), name -> new ArrayList<>());
            }
            if (Stream.of("field", "skip", "cases", "parameters", "file", "run").anyMatch(block::has)) {
                recipe.add(block);
            }
        }
        return recipes.entrySet().stream()
                .map(entry -> DynamicTest.dynamicTest(entry.getKey(), () -> check(entry.getKey(), entry.getValue())));
    }

    /** A copy of the shipped folder, changed as the recipe says and by nothing else; every shipped case still counts. */
    private void check(String name, List<Block> recipe) throws IOException {
        Map<String, byte[]> files = new TreeMap<>(
                MappingSource.directory(Path.of("mappings")).read().files());
        String mapping = text(files, LISTING + MappingFiles.MAPPING);
        String cases = "";
        List<String> runs = new ArrayList<>();
        for (Block block : recipe) {
            if (block.has("field")) {
                mapping = replaced(mapping, block.value("field"), block.text());
            } else if (block.has("parameters")) {
                mapping = mapping.replaceFirst(
                        "(?m)^parameters:\\n",
                        Matcher.quoteReplacement("parameters:\n" + block.text().indent(2)));
            } else if (block.has("skip")) {
                mapping =
                        mapping.replaceFirst("(?m)^fields:\\n", Matcher.quoteReplacement(block.text() + "\nfields:\n"));
            } else if (block.has("cases")) {
                cases = block.text();
            } else if (block.has("run")) {
                runs.add(block.text().strip().replace("java -jar futureshop-tiktok-bridge.jar ", ""));
            } else {
                files.put(block.value("file"), block.text().getBytes(StandardCharsets.UTF_8));
            }
        }
        assertThat(cases).isNotEmpty();
        files.put(LISTING + MappingFiles.MAPPING, mapping.getBytes(StandardCharsets.UTF_8));
        String head = blocks().stream()
                .filter(block -> block.has("head"))
                .findFirst()
                .orElseThrow()
                .text();
        files.put(LISTING + ".shop" + MappingFiles.TESTS, (head + cases.indent(2)).getBytes(StandardCharsets.UTF_8));
        Path copy = folder.resolve(name);
        for (Map.Entry<String, byte[]> file : files.entrySet()) {
            Path path = copy.resolve(file.getKey());
            Files.createDirectories(Objects.requireNonNull(path.getParent()));
            Files.write(path, file.getValue());
        }
        for (String run : runs) {
            StringWriter out = new StringWriter();
            int status = new MappingCommand()
                    .run(
                            (run + " --mappings " + copy).split(" "),
                            new PrintWriter(out),
                            new PrintWriter(new StringWriter()));
            assertThat(status).as(out.toString()).isZero();
        }

        assertThat(Mappings.load(MappingSource.directory(copy)).warnings()).isEmpty();
    }

    /** The mapping with the item of that field, wherever it stands, replaced by another text at the same depth. */
    private static String replaced(String mapping, String field, String text) {
        List<String> lines = mapping.lines().toList();
        int start = -1;
        for (int i = 0; i < lines.size() && start < 0; i++) {
            start = lines.get(i).strip().equals("- field: " + field) ? i : -1;
        }
        assertThat(start).as("the mapping has the field %s", field).isNotNegative();
        int depth = lines.get(start).indexOf('-');
        int end = start + 1;
        while (end < lines.size() && (lines.get(end).isBlank() || depth(lines.get(end)) > depth)) {
            end++;
        }
        return Stream.of(lines.subList(0, start), text.indent(depth).lines().toList(), lines.subList(end, lines.size()))
                        .flatMap(List::stream)
                        .collect(Collectors.joining("\n"))
                + "\n";
    }

    private static int depth(String line) {
        return line.length() - line.stripLeading().length();
    }

    private static String text(Map<String, byte[]> files, String path) {
        return new String(files.getOrDefault(path, new byte[0]), StandardCharsets.UTF_8);
    }

    @TestFactory
    Stream<DynamicTest> examplesOfTheLanguage() throws IOException {
        return blocks().stream()
                .filter(block -> block.has("example"))
                .map(block -> DynamicTest.dynamicTest("line " + block.line(), () -> check(block)));
    }

    private static void check(Block block) throws IOException {
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
        Block settings = blocks().stream()
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
