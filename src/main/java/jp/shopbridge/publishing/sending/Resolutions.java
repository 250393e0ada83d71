package jp.shopbridge.publishing.sending;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import jp.shopbridge.Json;
import jp.shopbridge.deadletter.DeadLetters;
import jp.shopbridge.failure.Messages;
import jp.shopbridge.failure.MisconfiguredFailure;
import jp.shopbridge.failure.RefusedFailure;
import jp.shopbridge.failure.Sentence;
import jp.shopbridge.failure.ThrottledFailure;
import jp.shopbridge.publishing.actions.SaleChanges;
import jp.shopbridge.publishing.ledger.Attempt;
import jp.shopbridge.publishing.ledger.Attempts;
import jp.shopbridge.publishing.ledger.Reports;
import jp.shopbridge.staging.Listing;
import jp.shopbridge.staging.ListingChange;
import jp.shopbridge.staging.ListingEvent;
import jp.shopbridge.staging.ListingQueries;
import jp.shopbridge.staging.ListingState;
import jp.shopbridge.staging.ListingStatus;
import jp.shopbridge.tiktok.AcceptedProduct;
import jp.shopbridge.tiktok.CallUrgency;
import jp.shopbridge.tiktok.ProductSearch;
import jp.shopbridge.tiktok.ProductVersion;
import jp.shopbridge.tiktok.ProductVersions;
import jp.shopbridge.tiktok.RemoteProduct;
import jp.shopbridge.tiktok.TiktokAnswer;
import jp.shopbridge.tiktok.TiktokAnswers;
import jp.shopbridge.tiktok.TiktokCall;
import jp.shopbridge.tiktok.TiktokOperation;
import jp.shopbridge.tiktok.TiktokRequests;
import org.apache.camel.ExchangeException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Finds out what became of a create or edit whose answer was lost. TikTok showing the product proves it done at once; TikTok
 * not showing it proves nothing until the lag has passed, because its search trails behind. A create is then repeated with
 * the same key and the same bytes, which cannot make a second product; an edit goes through the ordinary route again.
 */
@Component
public class Resolutions {

    private static final Logger LOG = LoggerFactory.getLogger(Resolutions.class);
    private static final int AT_A_TIME = 20;
    private static final int LATEST = 20;
    private static final Duration LEASE = Duration.ofMinutes(2);
    private static final Duration LONGEST = Duration.ofMinutes(30);

    private final Attempts attempts;
    private final ListingQueries listings;
    private final ShopOutcomes shops;
    private final DeadLetters deadLetters;
    private final TiktokRequests requests;
    private final SendingSettings settings;
    private final Reports reports;
    private final Clock clock;

    Resolutions(
            Attempts attempts,
            ListingQueries listings,
            ShopOutcomes shops,
            DeadLetters deadLetters,
            TiktokRequests requests,
            SendingSettings settings,
            Reports reports,
            Clock clock) {
        this.attempts = attempts;
        this.listings = listings;
        this.shops = shops;
        this.deadLetters = deadLetters;
        this.requests = requests;
        this.settings = settings;
        this.reports = reports;
        this.clock = clock;
    }

    /** Takes the attempts whose fate is to be asked for now. */
    public List<Attempt> claim() {
        return attempts.claimUnresolved(AT_A_TIME, LEASE);
    }

    /** Begins with one attempt: which products tell of its fate. */
    public ProductSearch begin(Attempt attempt) {
        if (attempt.outcome() == Attempt.Outcome.STARTED) {
            // Its process ended between the call and the record, and the listing may have moved since.
            attempts.unknown(attempt, clock.instant().plus(LEASE));
            reports.answerLost(attempt.key());
        }
        String shop = attempt.key().shop();
        Optional<String> known = listings.status(attempt.key()).map(status -> status.remoteProductId());
        if (!isCreate(attempt) && known.isPresent()) {
            return ProductSearch.known(shop, known.get(), false).forResolution();
        }
        List<String> sellerSkus = new ArrayList<>();
        Json.parse(attempt.body())
                .path("skus")
                .forEach(sku -> sellerSkus.add(sku.path("seller_sku").asText("")));
        // The product of a create has all of its SKUs or none: the first ten tell.
        return ProductSearch.bySellerSkus(
                        shop,
                        List.copyOf(sellerSkus.subList(0, Math.min(TiktokRequests.SEARCH_SIZE, sellerSkus.size()))))
                .forResolution();
    }

