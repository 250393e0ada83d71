package jp.shopbridge.api.products;

import com.fasterxml.jackson.databind.JsonNode;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import jp.shopbridge.Json;
import jp.shopbridge.mapping.Explanation;
import jp.shopbridge.mapping.MappingSet;
import jp.shopbridge.staging.Edit;
import jp.shopbridge.staging.Known;
import jp.shopbridge.staging.Listing;
import jp.shopbridge.staging.ListingQueries;
import jp.shopbridge.staging.MappedDay;
import jp.shopbridge.staging.ShopMappings;
import jp.shopbridge.staging.content.ListingContent;
import org.jspecify.annotations.Nullable;

/** Why each value of a product is what it is (なぜこの値?). */
record ProductExplanation(
        String productNo,
        @Schema(description = "The mapping's name.") String mapping,
        @Schema(description = "The version this explanation was made with: the one in force.") String mappingVersion,
        @Schema(description = "Whether the product was mapped with that version; otherwise the next import will.")
                boolean current,
        @Schema(
                        description =
                                "The day in Japan it was mapped for, where rules depend on the day; absent where they do"
                                        + " not, or no day to come changes the result.")
                @Nullable
                String mappedOn,
        @Schema(
                        description =
                                "The first day on which the rules may say something else; it is mapped again by itself then.")
                @Nullable
                String mapAgainOn,
        @Schema(description = "The product's fields, in the mapping's order.") List<Line> fields,
        @Schema(description = "What the mapping works out for itself on the way; names start with $.")
                List<Line> workings) {

    /** One field. */
    @Schema(name = "ExplainedField")
    record Line(
            @Schema(description = "Its path, such as skus[0].price.") String field,
            @Schema(description = "The SKU's number, for a field of a SKU.") @Nullable String skuNo,
            @Schema(description = "What the mapping wrote; null when it left the field out.") @Nullable Object mapped,
            @Schema(description = "What counts, with a person's edit over it.") @Nullable Object value,
            @Schema(description = "mapping or person.") String source,
            @Schema(description = "What decided, in words; null for a field that no rule writes.") @Nullable
                    String rule,
            @Schema(description = "Where that rule stands.") @Nullable String file,
            @Nullable Integer line,
            @Schema(description = "What was looked at, in order.") List<Looked> sources,
            @Schema(description = "What was done to the value, in order.") List<Step> steps,
            @Schema(description = "The edit that covers it.") ProductDetail.@Nullable ProductEdit edit) {

        private boolean isWorking() {
            return field.startsWith("$") || field.contains(".$");
        }
    }

    /** A place that was looked at. */
    @Schema(name = "ExplainedSource")
    record Looked(
            @Schema(description = "As written in the mapping.") String from,
            @Nullable Object value,
            @Schema(description = "taken, absent, null or empty.") String verdict) {}

    /** One change of the value. */
    @Schema(name = "ExplainedStep")
    record Step(String step, @Nullable Object before, @Nullable Object after, int line) {}

    static ProductExplanation of(Listing listing, ShopMappings mappings, ListingQueries listings) {
        Known known = listings.known(listing.key().shop(), List.of(listing.key().productNo()))
                .get(listing.key().productNo());
        MappedDay day = known == null ? null : known.day();
        MappingSet set = mappings.inForce();
        Explanation explanation = set.mapping(ShopMappings.TO_LISTING)
                .explain(
                        Json.parse(listing.snapshot()),
                        mappings.context(listing.key().shop()));
        List<String> skuNumbers = listing.mapped().skuNumbers();
        Map<String, Edit> edits = new HashMap<>();
        listing.edits().forEach(edit -> edits.put(path(edit, skuNumbers), edit));
        Set<String> covered = new HashSet<>();
        List<Line> lines = new ArrayList<>();
        for (Explanation.Field field : explanation.fields()) {
            Edit edit = edits.get(field.field());
            covered.add(field.field());
            lines.add(new Line(
                    field.field(),
                    skuNo(field.field(), skuNumbers),
                    shown(field.value()),
                    edit == null ? shown(field.value()) : edit.value(),
                    edit == null ? "mapping" : "person",
                    field.rule(),
                    field.at().file(),
                    field.at().line(),
                    field.sources().stream()
                            .map(source -> new Looked(source.expression(), shown(source.value()), source.verdict()))
                            .toList(),
                    field.steps().stream()
                            .map(step -> new Step(
                                    step.step(),
                                    shown(step.in()),
                                    shown(step.out()),
                                    step.at().line()))
                            .toList(),
                    edit == null ? null : ProductDetail.edit(edit, listing.mapped())));
        }
        edits.forEach((path, edit) -> {
            if (!covered.contains(path)) {
                lines.add(onlyEdited(path, edit, listing.mapped()));
            }
        });
        return new ProductExplanation(
                listing.key().productNo(),
                explanation.mapping(),
                set.version(),
                set.version().equals(listing.status().mappingVersion())
                        && (day == null
                                || !day.isOver(Objects.requireNonNull(
                                        mappings.context(listing.key().shop()).today()))),
                day == null ? null : day.mappedOn().toString(),
                day == null ? null : day.mapAgainOn().toString(),
                lines.stream().filter(line -> !line.isWorking()).toList(),
                lines.stream().filter(Line::isWorking).toList());
    }

    private static Line onlyEdited(String path, Edit edit, ListingContent mapped) {
        return new Line(
                path,
                edit.skuNo().isEmpty() ? null : edit.skuNo(),
                null,
                edit.value(),
                "person",
                null,
                null,
                null,
                List.of(),
                List.of(),
                ProductDetail.edit(edit, mapped));
    }

    private static String path(Edit edit, List<String> skuNumbers) {
        int index = skuNumbers.indexOf(edit.skuNo());
        if (edit.skuNo().isEmpty()) {
            return edit.field();
        }
        return index < 0 ? "skus." + edit.skuNo() + "." + edit.field() : "skus[" + index + "]." + edit.field();
    }

    private static @Nullable String skuNo(String path, List<String> skuNumbers) {
        if (!path.startsWith("skus[")) {
            return null;
        }
        int index = Integer.parseInt(path.substring(5, path.indexOf(']')));
        return index < skuNumbers.size() ? skuNumbers.get(index) : null;
    }

    private static @Nullable Object shown(JsonNode value) {
        return value.isMissingNode() ? null : value;
    }
}
