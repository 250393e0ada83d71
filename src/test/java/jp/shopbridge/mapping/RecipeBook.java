package jp.shopbridge.mapping;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;

/** Pages whose recipes are done as they are printed: marks in comments before each block say what it is. */
final class RecipeBook {

    static final Path GUIDE = Path.of("docs/mapping-guide.md");
    static final Path COOKBOOK = Path.of("docs/cookbook.md");
    private static final String LISTING = "futureshop-product-to-listing";
    private static final Pattern BLOCK = Pattern.compile("(?s)```(\\w+)\\n(.*?)```");
    private static final Pattern MARK = Pattern.compile("<!-- ([a-z]+)(?:: (.*?))? -->");

    private final Path folder;

    RecipeBook(Path folder) {
        this.folder = folder;
    }

    /** A block with the marks before it, the newest last. */
    record Block(String language, String text, List<Map.Entry<String, String>> marks, int line) {

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

    /** The blocks of a page, up to where the program writes it. */
    static List<Block> blocks(Path page) throws IOException {
        String text = Files.readString(page);
        int made = text.indexOf("<!-- findings:begin -->");
        String written = made < 0 ? text : text.substring(0, made);
        List<Block> blocks = new ArrayList<>();
        int from = 0;
        for (Matcher block = BLOCK.matcher(written); block.find(); from = block.end()) {
            List<Map.Entry<String, String>> marks = new ArrayList<>();
            for (Matcher mark = MARK.matcher(written.substring(from, block.start())); mark.find(); ) {
                marks.add(Map.entry(mark.group(1), mark.group(2) == null ? "" : mark.group(2)));
            }
            int line = (int) written.substring(0, block.start()).lines().count() + 1;
            blocks.add(new Block(block.group(1), block.group(2), marks, line));
        }
        return blocks;
    }

    /** A test for each recipe of a page. */
    Stream<DynamicTest> tests(Path page) throws IOException {
        Map<String, List<Block>> recipes = new LinkedHashMap<>();
        List<Block> recipe = new ArrayList<>();
        for (Block block : blocks(page)) {
            if (block.has("recipe")) {
                recipe = recipes.computeIfAbsent(block.value("recipe"), name -> new ArrayList<>());
            }
            if (Stream.of("field", "value", "values", "below", "skip", "cases", "parameters", "file", "run")
                    .anyMatch(block::has)) {
                recipe.add(block);
            }
        }
        return recipes.entrySet().stream()
                .map(entry -> DynamicTest.dynamicTest(entry.getKey(), () -> check(entry.getKey(), entry.getValue())));
    }

    /** A copy of the shipped folder, changed as the recipe says and by nothing else; every shipped case still counts. */
    void check(String name, List<Block> recipe) throws IOException {
        Map<String, byte[]> files = new TreeMap<>(
                MappingSource.directory(Path.of("mappings")).read().files());
        String mapping = text(files, LISTING + MappingFiles.MAPPING);
        String cases = "";
        List<String> runs = new ArrayList<>();
        for (Block block : recipe) {
            if (block.has("field")) {
                mapping = replaced(mapping, "field: " + block.value("field"), block.text());
            } else if (block.has("value")) {
                mapping = replaced(mapping, "value: " + block.value("value"), block.text());
            } else if (block.has("values")) {
                mapping = mapping.replaceFirst(
                        "(?m)^fields:\\n", Matcher.quoteReplacement(block.text().indent(2) + "\nfields:\n"));
            } else if (block.has("below")) {
                mapping = below(mapping, block.value("below"), block.text());
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
                Charset charset =
                        block.has("encoding") ? Charset.forName(block.value("encoding")) : StandardCharsets.UTF_8;
                files.put(block.value("file"), block.text().getBytes(charset));
            }
        }
        assertThat(cases).isNotEmpty();
        files.put(LISTING + MappingFiles.MAPPING, mapping.getBytes(StandardCharsets.UTF_8));
        String head = blocks(GUIDE).stream()
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
    private static String replaced(String mapping, String item, String text) {
        List<String> lines = mapping.lines().toList();
        int start = -1;
        for (int i = 0; i < lines.size() && start < 0; i++) {
            start = lines.get(i).strip().equals("- " + item) ? i : -1;
        }
        assertThat(start).as("the mapping has %s", item).isNotNegative();
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

    /** The mapping with a text put below the one line that reads so, at its depth. */
    private static String below(String mapping, String line, String text) {
        List<String> lines = new ArrayList<>(mapping.lines().toList());
        List<Integer> places = IntStream.range(0, lines.size())
                .filter(number -> lines.get(number).strip().equals(line))
                .boxed()
                .toList();
        assertThat(places).as("the lines that read %s", line).hasSize(1);
        lines.add(
                places.get(0) + 1,
                text.stripTrailing().indent(depth(lines.get(places.get(0)))).stripTrailing());
        return String.join("\n", lines) + "\n";
    }

    private static int depth(String line) {
        return line.length() - line.stripLeading().length();
    }

    private static String text(Map<String, byte[]> files, String path) {
        return new String(files.getOrDefault(path, new byte[0]), StandardCharsets.UTF_8);
    }
}
