package jp.shopbridge.publishing.foresee;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashSet;
import java.util.Set;
import jp.shopbridge.tiktok.TiktokRequests;

/** What a run that is foretold will take: calls of TikTok Shop, reviews, time. Pictures that several products share count once. */
final class RunCost {

    private final Set<String> pictures = new HashSet<>();
    private int examined;
    private int calls;
    private int reviews;
    private int created;
    private int edited;

    /** Counts one listing. */
    void add(Preview preview) {
        examined++;
        if (preview.calls().isEmpty() || preview.outcome() == Preview.Outcome.REFUSED) {
            return;
        }
        // Right before anything is sent TikTok is asked for the product, or for its seller SKUs.
        boolean known = preview.status().remoteProductId() != null;
        calls += known
                ? 1
                : (Math.max(1, preview.status().skuCount()) + TiktokRequests.SEARCH_SIZE - 1)
                        / TiktokRequests.SEARCH_SIZE;
        calls += preview.calls().size();
        boolean values = preview.outcome() == Preview.Outcome.VALUES;
        preview.images().stream()
                .filter(image -> !values)
                .filter(image -> !image.state().equals("uploaded"))
                .forEach(image -> pictures.add(image.use() + " " + image.url()));
        created += preview.outcome() == Preview.Outcome.CREATE ? 1 : 0;
        edited += preview.outcome() == Preview.Outcome.EDIT ? 1 : 0;
        if (preview.newReview()) {
            reviews++;
            // Its outcome is asked for once at least.
            calls++;
        }
    }

    int reviews() {
        return reviews;
    }

    /**
     * Writes it down.
     *
     * @param total how many listings there are, those among them that nobody looked at
     * @param others how many more wait to be sent, which may go before them
     */
    void writeTo(ObjectNode forecast, Queue queue, String shop, int total, long others) {
        double scale = examined == 0 ? 1 : (double) total / examined;
        int all = (int) Math.round((calls + pictures.size()) * scale);
        forecast.put("calls", all).put("uploads", (int) Math.round(pictures.size() * scale));
        if (all > 0) {
            forecast.put(
                    "lastAt",
                    queue.lastOf(shop, all, others, (int) Math.round(created * scale), (int) Math.round(edited * scale))
                            .toString());
        }
    }
}
