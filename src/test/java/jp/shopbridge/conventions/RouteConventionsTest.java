package jp.shopbridge.conventions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * Every file of {@code routes/} keeps every rule, and every rule has been seen to fail: each file of
 * {@code src/test/resources/conventions/} breaks the rule its first line names ({@code # breaks: <rule>}, and where the
 * stage matters {@code # stage: <stage>}).
 */
class RouteConventionsTest {

    private static final Path FIXTURES = Path.of("src/test/resources/conventions");
    private static final Project PROJECT = new Project();

    @TestFactory
    Stream<DynamicTest> everyRouteFileKeeps() {
        List<RouteFile> files = Project.routeFiles();
        return rules().stream()
                .map(rule -> dynamicTest(rule.name(), () -> assertThat(rule.problems(files, PROJECT))
                        .as(rule.name())
                        .isEmpty()));
    }

    @TestFactory
    Stream<DynamicTest> isRefused() {
        return offendingFiles().stream().map(path -> {
            String stage = directive(path, "stage").orElse("intake");
            RouteFile file = RouteFile.read(path, stage);
            String broken = directive(path, "breaks").orElse("a rule that the file's first line does not name");
            return dynamicTest(file.name() + " breaks " + broken, () -> {
                RouteRule rule = rules().stream()
                        .filter(candidate -> candidate.name().equals(broken))
                        .findFirst()
                        .orElseThrow(() -> new AssertionError("There is no rule named '" + broken + "'."));
                assertThat(rule.problems(List.of(file), PROJECT))
                        .as("what %s says about %s", broken, file.name())
                        .isNotEmpty();
            });
        });
    }

    @Test
    void everyRuleHasAFileThatBreaksIt() {
        Set<String> untested = new TreeSet<>();
        rules().forEach(rule -> untested.add(rule.name()));
        for (Path path : offendingFiles()) {
            directive(path, "breaks").ifPresent(untested::remove);
        }

        assertThat(untested).isEmpty();
    }

    @Test
    void aRouteWrittenAsItShouldBeBreaksNoRule() {
        List<RouteFile> files = List.of(
                RouteFile.read(FIXTURES.resolve("as-it-should-be/intake.camel.yaml")),
                RouteFile.read(FIXTURES.resolve("as-it-should-be/policies.camel.yaml")));

        for (RouteRule rule : rules()) {
            assertThat(rule.problems(files, PROJECT)).as(rule.name()).isEmpty();
        }
    }

    @Test
    void everySettingOfAStageIsUsed() {
        assertThat(ReferenceRules.unusedSettings(Project.routeFiles(), PROJECT)).isEmpty();
    }

    private static List<RouteRule> rules() {
        List<RouteRule> rules = new ArrayList<>(NamingRules.all());
        rules.addAll(NotationRules.all());
        rules.addAll(ReferenceRules.all());
        rules.addAll(CatalogRules.all());
        return rules;
    }

    private static List<Path> offendingFiles() {
        return Project.files(FIXTURES, ".camel.yaml").stream()
                .filter(path -> FIXTURES.equals(path.getParent()))
                .toList();
    }

    private static Optional<String> directive(Path path, String name) {
        return Project.text(path)
                .lines()
                .filter(line -> line.startsWith("# " + name + ": "))
                .map(line -> line.substring(name.length() + 4))
                .findFirst();
    }
}
