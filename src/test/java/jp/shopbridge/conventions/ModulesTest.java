package jp.shopbridge.conventions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.EvaluationResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** The application keeps the module rules, and the offending classes break every one of them. */
class ModulesTest {

    private static final String ROOT = "jp.shopbridge";
    private static final String OFFENDING = "jp.shopbridge.conventions.offending";
    private static final Pattern SQL_IN_JAVA = Pattern.compile(
            "\"\\s*(?i:select\\s+[\\w*(].*\\bfrom\\b|select\\s+[a-z_]+,|insert\\s+into\\s|update\\s+\\w+\\s+set\\b|delete\\s+from\\s|merge\\s+into\\s)");

    @TestFactory
    Stream<DynamicTest> theApplicationKeeps() {
        return new Modules(ROOT)
                .rules().entrySet().stream()
                        .map(rule ->
                                dynamicTest(rule.getKey(), () -> rule.getValue().check(Project.classes())));
    }

    @TestFactory
    Stream<DynamicTest> theOffendingClassesBreak() {
        JavaClasses offending = new ClassFileImporter().importPackages(OFFENDING);
        return new Modules(OFFENDING)
                .rules().entrySet().stream()
                        .map(rule -> dynamicTest(rule.getKey(), () -> {
                            EvaluationResult result = rule.getValue().evaluate(offending);
                            assertThat(result.hasViolation()).as(rule.getKey()).isTrue();
                        }));
    }

    @Test
    void everyPackageSaysItsJobAndIsNullMarked() {
        List<String> silent = new ArrayList<>();
        for (Path source : Project.files(Path.of("src"), ".java")) {
            Path note = source.resolveSibling("package-info.java");
            if (!Files.exists(note) || !Project.text(note).contains("@NullMarked")) {
                silent.add(source + ": its package has no package-info.java with @NullMarked that says its job.");
            }
        }

        assertThat(silent).isEmpty();
    }

    @Test
    void statementsStandInFilesOfTheirOwn() {
        List<String> inJava = new ArrayList<>();
        for (Path source : Project.files(Path.of("src/main/java"), ".java")) {
            Project.text(source)
                    .lines()
                    .filter(ModulesTest::holdsSql)
                    .forEach(line -> inJava.add(source + ": " + line.strip() + " – move it to a file under sql/."));
        }

        assertThat(inJava).isEmpty();
    }

    @Test
    void aStatementInJavaIsSeen() {
        assertThat(holdsSql("jdbc.query(\"select product_no from listing\", rows);"))
                .isTrue();
        assertThat(holdsSql("jdbc.update(\"UPDATE listing SET state = ?\");")).isTrue();
        assertThat(holdsSql("throw new IllegalStateException(\"Select a listing first.\");"))
                .isFalse();
    }

    @Test
    void noTestSleeps() {
        List<String> sleeping = new ArrayList<>();
        for (Path source : Project.files(Path.of("src/test/java"), ".java")) {
            Project.text(source)
                    .lines()
                    .filter(line -> line.contains("Thread." + "sleep("))
                    .forEach(line -> sleeping.add(source + ": " + line.strip() + " – wait with Awaitility."));
        }

        assertThat(sleeping).isEmpty();
    }

    private static boolean holdsSql(String line) {
        return SQL_IN_JAVA.matcher(line).find();
    }
}
