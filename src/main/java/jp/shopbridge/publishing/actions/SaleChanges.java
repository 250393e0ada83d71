package jp.shopbridge.publishing.actions;

import com.fasterxml.jackson.databind.node.ArrayNode;
import java.time.Clock;
import java.time.Duration;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import jp.shopbridge.Json;
import jp.shopbridge.failure.Failure;
import jp.shopbridge.failure.Messages;
import jp.shopbridge.failure.RefusedFailure;
import jp.shopbridge.failure.Sentence;
import jp.shopbridge.failure.UnknownOutcomeFailure;
import jp.shopbridge.publishing.ledger.Attempt;
import jp.shopbridge.publishing.ledger.Attempts;
import jp.shopbridge.publishing.ledger.Reports;
import jp.shopbridge.staging.ListingChange;
import jp.shopbridge.staging.ListingKey;
import jp.shopbridge.staging.ListingQueries;
import jp.shopbridge.staging.ListingReports;
import jp.shopbridge.staging.ListingStatus;
import jp.shopbridge.tiktok.CallUrgency;
import jp.shopbridge.tiktok.RemoteProduct;
import jp.shopbridge.tiktok.TiktokAnswer;
import jp.shopbridge.tiktok.TiktokAnswers;
import jp.shopbridge.tiktok.TiktokCall;
import jp.shopbridge.tiktok.TiktokRequests;
import org.apache.camel.ExchangeException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Stops and resumes the sale of a product at TikTok because a person said so, in the order the route
 * {@code publishing-change-sale} takes the steps. Nothing else ever does.
 */
@Component
public class SaleChanges {

    private static final Logger LOG = LoggerFactory.getLogger(SaleChanges.class);
    private static final String STOPPED = "SELLER_DEACTIVATED";
    private static final Duration FIRST_QUESTION = Duration.ofSeconds(2);

    private final ListingQueries listings;
    private final ListingReports listingReports;
    private final Attempts attempts;
    private final TiktokRequests requests;
    private final TiktokAnswers answers;
    private final Reports reports;
    private final Clock clock;

    SaleChanges(
            ListingQueries listings,
            ListingReports listingReports,
            Attempts attempts,
            TiktokRequests requests,
            TiktokAnswers answers,
            Reports reports,
            Clock clock) {
        this.listings = listings;
        this.listingReports = listingReports;
        this.attempts = attempts;
        this.requests = requests;
        this.answers = answers;
        this.reports = reports;
        this.clock = clock;
    }

    /**
     * Begins with one wish.
     *
     * @param on whether the product is to be on sale afterwards
     * @throws RefusedFailure when the listing has no product at TikTok
     */
    public SaleChange begin(ListingKey key, boolean on, String actor) {
        String remoteId =
                listings.status(key).map(ListingStatus::remoteProductId).orElseThrow(SaleChanges::notThere);
        return new SaleChange(key, on, remoteId, actor);
    }

    /**
     * Whether TikTok, as last read, has the product in a state from which it can be stopped, or resumed: resumed also after
     * TikTok itself took it off sale, which begins a new audit (docs/facts/tiktok.md 3.3).
     */
    public static boolean canBe(boolean on, ListingStatus status) {
        String remote = status.remoteStatus();
        return on ? STOPPED.equals(remote) || "PLATFORM_DEACTIVATED".equals(remote) : "ACTIVATE".equals(remote);
    }

    private static RefusedFailure notThere() {
        return new RefusedFailure(
                "PUBLISHING_NOT_LISTED",
                Messages.sentence("PUBLISHING_NOT_LISTED.product-not-tiktok-shop-yet"),
                "",
                null);
    }

    /** Writes the call down, commits, and makes it. */
    public TiktokCall call(SaleChange change) {
        ListingStatus status = listings.status(change.key()).orElseThrow();
        List<String> ids = List.of(change.remoteId());
        TiktokCall call = call(change, ids);
        start(change, status, call);
        return call;
    }

