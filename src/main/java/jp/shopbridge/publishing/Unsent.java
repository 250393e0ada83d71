package jp.shopbridge.publishing;

import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import jp.shopbridge.failure.Sentence;
import jp.shopbridge.staging.ListingChange;
import jp.shopbridge.staging.ListingEvent;
import jp.shopbridge.staging.ListingStatus;
import jp.shopbridge.tiktok.RemoteProduct;

/** What is recorded of a passage that found nothing to send: that nothing was sent, and why; never that TikTok took it. */
final class Unsent {

    private static final String KIND = "not-sent";
    private static final Duration NEXT_LOOK = Duration.ofMinutes(1);

    private static final Sentence TURNED_DOWN = Sentence.of(
            "TikTok Shopの審査を通らなかった内容のままで変更がないため、何も送信していません。審査NGの理由を修正してから、もう一度送信してください。",
            "Nothing was sent: it is still what TikTok's audit did not pass. Correct what the audit named, then send it again.");
    private static final Sentence UNDER_REVIEW = Sentence.of(
            "同じ内容をTikTok Shopが審査中のため、何も送信していません。審査の結果を待っています。",
            "Nothing was sent: TikTok is reviewing this very content, and its answer is awaited.");
    private static final Sentence SAME =
            Sentence.of("TikTok Shopの内容と同じため、何も送信していません。", "Nothing was sent: TikTok Shop has this content already.");

    private Unsent() {}

    /** What the passage comes to, by what TikTok showed of the product a moment ago. */
    static ListingChange of(Publication publication, Instant now) {
        RemoteProduct remote = Objects.requireNonNull(publication.remote);
        ListingStatus status = publication.listing().status();
        ListingChange nothing = ListingChange.by("publishing", KIND).reviewDueAt(now);
        if ("AUDITING".equals(remote.audit()) || "PENDING".equals(remote.status())) {
            return nothing.event(ListingEvent.AUDIT_PENDING)
                    .reason("PUBLISHING_UNDER_REVIEW", UNDER_REVIEW)
                    .dueAt(now.plus(NEXT_LOOK));
        }
        if (isTurnedDown(remote)) {
            return nothing.event(ListingEvent.STILL_TURNED_DOWN)
                    .reason("PUBLISHING_STILL_TURNED_DOWN", TURNED_DOWN)
                    .history(TURNED_DOWN, null);
        }
        boolean draft = status.publishedAsDraft() && status.sendAsDraft();
        return nothing.event(draft ? ListingEvent.SAME_AS_DRAFT : ListingEvent.SAME_AS_PUBLISHED)
                .published(status.contentHash(), publication.effective(), draft)
                .history(SAME, null);
    }

    private static boolean isTurnedDown(RemoteProduct remote) {
        return "FAILED".equals(remote.audit())
                || "FAILED".equals(remote.status())
                || "PLATFORM_DEACTIVATED".equals(remote.status())
                || remote.isFrozen();
    }
}
