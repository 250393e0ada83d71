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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What an editor is told about mapping files: every sound file is valid, every misspelt key is not. */
class EditorSchemaTest {

    private static final YAMLMapper YAML = new YAMLMapper();
    private static final JsonSchemaFactory FACTORY = JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V7);
    private static final JsonSchema MAPPINGS = FACTORY.getSchema(EditorSchema.ofMappings());
    private static final JsonSchema CASES = FACTORY.getSchema(EditorSchema.ofCases());
    private static final Path SHIPPED = Path.of("mappings/futureshop-product-to-listing.mapping.yaml");
    private static final Path SHIPPED_CASES = Path.of("mappings/futureshop-product-to-listing.tests.yaml");

    private static final JsonSchema SHIPPED_FOLDER = FACTORY.getSchema(
            FolderSchema.ofMappings(MappingSource.directory(Path.of("mappings")).read()));

    /** Mistakes of form, and names that this folder does not have. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "{field: title, take: .name, constant: x}",
                "{field: title, take: .name, choose: [{take: .name}]}",
                "{field: title, require: present}",
                "{field: titel, take: .name}",
                "{field: title, take: .name, where: .x}",
                "{field: title, take: .name, identified-by: sku_no}",
                "{field: skus, each: .x}",
                "{field: skus, each: .x, item: {take: .y}, fields: [{field: price, take: .z}]}",
                "{field: title, take: .name, apply: [{trim: {}, upper-case: {}}]}",
                "{field: title, take: .name, apply: [{shorten: many}]}",
                "{field: price, take: .price, apply: [{markup-percent: five}]}",
                "{field: price, take: .price, apply: [{round: {to: ten}}]}",
                "{field: title, take: .name, apply: [{note: nothing is done}]}",
                "{field: category_id, take: .x, lookup: {table: categoires}}",
                "{field: category_id, take: .x, lookup: {table: categories, column: weight_g}}",
                "{field: category_id, take: .x, lookup: {table: '{{no-such-parameter}}'}}",
                "{field: category_id, take: .x, lookup: {column: category_id}}",
                "{field: title, take: '{{no-such-parameter}}'}",
                "{field: title, take: .name, require: {length: long}}",
                "{field: price, take: .price, require: {between: [1]}}",
                "{field: title, take: .name, require: {one-of: REGULAR}}",
                "{field: title, take: .name, require: {pattern: [a]}}",
                "{field: title, template: {text: x}}",
                "{field: title, template: {text: x, fields: {}, breaks: html}}",
                "{field: title, given: here}",
            })
    void aMistakeOfFormIsRejected(String rule) throws IOException {
        String text = "mapping: x\nfrom: futureshop-product\nto: listing\nfields: [" + rule + "]\n";

        assertThat(SHIPPED_FOLDER.validate(YAML.readTree(text))).as(rule).isNotEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{field: title, take: [.name, .code], apply: [trim, {shorten: 5, note: x}], require: [present, {length: 1..20}]}",
                "{field: price, take: .price, apply: [{round: {to: 10}}, {markup-percent: $x}], require: {between: [1, 2]}}",
                "{field: skus, each: .x, where: .y, fields: [{field: price, take: .z}]}",
                "{field: title, take: .x, lookup: {table: categories, column: brand_id}}",
                "{field: title, take: '{{tax-rate}}'}",
                "{field: search_terms, given: elsewhere, fields: [{field: title, given: elsewhere}]}",
                "{field: title, template: {text: '{a}', fields: {a: .name}}}",
            })
    void whatIsRightIsTaken(String rule) throws IOException {
        String text = "mapping: x\nfrom: futureshop-product\nto: listing\nfields: [" + rule + "]\n";

        assertThat(SHIPPED_FOLDER.validate(YAML.readTree(text))).as(rule).isEmpty();
    }

    @Test
    void theShippedFolderIsValidByItsOwnSchemaAndVsCodeIsToldOfIt() throws IOException {
        for (String mapping : new String[] {"futureshop-product-to-listing", "listing-to-tiktok-product"}) {
            assertThat(SHIPPED_FOLDER.validate(
                            YAML.readTree(Files.readString(Path.of("mappings", mapping + ".mapping.yaml")))))
                    .isEmpty();
        }
        assertThat(Files.readString(Path.of("mappings/.vscode/settings.json"))).isEqualTo(EditorSchema.VS_CODE);
    }

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
