package jp.shopbridge.publishing.sending;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import jp.shopbridge.failure.Messages;
import jp.shopbridge.failure.Sentence;
import jp.shopbridge.publishing.ledger.Reports;
import jp.shopbridge.publishing.request.Found;
import jp.shopbridge.publishing.request.Request;
import jp.shopbridge.staging.HistoryEntries;
import jp.shopbridge.staging.Lack;
import jp.shopbridge.staging.ListingChange;
import jp.shopbridge.staging.ListingEvent;
import jp.shopbridge.staging.ListingStatus;
import jp.shopbridge.tiktok.RemoteProduct;
import org.springframework.stereotype.Component;

/** Reports a passage that ends before anything is sent: that nothing was sent, and why; never that TikTok took it. */
@Component
public class Unsent {

    private static final String KIND = "not-sent";
    private static final Duration NEXT_LOOK = Duration.ofMinutes(1);
    private static final Duration NEXT_LOOK_AT_DRAFT = Duration.ofMinutes(10);

    private static final Sentence TURNED_DOWN = Messages.sentence("publishing.sending.nothing-sent-still-what-tiktoks");
    private static final Sentence UNDER_REVIEW =
            Messages.sentence("publishing.sending.nothing-sent-tiktok-reviewing-very");
    private static final Sentence SAME = Messages.sentence("publishing.sending.nothing-sent-tiktok-shop-content");

    private final Reports reports;
    private final Clock clock;

    Unsent(Reports reports, Clock clock) {
        this.reports = reports;
        this.clock = clock;
    }

    /** Ends a passage for what is wrong with the listing. */
    public void lacking(Job job, List<Lack> lacks) {
        Sentence first = lacks.get(0).sentence();
        Sentence all =
                lacks.size() == 1 ? first : Messages.sentence("publishing.sending.more", first, lacks.size() - 1);
        ListingChange found = ListingChange.by("publishing", HistoryEntries.LACKS)
                .event(ListingEvent.LACKS)
                .reason(lacks.get(0).code(), all)
                .history(all, HistoryEntries.lacksText(lacks));
        if (!reports.reportOf(job.key(), job.contentHash(), found)) {
            // What lacked something is no longer what counts; the edit is sent in its own passage.
            reports.report(job.key(), ListingChange.by("publishing", "waiting").dueAt(clock.instant()));
        }
    }

    /** Ends a passage whose edit has to wait for what TikTok holds beside the version shown. */
    public void held(Request request) {
        Instant now = clock.instant();
        Lack obstacle = Objects.requireNonNull(request.obstacle());
        ListingStatus status = request.listing().status();
        if (obstacle.code().equals(Found.UNREAD_CODE) && (status.isToOverwrite() || status.isToSendUnchanged())) {
            // What a person wants of it is still wanted when it can be read.
            reports.report(
                    status.key(),
                    ListingChange.by("publishing", "held").reviewDueAt(now).dueAt(now.plus(NEXT_LOOK)));
            return;
        }
        ListingChange change = ListingChange.by("publishing", "held")
                .event(ListingEvent.HELD)
                .reason(obstacle.code(), obstacle.sentence())
                .reviewDueAt(now)
                .dueAt(now.plus(obstacle.code().equals(ListingStatus.OTHERS_DRAFT) ? NEXT_LOOK_AT_DRAFT : NEXT_LOOK));
        boolean known = obstacle.code().equals(status.stateCode());
        reports.report(request.listing().key(), known ? change : change.history(obstacle.sentence(), null));
    }

    /** Ends a passage that has nothing to send: what it comes to, by what TikTok showed of the product a moment ago. */
    public void nothingLeft(Request request) {
        reports.report(request.listing().key(), change(request, clock.instant()));
    }

    private static ListingChange change(Request request, Instant now) {
        RemoteProduct remote = Objects.requireNonNull(request.remote());
        ListingStatus status = request.listing().status();
        ListingChange nothing = ListingChange.by("publishing", KIND).reviewDueAt(now);
        if ("AUDITING".equals(remote.audit()) || "PENDING".equals(remote.status())) {
            return nothing.event(ListingEvent.AUDIT_PENDING)
                    .reason("PUBLISHING_UNDER_REVIEW", UNDER_REVIEW)
                    .dueAt(now.plus(NEXT_LOOK));
        }
        if (remote.isTurnedDown()) {
            return nothing.event(ListingEvent.STILL_TURNED_DOWN)
                    .reason("PUBLISHING_STILL_TURNED_DOWN", TURNED_DOWN)
                    .history(TURNED_DOWN, null);
        }
        boolean draft = status.publishedAsDraft() && status.sendAsDraft();
        return nothing.event(draft ? ListingEvent.SAME_AS_DRAFT : ListingEvent.SAME_AS_PUBLISHED)
                .published(status.contentHash(), request.taken(), draft)
                .history(noting(SAME, request), null);
    }

    /** A sentence with what was not sent and why. */
    static Sentence noting(Sentence said, Request request) {
        Sentence all = said;
        for (Sentence note : request.notes()) {
            all = Sentence.of(all.ja() + note.ja(), all.en() + " " + note.en());
        }
        return all;
    }
}
