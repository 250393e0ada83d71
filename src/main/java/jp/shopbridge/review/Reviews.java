package jp.shopbridge.review;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import jp.shopbridge.Instance;
import jp.shopbridge.Json;
import jp.shopbridge.failure.Failure;
import jp.shopbridge.failure.Messages;
import jp.shopbridge.failure.MisconfiguredFailure;
import jp.shopbridge.failure.RefusedFailure;
import jp.shopbridge.failure.Sentence;
import jp.shopbridge.failure.ThrottledFailure;
import jp.shopbridge.staging.IllegalTransition;
import jp.shopbridge.staging.Listing;
import jp.shopbridge.staging.ListingChange;
import jp.shopbridge.staging.ListingClaims;
import jp.shopbridge.staging.ListingEvent;
import jp.shopbridge.staging.ListingKey;
import jp.shopbridge.staging.ListingQueries;
import jp.shopbridge.staging.ListingReports;
import jp.shopbridge.staging.ListingState;
import jp.shopbridge.staging.ListingStatus;
import jp.shopbridge.staging.Pauses;
import jp.shopbridge.staging.content.ListingContent;
import jp.shopbridge.tiktok.Authorizations;
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

/** The steps of looking at one product, in the order the route {@code review-read-product} takes them. */
@Component
public class Reviews {

    private static final Logger LOG = LoggerFactory.getLogger(Reviews.class);
    private static final String STAGE = "review";
    private static final String DRAFT = "DRAFT";
    private static final Duration PAUSE = Duration.ofMinutes(15);
    private static final Sentence GONE = Messages.sentence("review.product-deleted-frozen-tiktok-shop");

    private static final Sentence THEIRS_UNDER_REVIEW = Messages.sentence("review.tiktok-reviews-edit-made-seller");
    private static final Sentence THEIRS_FAILED = Messages.sentence("review.edit-made-seller-center-did");

    private final ListingQueries listings;
    private final ListingClaims claims;
    private final ListingReports reports;
    private final TiktokRequests requests;
    private final Pauses pauses;
    private final ReviewSettings settings;
    private final Instance instance;
    private final Clock clock;
    private final AuditReasons reasons = AuditReasons.packed();
    private final AuditHolds holds = AuditHolds.packed();

    Reviews(
            ListingQueries listings,
            ListingClaims claims,
            ListingReports reports,
            TiktokRequests requests,
            Pauses pauses,
            ReviewSettings settings,
            Instance instance,
            Clock clock) {
        this.listings = listings;
        this.claims = claims;
        this.reports = reports;
        this.requests = requests;
        this.pauses = pauses;
        this.settings = settings;
        this.instance = instance;
        this.clock = clock;
    }

    /** Takes this one product, that something is known to have happened to; empty when somebody looks at it already. */
    public List<ListingKey> claimOnly(ListingKey key) {
        return claims.claimReviewOf(key, instance.name(), settings.claim());
    }

    /** Takes products that are due to be looked at. */
    public List<ListingKey> claim() {
        return claims.claimReviewDue(settings.batch(), instance.name(), settings.claim());
    }

    /** Asks for the product. */
    public TiktokCall call(ListingKey key) {
        String id = listings.status(key)
                .map(ListingStatus::remoteProductId)
                .orElseThrow(() -> new IllegalStateException("The listing " + key + " has no product at TikTok."));
        return requests.product(key.shop(), id).madeFor(CallUrgency.REVIEW);
    }

