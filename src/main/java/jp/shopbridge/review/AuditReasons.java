package jp.shopbridge.review;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import jp.shopbridge.PackedTable;
import jp.shopbridge.staging.Listing;
import jp.shopbridge.staging.ListingState;
import jp.shopbridge.tiktok.RemoteProduct;
import org.apache.commons.csv.CSVRecord;

/**
 * Turns TikTok's audit reasons, which are free text in several languages, into findings a merchant can act on, by the table
 * {@code review/audit-reasons.csv}. The first row with a word that occurs decides; TikTok's words are always kept beside.
 */
public final class AuditReasons {

    private static final String FILE = "/review/audit-reasons.csv";

    private record Row(
            List<String> words, String rule, String field, String ja, String remedyJa, String en, String remedyEn) {}

    private final List<Row> rows = new ArrayList<>();

    private static final AuditReasons PACKED = packed();

    private AuditReasons() {}

    /** Why TikTok's audit last failed this listing; empty while nothing of that is left to correct. */
    public static List<AuditFinding> of(Listing listing) {
        ListingState state = listing.status().state();
        if (listing.remote() == null || state == ListingState.LIVE || state == ListingState.IN_REVIEW) {
            return List.of();
        }
        return PACKED.of(RemoteProduct.of(listing.remote()).findings());
    }

    static AuditReasons packed() {
        AuditReasons reasons = new AuditReasons();
        for (CSVRecord row : PackedTable.rows(FILE)) {
            reasons.rows.add(new Row(
                    List.of(row.get("words").toLowerCase(Locale.ROOT).split(" ")),
                    row.get("rule"),
                    row.get("field"),
                    row.get("ja"),
                    row.get("remedy_ja"),
                    row.get("en"),
                    row.get("remedy_en")));
        }
        return reasons;
    }

    List<AuditFinding> of(List<RemoteProduct.Finding> findings) {
        List<AuditFinding> normalised = new ArrayList<>();
        for (RemoteProduct.Finding finding : findings) {
            for (String reason : finding.reasons().isEmpty() ? List.of("") : finding.reasons()) {
                normalised.add(one(finding, reason));
            }
        }
        return normalised;
    }

    private AuditFinding one(RemoteProduct.Finding finding, String reason) {
        String text = (finding.position() + " " + reason).toLowerCase(Locale.ROOT);
        for (Row row : rows) {
            if (row.words().stream().anyMatch(text::contains)) {
                return new AuditFinding(
                        row.field(),
                        row.rule(),
                        row.ja(),
                        row.remedyJa(),
                        row.en(),
                        row.remedyEn(),
                        reason,
                        finding.suggestions());
            }
        }
        return new AuditFinding(
                "product",
                "OTHER",
                reason.isBlank() ? "TikTok Shopの審査を通りませんでした。" : "TikTok Shopの審査を通りませんでした: " + reason,
                "TikTokの説明を確認し、該当する項目を修正してください。",
                reason.isBlank() ? "TikTok's audit did not pass it." : "TikTok's audit did not pass it: " + reason,
                "Look at TikTok's explanation and correct what it names.",
                reason,
                finding.suggestions());
    }
}
