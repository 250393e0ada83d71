package jp.shopbridge.staging;

import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import jp.shopbridge.Json;
import jp.shopbridge.Sql;
import jp.shopbridge.failure.Messages;
import jp.shopbridge.failure.Sentence;
import jp.shopbridge.staging.content.ListingContent;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.namedparam.MapSqlParameterSource;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Takes in what people change of listings: values, selection, sending as a draft. */
@Component
public class ListingEdits {

    private final NamedParameterJdbcTemplate jdbc;
    private final TransactionTemplate transactions;
    private final Clock clock;
    private final ListingWork work;
    private final ListingQueries queries;

    ListingEdits(
            NamedParameterJdbcTemplate jdbc,
            TransactionTemplate transactions,
            Clock clock,
            ListingWork work,
            ListingQueries queries) {
        this.jdbc = jdbc;
        this.transactions = transactions;
        this.clock = clock;
        this.work = work;
        this.queries = queries;
    }

    /**
     * Applies a person's JSON Merge Patch: {@code null} reverts a field to its mapped value, {@code ""} empties it, and
     * {@code skus} is an object keyed by SKU number. All of it or nothing.
     *
     * @param expectedVersion the version the person saw, or null when they did not say; what already stands as wanted is no
     *     conflict, whoever made it stand
     */
    public EditOutcome edit(ListingKey key, @Nullable Long expectedVersion, ObjectNode patch, String actor) {
        return changing(key, null, (row, parts) -> {
            Corrections corrections =
                    Corrections.read(patch, parts.document(key).mapped(), actor, clock.instant());
            if (corrections.refusal() != null) {
                return corrections.refusal();
            }
            if (expectedVersion != null && expectedVersion != row.editVersion) {
                Listing now = parts.whole(row.status());
                return corrections.withoutWhatStandsAlready(now).isEmpty() ? null : new EditOutcome.Conflict(now);
            }
            ListingWrites writes = work.writes();
            take(row, parts, parts.whole(row.status()).effective(), corrections, EditWay.ALONE, writes);
            writes.flush();
            return null;
        });
    }

    /**
     * Corrects many listings in one transaction; each is taken or refused on its own. What already is as wanted is left
     * alone, so that asking twice changes nothing the second time.
     *
     * @param productNos at most a few hundred, so that the transaction stays short
     * @param dryRun whether only to tell what would become of each; nothing is locked or written then
     * @return one outcome per number, in the order of the numbers
     */
    public List<ManyOutcome> editMany(
            String shop, Collection<String> productNos, Proposal proposal, EditWay way, String actor, boolean dryRun) {
        List<ManyOutcome> outcomes = transactions.execute(status -> {
            Set<String> numbers = new TreeSet<>(productNos);
            Map<String, ListingRow> rows = dryRun ? queries.rows(shop, numbers) : work.lock(shop, numbers);
            ListingParts parts = work.parts(shop, rows.keySet());
            ListingWrites writes = work.writes();
            List<ManyOutcome> each = new ArrayList<>();
            for (String productNo : numbers) {
                ListingRow row = rows.get(productNo);
                each.add(
                        row == null
                                ? ManyOutcome.noSuchListing(new ListingKey(shop, productNo))
                                : editOfMany(row, parts, proposal, way, actor, writes));
            }
            if (!dryRun) {
                writes.flush();
            }
            return each;
        });
        return outcomes == null ? List.of() : outcomes;
    }

    private ManyOutcome editOfMany(
            ListingRow row, ListingParts parts, Proposal proposal, EditWay way, String actor, ListingWrites writes) {
        Listing listing = parts.whole(row.status());
        Proposal.Answer answer = proposal.about(listing);
        if (answer instanceof Proposal.Refused refused) {
            return ManyOutcome.refused(listing, refused.field(), refused.code(), refused.sentence());
        }
        ObjectNode patch = ((Proposal.Patch) answer).patch();
        Corrections corrections = Corrections.read(patch, listing.mapped(), actor, clock.instant());
        if (corrections.refusal() != null) {
            EditOutcome.Invalid invalid = corrections.refusal();
            return ManyOutcome.refused(listing, invalid.field(), invalid.code(), invalid.sentence());
        }
        Corrections needed = corrections.withoutWhatStandsAlready(listing);
        if (needed.isEmpty()) {
            return ManyOutcome.unchanged(listing);
        }
        List<Lack> lacks = take(row, parts, listing.effective(), needed, way, writes);
        return ManyOutcome.changed(listing, needed.steps(listing), row.state, lacks);
    }

    /** Takes a person's edit back, so that the mapped value counts again. Reverting what was not edited changes nothing. */
    public EditOutcome revert(
            ListingKey key, @Nullable Long expectedVersion, String skuNo, String field, String actor) {
        ObjectNode patch = Json.MAPPER.createObjectNode();
        if (skuNo.isEmpty()) {
            patch.putNull(field);
        } else {
            patch.putObject("skus").putObject(skuNo).putNull(field);
        }
        return edit(key, expectedVersion, patch, actor);
    }

    /** Sets 連携対象. OFF never takes anything off TikTok; it only stops further sending. */
    public EditOutcome select(ListingKey key, @Nullable Long expectedVersion, boolean on, String actor) {
        return changing(key, expectedVersion, (row, parts) -> {
            if (row.selected != on) {
                ListingWrites writes = work.writes();
                turn(
                        row,
                        new Edit(
                                "",
                                Corrections.SELECTED,
                                BooleanNode.valueOf(on),
                                NullNode.getInstance(),
                                actor,
                                clock.instant()),
                        writes);
                // It queues up now, not at the time it became complete.
                if (on && row.state == ListingState.WAITING && row.dueAt.isBefore(clock.instant())) {
                    row.dueAt = clock.instant();
                }
                writes.updatedRows.add(row.parameters());
                writes.flush();
            }
            return null;
        });
    }

