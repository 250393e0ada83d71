package jp.shopbridge.mapping;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import jp.shopbridge.failure.MappingFailure;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;

/** What holds for every product and every text, however strange. */
class MappingPropertiesTest {

    private static final Duration LIMIT = Duration.ofSeconds(20);
    private static final MappingFiles SHIPPED =
            MappingSource.directory(Path.of("mappings")).read();
    private static final MappingSet SET = MappingSet.of(SHIPPED);
    private static final Mapping TO_LISTING = SET.mapping("futureshop-product-to-listing");
    private static final Mapping AGAIN = MappingSet.of(SHIPPED).mapping(TO_LISTING.name());
    private static final Mapping TO_TIKTOK = SET.mapping("listing-to-tiktok-product");
    private static final List<String> PIECES = List.of(
            "\n",
            " ",
            "  ",
            ": ",
            "- ",
            "[",
            "]",
            "{",
            "}",
            "\"",
            "'",
            "&a ",
            "*a",
            "!!x ",
            "|",
            ">",
            "#",
            "%",
            "@",
            "`",
            "?",
            "take: .",
            "apply: ",
            "$product",
            "{{x}}",
            "for (",
            "each: ",
            "fields:",
            "\t",
            "null",
            "0490",
            "\u0000",
            "💥",
            "(a+)+");

    @Property(tries = 1500, shrinking = ShrinkingMode.OFF)
    void explainingAgainFromTheSnapshotGivesTheIdenticalExplanationOfEveryField(@ForAll long seed) {
        JsonNode product = new Products(seed).ordinary((int) (seed & 0xFFFFF));
        MappingContext context = MappingContext.of(Map.of("price-rounding", "half-up"));

        Mapping.Explained first = TO_LISTING.applyExplained(product, context);
        Explanation again = AGAIN.explain(Products.reread(product), context);

        assertThat(again.toJson()).isEqualTo(first.explanation().toJson());
        assertThat(first.outcome()).isEqualTo(TO_LISTING.apply(product, context));
        Set<String> explained = new TreeSet<>();
        first.explanation().fields().forEach(field -> explained.add(field.field()));
        assertThat(explained).containsAll(leaves("", first.outcome().target()));
    }

    @Property(tries = 2000, shrinking = ShrinkingMode.OFF)
    void anyProductIsMappedOrRefusedWithASentence(@ForAll long seed) {
        JsonNode product = new Products(seed).strange();

        assertTimeoutPreemptively(LIMIT, () -> {
            try {
                MappingOutcome outcome = TO_LISTING.apply(product, MappingContext.empty());
                outcome.reasons().forEach(reason -> {
                    assertThat(reason.sentence().ja()).isNotBlank();
                    assertThat(reason.sentence().en()).isNotBlank();
                    assertThat(reason.value().length()).isLessThan(100);
                });
                TO_LISTING.make(product, MappingContext.empty()).check(outcome.target());
                TO_TIKTOK.apply(outcome.target(), MappingContext.empty());
            } catch (MappingFailure e) {
                assertThat(e.sentence().ja()).isNotBlank().hasSizeLessThan(1000);
                assertThat(e.mapping()).isNotBlank();
            }
        });
    }

    @Property(tries = 600, shrinking = ShrinkingMode.OFF)
    void anyMappingFileIsReadOrRefusedWithFindings(@ForAll long seed) {
        Random random = new Random(seed);
        Map<String, byte[]> files = new TreeMap<>(SHIPPED.files());
        List<String> paths = new ArrayList<>(files.keySet());
        String path = paths.get(random.nextInt(paths.size()));
        files.put(path, mutated(SHIPPED.text(path), random).getBytes(StandardCharsets.UTF_8));

        assertTimeoutPreemptively(LIMIT, () -> {
            try {
                MappingSet.of(new MappingFiles(files));
            } catch (MappingsRefused e) {
                assertThat(e.findings()).isNotEmpty();
                assertThat(e.findings()).allSatisfy(finding -> {
                    assertThat(finding.at().line()).isPositive();
                    assertThat(finding.sentence().ja()).isNotBlank();
                    assertThat(finding.remedy().en()).isNotBlank();
                });
            }
        });
    }

    @Example
    void checkingAnUneditedTargetRepeatsItsReasons() {
        Products products = new Products(7);
        for (int i = 0; i < 300; i++) {
            ObjectNode product = products.ordinary(i);
            product.remove(List.of("name", "groupUrl"));
            MappingOutcome outcome = TO_LISTING.apply(product, MappingContext.empty());

            assertThat(TO_LISTING.make(product, MappingContext.empty()).check(outcome.target()))
                    .containsExactlyInAnyOrderElementsOf(outcome.reasons());
        }
    }

    private static String mutated(String text, Random random) {
        StringBuilder changed = new StringBuilder(text);
        int changes = 1 + random.nextInt(5);
        for (int i = 0; i < changes && changed.length() > 2; i++) {
            int at = random.nextInt(changed.length() - 1);
            switch (random.nextInt(4)) {
                case 0 -> changed.deleteCharAt(at);
                case 1 -> changed.insert(at, PIECES.get(random.nextInt(PIECES.size())));
                case 2 -> changed.delete(at, Math.min(changed.length(), at + random.nextInt(60)));
                default -> {
                    int from = random.nextInt(changed.length() - 1);
                    String piece = changed.substring(from, Math.min(changed.length(), from + random.nextInt(80)));
                    changed.insert(at, piece);
                }
            }
        }
        return changed.toString();
    }

    private static Set<String> leaves(String path, JsonNode node) {
        Set<String> leaves = new TreeSet<>();
        if (node.isObject()) {
            node.properties()
                    .forEach(entry -> leaves.addAll(
                            leaves(path.isEmpty() ? entry.getKey() : path + "." + entry.getKey(), entry.getValue())));
        } else if (node.isArray()) {
            leaves.add(path);
            for (int i = 0; i < node.size(); i++) {
                if (node.get(i).isObject()) {
                    leaves.addAll(leaves(path + "[" + i + "]", node.get(i)));
                }
            }
        } else {
            leaves.add(path);
        }
        return leaves;
    }
}
