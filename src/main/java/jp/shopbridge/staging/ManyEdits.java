package jp.shopbridge.staging;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.Consumer;
import jp.shopbridge.failure.Messages;
import jp.shopbridge.failure.Sentence;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;

/**
 * Corrections of many listings: a short transaction for every few hundred, so that publishing and intake go on meanwhile.
 * What could not be done is told product by product; what was done stays done.
 */
@Component
public class ManyEdits {

    private static final Logger LOG = LoggerFactory.getLogger(ManyEdits.class);
    private static final int BATCH = 250;

    private final ListingQueries listings;
    private final ListingEdits edits;

    ManyEdits(ListingQueries listings, ListingEdits edits) {
        this.listings = listings;
        this.edits = edits;
    }

    /**
     * Corrects, or with {@code dryRun} only foretells.
     *
     * @param productNos the products; unknown numbers are refused one by one
     * @param each told every product's outcome, in ascending order within a batch
     */
    public void edit(
            String shop,
            Collection<String> productNos,
            Proposal proposal,
            EditWay way,
            String actor,
            boolean dryRun,
            Consumer<ManyOutcome> each) {
        List<String> numbers = productNos.stream().distinct().sorted().toList();
        for (int from = 0; from < numbers.size(); from += BATCH) {
            List<String> part = numbers.subList(from, Math.min(numbers.size(), from + BATCH));
            batch(shop, part, proposal, way, actor, dryRun).forEach(each);
        }
    }

    /** The same for all listings that match. */
    public void edit(
            ListingQuery query,
            Proposal proposal,
            EditWay way,
            String actor,
            boolean dryRun,
            Consumer<ManyOutcome> each) {
        listings.matching(query, BATCH).forEach(part -> batch(query.shop(), part, proposal, way, actor, dryRun)
                .forEach(each));
    }

    private List<ManyOutcome> batch(
            String shop, List<String> part, Proposal proposal, EditWay way, String actor, boolean dryRun) {
        try {
            return edits.editMany(shop, part, proposal, way, actor, dryRun);
        } catch (DataAccessException first) {
            // Mostly a lock that was waited for too long; the transaction left nothing behind, so it may be repeated.
            try {
                return edits.editMany(shop, part, proposal, way, actor, dryRun);
            } catch (DataAccessException again) {
                again.addSuppressed(first);
                LOG.warn("A batch of {} listings of shop {} could not be saved.", part.size(), shop, again);
                return notSaved(shop, part);
            }
        }
    }

    private static List<ManyOutcome> notSaved(String shop, List<String> part) {
        Sentence sentence = Messages.sentence("staging.database-could-not-save-so");
        List<ManyOutcome> outcomes = new ArrayList<>();
        part.forEach(number -> outcomes.add(ManyOutcome.notSaved(new ListingKey(shop, number), sentence)));
        return outcomes;
    }
}
