package jp.shopbridge.publishing.sending;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import jp.shopbridge.publishing.ledger.Attempt;
import jp.shopbridge.tiktok.RemoteProduct;

/** The search for the fate of one attempt whose answer was lost; it belongs to one exchange. */
public final class Resolution {

    private final Attempt attempt;
    final Deque<List<String>> searches = new ArrayDeque<>();
    final Deque<String> candidates = new ArrayDeque<>();
    final List<RemoteProduct> found = new ArrayList<>();
    boolean repeating;

    Resolution(Attempt attempt) {
        this.attempt = attempt;
    }

    /** The attempt in question. */
    public Attempt attempt() {
        return attempt;
    }

    /** Whether a search is still to be made. */
    public boolean isSearching() {
        return !searches.isEmpty();
    }

    /** Whether a product found is still to be read. */
    public boolean isReading() {
        return !candidates.isEmpty();
    }

    /** Whether the same bytes are sent again under the same key. */
    public boolean isRepeating() {
        return repeating;
    }

    @Override
    public String toString() {
        return "Resolution[" + attempt + "]";
    }
}