    /** Records what TikTok shows. */
    public void seen(ListingKey key, TiktokAnswer answer) {
        Listing listing = listings.find(key).orElseThrow();
        RemoteProduct remote = RemoteProduct.of(answer);
        RemoteStatusTable.Verdict verdict = RemoteStatusTable.of(remote.status(), remote.audit());
        ListingChange change = ListingChange.by("tiktok", "audit")
                .remoteState(remote.status(), remote.audit(), remote.json())
                .reviewDueAt(nextLook(listing.status(), verdict));
        boolean ofOthers = isOfOthers(listing.status(), remote);
        ListingEvent event = ofOthers || isHeld(listing.status()) ? null : verdict.event();
        if (event != null && isReleased(listing.status(), remote.status())) {
            listing = released(listing);
        }
        if (listing.status().isHeldByOthers() && !remote.hasReviewBeside() && !remote.hasDraftBeside()) {
            change = change.dueAt(clock.instant());
        }
        if (ofOthers && !Objects.equals(listing.status().remoteAudit(), remote.audit())) {
            change = change.history("FAILED".equals(remote.audit()) ? THEIRS_FAILED : THEIRS_UNDER_REVIEW, null);
        }
        ListingState before = listing.status().state();
        if (event != null) {
            change = change.event(event);
        }
        Sentence notSubmitted = holds.notSubmitted(remote);
        Sentence preApproved = holds.preApproved(remote);
        if (notSubmitted != null && event == ListingEvent.AUDIT_PENDING) {
            // Nobody looks at it before a person has set something right: that is no review that runs.
            event = ListingEvent.AUDIT_FAILED;
            change = change.event(event).reason("REVIEW_NOT_SUBMITTED", notSubmitted);
            if (!"REVIEW_NOT_SUBMITTED".equals(listing.status().stateCode())) {
                change = change.history(notSubmitted, null);
            }
        } else if (preApproved != null && event == ListingEvent.AUDIT_PENDING) {
            change = change.reason("REVIEW_PRE_APPROVED", preApproved);
            if (!"REVIEW_PRE_APPROVED".equals(listing.status().stateCode())) {
                change = change.history(preApproved, null);
            }
        } else if (event == ListingEvent.AUDIT_FAILED) {
            change = failed(change, remote, before == ListingState.REJECTED);
        } else if (event == ListingEvent.AUDIT_PASSED) {
            change = passed(change, listing, remote);
        }
        report(key, change);
        ListingState after = listings.status(key).map(ListingStatus::state).orElse(before);
        if (after != before && after == ListingState.LIVE) {
            LOG.info("{} passed TikTok's review and is live as {}.", key, remote.id());
        } else if (after != before && after == ListingState.REJECTED) {
            LOG.info("{} did not pass TikTok's review ({}).", key, remote.id());
        }
    }

    // What we sent has passed, so a later review is of an edit that somebody made; what is on sale is still ours.
    private static boolean isOfOthers(ListingStatus status, RemoteProduct remote) {
        return status.state() == ListingState.LIVE && status.isAsPublished() && remote.isLive() && !remote.isSettled();
    }

    // Why it waits, and that a person wants it to go out, outlives the look.
    private static boolean isHeld(ListingStatus status) {
        return status.isHeldByOthers() || status.isToOverwrite() || status.isToSendUnchanged();
    }

    private static boolean isReleased(ListingStatus status, @Nullable String remoteStatus) {
        return status.isHeldAsDraft() && DRAFT.equals(status.remoteStatus()) && !DRAFT.equals(remoteStatus);
    }

    // What became of the draft is nothing we sent: somebody did it in Seller Center, and the review is followed as
    // ever.
    private Listing released(Listing listing) {
        ListingKey key = listing.key();
        report(
                key,
                ListingChange.by("tiktok", "draft-released")
                        .event(ListingEvent.ACCEPTED)
                        .published(
                                listing.status().contentHash(),
                                Objects.requireNonNullElse(listing.published(), listing.effective()),
                                false)
                        .history(Messages.sentence("review.draft-put-forward-taken-away"), null));
        return listings.find(key).orElseThrow();
    }

    private ListingChange failed(ListingChange change, RemoteProduct remote, boolean known) {
        List<AuditFinding> findings = reasons.of(remote.findings());
        String status = String.valueOf(remote.status());
        Sentence sentence =
                switch (status) {
                    case "DELETED" -> Messages.sentence("review.product-deleted-tiktok-shop-list");
                    case "FREEZE" -> Messages.sentence("review.tiktok-shop-frozen-product-appeal");
                    default ->
                        findings.isEmpty()
                                ? Messages.sentence("review.tiktoks-audit-did-not-pass")
                                : sentence(findings);
                };
        if (remote.isLive()) {
            sentence = Messages.sentence("review.about-edit-sent-what-sale", sentence);
        }
        ListingChange reasoned = change.reason("REVIEW_" + rule(findings, status), sentence);
        return known ? reasoned : reasoned.history(sentence, detail(findings));
    }

    private static String rule(List<AuditFinding> findings, String status) {
        return status.equals("DELETED") || status.equals("FREEZE") || findings.isEmpty()
                ? (status.equals("FAILED") || status.equals("ACTIVATE") ? "FAILED" : status)
                : findings.get(0).rule();
    }

    private static Sentence sentence(List<AuditFinding> findings) {
        AuditFinding first = findings.get(0);
        String moreJa = findings.size() == 1 ? "" : "（ほか" + (findings.size() - 1) + "件）";
        String moreEn = findings.size() == 1 ? "" : " (and " + (findings.size() - 1) + " more)";
        return Sentence.of(first.text() + first.remedy() + moreJa, first.textEn() + " " + first.remedyEn() + moreEn);
    }

    private static String detail(List<AuditFinding> findings) {
        ArrayNode list = Json.MAPPER.createArrayNode();
        for (AuditFinding finding : findings) {
            ObjectNode one = list.addObject();
            one.put("field", finding.field())
                    .put("rule", finding.rule())
                    .put("text", finding.text())
                    .put("remedy", finding.remedy())
                    .put("original", finding.original());
            finding.suggestions().forEach(one.putArray("suggestions")::add);
        }
        return Json.text(list);
    }

