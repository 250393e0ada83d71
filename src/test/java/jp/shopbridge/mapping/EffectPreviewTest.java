package jp.shopbridge.mapping;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class EffectPreviewTest {

    private static final String SOUND_MAPPING = LinterTest.sound("x.csv", "").text("product-to-card.mapping.yaml");

    private final MappingSet now = set(SOUND_MAPPING);

    @Test
    void theSameMappingsChangeNothing() {
        EffectPreview.Report report = preview(now, product("A", 100), product("B", 0));

        assertThat(report.products()).isEqualTo(2);
        assertThat(report.changed()).isZero();
        assertThat(report.examples()).isEmpty();
    }

    @Test
    void aChangedRuleShowsWhatWouldChangeWhereAndForWhom() {
        MappingSet next = set(SOUND_MAPPING.replace("between: [1, 1000]", "between: [1, 105]"));

        EffectPreview.Report report = preview(next, product("A", 100), product("B", 10), product("C", 2000));

        assertThat(report.becomeIncomplete()).isEqualTo(1);
        assertThat(report.becomeComplete()).isZero();
        assertThat(report.changed()).isEqualTo(2);
        assertThat(report.examples()).extracting(EffectPreview.Change::key).containsExactly("A", "C");
        assertThat(report.examples().get(0).lacksAfter()).hasSize(1);
    }

    @Test
    void whatARuleLeavesOutIsCountedApartAndStaysOutWhateverAPersonWrites() {
        String skip = "skip: { when: .price > 150, say: { ja: 高いものは扱いません。, en: Nothing dear. } }";
        MappingSet next = set(SOUND_MAPPING.replaceFirst("(?m)^fields:$", skip + "\nfields:"));
        EffectPreview.Item dear = product("B", 200);

        EffectPreview.Report report = preview(next, product("A", 100), dear, product("C", 2000));
        EffectPreview.Report back = new EffectPreview(next, now, "product-to-card", 10).over(Stream.of(dear));

        assertThat(report.becomeSkipped()).isEqualTo(2);
        assertThat(report.becomeIncomplete()).isZero();
        assertThat(back.becomeComplete()).isEqualTo(1);
        assertThat(back.becomeSkipped()).isZero();
        Mapping.Made made = next.mapping("product-to-card").make(dear.snapshot(), dear.context());
        assertThat(made.check(made.outcome().target().put("title", "")))
                .extracting(Reason::code)
                .containsExactly(Reason.SKIPPED);
    }

    @Test
    void aFieldThatAPersonEditedDoesNotChange() {
        MappingSet next = set(SOUND_MAPPING.replace("rate: 10", "rate: 8"));
        UnaryOperator<ObjectNode> edit = target -> target.put("price", 500);

        EffectPreview.Report report = new EffectPreview(now, next, "product-to-card", 10)
                .over(Stream.of(
                        new EffectPreview.Item("A", product("A", 100).snapshot(), MappingContext.empty(), edit),
                        product("B", 100)));

        assertThat(report.changed()).isEqualTo(1);
        assertThat(report.changedByField()).containsOnly(java.util.Map.entry("price", 1L));
        assertThat(report.examples().get(0).fields())
                .extracting(change -> change.before() + " -> " + change.after())
                .containsExactly("110 -> 108");
    }

    @Test
    void productsThatCanNoLongerOrAgainBeMappedAreCounted() {
        MappingSet next =
                set(SOUND_MAPPING.replace("    take: .code\n    absent: fail", "    take: .title\n    absent: fail"));

        EffectPreview.Report report = preview(next, product("A", 100), read("{\"title\":\"T\",\"name\":\"皿\"}", "T"));

        assertThat(report.failing()).isEqualTo(1);
        assertThat(report.mendedFailures()).isEqualTo(1);
    }

    @Test
    void theWholeCatalogueIsComparedWithFewExamples() {
        MappingSet next = set(SOUND_MAPPING.replace("rate: 10", "rate: 8"));

        EffectPreview.Report report = new EffectPreview(now, next, "product-to-card", 3)
                .over(IntStream.range(0, 10_000).mapToObj(i -> product(String.format("P%05d", i), 100)));

        assertThat(report.changed()).isEqualTo(10_000);
        assertThat(report.examples())
                .extracting(EffectPreview.Change::key)
                .containsExactly("P00000", "P00001", "P00002");
    }

    @Test
    void aChangedTableReachesTheMappingsThatLookThingsUpInIt() {
        MappingFiles sound = LinterTest.sound("product-to-card.mapping.yaml", SOUND_MAPPING);
        MappingFiles changed = sound.with(new MappingFiles(java.util.Map.of(
                "lookups/kinds.csv",
                sound.text("lookups/kinds.csv")
                        .replace("mug,", "mug,new-")
                        .getBytes(java.nio.charset.StandardCharsets.UTF_8))));

        EffectPreview.Report report = preview(MappingSet.parse(changed, new Findings()), product("A", 100));

        assertThat(report.changed()).isEqualTo(1);
    }

    private EffectPreview.Report preview(MappingSet next, EffectPreview.Item... items) {
        return new EffectPreview(now, next, "product-to-card", 10).over(Stream.of(items));
    }

    private static EffectPreview.Item product(String code, int price) {
        return read("{\"code\":\"" + code + "\",\"name\":\"マグ\",\"kind\":\"mug\",\"price\":" + price + "}", code);
    }

    private static EffectPreview.Item read(String json, String key) {
        try {
            JsonNode node = CaseReader.JSON.readTree(json);
            return new EffectPreview.Item(key, node, MappingContext.empty(), UnaryOperator.identity());
        } catch (com.fasterxml.jackson.core.JsonProcessingException e) {
            throw new IllegalArgumentException(e);
        }
    }

    private static MappingSet set(String mapping) {
        return MappingSet.parse(LinterTest.sound("product-to-card.mapping.yaml", mapping), new Findings());
    }
}
