package jp.shopbridge.mapping;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * Every folder under {@code mistakes} is named for its mistake and holds the files that differ from {@code sound}; a
 * comment {@code # here} marks the line the finding has to name.
 */
class LinterTest {

    private static final Path SOUND = Path.of("src/test/resources/mapping/sound");
    private static final Path POSITIONS = Path.of("src/test/resources/mapping/positions.txt");
    private static final Path MISTAKES = Path.of("src/test/resources/mapping/mistakes");

    /** Kinds that may come along with another one, because one mistake has two sides. */
    private static final Map<String, Set<String>> ALONGSIDE = Map.of(
            "unreadable-file",
                    Set.of(
                            "unknown-column",
                            "unused-lookup",
                            "unused-sample",
                            "no-failing-case",
                            "type-mismatch",
                            "failed-case"),
            "lookalike-character",
                    Set.of("unknown-column", "unused-lookup", "unused-sample", "no-failing-case", "failed-case"),
            "looks-like-an-expression", Set.of("failed-case"),
            "bad-expression", Set.of("required-target-never-set"),
            "duplicate-column", Set.of("type-mismatch"),
            "explosive-expression", Set.of("required-target-never-set"),
            "wrong-parameter-type", Set.of("price-can-reach-zero"),
            "wrong-structure",
                    Set.of("required-target-never-set", "absence-not-decided", "no-failing-case", "failed-case"),
            "unknown-sample", Set.of("failed-case"),
            "unknown-table", Set.of("unused-lookup", "unused-parameter"));

    @Test
    void soundFilesHaveNoFindings() {
        assertThat(Mappings.load(MappingSource.directory(SOUND)).warnings()).isEmpty();
    }

    @TestFactory
    Stream<DynamicTest> mistakes() throws IOException {
        try (Stream<Path> folders = Files.list(MISTAKES)) {
            return folders.sorted().toList().stream()
                    .map(folder -> DynamicTest.dynamicTest(folder.getFileName().toString(), () -> check(folder)));
        }
    }

    @Test
    void everyKindOfFindingHasAMistake() throws IOException {
        try (Stream<Path> folders = Files.list(MISTAKES)) {
            Set<String> shown = folders.map(LinterTest::kind).collect(Collectors.toSet());

            assertThat(shown)
                    .containsExactlyInAnyOrderElementsOf(Arrays.stream(FindingKind.values())
                            .map(FindingKind::id)
                            .toList());
        }
    }

    /** File, line and column of each mistake's finding, as somebody looked at them; a line for each folder. */
    @Test
    void everyFindingPointsAtItsMistake() throws IOException {
        List<String> positions = new ArrayList<>();
        try (Stream<Path> folders = Files.list(MISTAKES)) {
            for (Path folder : folders.sorted().toList()) {
                positions.add(folder.getFileName() + " "
                        + found(withMistake(folder)).stream()
                                .filter(finding -> finding.kind().id().equals(kind(folder)))
                                .map(finding -> finding.at().toString())
                                .collect(Collectors.joining(" ")));
            }
        }

        assertThat(positions).containsExactlyElementsOf(Files.readAllLines(POSITIONS));
    }

    @Test
    void aRefusalNamesFileLineAndRemedy() {
        MappingSource broken = () -> withMistake(MISTAKES.resolve("unknown-function"));

        assertThatThrownBy(() -> Mappings.load(broken))
                .isInstanceOf(MappingsRefused.class)
                .hasMessageContaining("product-to-card.mapping.yaml:15:7: error [unknown-function]")
                .hasMessageContaining("Write one of: squeeze-space");
    }

    private static void check(Path folder) {
        String kind = kind(folder);
        MappingFiles files = withMistake(folder);
        List<Finding> found = found(files);

        assertThat(found)
                .as("%s", found.stream().map(Finding::line).toList())
                .extracting(finding -> finding.kind().id())
                .contains(kind);
        assertThat(found)
                .extracting(finding -> finding.kind().id())
                .allMatch(id -> id.equals(kind)
                        || ALONGSIDE.getOrDefault(kind, Set.of()).contains(id));
        assertThat(found).allSatisfy(finding -> {
            assertThat(finding.sentence().ja()).isNotBlank();
            assertThat(finding.sentence().en()).isNotBlank();
            assertThat(finding.remedy().ja()).isNotBlank();
            assertThat(finding.remedy().en()).isNotBlank();
        });
        marked(files).ifPresent(line -> assertThat(found)
                .filteredOn(finding -> finding.kind().id().equals(kind))
                .extracting(finding -> finding.at().line())
                .contains(line));
    }

    private static List<Finding> found(MappingFiles files) {
        Findings findings = new Findings();
        MappingSet set = MappingSet.parse(files, findings);
        if (!findings.hasErrors()) {
            set.runCases(findings);
        }
        return findings.sorted();
    }

    private static Optional<Integer> marked(MappingFiles files) {
        for (String path : files.files().keySet()) {
            List<String> lines = files.text(path).lines().toList();
            for (int i = 0; i < lines.size(); i++) {
                if (lines.get(i).endsWith("# here")) {
                    return Optional.of(i + 1);
                }
            }
        }
        return Optional.empty();
    }

    private static String kind(Path folder) {
        return folder.getFileName().toString().replaceFirst("--.*", "");
    }

    static MappingFiles withMistake(Path folder) {
        Map<String, byte[]> files =
                new TreeMap<>(MappingSource.directory(SOUND).read().files());
        files.putAll(MappingSource.directory(folder).read().files());
        return new MappingFiles(files);
    }

    static MappingFiles sound(String path, String text) {
        Map<String, byte[]> files =
                new TreeMap<>(MappingSource.directory(SOUND).read().files());
        files.put(path, text.getBytes(StandardCharsets.UTF_8));
        return new MappingFiles(files);
    }
}
