package jp.shopbridge.publishing.actions;

import java.util.ArrayList;
import java.util.List;
import jp.shopbridge.tiktok.TiktokRequests;

/** Wishes to stop, or to resume, the sale of a few products that one call can carry; it belongs to one exchange. */
public final class SaleBatch {

    final List<SaleChange> open;
    private final List<Failed> failed = new ArrayList<>();

    /** A product whose sale could not be changed, and what was thrown. */
    public record Failed(SaleChange change, Exception thrown) {}

    private SaleBatch(List<SaleChange> changes) {
        open = new ArrayList<>(changes);
    }

    /** These wishes, which all want the same of one shop, in as few batches as TikTok allows. */
    public static List<SaleBatch> of(List<SaleChange> changes) {
        List<SaleBatch> batches = new ArrayList<>();
        for (int from = 0; from < changes.size(); from += TiktokRequests.SALE_SIZE) {
            batches.add(
                    new SaleBatch(changes.subList(from, Math.min(from + TiktokRequests.SALE_SIZE, changes.size()))));
        }
        return batches;
    }

    /** Those that could not be changed; complete once the batch is over. */
    public List<Failed> failed() {
        return List.copyOf(failed);
    }

    void fail(SaleChange change, Exception thrown) {
        failed.add(new Failed(change, thrown));
    }

    @Override
    public String toString() {
        return "SaleBatch" + open;
    }
}