    private static ListingChange passed(ListingChange change, Listing listing, RemoteProduct remote) {
        ListingContent published = listing.published();
        List<Drift> drifted = published == null ? List.of() : Drift.between(published, remote);
        ListingChange compared = change.drift(!drifted.isEmpty());
        if (!drifted.isEmpty() && !listing.status().drift()) {
            return compared.history(
                    Messages.sentence(
                            "review.changed-seller-center",
                            drifted.stream().map(Drift::told).map(Sentence::ja).collect(Collectors.joining("、")),
                            drifted.stream().map(Drift::told).map(Sentence::en).collect(Collectors.joining(", "))),
                    null);
        }
        return listing.status().state() == ListingState.IN_REVIEW
                        || listing.status().state() == ListingState.REJECTED
                ? compared.history(Messages.sentence("review.passed-tiktoks-audit-live"), null)
                : compared;
    }

    // The longer a review takes the rarer the looks; a webhook brings the next one forward.
    private Instant nextLook(ListingStatus status, RemoteStatusTable.Verdict verdict) {
        Instant now = clock.instant();
        if (verdict.settled()) {
            return now.plus(settings.recheck());
        }
        return now.plus(settings.waitAfter(status.publishedAt() == null ? now : status.publishedAt(), now));
    }

    /** A look that failed, or that had to wait because too many calls before it had failed, is taken again later. */
    public void lookLater(ListingKey key) {
        lookAgainAt(key, later());
    }

    /** TikTok asked us to wait: the look is taken again when it said. */
    public void throttled(ListingKey key, @ExchangeException ThrottledFailure failure) {
        lookAgainAt(key, clock.instant().plus(failure.waitFor()));
    }

    /** TikTok refuses to show the product: that tells of its end, or the look is taken again later. */
    public void refused(ListingKey key, @ExchangeException RefusedFailure failure) {
        switch (failure.code()) {
            case TiktokAnswers.PRODUCT_UNKNOWN -> gone(key, failure.code(), failure.sentence(), "DELETED");
            // TikTok refuses to show a product only once it is deleted or frozen, and does not say which.
            case TiktokAnswers.PRODUCT_STATUS -> gone(key, failure.code(), GONE, "FREEZE_OR_DELETED");
            default -> failed(key, failure);
        }
    }

    /** A fault of the shop as a whole pauses its review; only consent ends a withdrawn authorization. */
    public void misconfigured(ListingKey key, @ExchangeException MisconfiguredFailure failure) {
        boolean consent =
                failure.code().equals(Authorizations.REVOKED) || failure.code().equals("TIKTOK_NOT_AUTHORIZED");
        pauses.pause(
                key.shop(),
                STAGE,
                consent ? Authorizations.REVOKED : failure.code(),
                failure.sentence(),
                STAGE,
                consent ? null : clock.instant().plus(PAUSE));
        claims.release(key, instance.name());
    }

    /** A look that failed is said and taken again later. */
    public void failed(ListingKey key, @ExchangeException Failure failure) {
        LOG.warn(
                "The look at {} failed and is taken again: {}",
                key,
                failure.sentence().en());
        lookLater(key);
    }

    /** A look that failed for a reason nobody foresaw is said with its trace and taken again later. */
    public void unexpected(ListingKey key, Throwable thrown) {
        LOG.error("The look at {} failed unexpectedly; it is taken again.", key, thrown);
        lookLater(key);
    }

    private Instant later() {
        return clock.instant().plus(settings.period().multipliedBy(4));
    }

    private void lookAgainAt(ListingKey key, Instant due) {
        report(key, ListingChange.by(STAGE, "look-failed").reviewDueAt(due));
    }

    private void gone(ListingKey key, String code, Sentence sentence, String remoteStatus) {
        Listing listing = listings.find(key).orElseThrow();
        if (isReleased(listing.status(), remoteStatus)) {
            released(listing);
        }
        report(
                key,
                ListingChange.by("tiktok", "audit")
                        .event(ListingEvent.AUDIT_FAILED)
                        .reason(code, sentence)
                        .remoteState(remoteStatus, null, null)
                        .reviewDueAt(clock.instant().plus(settings.recheck())));
    }

    private void report(ListingKey key, ListingChange change) {
        try {
            reports.apply(key, change);
        } catch (IllegalTransition moved) {
            LOG.info("{}", moved.getMessage());
            reports.apply(
                    key,
                    ListingChange.by(change.actor(), change.historyKind())
                            .remoteState(change.remoteStatus(), change.remoteAudit(), change.remote())
                            .reviewDueAt(clock.instant().plus(settings.period())));
        }
    }
}
