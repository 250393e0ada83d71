package jp.shopbridge.mapping;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import jp.shopbridge.Json;
import org.junit.jupiter.api.Test;

/** The sample rows of the packed tables count for the sandbox's shop and for no other. */
class SampleTablesTest {

    private static final String CATEGORIES = "lookups/categories.csv";
    private static final ObjectNode TEA = Json.parseObject(
            "{\"productNo\":\"T\",\"name\":\"煎茶\",\"descriptionSmall\":\"一番茶\",\"unitPrice\":680,\"groupUrl\":\"tea\","
                    + "\"mainImagePath\":\"https://a.example/1.jpg\",\"variations\":[{\"skuNo\":\"T\",\"weight\":80}]}");

    @Test
    void packedTablesAreEmptyForARealShopAndTheCasesHoldAllTheSame() {
        MappingSet set = Mappings.load(MappingSource.packed().withoutSamples());

        assertThat(set.emptyTables())
                .extracting(MappingSet.EmptyTable::file)
                .containsExactly(CATEGORIES, "lookups/packages.csv", "lookups/usual-attributes.csv");
        assertThat(set.emptyTables().get(0).columns()).containsExactly("group_url", "category_id", "brand_id");
        assertThat(set.version())
                .isNotEqualTo(Mappings.load(MappingSource.packed()).version());
        MappingOutcome tea = tea(set);
        assertThat(tea.target().has("category_id")).isFalse();
        assertThat(tea.target().has("brand_id")).isFalse();
        assertThat(tea.reasons()).extracting(Reason::field).contains("category_id");
    }

    @Test
    void theSandboxSeesThem() {
        MappingSet set = Mappings.load(MappingSource.packed());

        assertThat(set.emptyTables()).isEmpty();
        assertThat(tea(set).target().path("category_id").asText()).isEqualTo("600002");
    }

    @Test
    void rowsOfTheShopsOwnCountAndCopiedSamplesDoNot() {
        MappingSet set = Mappings.load(
                with(CATEGORIES, text(CATEGORIES) + "sencha,601234,\n").withoutSamples());

        assertThat(set.emptyTables()).extracting(MappingSet.EmptyTable::file).doesNotContain(CATEGORIES);
        assertThat(tea(set).target().has("category_id")).isFalse();
        assertThat(tea(set, "sencha").target().path("category_id").asText()).isEqualTo("601234");
    }

    @Test
    void aRowOfTheShopsOwnMayHaveTheGroupOfASample() {
        MappingSet set = Mappings.load(with(CATEGORIES, "group_url,category_id,brand_id\ntea,601999,\n")
                .withoutSamples());

        assertThat(tea(set).target().path("category_id").asText()).isEqualTo("601999");
    }

    @Test
    void findingsStandWhereTheFileHasThem() {
        Findings findings = new Findings();
        MappingSet.parse(
                with(CATEGORIES, text(CATEGORIES) + "sencha,7.08243E+18,\n")
                        .withoutSamples()
                        .read(),
                findings);

        int line = (int) text(CATEGORIES).lines().count() + 1;
        assertThat(findings.sorted())
                .extracting(finding -> finding.at().toString())
                .containsExactly(CATEGORIES + ":" + line + ":1");
    }

    @Test
    void aVersionThatWasKeptIsTheSameWhenItIsReadAgain() {
        MappingFiles files = MappingSource.packed().withoutSamples().read();

        MappingSet again = Mappings.load(() -> MappingFiles.of(files.toJson()));

        assertThat(again.version()).isEqualTo(files.version());
        assertThat(again.emptyTables()).hasSize(3);
    }

    private static MappingOutcome tea(MappingSet set) {
        return tea(set, "tea");
    }

    private static MappingOutcome tea(MappingSet set, String group) {
        return set.mapping("futureshop-product-to-listing")
                .apply(TEA.deepCopy().put("groupUrl", group), MappingContext.empty());
    }

    private static String text(String path) {
        return MappingSource.packed().read().text(path);
    }

    private static MappingSource with(String path, String text) {
        Map<String, byte[]> files = new TreeMap<>(MappingSource.packed().read().files());
        files.put(path, text.getBytes(StandardCharsets.UTF_8));
        return () -> new MappingFiles(files);
    }
}
