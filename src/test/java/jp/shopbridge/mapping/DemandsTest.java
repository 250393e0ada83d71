package jp.shopbridge.mapping;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.stream.StreamSupport;
import jp.shopbridge.Json;
import org.junit.jupiter.api.Test;

/** What a mapping demands of entries and alternatives is asked when the target is made, and after every edit of it. */
class DemandsTest {

    private static final MappingFiles SHIPPED =
            MappingSource.directory(Path.of("mappings")).read();
    private static final String FILE = "futureshop-product-to-listing.mapping.yaml";

    @Test
    void demandsOfAFixedEntrysFieldsHoldAfterAnEditOfSomethingElse() {
        Mapping mapping = shipped(text -> text);
        JsonNode product = product("あ".repeat(51));
        MappingOutcome outcome = mapping.apply(product, MappingContext.empty());
        assertThat(codes(outcome.reasons())).contains("skus[0].options[0].value FIELD_LENGTH");

        ObjectNode edited = outcome.target().put("title", "手で直した名前");

        assertThat(codes(mapping.make(product, MappingContext.empty()).check(edited)))
                .contains("skus[0].options[0].value FIELD_LENGTH");
        ((ObjectNode) edited.at("/skus/0/options/0")).put("value", "赤");
        assertThat(codes(mapping.make(product, MappingContext.empty()).check(edited)))
                .noneMatch(code -> code.contains("options"));
    }

    @Test
    void demandsOfAnEntryThatAPersonAddedAreWhatEveryEntryIsAsked() {
        Mapping mapping = shipped(text -> text);
        JsonNode product = product("赤");
        ObjectNode edited = mapping.apply(product, MappingContext.empty()).target();
        ((ObjectNode) edited.at("/skus/0"))
                .withArray("options")
                .addObject()
                .put("axis", "い".repeat(21))
                .put("value", "M");

        assertThat(codes(mapping.make(product, MappingContext.empty()).check(edited)))
                .contains("skus[0].options[1].axis FIELD_LENGTH");
    }

    /** Each entry keeps the demand of the rule that made it, although the one before it was left out. */
    @Test
    void demandsOfAPlainEntryAreItsOwn() {
        Mapping mapping = shipped(text -> text.replace(
                "      - when: $down\n        take: $down_title\n",
                "      - when: $down\n        take: $down_title\n        require: { pattern: \"サイズ\" }\n"));
        MappingContext context = MappingContext.of(Map.of("axis-titles", "カラー,長さ"));
        ObjectNode product = (ObjectNode) product("赤");
        assertThat(codes(mapping.apply(product, context).reasons())).noneMatch(code -> code.startsWith("axes"));
        ObjectNode variation = (ObjectNode) product.at("/variation/variationList/0");
        variation.put("verticalNo", "M").put("verticalName", "M").remove("horizontalNo");
        variation.remove("horizontalName");

        MappingOutcome outcome = mapping.apply(product, context);

        assertThat(codes(outcome.reasons())).contains("axes[0] FIELD_FORM");
        assertThat(codes(mapping.make(product, context).check(outcome.target())))
                .contains("axes[0] FIELD_FORM");
        outcome.target().putArray("axes").add("サイズ");
        assertThat(codes(mapping.make(product, context).check(outcome.target())))
                .noneMatch(code -> code.startsWith("axes"));
    }

    @Test
    void demandsOfAnAlternativeHoldWhileItIsTheOneTaken() {
        Mapping mapping = shipped(
                text -> text.replace(
                        "    take: .visible\n    default: true\n",
                        """
                    choose:
                      - when: not(.productNo)
                        constant: true
                      - take: .visible
                        require: { one-of: [true] }
                """));
        ObjectNode product = ((ObjectNode) product("赤")).put("visible", false);

        MappingOutcome outcome = mapping.apply(product, MappingContext.empty());

        assertThat(codes(outcome.reasons())).contains("visible FIELD_NOT_ALLOWED");
        assertThat(codes(mapping.make(product, MappingContext.empty()).check(outcome.target())))
                .contains("visible FIELD_NOT_ALLOWED");
    }

    private static Iterable<String> codes(Iterable<Reason> reasons) {
        return StreamSupport.stream(reasons.spliterator(), false)
                .map(reason -> reason.field() + " " + reason.code())
                .toList();
    }

    private static JsonNode product(String choice) {
        return Json.parse(
                """
                {"productNo":"A-1","name":"シャツ","unitPrice":1000,"taxEnabled":true,"taxRate":10,"groupUrl":"tshirt",
                 "variation":{"variationList":[{"skuNo":"A-101","horizontalNo":"01","horizontalName":"%s","weight":100}]}}
                """
                        .formatted(choice));
    }

    private static Mapping shipped(UnaryOperator<String> change) {
        Map<String, byte[]> files = new TreeMap<>(SHIPPED.files());
        files.put(FILE, change.apply(SHIPPED.text(FILE)).getBytes(StandardCharsets.UTF_8));
        return MappingSet.of(new MappingFiles(files)).mapping("futureshop-product-to-listing");
    }
}
