package jp.shopbridge.publishing.actions;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import jp.shopbridge.failure.Failure;
import jp.shopbridge.failure.Messages;
import jp.shopbridge.failure.RefusedFailure;
import jp.shopbridge.failure.Sentence;
import jp.shopbridge.failure.ThrottledFailure;
import jp.shopbridge.staging.Listing;
import jp.shopbridge.staging.ListingKey;
import jp.shopbridge.staging.ListingQueries;
import jp.shopbridge.staging.ListingQuery;
import org.apache.camel.ExchangeException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Asks TikTok about many products, one after the other. Which are left is a row each, so that a round goes on after a restart
 * and on any instance; what TikTok has no time for waits as it says.
 */
@Component
public class ProposalRounds {

    private static final Logger LOG = LoggerFactory.getLogger(ProposalRounds.class);
    private static final int PART = 250;
    private static final int AT_ONCE = 4;
    private static final Duration LATER = Duration.ofMinutes(1);
    /** How far those that a person named go ahead of those of a whole list. */
    private static final Duration AHEAD = Duration.ofHours(1);

    private final ProposalStore store;
    private final ProposalQuestions questions;
    private final ListingQueries listings;
    private final Clock clock;

    ProposalRounds(ProposalStore store, ProposalQuestions questions, ListingQueries listings, Clock clock) {
        this.store = store;
        this.questions = questions;
        this.listings = listings;
        this.clock = clock;
    }

    /**
     * Has TikTok asked about these products, before all others.
     *
     * @return how many they are
     */
    public int ask(String shop, Collection<String> productNos, String actor) {
        begin(shop, actor);
        Set<String> known = listings.known(shop, productNos).keySet();
        if (!known.isEmpty()) {
            store.ask(shop, known, clock.instant().minus(AHEAD));
            store.grow(shop, known.size());
        }
        return known.size();
    }

    /**
     * Has TikTok asked about all listings that match, but for those whose answer still holds.
     *
     * @return how many they are
     */
    public int ask(ListingQuery query, String actor) {
        begin(query.shop(), actor);
        Instant now = clock.instant();
        int asked = 0;
        for (List<String> part : (Iterable<List<String>>) listings.matching(query, PART)::iterator) {
            Set<String> known = store.known(query.shop(), part);
            List<String> left = part.stream()
                    .filter(productNo -> !known.contains(productNo))
                    .toList();
            if (!left.isEmpty()) {
                store.ask(query.shop(), left, now);
                store.grow(query.shop(), left.size());
                asked += left.size();
            }
        }
        return asked;
    }

    private void begin(String shop, String actor) {
        if (store.counts(shop).asking() == 0) {
            store.begin(shop, actor);
        }
    }

    /** Asks nothing more; what was proposed stays. */
    public int stop(String shop) {
        return store.stop(shop);
    }

    /** Takes the products that are to be asked about now. */
    public List<ListingKey> claim() {
        return store.claim(AT_ONCE);
    }

    /**
     * Begins with one product.
     *
     * @return null when it is gone
     * @throws RefusedFailure when there is nothing to judge by
     */
    public @Nullable Asking begin(ListingKey key) {
        Listing listing = listings.find(key).orElse(null);
        if (listing == null) {
            store.none(key, null, null);
            return null;
        }
        return questions.begin(listing);
    }

    /** Keeps what TikTok proposes; nothing of the product is changed by it. */
    public void save(Asking asking) {
        store.answered(asking);
        Sentence note = asking.note();
        if (note != null) {
            store.note(asking.key().shop(), "PUBLISHING_NO_PROPOSALS", note);
        }
    }

    /** TikTok proposes nothing for this product, and says why. */
    public void refused(ListingKey key, @ExchangeException RefusedFailure failure) {
        store.none(key, failure.code(), failure.sentence());
    }

    /** The whole round waits as long as it was told; none of its products is to blame. */
    public void throttled(String shop, @ExchangeException ThrottledFailure failure) {
        store.putOff(shop, clock.instant().plus(failure.waitFor()), failure.code(), failure.sentence());
    }

    /** The whole round waits a little; none of its products is to blame. */
    public void later(String shop, @ExchangeException Failure failure) {
        store.putOff(shop, clock.instant().plus(LATER), failure.code(), failure.sentence());
    }

    /** TikTok answers nobody for now. */
    public void breakerOpen(String shop) {
        store.putOff(
                shop,
                clock.instant().plus(LATER),
                "PUBLISHING_PROPOSALS_WAIT",
                Messages.sentence("PUBLISHING_PROPOSALS_WAIT"));
    }

    /** A fault nobody foresaw ends the questions about one product; the others go on. */
    public void unexpected(ListingKey key, Throwable thrown) {
        LOG.error("TikTok could not be asked for proposals about {}.", key, thrown);
        store.none(key, "PUBLISHING_PROPOSAL_FAILED", Messages.sentence("PUBLISHING_PROPOSAL_FAILED"));
    }
}
