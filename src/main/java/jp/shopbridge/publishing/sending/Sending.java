package jp.shopbridge.publishing.sending;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import jp.shopbridge.deadletter.DeadLetters;
import jp.shopbridge.failure.Messages;
import jp.shopbridge.failure.RefusedFailure;
import jp.shopbridge.failure.Sentence;
import jp.shopbridge.publishing.check.DayLimits;
import jp.shopbridge.publishing.check.ListingLimit;
import jp.shopbridge.publishing.ledger.Attempt;
import jp.shopbridge.publishing.ledger.Attempts;
import jp.shopbridge.publishing.ledger.Reports;
import jp.shopbridge.publishing.request.Request;
import jp.shopbridge.staging.ListingChange;
import jp.shopbridge.staging.ListingEvent;
import jp.shopbridge.staging.ListingKey;
import jp.shopbridge.staging.ListingStatus;
import jp.shopbridge.tiktok.AcceptedProduct;
import jp.shopbridge.tiktok.TiktokAnswer;
import jp.shopbridge.tiktok.TiktokCall;
import jp.shopbridge.tiktok.TiktokOperation;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** What goes out stands in the ledger before, and what TikTok took is written down after. */
@Component
public class Sending {

    private static final Logger LOG = LoggerFactory.getLogger(Sending.class);
    private static final Duration FIRST_LOOK = Duration.ofSeconds(2);

    private final Attempts attempts;
    private final Reports reports;
    private final ListingLimit listingLimit;
    private final DayLimits dayLimits;
    private final RefusedParts refusedParts;
    private final DeadLetters deadLetters;
    private final Clock clock;

    Sending(
            Attempts attempts,
            Reports reports,
            ListingLimit listingLimit,
            DayLimits dayLimits,
            RefusedParts refusedParts,
            DeadLetters deadLetters,
            Clock clock) {
        this.attempts = attempts;
        this.reports = reports;
        this.listingLimit = listingLimit;
        this.dayLimits = dayLimits;
        this.refusedParts = refusedParts;
        this.deadLetters = deadLetters;
        this.clock = clock;
    }

    /**
     * Ends an attempt of an earlier try. Sending is tried again only after a failure that proves that the call was not
     * carried out.
     *
     * @param earlier null when there is none
     */
    public void closeEarlier(@Nullable Attempt earlier) {
        if (earlier != null) {
            attempts.finish(earlier, Attempt.Outcome.NOT_DONE, null, null, null);
        }
    }

    /** Writes the call down and commits; only then may it be made. */
    public Attempt start(Request request, TiktokCall call) {
        // While pictures were brought another product may have met the limit; then there is no attempt to write down.
        listingLimit.checkBefore(call);
        byte[] body = Objects.requireNonNull(call.json());
        ListingStatus status = request.listing().status();
        return dayLimits.within(
                call.shop(),
                call.operation(),
                () -> attempts.start(
                        status.key(),
                        call.operation(),
                        call.operation() == request.operation() ? request.idempotencyKey() : request.keyOf(body),
                        body,
                        request.contentHash(),
                        status.generation()));
    }

    /** Closes the ledger on a price or stock call. */
    public void valuesAnswered(Attempt attempt, TiktokAnswer answer) {
        boolean refused = !answer.errors().isEmpty();
        attempts.finish(
                attempt,
                refused ? Attempt.Outcome.REFUSED : Attempt.Outcome.DONE,
                refused ? String.valueOf(answer.errors().get(0).code()) : "0",
                answer.requestId(),
                answer.json());
    }

    /**
     * What TikTok warned of so far.
     *
     * @param earlier what it warned of before; null when nothing was sent before
     * @throws RefusedFailure when TikTok refused a part of the call
     */
    public List<String> warnings(@Nullable List<String> earlier, Request request, TiktokAnswer answer) {
        if (!answer.errors().isEmpty()) {
            throw refusedParts.of(request.listing(), answer);
        }
        return all(earlier, answer.warnings());
    }

    private static List<String> all(@Nullable List<String> earlier, List<String> more) {
        return earlier == null
                ? more
                : Stream.concat(earlier.stream(), more.stream()).toList();
    }

    /**
     * Records that TikTok took the create or edit: ledger, listing and dead letter in one transaction.
     *
     * @param earlier what TikTok warned of before; null when nothing was sent before
     */
    public void productAnswered(Request request, Attempt attempt, TiktokAnswer answer, @Nullable List<String> earlier) {
        ListingKey key = request.listing().key();
        AcceptedProduct accepted = AcceptedProduct.of(answer);
        String remoteId = accepted.productId().isEmpty() ? request.remoteId() : accepted.productId();
        ListingChange change = accepted(request, ListingEvent.ACCEPTED, all(earlier, answer.warnings()))
                .remoteIds(Objects.requireNonNull(remoteId), request.skuIds(accepted.skuIds()));
        reports.reportWith(key, change, () -> {
            attempts.finish(attempt, Attempt.Outcome.DONE, "0", answer.requestId(), answer.json());
            deadLetters.resolved(key.shop(), key.productNo(), "publishing");
        });
        LOG.info(
                "{} was {} at TikTok Shop as {} and is {}.",
                key,
                request.operation() == TiktokOperation.CREATE ? "created" : "edited",
                remoteId,
                request.listing().status().sendAsDraft() ? "a draft" : "under review");
    }

    /** Records that TikTok took price or stock, and that nothing else was to be sent. */
    public void valuesSent(Request request, List<String> warnings) {
        ListingKey key = request.listing().key();
        ListingChange change = accepted(request, ListingEvent.UPDATED, warnings);
        String known = request.remoteId();
        reports.reportWith(
                key,
                known == null ? change : change.remoteIds(known, request.skuIds(Map.of())),
                () -> deadLetters.resolved(key.shop(), key.productNo(), "publishing"));
        LOG.info("Price and stock of {} were updated at TikTok Shop.", key);
    }

    private ListingChange accepted(Request request, ListingEvent event, List<String> warnings) {
        ListingStatus status = request.listing().status();
        // Price and stock of a product on sale have calls of their own, which leave its draft as it is.
        boolean draft = status.sendAsDraft() && (request.isSendingProduct() || status.publishedAsDraft());
        Sentence taken = draft
                ? Messages.sentence("publishing.sending.tiktok-shop-took-as-draft")
                : Messages.sentence("publishing.sending.tiktok-shop-took");
        Sentence said = warnings.isEmpty()
                ? taken
                : Messages.sentence("publishing.sending.tiktok-shop-took-with-warnings", String.join(" / ", warnings));
        return ListingChange.by("publishing", draft ? "drafted" : "published")
                .event(draft ? ListingEvent.DRAFTED : event)
                .published(request.contentHash(), request.taken(), draft)
                .reviewDueAt(clock.instant().plus(FIRST_LOOK))
                .history(Unsent.noting(said, request), request.detail(warnings));
    }
}