    private TiktokCall call(SaleChange change, List<String> ids) {
        return change.on()
                ? requests.activate(change.key().shop(), ids)
                : requests.deactivate(change.key().shop(), ids);
    }

    private void start(SaleChange change, ListingStatus status, TiktokCall call) {
        byte[] body = Objects.requireNonNull(call.json());
        change.attempt = attempts.start(
                change.key(),
                change.operation(),
                Attempt.idempotencyKey(change.key(), status.generation(), body),
                body,
                status.contentHash(),
                status.generation());
    }

    /**
     * Records the answer.
     *
     * @throws RefusedFailure when TikTok carried the call out but refused the product
     */
    public void answered(SaleChange change, TiktokAnswer answer) {
        settle(
                change,
                answer.errors().stream().findFirst(),
                answer,
                ListingChange.by(change.actor(), historyKind(change)));
        LOG.info("{} is done.", change);
    }

    private static String historyKind(SaleChange change) {
        return change.on() ? "sale-resumed" : "sale-stopped";
    }

    private void settle(
            SaleChange change,
            Optional<TiktokAnswer.PartialError> refused,
            TiktokAnswer answer,
            ListingChange whenDone) {
        Attempt attempt = Objects.requireNonNull(change.attempt);
        change.attempt = null;
        if (refused.isPresent()) {
            TiktokAnswer.PartialError error = refused.get();
            Sentence sentence = answers.sentenceOf(error.code(), error.message());
            reports.reportWith(
                    change.key(),
                    ListingChange.by(change.actor(), "sale-refused").history(refusal(change, sentence), errors(answer)),
                    () -> attempts.finish(
                            attempt,
                            Attempt.Outcome.REFUSED,
                            String.valueOf(error.code()),
                            answer.requestId(),
                            answer.json()));
            throw new RefusedFailure(
                    "PUBLISHING_SALE_REFUSED",
                    refusal(change, sentence),
                    String.valueOf(error.code()),
                    answers.fieldOf(error.code(), error.message()));
        }
        reports.reportWith(
                change.key(),
                whenDone.reviewDueAt(clock.instant()).history(done(change.on()), null),
                () -> attempts.finish(attempt, Attempt.Outcome.DONE, "0", answer.requestId(), answer.json()));
    }

    /** Writes the call down for each product of the batch, commits, and makes one call for all of them. */
    public TiktokCall batchCall(SaleBatch batch) {
        TiktokCall call = call(
                batch.open.get(0), batch.open.stream().map(SaleChange::remoteId).toList());
        for (SaleChange change : batch.open) {
            start(change, listings.status(change.key()).orElseThrow(), call);
        }
        return call;
    }

    /** Records the answer for each product of the batch; review reads each at once. */
    public void batchAnswered(SaleBatch batch, TiktokAnswer answer) {
        for (Iterator<SaleChange> open = batch.open.iterator(); open.hasNext(); open.remove()) {
            SaleChange change = open.next();
            ListingChange whenDone = ListingChange.by(change.actor(), historyKind(change));
            try {
                settle(
                        change,
                        answer.errors().stream()
                                .filter(error -> change.remoteId().equals(error.about()))
                                .findFirst(),
                        answer,
                        change.on() ? whenDone : whenDone.remoteState(STOPPED, audit(change), null));
                LOG.info("{} is done.", change);
            } catch (RefusedFailure refused) {
                batch.fail(change, refused);
            }
        }
    }

    private @Nullable String audit(SaleChange change) {
        return listings.status(change.key()).map(ListingStatus::remoteAudit).orElse(null);
    }

    /** Records for each product of the batch that is open still that TikTok refused the call. */
    public void batchRefused(SaleBatch batch, @ExchangeException RefusedFailure failure) {
        eachOpen(batch, change -> refused(change, failure));
    }

    /** Records for each product of the batch that is open still that the call was not carried out. */
    public void batchNotDone(SaleBatch batch, @ExchangeException Failure failure) {
        eachOpen(batch, change -> notDone(change, failure));
    }

