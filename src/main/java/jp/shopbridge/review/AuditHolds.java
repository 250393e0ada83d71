package jp.shopbridge.review;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import jp.shopbridge.PackedTable;
import jp.shopbridge.failure.Messages;
import jp.shopbridge.failure.Sentence;
import jp.shopbridge.tiktok.RemoteProduct;
import org.apache.commons.csv.CSVRecord;
import org.jspecify.annotations.Nullable;

/**
 * What keeps a product from its audit, or from going on sale after it, as the table {@code review/audit-holds.csv} words TikTok's
 * {@code not_submitted_reasons} and {@code pre_approved_reasons} (docs/facts/tiktok.md 3.3). Each is something to set right in
 * Seller Center; nothing of the product is at fault.
 */
final class AuditHolds {

    private static final String FILE = "/review/audit-holds.csv";

    private final Map<String, Sentence> sentences = new HashMap<>();

    private AuditHolds() {}

    static AuditHolds packed() {
        AuditHolds holds = new AuditHolds();
        for (CSVRecord row : PackedTable.rows(FILE)) {
            holds.sentences.put(row.get("reason"), Sentence.of(row.get("ja"), row.get("en")));
        }
        return holds;
    }

    /** Why the audit has not begun; null when it has, or when TikTok gives no reason. */
    @Nullable
    Sentence notSubmitted(RemoteProduct remote) {
        return "NONE".equals(remote.audit())
                ? sentence(remote.notSubmittedReasons(), "審査が始まっていません", "not begun")
                : null;
    }

    /** Why it is not on sale although the audit has passed it; null when that is not so, or when TikTok gives no reason. */
    @Nullable
    Sentence preApproved(RemoteProduct remote) {
        return "PRE_APPROVED".equals(remote.audit())
                ? sentence(remote.preApprovedReasons(), "審査は通りましたが、まだ公開されていません", "passed, but it is not on sale yet")
                : null;
    }

    private @Nullable Sentence sentence(List<String> reasons, String ja, String en) {
        if (reasons.isEmpty()) {
            return null;
        }
        List<Sentence> said = reasons.stream()
                .map(reason -> sentences.getOrDefault(
                        reason, Messages.sentence("review.tiktoks-audit-look-seller-center", ja, reason, en)))
                .toList();
        return Sentence.of(
                said.stream().map(Sentence::ja).collect(Collectors.joining(" ")),
                said.stream().map(Sentence::en).collect(Collectors.joining(" ")));
    }
}