    /**
     * Settles what the products found prove, or asks again later.
     *
     * @return whether the create is to be repeated
     */
    public boolean settle(Attempt attempt, List<ProductVersions> found) {
        if (isSaleChange(attempt)) {
            decideSale(attempt, found);
            return false;
        }
        Optional<RemoteProduct> ours = found.stream()
                .map(product -> isCreate(attempt) ? created(attempt, product) : edited(attempt, product))
                .flatMap(Optional::stream)
                .findFirst();
        boolean waits = clock.instant().isBefore(attempt.startedAt().plus(settings.resolveAfter()));
        if (ours.isPresent()) {
            done(attempt, ours.get().id(), ours.get().skuIds(), null);
        } else if (waits || !found.stream().allMatch(ProductVersions::isComplete)) {
            later(attempt);
        } else if (isCreate(attempt)) {
            return true;
        } else {
            notDone(attempt, Attempt.Outcome.NOT_DONE, null, clock.instant());
        }
        return false;
    }

    private static Optional<RemoteProduct> created(Attempt attempt, ProductVersions product) {
        return Optional.of(product.shown())
                .filter(shown -> attempt.key().productNo().equals(shown.externalId()));
    }

    /** The version that holds what the edit asked for: under review, else shown, else, of what was sent as a draft, the draft. */
    private Optional<RemoteProduct> edited(Attempt attempt, ProductVersions product) {
        JsonNode body = Json.parse(attempt.body());
        if (product.shown().isTurnedDown() && repeats(attempt)) {
            // It has shown this content since before, so only what happened to it afterwards tells.
            return Optional.of(product.shown()).filter(shown -> shown.isUpdatedAfter(attempt.startedAt()));
        }
        return product.all()
                .filter(version -> version.version() != ProductVersion.DRAFT || isDraft(body))
                .filter(version -> version.holds(body))
                .findFirst()
                .or(() -> Optional.of(product.shown())
                        .filter(shown -> "FAILED".equals(shown.audit()) && !isDraft(body) && !wasTurnedDown(attempt)));
    }

    /** Whether TikTok had taken the same content before, so that it was sent once more because a person wanted that. */
    private boolean repeats(Attempt attempt) {
        return attempts.of(attempt.key(), LATEST).stream()
                .filter(earlier -> earlier.id() < attempt.id() && earlier.outcome() == Attempt.Outcome.DONE)
                .filter(earlier -> LookUp.PRODUCT.contains(earlier.operation()))
                .anyMatch(earlier -> earlier.contentHash().equals(attempt.contentHash()));
    }

    // A version that failed its audit cannot be read. That one has failed since the last look says that it was taken.
    private boolean wasTurnedDown(Attempt attempt) {
        return listings.status(attempt.key())
                .filter(status -> !"FAILED".equals(status.remoteAudit()))
                .isEmpty();
    }

    private static boolean isDraft(JsonNode body) {
        return body.path("save_mode").asText().equals("AS_DRAFT");
    }

    private void decideSale(Attempt attempt, List<ProductVersions> found) {
        boolean on = attempt.operation().equals(TiktokOperation.ACTIVATE.id());
        RemoteProduct remote = found.isEmpty() ? null : found.get(0).shown();
        boolean done = remote != null
                && (on ? remote.isLive() || !remote.isSettled() : "SELLER_DEACTIVATED".equals(remote.status()));
        if (!done && clock.instant().isBefore(attempt.startedAt().plus(settings.resolveAfter()))) {
            later(attempt);
            return;
        }
        Sentence said = done ? SaleChanges.done(on) : Messages.sentence("publishing.sending.tiktok-shop-did-not-take");
        ListingChange change = ListingChange.by("resolver", "resolved")
                .reviewDueAt(clock.instant())
                .history(said, null);
        reports.reportWith(
                attempt.key(),
                change,
                () -> attempts.finish(
                        attempt, done ? Attempt.Outcome.DONE : Attempt.Outcome.NOT_DONE, null, null, null));
    }

    /** The same call again, byte for byte, under the same key. */
    public TiktokCall repeatCall(Attempt attempt) {
        LOG.info("The create of {} is repeated with the same key, because TikTok shows no product.", attempt.key());
        return requests.create(attempt.key().shop(), attempt.bytes()).madeFor(CallUrgency.RESOLUTION);
    }

    /** Records the answer to the repeated create. */
    public void repeated(Attempt attempt, TiktokAnswer answer) {
        AcceptedProduct accepted = AcceptedProduct.of(answer);
        done(attempt, accepted.productId(), accepted.skuIds(), answer);
    }

    /** TikTok refused: a repeated create is proven not to be done, everything else is asked for again. */
    public void refused(Attempt attempt, @ExchangeException RefusedFailure failure) {
        boolean says = isCreate(attempt)
                && !failure.code().equals(TiktokAnswers.EXTERNAL_ID_TAKEN)
                && !failure.code().equals(TiktokAnswers.PRODUCT_UNKNOWN)
                && !failure.code().equals(TiktokAnswers.TURNED_AWAY);
        if (says) {
            notDone(attempt, Attempt.Outcome.REFUSED, failure.remoteCode(), clock.instant());
        } else {
            later(attempt);
        }
    }

