package jp.shopbridge.publishing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import jp.shopbridge.publishing.ledger.Attempt;
import jp.shopbridge.staging.Lack;
import jp.shopbridge.staging.Listing;
import jp.shopbridge.staging.ListingKey;
import jp.shopbridge.staging.content.ListingContent;
import jp.shopbridge.staging.content.Picture;
import jp.shopbridge.tiktok.CategoryKnowledge;
import jp.shopbridge.tiktok.RemoteProduct;
import org.jspecify.annotations.Nullable;

/**
 * One listing on its way to TikTok: what is known so far. It belongs to one exchange; only its images are filled by
 * several threads.
 */
public final class Publication {

    private final ListingKey key;
    private final @Nullable Listing listing;
    private boolean open;

    JsonNode warehouses = MissingNode.getInstance();
    JsonNode prerequisites = MissingNode.getInstance();
    CategoryKnowledge category = CategoryKnowledge.none();
    final Map<Picture.Use, Map<String, UploadedImage>> images = new ConcurrentHashMap<>();
    final List<Lack> lacks = Collections.synchronizedList(new ArrayList<>());
    final Deque<List<String>> searches = new ArrayDeque<>();
    final Deque<String> candidates = new ArrayDeque<>();
    final List<RemoteProduct> found = new ArrayList<>();

    @Nullable
    RemoteProduct remote;

    @Nullable
    Attempt attempt;

    @Nullable
    Changes changes;

    @Nullable
    Request request;

    /** Until when it is reserved for this passage. */
    Instant heldUntil = Instant.EPOCH;

    /** Whether only price and stock go out in this passage. */
    boolean valuesOnly;

    /** Whether something else than price and stock is to be sent too, in a passage of its own. */
    boolean restRemains;

    final List<String> warnings = new ArrayList<>();

    private Publication(ListingKey key, @Nullable Listing listing) {
        this.key = key;
        this.listing = listing;
        open = listing != null;
    }

    static Publication of(Listing listing) {
        return new Publication(listing.key(), listing);
    }

    static Publication over(ListingKey key) {
        return new Publication(key, null);
    }

    /** Whether there is still something to do; the route asks before each part. */
    public boolean isOpen() {
        return open;
    }

    /** Whether a search is still to be made. */
    public boolean isSearching() {
        return open && !searches.isEmpty();
    }

    /** Whether a product found is still to be read. */
    public boolean isReading() {
        return open && !candidates.isEmpty();
    }

    /** Whether the product itself is created or edited. */
    public boolean isSendingProduct() {
        return open && request != null && request.product() != null;
    }

    /** Whether prices go by their own call. */
    public boolean isSendingPrices() {
        return open && request != null && !request.prices().isEmpty();
    }

    /** Whether stocks go by their own call. */
    public boolean isSendingStocks() {
        return open && request != null && !request.stocks().isEmpty();
    }

    void close() {
        open = false;
    }

    /** The listing's name. */
    public ListingKey key() {
        return key;
    }

    String shop() {
        return key.shop();
    }

    boolean hasListing() {
        return listing != null;
    }

    Listing listing() {
        return Objects.requireNonNull(listing);
    }

    ListingContent effective() {
        return listing().effective();
    }

    String categoryId() {
        return effective().categoryId();
    }

    /** TikTok's id of the product, once known. */
    @Nullable
    String remoteId() {
        RemoteProduct known = remote;
        return known != null ? known.id() : listing().status().remoteProductId();
    }

    void uploaded(Picture.Use use, String url, UploadedImage image) {
        images.computeIfAbsent(use, any -> new ConcurrentHashMap<>()).put(url, image);
    }

    /** The listing and whether it is still under way; never its content. */
    @Override
    public String toString() {
        return "Publication[" + key + (open ? "" : ", over") + "]";
    }
}
