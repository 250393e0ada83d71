package jp.shopbridge.mapping;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import com.networknt.schema.ValidationMessage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What an editor is told about mapping files: every sound file is valid, every misspelt key is not. */
class EditorSchemaTest {

    private static final YAMLMapper YAML = new YAMLMapper();
    private static final JsonSchemaFactory FACTORY = JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V7);
    private static final JsonSchema MAPPINGS = FACTORY.getSchema(EditorSchema.ofMappings());
    private static final JsonSchema CASES = FACTORY.getSchema(EditorSchema.ofCases());
    private static final Path SHIPPED = Path.of("mappings/futureshop-product-to-listing.mapping.yaml");
    private static final Path SHIPPED_CASES = Path.of("mappings/futureshop-product-to-listing.tests.yaml");

    @TestFactory
    Stream<DynamicTest> soundFilesAreValid() {
        return Stream.of("mappings", "src/test/resources/mapping/sound")
                .flatMap(folder -> MappingSource.directory(Path.of(folder)).read().files().keySet().stream()
                        .filter(path -> path.endsWith(".yaml"))
                        .map(path -> Path.of(folder, path)))
                .map(path -> DynamicTest.dynamicTest(
                        path.toString(),
                        () -> assertThat(problems(path, Files.readString(path))).isEmpty()));
    }

    @ParameterizedTest
    @CsvSource(
            textBlock =
                    """
                    summary:,       sumary:
                    fields:,        feilds:
                    default: down,  defualt: down
                    - value: group, - valeu: group
                    - field: title, - feild: title
                    take: .type,    tak: .type
                    absent: fail,   absent: fial
                    lookup: {,      look-up: {
                    column: category_id, colum: category_id
                    squeeze-space,  squeeze-spaces
                    sanitize-html:, sanitise-html:
                    repeats: {,     repeat: {
                    mode: up,       mode: upwards
                    - present,      - presnt
                    - limit:,       - limti:
                    when-empty:,    when-emtpy:
                    the-product-itself, nothing-at-all
                    identified-by:, identify-by:
                    """)
    void aMisspeltWordOfAMappingIsNot(String word, String misspelt) throws IOException {
        String text = Files.readString(SHIPPED);

        assertThat(text).contains(word);
        assertThat(problems(SHIPPED, text.replace(word, misspelt))).isNotEmpty();
    }

    @ParameterizedTest
    @CsvSource({"given:,givn:", "expect-contains:,expect-contain:", "lacks:,lack:", "fails:,fail:", "code:,cod:"})
    void aMisspeltWordOfACaseIsNot(String word, String misspelt) throws IOException {
        String text = Files.readString(SHIPPED_CASES);

        assertThat(text).contains(word);
        assertThat(problems(SHIPPED_CASES, text.replace(word, misspelt))).isNotEmpty();
    }

    private static Set<ValidationMessage> problems(Path file, String text) throws IOException {
        JsonNode document = YAML.readTree(text);
        return (file.toString().endsWith(MappingFiles.MAPPING) ? MAPPINGS : CASES).validate(document);
    }
}