    /** TikTok asked us to wait: the listing limit proves that a create was not done, everything else is asked for again. */
    public void throttled(Attempt attempt, @ExchangeException ThrottledFailure failure) {
        if (TiktokAnswers.stopsNewProducts(failure)) {
            shops.limited(attempt.key().shop(), failure);
            notDone(attempt, Attempt.Outcome.NOT_DONE, null, clock.instant().plus(failure.waitFor()));
        } else {
            later(attempt);
        }
    }

    /** The shop pauses, and the question is asked again later. */
    public void misconfigured(Attempt attempt, @ExchangeException MisconfiguredFailure failure) {
        shops.pause(attempt.key().shop(), failure);
        later(attempt);
    }

    /** What nobody foresaw is said with its trace, and the question is asked again later. */
    public void unexpected(Attempt attempt, Throwable thrown) {
        LOG.error("The fate of {} could not be asked for; it is asked again.", attempt, thrown);
        later(attempt);
    }

    /** The question is asked again later, longer each time, and in time for the moment from which silence proves something. */
    public void later(Attempt attempt) {
        Duration wait = Duration.ofSeconds(1).multipliedBy(1L << Math.min(attempt.resolveTries(), 12));
        Duration bounded = wait.compareTo(LONGEST) > 0 ? LONGEST : wait;
        Duration untilProof =
                Duration.between(clock.instant(), attempt.startedAt().plus(settings.resolveAfter()));
        if (!untilProof.isNegative() && untilProof.compareTo(bounded) < 0) {
            bounded = untilProof.plusMillis(10);
        }
        attempts.unknown(attempt, clock.instant().plus(bounded));
    }

    private void done(
            Attempt attempt, String productId, Map<String, String> idsBySellerSku, @Nullable TiktokAnswer answer) {
        Sentence said = Messages.sentence("publishing.sending.tiktok-shop-did-take-product", productId);
        Listing listing = listings.find(attempt.key()).orElseThrow();
        boolean draft = isDraft(Json.parse(attempt.body()));
        ListingChange change = ListingChange.by("resolver", "resolved")
                .event(draft ? ListingEvent.DRAFTED : ListingEvent.PROVEN_DONE)
                .remoteIds(productId, listing.effective().bySkuNo(idsBySellerSku))
                .reviewDueAt(clock.instant())
                .history(said, null);
        // Only the content that was sent counts as published; what was edited since goes out after the review.
        ListingChange complete = listing.status().contentHash().equals(attempt.contentHash())
                ? change.published(attempt.contentHash(), listing.effective(), draft)
                : change;
        reports.reportWith(attempt.key(), complete, () -> {
            attempts.finish(
                    attempt,
                    Attempt.Outcome.DONE,
                    "0",
                    answer == null ? null : answer.requestId(),
                    answer == null ? null : answer.json());
            deadLetters.resolved(attempt.key().shop(), attempt.key().productNo(), "publishing");
        });
        LOG.info("The lost {} of {} was carried out: {}.", attempt.operation(), attempt.key(), productId);
    }

    private void notDone(Attempt attempt, Attempt.Outcome outcome, @Nullable String remoteCode, Instant due) {
        Sentence said = Messages.sentence("publishing.sending.tiktok-shop-did-not-take-2");
        Runnable ledger = () -> attempts.finish(attempt, outcome, remoteCode, null, null);
        if (listings.status(attempt.key())
                .filter(listing -> listing.state() == ListingState.UNKNOWN_OUTCOME)
                .isPresent()) {
            ListingChange change = ListingChange.by("resolver", "resolved")
                    .event(ListingEvent.PROVEN_NOT_DONE)
                    .dueAt(due)
                    .history(said, null);
            reports.reportWith(
                    attempt.key(),
                    repeats(attempt) ? change.reason(ListingStatus.SEND_UNCHANGED, said) : change,
                    ledger);
        } else {
            ledger.run();
        }
        LOG.info("The lost {} of {} was not carried out.", attempt.operation(), attempt.key());
    }

    private static boolean isSaleChange(Attempt attempt) {
        return attempt.operation().equals(TiktokOperation.ACTIVATE.id())
                || attempt.operation().equals(TiktokOperation.DEACTIVATE.id());
    }

    private static boolean isCreate(Attempt attempt) {
        return attempt.operation().equals(TiktokOperation.CREATE.id());
    }
}
