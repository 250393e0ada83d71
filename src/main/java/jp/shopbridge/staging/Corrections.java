package jp.shopbridge.staging;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import jp.shopbridge.Json;
import jp.shopbridge.failure.Messages;
import jp.shopbridge.failure.Sentence;
import jp.shopbridge.limit.Characters;
import jp.shopbridge.staging.content.ListingContent;
import org.jspecify.annotations.Nullable;

/**
 * A person's JSON Merge Patch of one listing, read: {@code null} reverts a field to its mapped value, {@code ""} empties
 * it, and {@code skus} is an object keyed by SKU number.
 *
 * @param edits what is wanted; an edit whose value is JSON null is a revert
 * @param switches 連携対象 and 下書きで送る, each true or false; they stand beside the listing's values and are never reverted
 * @param refusal why nothing of the patch can be taken, null when it can
 */
record Corrections(List<Edit> edits, List<Edit> switches, EditOutcome.@Nullable Invalid refusal) {

    /** 連携対象. */
    static final String SELECTED = EditableField.SELECTED.field();

    /** Reads a patch against the listing's mapped values. */
    static Corrections read(ObjectNode patch, ListingContent mapped, String actor, Instant at) {
        Reading reading = new Reading(mapped, actor, at);
        for (Map.Entry<String, JsonNode> field : patch.properties()) {
            EditOutcome.Invalid refusal = field.getKey().equals("skus")
                    ? reading.skus(field.getValue())
                    : reading.edit("", field.getKey(), field.getValue());
            if (refusal != null) {
                return new Corrections(List.of(), List.of(), refusal);
            }
        }
        return new Corrections(List.copyOf(reading.edits), List.copyOf(reading.switches), null);
    }

    /** Whether nothing would change. */
    boolean isEmpty() {
        return edits.isEmpty() && switches.isEmpty();
    }

    /** Without what the listing already holds, by an edit or by itself. */
    Corrections withoutWhatStandsAlready(Listing listing) {
        List<Edit> needed =
                edits.stream().filter(edit -> !stands(edit, listing)).toList();
        List<Edit> turned = switches.stream()
                .filter(wanted -> !wanted.value().equals(standing(wanted.field(), listing.status())))
                .toList();
        return new Corrections(needed, turned, refusal);
    }

    private static BooleanNode standing(String name, ListingStatus status) {
        return BooleanNode.valueOf(name.equals(SELECTED) ? status.selected() : status.sendAsDraft());
    }

    /** What these corrections change in the listing, field by field. */
    List<ManyOutcome.Step> steps(Listing before) {
        Stream<ManyOutcome.Step> fields = edits.stream()
                .map(edit -> new ManyOutcome.Step(
                        edit,
                        before.effective().value(edit.skuNo(), edit.field()),
                        edit.value().isNull()
                                ? edit.replaced()
                                : empties(edit) ? Json.MAPPER.nullNode() : edit.value()));
        Stream<ManyOutcome.Step> turned = switches.stream()
                .map(edit -> new ManyOutcome.Step(edit, standing(edit.field(), before.status()), edit.value()));
        return Stream.concat(fields, turned).toList();
    }

    private static boolean empties(Edit edit) {
        return edit.value().isTextual() && edit.value().textValue().isEmpty();
    }

    private static boolean stands(Edit wanted, Listing listing) {
        Optional<Edit> before = listing.edits().stream()
                .filter(edit ->
                        edit.skuNo().equals(wanted.skuNo()) && edit.field().equals(wanted.field()))
                .findFirst();
        if (wanted.value().isNull()) {
            return before.isEmpty();
        }
        if (before.isPresent()) {
            return before.get().value().equals(wanted.value())
                    && before.get().replaced().equals(wanted.replaced());
        }
        JsonNode now = listing.effective().value(wanted.skuNo(), wanted.field());
        return empties(wanted) ? now.isNull() : now.equals(wanted.value());
    }

    private static final class Reading {

        private final ListingContent mapped;
        private final String actor;
        private final Instant at;
        private final List<Edit> edits = new ArrayList<>();
        private final List<Edit> switches = new ArrayList<>();

        Reading(ListingContent mapped, String actor, Instant at) {
            this.mapped = mapped;
            this.actor = actor;
            this.at = at;
        }

        EditOutcome.@Nullable Invalid skus(JsonNode skus) {
            if (!skus.isObject()) {
                return invalid("skus", Messages.sentence("staging.skus-must-object-keyed-sku"));
            }
            for (Map.Entry<String, JsonNode> sku : skus.properties()) {
                if (mapped.sku(sku.getKey()).isEmpty()) {
                    return invalid(
                            "skus." + sku.getKey(),
                            Messages.sentence("staging.product-no-sku-check-sku", sku.getKey()));
                }
                if (!sku.getValue().isObject()) {
                    return invalid("skus." + sku.getKey(), Messages.sentence("staging.skus-edits-must-object"));
                }
                for (Map.Entry<String, JsonNode> field : sku.getValue().properties()) {
                    EditOutcome.Invalid invalid = edit(sku.getKey(), field.getKey(), field.getValue());
                    if (invalid != null) {
                        return invalid;
                    }
                }
            }
            return null;
        }

        EditOutcome.@Nullable Invalid edit(String skuNo, String field, JsonNode value) {
            String path = skuNo.isEmpty() ? field : "skus." + skuNo + "." + field;
            Optional<EditableField> editable = EditableField.named(field, !skuNo.isEmpty());
            if (editable.isEmpty()) {
                return invalid(path, Messages.sentence("staging.field-cannot-edited-see-listings", field));
            }
            boolean turned = editable.get().isSwitch();
            if (!value.isNull() || turned) {
                Sentence complaint = editable.get().complaint(value);
                if (complaint != null) {
                    return invalid(path, complaint);
                }
            }
            if (turned) {
                switches.add(new Edit("", field, value, Json.MAPPER.nullNode(), actor, at));
                return null;
            }
            edits.add(new Edit(
                    skuNo, field, cleaned(editable.get(), withoutNul(value)), mapped.value(skuNo, field), actor, at));
            return null;
        }

        /** A text that was pasted brings characters along that nobody sees; a choice stays as it is and is compared without them. */
        private static JsonNode cleaned(EditableField field, JsonNode value) {
            return field.form() == EditableField.Form.TEXT && value.isTextual()
                    ? TextNode.valueOf(Characters.withoutInvisible(value.textValue()))
                    : value;
        }

        private static JsonNode withoutNul(JsonNode value) {
            String text = Json.text(value);
            return text.contains("\\u0000") ? Json.parse(text.replace("\\u0000", "")) : value;
        }

        private static EditOutcome.Invalid invalid(String field, Sentence sentence) {
            return new EditOutcome.Invalid(field, "EDIT_INVALID", sentence);
        }
    }
}
