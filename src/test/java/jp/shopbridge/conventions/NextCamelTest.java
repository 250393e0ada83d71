package jp.shopbridge.conventions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * The route files are valid against the canonical schema of the Camel release we move to next ({@code camel-next.version}),
 * in which each thing has one notation. The build unpacks it, because the same artifact stands on the class path in the
 * version we run; that one is the business of {@link RouteConventionsTest}.
 */
class NextCamelTest {

    private static final Path SCHEMA = Path.of("target/camel-next/schema/camelYamlDsl-canonical.json");
    private static final Path FIXTURES = Path.of("src/test/resources/conventions/next-camel");

    @TestFactory
    Stream<DynamicTest> isReadByTheNextCamel() {
        JsonSchema schema = schema();
        return Project.routeFiles().stream()
                .map(file -> dynamicTest(
                        file.name(), () -> assertThat(problems(schema, file)).isEmpty()));
    }

    @TestFactory
    Stream<DynamicTest> isRefusedByTheNextCamel() {
        JsonSchema schema = schema();
        return Project.files(FIXTURES, ".camel.yaml").stream()
                .map(path -> dynamicTest(path.getFileName().toString(), () -> assertThat(
                                problems(schema, RouteFile.read(path, "intake")))
                        .isNotEmpty()));
    }

    private static List<String> problems(JsonSchema schema, RouteFile file) {
        return schema.validate(file.written()).stream()
                .map(message -> file.name() + ": " + message.getMessage())
                .toList();
    }

    private static JsonSchema schema() {
        assertThat(SCHEMA)
                .as("the next Camel's schema; 'mvn generate-test-resources' brings it")
                .exists();
        return JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V4).getSchema(Project.text(SCHEMA));
    }
}
