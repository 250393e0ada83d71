package jp.shopbridge.review;

import java.util.ArrayList;
import java.util.List;
import jp.shopbridge.staging.ListingEvent;
import org.jspecify.annotations.Nullable;

/**
 * What TikTok's pair of product status and audit status means for a listing (docs/facts/tiktok.md 3.3). Rows are tried from the top;
 * a pair that nobody has described decides nothing.
 */
final class RemoteStatusTable {

    private static final String ANY = "*";
    private static final List<Row> ROWS = new ArrayList<>();

    private record Row(String status, String audit, @Nullable ListingEvent event, boolean settled) {}

    static {
        row("DELETED", ANY, ListingEvent.AUDIT_FAILED, true);
        row("FREEZE", ANY, ListingEvent.AUDIT_FAILED, true);
        row("PLATFORM_DEACTIVATED", "AUDITING", ListingEvent.AUDIT_PENDING, false);
        row("PLATFORM_DEACTIVATED", ANY, ListingEvent.AUDIT_FAILED, true);
        row("PENDING", ANY, ListingEvent.AUDIT_PENDING, false);
        row("FAILED", "AUDITING", ListingEvent.AUDIT_PENDING, false);
        row("FAILED", ANY, ListingEvent.AUDIT_FAILED, true);
        // A product on sale keeps its live version while an edit is reviewed, and also when the edit fails.
        row("ACTIVATE", "AUDITING", ListingEvent.AUDIT_PENDING, false);
        row("ACTIVATE", "FAILED", ListingEvent.AUDIT_FAILED, true);
        row("ACTIVATE", ANY, ListingEvent.AUDIT_PASSED, true);
        row("SELLER_DEACTIVATED", "AUDITING", ListingEvent.AUDIT_PENDING, false);
        row("SELLER_DEACTIVATED", "FAILED", ListingEvent.AUDIT_FAILED, true);
        row("SELLER_DEACTIVATED", ANY, ListingEvent.AUDIT_PASSED, true);
        row("SCHEDULED", ANY, ListingEvent.AUDIT_PASSED, true);
        row("DRAFT", ANY, null, true);
    }

    private RemoteStatusTable() {}

    /**
     * What follows.
     *
     * @param event what happened to the listing; null for nothing
     * @param settled whether TikTok has decided, so that the next look may wait long
     */
    record Verdict(@Nullable ListingEvent event, boolean settled) {}

    static Verdict of(@Nullable String status, @Nullable String audit) {
        for (Row row : ROWS) {
            if (row.status().equals(status)
                    && (row.audit().equals(ANY) || row.audit().equals(audit))) {
                return new Verdict(row.event(), row.settled());
            }
        }
        return new Verdict(null, false);
    }

    private static void row(String status, String audit, @Nullable ListingEvent event, boolean settled) {
        ROWS.add(new Row(status, audit, event, settled));
    }
}
