package jp.shopbridge.staging;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import jp.shopbridge.Json;
import jp.shopbridge.failure.Messages;
import jp.shopbridge.failure.Sentence;
import jp.shopbridge.staging.content.ListingContent;
import jp.shopbridge.staging.content.ListingSku;
import jp.shopbridge.staging.content.SkuOption;
import org.jspecify.annotations.Nullable;

/**
 * What an arrival changes of a listing that was there, as its history tells it: a change in futureshop, one of the mappings,
 * or both, and the fields that are others now. What changes nothing is not told as a change.
 *
 * @param sourceHash of the product as it was received before
 * @param mappingVersion which made the listing before
 * @param wasMissing whether futureshop did not show it
 * @param mapped what the mapping made of it before
 * @param lacks what kept it incomplete before
 */
record ArrivalChange(
        String sourceHash, String mappingVersion, boolean wasMissing, ListingContent mapped, List<Lack> lacks) {

    private static final int SHORT = 12;
    private static final int MOST_NAMED = 5;

    /** A line of the history. */
    record Told(String kind, Sentence sentence, @Nullable String detail) {}

    private record Field(@Nullable ListingSku sku, EditableField field) {

        Sentence name() {
            Sentence label = field.label();
            if (sku == null) {
                return Sentence.of("「" + label.ja() + "」", label.en());
            }
            String choices = sku.options().stream().map(SkuOption::value).collect(Collectors.joining("/"));
            String name = choices.isEmpty() ? sku.skuNo() : choices;
            return Messages.sentence("staging.sku", name, label);
        }
    }

    /** What its history says of the arrival; nothing when nothing happened. */
    Optional<Told> told(SourceProduct product, RulePlaces rules) {
        boolean ofSource = !product.sourceHash().equals(sourceHash);
        boolean ofMapping = !product.mappingVersion().equals(mappingVersion);
        List<Field> fields = fields(product.mapped());
        Set<String> gone = new LinkedHashSet<>(numbers(mapped));
        Set<String> come = new LinkedHashSet<>(numbers(product.mapped()));
        gone.removeAll(numbers(product.mapped()));
        come.removeAll(numbers(mapped));
        Sentence names = names(fields, gone, come);
        if (!ofSource && !ofMapping && !(names.ja().isEmpty() && demands(lacks).equals(demands(product.lacks())))) {
            return Optional.of(new Told("remapped", ofDay(names), detail(product, fields)));
        }
        if (!ofSource && !ofMapping) {
            return wasMissing
                    ? Optional.of(new Told("changed", Messages.sentence("staging.found-futureshop-again"), null))
                    : Optional.empty();
        }
        String versions = ofMapping ? shortened(mappingVersion) + " → " + shortened(product.mappingVersion()) : "";
        if (!ofSource && names.ja().isEmpty()) {
            return demands(lacks).equals(demands(product.lacks()))
                    ? Optional.empty()
                    : Optional.of(new Told(
                            "remapped",
                            Messages.sentence("staging.change-mapping-version-changed-what", versions),
                            detail(product, fields)));
        }
        if (!ofSource) {
            return Optional.of(
                    new Told("remapped", remapped(product, fields, names, versions, rules), detail(product, fields)));
        }
        String also = ofMapping ? "変換ルールの版も変わっています（" + versions + "）。" : "";
        String alsoEn = ofMapping ? " The mapping's version changed, too (" + versions + ")." : "";
        return Optional.of(new Told(
                "changed",
                names.ja().isEmpty()
                        ? Messages.sentence("staging.change-futureshop-imported-listing-stays", also, alsoEn)
                        : Messages.sentence("staging.change-futureshop-imported", names, also, alsoEn),
                null));
    }

    /** What the same product and the same mapping make differently: only the day can have done that. */
    private static Sentence ofDay(Sentence names) {
        return names.ja().isEmpty()
                ? Messages.sentence("staging.day-changed-what-is-missing")
                : Messages.sentence("staging.day-changed", names);
    }

    private static Sentence remapped(
            SourceProduct product, List<Field> fields, Sentence names, String versions, RulePlaces rules) {
        String places = fields.stream()
                .map(field -> rules.of(product.mappingVersion(), field.field().field(), field.sku() != null))
                .flatMap(Optional::stream)
                .distinct()
                .limit(MOST_NAMED)
                .collect(Collectors.joining("、"));
        return Messages.sentence(
                "staging.mapping-changed",
                versions,
                names,
                places.isEmpty()
                        ? Sentence.NOTHING
                        : Messages.sentence("staging.rules-at", Sentence.of(places, places.replace("、", ", "))));
    }

    private List<Field> fields(ListingContent now) {
        List<Field> fields = new ArrayList<>();
        for (EditableField field : EditableField.values()) {
            if (!field.ofSku()
                    && !field.isSwitch()
                    && !ListingContent.isSame(mapped.value("", field.field()), now.value("", field.field()))) {
                fields.add(new Field(null, field));
            }
        }
        for (ListingSku sku : now.skus()) {
            if (mapped.sku(sku.skuNo()).isPresent()) {
                Stream.of(EditableField.values())
                        .filter(field -> field.ofSku()
                                && !ListingContent.isSame(
                                        mapped.value(sku.skuNo(), field.field()),
                                        now.value(sku.skuNo(), field.field())))
                        .forEach(field -> fields.add(new Field(sku, field)));
            }
        }
        return fields;
    }

    private static Set<String> demands(List<Lack> lacks) {
        return Effective.withoutStockLacks(lacks).stream()
                .filter(lack -> !lack.code().startsWith(ListingWork.DEMAND))
                .map(lack -> lack.code() + " " + lack.field())
                .collect(Collectors.toSet());
    }

    private static List<String> numbers(ListingContent content) {
        return content.skus().stream().map(ListingSku::skuNo).toList();
    }

    private static Sentence names(List<Field> fields, Set<String> gone, Set<String> come) {
        List<Sentence> names = new ArrayList<>();
        fields.forEach(field -> names.add(field.name()));
        come.forEach(sku -> names.add(Messages.sentence("staging.sku-new", sku)));
        gone.forEach(sku -> names.add(Messages.sentence("staging.sku-gone", sku)));
        int more = names.size() - MOST_NAMED;
        return Sentence.of(
                names.stream().limit(MOST_NAMED).map(Sentence::ja).collect(Collectors.joining())
                        + (more > 0 ? "ほか" + more + "件" : ""),
                names.stream().limit(MOST_NAMED).map(Sentence::en).collect(Collectors.joining(", "))
                        + (more > 0 ? " and " + more + " more" : ""));
    }

    private String detail(SourceProduct product, List<Field> fields) {
        ObjectNode detail = Json.MAPPER
                .createObjectNode()
                .put("mapping_version_before", mappingVersion)
                .put("mapping_version", product.mappingVersion());
        ArrayNode list = detail.putArray("fields");
        for (Field field : fields) {
            String skuNo = field.sku() == null ? "" : field.sku().skuNo();
            ObjectNode one = list.addObject()
                    .put("sku_no", skuNo)
                    .put("field", field.field().field());
            one.set("before", mapped.value(skuNo, field.field().field()));
            one.set("after", product.mapped().value(skuNo, field.field().field()));
        }
        return Json.text(detail);
    }

    private static String shortened(String version) {
        return version.isEmpty() ? "?" : version.substring(0, Math.min(SHORT, version.length()));
    }
}