    /** Records for each product of the batch that is open still that the answer was lost. */
    public void batchLost(SaleBatch batch, Exception thrown) {
        eachOpen(batch, change -> lost(change, thrown));
    }

    private interface Failing {
        void fail(SaleChange change) throws Exception;
    }

    private static void eachOpen(SaleBatch batch, Failing how) {
        for (SaleChange change : batch.open) {
            try {
                how.fail(change);
            } catch (Exception said) {
                batch.fail(change, said);
            }
        }
        batch.open.clear();
    }

    /** Asks what TikTok shows of the product now. */
    public TiktokCall readCall(SaleChange change) {
        return requests.product(change.key().shop(), change.remoteId()).madeFor(CallUrgency.VALUES);
    }

    /** Records what it shows, so that the page is true at once; review judges it a moment later. */
    public void seen(SaleChange change, TiktokAnswer answer) {
        RemoteProduct remote = RemoteProduct.of(answer);
        listingReports.apply(
                change.key(),
                ListingChange.by(change.actor(), "audit")
                        .remoteState(remote.status(), remote.audit(), remote.json())
                        .reviewDueAt(clock.instant()));
    }

    /** What the history says when it was done. */
    public static Sentence done(boolean on) {
        return on
                ? Messages.sentence("publishing.actions.sale-tiktok-shop-resumed-tiktok")
                : Messages.sentence("publishing.actions.sale-tiktok-shop-stopped");
    }

    private static Sentence refusal(SaleChange change, Sentence why) {
        return change.on()
                ? Messages.sentence("publishing.actions.sale-could-not-resumed", why)
                : Messages.sentence("publishing.actions.sale-could-not-stopped", why);
    }

    private static String errors(TiktokAnswer answer) {
        ArrayNode list = Json.MAPPER.createArrayNode();
        answer.errors().forEach(error -> list.addObject()
                .put("code", error.code())
                .put("original", error.message())
                .put("about", error.about()));
        return Json.text(list);
    }

    /**
     * Records that TikTok refused the call, and hands the failure on.
     *
     * @throws RefusedFailure always
     */
    public void refused(SaleChange change, @ExchangeException RefusedFailure failure) {
        close(change, failure, Attempt.Outcome.REFUSED, failure.remoteCode());
    }

    /**
     * Records that the call was not carried out, and hands the failure on.
     *
     * @throws Failure always
     */
    public void notDone(SaleChange change, @ExchangeException Failure failure) {
        close(change, failure, Attempt.Outcome.NOT_DONE, null);
    }

    private void close(SaleChange change, Failure failure, Attempt.Outcome outcome, @Nullable String remoteCode) {
        Attempt attempt = change.attempt;
        change.attempt = null;
        if (attempt != null) {
            reports.reportWith(
                    change.key(),
                    ListingChange.by(change.actor(), "sale-refused").history(refusal(change, failure.sentence()), null),
                    () -> attempts.finish(attempt, outcome, remoteCode, null, null));
        }
        throw failure;
    }

    /**
     * Records that the call may have been carried out: the resolver asks, and says so in the ledger.
     *
     * @throws Exception what was thrown when no call had been begun
     * @throws UnknownOutcomeFailure otherwise
     */
    public void lost(SaleChange change, Exception thrown) throws Exception {
        Attempt attempt = change.attempt;
        change.attempt = null;
        if (attempt == null) {
            throw thrown;
        }
        attempts.unknown(attempt, clock.instant().plus(FIRST_QUESTION));
        Sentence sentence = Messages.sentence("publishing.actions.tiktok-shops-answer-lost-products");
        listingReports.apply(
                change.key(), ListingChange.by(change.actor(), "sale-unknown").history(sentence, null));
        throw new UnknownOutcomeFailure("PUBLISHING_SALE_UNKNOWN", sentence);
    }

    /** Has the fate of such calls asked for whose process ended before the answer. */
    public void findAbandoned() {
        int found = attempts.abandonedSaleChanges();
        if (found > 0) {
            LOG.info("{} calls that stop or resume a sale had no end; what became of them is being asked.", found);
        }
    }
}
