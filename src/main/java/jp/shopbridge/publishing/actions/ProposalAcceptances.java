package jp.shopbridge.publishing.actions;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import jp.shopbridge.Json;
import jp.shopbridge.failure.Messages;
import jp.shopbridge.staging.EditWay;
import jp.shopbridge.staging.ManyEdits;
import jp.shopbridge.staging.ManyOutcome;
import jp.shopbridge.staging.Proposal;
import jp.shopbridge.staging.content.ListingContent;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What a person says to proposals: a yes makes them corrections of theirs, like any other; a no leaves the products alone. */
@Component
public class ProposalAcceptances {

    private static final int PART = 250;

    private final ProposalStore store;
    private final ManyEdits edits;

    ProposalAcceptances(ProposalStore store, ManyEdits edits) {
        this.store = store;
        this.edits = edits;
    }

    /**
     * What a person says yes to.
     *
     * @param productNos null for all open proposals, or all of the group
     * @param groupId only products of this group of the shop's own; null for any
     * @param changes by product number other values than the proposed ones; JSON null leaves a field alone
     */
    public record Yes(
            String shop,
            @Nullable List<String> productNos,
            @Nullable String groupId,
            Map<String, ObjectNode> changes) {}

    /**
     * Takes the proposed values, or with {@code dryRun} only foretells; a value that the product has got meanwhile stays.
     *
     * @param each told every product's outcome
     */
    public void accept(Yes yes, String actor, boolean dryRun, Consumer<ManyOutcome> each) {
        each(yes.shop(), yes.productNos(), yes.groupId(), part -> {
            Map<String, List<ProposedField>> open = store.open(yes.shop(), part);
            List<String> accepted = new ArrayList<>();
            Proposal proposal = listing -> {
                List<ProposedField> fields = open.get(listing.key().productNo());
                return fields == null
                        ? new Proposal.Refused("productNo", "PROPOSAL_GONE", Messages.sentence("PROPOSAL_GONE"))
                        : new Proposal.Patch(patch(
                                listing.effective(),
                                fields,
                                yes.changes().get(listing.key().productNo())));
            };
            edits.edit(yes.shop(), part, proposal, EditWay.TOGETHER, actor, dryRun, outcome -> {
                if (!outcome.isRefused()) {
                    accepted.add(outcome.key().productNo());
                }
                each.accept(outcome);
            });
            if (!dryRun) {
                store.settle(yes.shop(), accepted, "accepted");
            }
        });
    }

    /** Leaves the products as they are; they are not proposed again before they change. How many they were. */
    public int leave(String shop, @Nullable List<String> productNos, @Nullable String groupId) {
        int[] left = new int[1]; // counted part by part
        each(shop, productNos, groupId, part -> {
            List<String> open = List.copyOf(store.open(shop, part).keySet());
            store.settle(shop, open, "left");
            left[0] += open.size();
        });
        return left[0];
    }

    private void each(
            String shop, @Nullable List<String> productNos, @Nullable String groupId, Consumer<List<String>> part) {
        if (productNos != null) {
            List<String> numbers = productNos.stream().distinct().sorted().toList();
            for (int from = 0; from < numbers.size(); from += PART) {
                part.accept(numbers.subList(from, Math.min(numbers.size(), from + PART)));
            }
            return;
        }
        String after = "";
        List<String> next = store.openAfter(shop, groupId, after, PART);
        while (!next.isEmpty()) {
            part.accept(next);
            after = next.get(next.size() - 1);
            next = store.openAfter(shop, groupId, after, PART);
        }
    }

    /** The correction that the proposed fields come to for the listing as it is now. */
    private static ObjectNode patch(ListingContent now, List<ProposedField> fields, @Nullable ObjectNode changes) {
        ObjectNode patch = Json.MAPPER.createObjectNode();
        String category = now.categoryId();
        for (ProposedField field : fields) {
            if (field.field().equals("category_id") && category.isEmpty()) {
                patch.set("category_id", field.value());
            }
        }
        if (changes != null && changes.hasNonNull("category_id")) {
            patch.set("category_id", changes.path("category_id"));
        } else if (changes != null && changes.has("category_id")) {
            patch.remove("category_id");
        }
        String will = patch.path("category_id").asText(category);
        for (ProposedField field : fields) {
            // What holds for another category than the product's is worth nothing.
            if (field.categoryId().equals(will)) {
                switch (field.field()) {
                    case "weight_g" -> setIf(now.weightGrams().isEmpty(), patch, field);
                    case "dimensions_cm" -> setIf(now.dimensions().isEmpty(), patch, field);
                    case "attributes" -> attribute(now, patch, field);
                    default -> {
                        // The category stands in the patch already.
                    }
                }
            }
        }
        if (changes != null) {
            changes.properties().forEach(change -> {
                if (change.getValue().isNull()) {
                    patch.remove(change.getKey());
                } else {
                    patch.set(change.getKey(), change.getValue());
                }
            });
        }
        return patch;
    }

    private static void setIf(boolean missing, ObjectNode patch, ProposedField field) {
        if (missing) {
            patch.set(field.field(), field.value());
        }
    }

    private static void attribute(ListingContent now, ObjectNode patch, ProposedField field) {
        List<JsonNode> all = new ArrayList<>();
        JsonNode sofar = patch.has("attributes") ? patch.path("attributes") : now.value("", "attributes");
        sofar.forEach(all::add);
        if (all.stream().anyMatch(given -> given.path("id").asText().equals(field.attributeId()))) {
            return;
        }
        ObjectNode attribute = Json.MAPPER.createObjectNode().put("id", field.attributeId());
        attribute.set("values", field.value());
        all.add(attribute);
        all.sort(Comparator.comparing(each -> each.path("id").asText()));
        ArrayNode next = patch.putArray("attributes");
        all.forEach(next::add);
    }
}
