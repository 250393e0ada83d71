package jp.shopbridge.publishing.sending;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import jp.shopbridge.Instance;
import jp.shopbridge.publishing.check.DayLimits;
import jp.shopbridge.publishing.check.ListingLimit;
import jp.shopbridge.publishing.ledger.Attempt;
import jp.shopbridge.publishing.ledger.Attempts;
import jp.shopbridge.publishing.ledger.Reports;
import jp.shopbridge.staging.Listing;
import jp.shopbridge.staging.ListingChange;
import jp.shopbridge.staging.ListingClaims;
import jp.shopbridge.staging.ListingEvent;
import jp.shopbridge.staging.ListingKey;
import jp.shopbridge.staging.ListingQueries;
import jp.shopbridge.staging.ListingState;
import jp.shopbridge.staging.ListingStatus;
import jp.shopbridge.tiktok.CallUrgency;
import jp.shopbridge.tiktok.HourlyCalls;
import org.apache.camel.Exchange;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Which listings this instance works on: taken when they are due, held while they are under way, given back when over. */
@Component
public class Claims {

    private static final Logger LOG = LoggerFactory.getLogger(Claims.class);
    private static final int CALLS_FOR_VALUES = 3;

    private final ListingQueries listings;
    private final ListingClaims claims;
    private final Attempts attempts;
    private final Reports reports;
    private final CrashGuard crashGuard;
    private final ListingLimit listingLimit;
    private final DayLimits dayLimits;
    private final HourlyCalls hours;
    private final SendingSettings settings;
    private final Instance instance;
    private final Clock clock;
    private final Set<ListingKey> queued = ConcurrentHashMap.newKeySet();

    Claims(
            ListingQueries listings,
            ListingClaims claims,
            Attempts attempts,
            Reports reports,
            CrashGuard crashGuard,
            ListingLimit listingLimit,
            DayLimits dayLimits,
            HourlyCalls hours,
            SendingSettings settings,
            Instance instance,
            Clock clock) {
        this.listings = listings;
        this.claims = claims;
        this.attempts = attempts;
        this.reports = reports;
        this.crashGuard = crashGuard;
        this.listingLimit = listingLimit;
        this.dayLimits = dayLimits;
        this.hours = hours;
        this.settings = settings;
        this.instance = instance;
        this.clock = clock;
    }

    /** Takes the listings that are due, at most one for each consumer, and reserves them for this instance. */
    public List<ListingKey> claim() {
        crashGuard.clearUp();
        return queued(claims.claimDue(settings.concurrency(), instance.name(), settings.claim()));
    }

    /** Takes the listings on TikTok whose price or stock changed; they have consumers of their own and wait behind no other. */
    public List<ListingKey> claimValues() {
        return queued(claims.claimValuesDue(settings.valuesConcurrency(), instance.name(), settings.claim()));
    }

    private List<ListingKey> queued(List<ListingKey> claimed) {
        queued.addAll(claimed);
        return claimed;
    }

    /**
     * Begins with a claimed listing.
     *
     * @return null when nothing of it has to be sent any more
     */
    public @Nullable Job begin(ListingKey key, Exchange exchange) {
        crashGuard.enter(key, exchange);
        return begin(key, false);
    }

    /**
     * Begins with a claimed listing of which only price and stock go out; the rest of it queues up anew.
     *
     * @return null when nothing of it has to be sent any more
     */
    public @Nullable Job beginValues(ListingKey key, Exchange exchange) {
        crashGuard.enter(key, exchange);
        Job job = begin(key, true);
        if (job != null && job.listing().status().remoteProductId() == null) {
            queueRest(job);
            return null;
        }
        return job;
    }

    @Nullable
    Job begin(ListingKey key, boolean valuesOnly) {
        if (!queued.remove(key)) {
            // It was claimed again while it stood in the queue, and its first place in the queue did the work.
            return null;
        }
        Instant heldUntil =
                claims.takeClaim(key, instance.name(), settings.claim()).orElse(null);
        if (heldUntil == null) {
            claims.release(key, instance.name());
            return null;
        }
        try {
            Listing listing = toSend(key);
            if (listing == null) {
                return null;
            }
            checkRoom(listing, valuesOnly);
            return new Job(listing, heldUntil, valuesOnly);
        } catch (RuntimeException mayBeTakenAgain) {
            // The route may take this step again after a moment.
            queued.add(key);
            throw mayBeTakenAgain;
        }
    }

    private @Nullable Listing toSend(ListingKey key) {
        Listing listing = listings.find(key).orElse(null);
        if (listing == null
                || listing.status().state() != ListingState.WAITING
                || !listing.status().selected()) {
            claims.release(key, instance.name());
            return null;
        }
        Attempt lost = attempts.open(key).orElse(null);
        if (lost != null) {
            stillOpen(key, lost);
            return null;
        }
        ListingStatus status = listing.status();
        if (status.remoteProductId() != null && status.isAsPublished()) {
            ListingEvent same = status.isHeldAsDraft() ? ListingEvent.SAME_AS_DRAFT : ListingEvent.SAME_AS_PUBLISHED;
            reports.report(key, ListingChange.by("publishing", "unchanged").event(same));
            return null;
        }
        if (status.remoteProductId() == null) {
            listingLimit.check(key.shop());
        }
        return listing;
    }

    /** A passage that stopped half-way would cost the same calls again, so it begins only when there is room for it. */
    private void checkRoom(Listing listing, boolean valuesOnly) {
        String shop = listing.key().shop();
        if (valuesOnly) {
            hours.checkRoom(shop, CallUrgency.VALUES, CALLS_FOR_VALUES);
            return;
        }
        hours.checkRoom(shop, CallUrgency.ORDINARY, settings.callsToBegin());
        dayLimits.check(shop, listing.status().remoteProductId() == null);
    }

    private void stillOpen(ListingKey key, Attempt lost) {
        Instant end = attempts.latestEnd(lost);
        if (lost.outcome() == Attempt.Outcome.STARTED && end.isAfter(clock.instant())) {
            // Another instance may still be waiting for the answer.
            reports.report(key, ListingChange.by("publishing", "waiting").dueAt(end));
            return;
        }
        // A process ended between the call and its record: nobody knows whether TikTok did it.
        attempts.unknown(lost, clock.instant());
        reports.answerLost(key);
    }

    /**
     * Holds a listing for longer.
     *
     * @return null when it moved on meanwhile, or another passage took it over: this one ends
     */
    public @Nullable Job renew(Job job) {
        Instant until = claims.renewClaim(job.key(), instance.name(), job.heldUntil(), settings.claim())
                .orElse(null);
        if (until == null) {
            LOG.info("{} was taken further by another passage; this one ends before it sends anything.", job.key());
            claims.endClaim(job.key(), instance.name(), job.heldUntil());
            return null;
        }
        return new Job(job.listing(), until, job.valuesOnly());
    }

    /** Ends a passage of price and stock: there is nothing of them to send, and the rest of the listing queues up anew. */
    public void queueRest(Job job) {
        claims.queueRest(job.key(), instance.name());
    }
}