    /** Sets 連携対象 for all listings that match; answers how many changed. */
    public int selectAll(ListingQuery query, boolean on, String actor) {
        Integer changed = transactions.execute(status -> {
            Instant now = clock.instant();
            MapSqlParameterSource parameters =
                    ListingQueries.of(query).addValue("on", on).addValue("now", ListingRow.utc(now));
            for (Urgency urgency : Urgency.values()) {
                parameters.addValue(
                        urgency.name().toLowerCase(Locale.ROOT) + "Rank",
                        ListingRow.utc(Urgency.rank(urgency.priority(), now)));
            }
            List<String> numbers = jdbc.queryForList(Sql.named("listing-matching-selection"), parameters, String.class);
            int updated = jdbc.update(Sql.named("listing-select-matching"), parameters);
            Sentence sentence = on
                    ? Messages.sentence("staging.selected-together-with-others")
                    : Messages.sentence("staging.deselected-together-with-others");
            work.remember(query.shop(), numbers, "selection", actor, sentence);
            return updated;
        });
        return changed == null ? 0 : changed;
    }

    private interface Change {
        /** Changes the row; answers a refusal, or null when it is done. */
        @Nullable
        EditOutcome make(ListingRow row, ListingParts parts);
    }

    private EditOutcome changing(ListingKey key, @Nullable Long expectedVersion, Change change) {
        EditOutcome outcome = transactions.execute(status -> {
            ListingRow row = work.lock(key.shop(), Set.of(key.productNo())).get(key.productNo());
            if (row == null) {
                return new EditOutcome.NoSuchListing(key);
            }
            ListingParts parts = work.parts(key.shop(), List.of(key.productNo()));
            if (expectedVersion != null && expectedVersion != row.editVersion) {
                return new EditOutcome.Conflict(parts.whole(row.status()));
            }
            EditOutcome refusal = change.make(row, parts);
            if (refusal != null) {
                status.setRollbackOnly();
                return refusal;
            }
            return new EditOutcome.Edited(queries.find(key).orElseThrow());
        });
        if (outcome == null) {
            throw new IllegalStateException("A transaction answered nothing.");
        }
        return outcome;
    }

    /** ListingWrites the corrections over the listing and puts it together anew; answers what it lacks then. */
    private List<Lack> take(
            ListingRow row,
            ListingParts parts,
            ListingContent effective,
            Corrections corrections,
            EditWay way,
            ListingWrites writes) {
        if (!corrections.isEmpty()) {
            row.editVersion++;
        }
        Map<List<String>, Edit> edits = new LinkedHashMap<>();
        parts.edits(row.key.productNo()).forEach(edit -> edits.put(List.of(edit.skuNo(), edit.field()), edit));
        for (Edit edit : corrections.edits()) {
            MapSqlParameterSource place =
                    ListingKeys.of(row.key).addValue("skuNo", edit.skuNo()).addValue("field", edit.field());
            writes.deletedEdits.add(place);
            Edit earlier = edits.get(List.of(edit.skuNo(), edit.field()));
            if (edit.value().isNull()) {
                edits.remove(List.of(edit.skuNo(), edit.field()));
            } else {
                edits.put(List.of(edit.skuNo(), edit.field()), edit);
                writes.insertedEdits.add(ListingKeys.of(row.key)
                        .addValue("skuNo", edit.skuNo())
                        .addValue("field", edit.field())
                        .addValue("edited", Json.text(edit.value()))
                        .addValue("replaced", Json.text(edit.replaced()))
                        .addValue("editedBy", edit.editedBy())
                        .addValue("editedAt", ListingRow.utc(edit.editedAt())));
            }
            writes.history.add(ListingWrites.historyLine(
                    row.key,
                    edit.editedAt(),
                    edit.value().isNull() ? "reverted" : "edited",
                    edit.editedBy(),
                    way.sentence(edit),
                    HistoryEntries.editText(edit, effective.value(edit.skuNo(), edit.field()), earlier)));
        }
        for (Edit turned : corrections.switches()) {
            turn(row, turned, writes);
        }
        return work.reassess(row, parts, List.copyOf(edits.values()), true, writes);
    }

    /** Turns 連携対象 or 下書きで送る, unless it stands as wanted. */
    private static void turn(ListingRow row, Edit wanted, ListingWrites writes) {
        boolean on = wanted.value().booleanValue();
        boolean selection = wanted.field().equals(Corrections.SELECTED);
        if (on == (selection ? row.selected : row.sendAsDraft)) {
            return;
        }
        Sentence sentence;
        if (selection) {
            row.selected = on;
            sentence = on
                    ? Messages.sentence("staging.selected-tiktok-shop")
                    : Messages.sentence("staging.deselected-what-tiktok-shows-stays");
        } else {
            row.sendAsDraft = on;
            sentence = on
                    ? Messages.sentence("staging.sent-as-draft")
                    : Messages.sentence("staging.no-longer-sent-as-draft");
        }
        writes.history.add(ListingWrites.historyLine(
                row.key, wanted.editedAt(), selection ? "selection" : "edited", wanted.editedBy(), sentence, null));
    }
}
