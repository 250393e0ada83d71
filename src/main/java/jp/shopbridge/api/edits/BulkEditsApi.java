package jp.shopbridge.api.edits;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Clock;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import jp.shopbridge.Json;
import jp.shopbridge.api.Answer;
import jp.shopbridge.api.ApiProblem;
import jp.shopbridge.api.ApiRequest;
import jp.shopbridge.api.ProductChoice;
import jp.shopbridge.failure.Messages;
import jp.shopbridge.failure.Sentence;
import jp.shopbridge.publishing.knowledge.Categories;
import jp.shopbridge.staging.Edit;
import jp.shopbridge.staging.EditWay;
import jp.shopbridge.staging.EditableField;
import jp.shopbridge.staging.Listing;
import jp.shopbridge.staging.ListingQuery;
import jp.shopbridge.staging.ManyEdits;
import jp.shopbridge.staging.Proposal;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The same correction for many products. */
@Component
public class BulkEditsApi {

    private static final String SEND_AS_DRAFT = EditableField.SEND_AS_DRAFT.field();

    private final ManyEdits edits;
    private final Categories categories;
    private final Clock clock;

    BulkEditsApi(ManyEdits edits, Categories categories, Clock clock) {
        this.edits = edits;
        this.categories = categories;
        this.clock = clock;
    }

    /** Corrects, or with {@code ?dry-run=true} foretells. */
    public Answer edit(ApiRequest request) {
        boolean dryRun = Boolean.TRUE.equals(request.flag("dry-run"));
        BulkEditRequest wanted = request.body(BulkEditRequest.class);
        ListingQuery query = ProductChoice.of(wanted.productNos(), wanted.filter(), request.shop());
        Adjusting adjusting = wanted.adjust() == null ? null : Adjusting.of(wanted.adjust());
        ObjectNode patch = adjusting == null ? checked(wanted.patch()) : checkedBeside(adjusting, wanted.patch());
        categoryChecked(request.shop(), patch);
        Map<String, Long> versions = versions(wanted, query);
        Instant unchangedSince = unchangedSince(wanted.unchangedSince());
        String actor = request.actor();
        Instant now = clock.instant();
        Proposal proposal = listing -> {
            Long seen = versions.get(listing.key().productNo());
            if (seen != null && seen != listing.status().version()) {
                return new Proposal.Refused(
                        "version", "EDIT_VERSION_CONFLICT", Messages.sentence("EDIT_VERSION_CONFLICT"));
            }
            Edit later = unchangedSince == null ? null : laterEdit(listing, patch, adjusting, unchangedSince, actor);
            if (later != null) {
                return overtaken(later);
            }
            return adjusting == null ? new Proposal.Patch(patch) : adjusting.about(listing, patch);
        };
        BulkEditResult.Tally tally = new BulkEditResult.Tally();
        if (query.productNumbers().isEmpty()) {
            edits.edit(query, proposal, EditWay.TOGETHER, actor, dryRun, tally::add);
        } else {
            edits.edit(query.shop(), query.productNumbers(), proposal, EditWay.TOGETHER, actor, dryRun, tally::add);
        }
        return Answer.ok(tally.result(dryRun, now));
    }

    private static ObjectNode checkedBeside(Adjusting adjusting, @Nullable ObjectNode patch) {
        ObjectNode common = patch == null || patch.isEmpty() ? Json.MAPPER.createObjectNode() : checked(patch);
        for (Map.Entry<String, JsonNode> field : common.properties()) {
            if (adjusting.changes(field.getKey())) {
                throw ApiProblem.at(
                        422,
                        "API_FIELD_INVALID",
                        field.getKey(),
                        Messages.sentence("API_FIELD_INVALID.in-patch-or-adjust", field.getKey()));
            }
        }
        return common;
    }

    private void categoryChecked(String shop, ObjectNode patch) {
        String category = EditableField.CATEGORY_ID.field();
        JsonNode id = patch.path(category);
        Sentence refusal = id.asText("").isBlank() ? null : categories.refusal(shop, id.asText());
        if (refusal != null) {
            throw ApiProblem.at(422, "EDIT_INVALID", category, refusal);
        }
    }

    private static ObjectNode checked(@Nullable ObjectNode patch) {
        if (patch == null || patch.isEmpty()) {
            throw ApiProblem.at(
                    422, "API_FIELD_MISSING", "patch", Messages.sentence("API_FIELD_MISSING.say-patch-what-change"));
        }
        Set<String> known = Arrays.stream(EditableField.values())
                .filter(field -> !field.ofSku() && field != EditableField.SELECTED)
                .map(EditableField::field)
                .collect(Collectors.toCollection(TreeSet::new));
        JsonNode asDraft = patch.path(SEND_AS_DRAFT);
        for (Map.Entry<String, JsonNode> field : patch.properties()) {
            if (!known.contains(field.getKey())) {
                throw ApiProblem.unknownField(field.getKey(), List.copyOf(known));
            }
        }
        if (!asDraft.isMissingNode() && !asDraft.isNull() && !asDraft.isBoolean()) {
            throw ApiProblem.at(
                    422,
                    "API_FIELD_INVALID",
                    SEND_AS_DRAFT,
                    Messages.sentence("API_FIELD_INVALID.field-must-true-false", SEND_AS_DRAFT));
        }
        for (Map.Entry<String, JsonNode> field : patch.properties()) {
            EditableField.named(field.getKey(), false)
                    .filter(editable -> !field.getValue().isNull())
                    .map(editable -> editable.complaint(field.getValue()))
                    .ifPresent(complaint -> {
                        throw ApiProblem.at(422, "EDIT_INVALID", field.getKey(), complaint);
                    });
        }
        return patch;
    }

    private static Map<String, Long> versions(BulkEditRequest wanted, ListingQuery query) {
        Map<String, Long> versions = Objects.requireNonNullElse(wanted.versions(), Map.of());
        if (versions.values().stream().anyMatch(Objects::isNull)
                || !query.productNumbers().containsAll(versions.keySet())) {
            throw ApiProblem.at(
                    422,
                    "API_FIELD_INVALID",
                    "versions",
                    Messages.sentence("API_FIELD_INVALID.versions-must-give-whole-number"));
        }
        return versions;
    }

    private static @Nullable Instant unchangedSince(@Nullable String text) {
        try {
            return text == null ? null : Instant.parse(text);
        } catch (DateTimeParseException e) {
            throw ApiProblem.at(
                    422,
                    "API_FIELD_INVALID",
                    "unchangedSince",
                    Messages.sentence("API_FIELD_INVALID.unchangedsince-must-asof-preview"));
        }
    }

    /** An adjustment made twice would be one too many, so there a person's own later edit counts as well. */
    private static @Nullable Edit laterEdit(
            Listing listing, ObjectNode patch, @Nullable Adjusting adjusting, Instant since, String actor) {
        return listing.edits().stream()
                .filter(edit -> edit.editedAt().isAfter(since))
                .filter(edit -> (adjusting != null && adjusting.concerns(edit))
                        || (edit.skuNo().isEmpty()
                                && patch.has(edit.field())
                                && !edit.editedBy().equals(actor)))
                .findFirst()
                .orElse(null);
    }

    private static Proposal.Refused overtaken(Edit later) {
        return new Proposal.Refused(
                later.field(), "EDIT_OVERTAKEN", Messages.sentence("EDIT_OVERTAKEN", later.editedBy()));
    }
}
