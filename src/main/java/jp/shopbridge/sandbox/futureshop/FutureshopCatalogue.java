package jp.shopbridge.sandbox.futureshop;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.TreeSet;
import org.h2.mvstore.MVMap;
import org.h2.mvstore.MVStore;
import org.jspecify.annotations.Nullable;

/**
 * The shop's products: a source that never changes, and over it the changes made while the world runs. Positions ascend
 * with ids. Only changed products take memory or disk.
 */
public final class FutureshopCatalogue {

    /** Internal key: the product is answered as this value instead of as an object. */
    static final String RAW_ENTRY = "_entry";

    static final ZoneId JAPAN = ZoneId.of("Asia/Tokyo");

    private static final System.Logger LOG = System.getLogger(FutureshopCatalogue.class.getName());
    private static final JsonMapper JSON = new JsonMapper();
    private static final String DELETED = "";
    /** Image addresses hold the last twelve digits of the internal id. */
    static final long ID_IN_ADDRESSES = 1_000_000_000_000L;

    private static final long FIRST_ADDED_ID = 950_000_500_000_000_000L;

    private final ProductSource source;
    private final Clock clock;
    private final MVMap<Long, String> changed;
    private final MVMap<String, Integer> imageRevisions;
    private final Map<Long, ProductSource.Summary> changedSummaries = new HashMap<>();
    private long nextPosition;

    FutureshopCatalogue(ProductSource source, MVStore store, Clock clock) {
        this.source = source;
        this.clock = clock;
        changed = store.openMap("products");
        imageRevisions = store.openMap("imageRevisions");
        MVMap<String, String> meta = store.openMap("meta");
        String known = meta.put("source", source.identity());
        if (known != null && !known.equals(source.identity())) {
            LOG.log(
                    System.Logger.Level.WARNING,
                    "the kept changes belong to catalogue {0}, not to {1}; they are dropped",
                    known,
                    source.identity());
            changed.clear();
            imageRevisions.clear();
        }
        nextPosition = source.size();
        changed.forEach((position, json) -> {
            nextPosition = Math.max(nextPosition, position + 1);
            if (!json.equals(DELETED)) {
                changedSummaries.put(position, SampleCatalogue.summaryOf(parsed(json)));
            }
        });
    }

    /** One position that a search stopped at: its product, and where to go on. */
    record Found(long position, ObjectNode product) {}

    /**
     * The product of this number as it stands, with every block and {@code inventoryInfo}; of two with the same number the
     * first. The answer is the caller's own copy.
     */
    public synchronized Optional<ObjectNode> product(String productNo) {
        return positionsOf(productNo).stream().findFirst().map(position -> load(position)
                .deepCopy());
    }

    /** Product numbers from a position on, at most so many; products without number are left out. */
    public synchronized List<String> productNos(long from, int atMost) {
        List<String> numbers = new ArrayList<>();
        for (long position = from; position < nextPosition && numbers.size() < atMost; position++) {
            ProductSource.Summary summary = summary(position);
            if (summary != null && !summary.productNo().isEmpty()) {
                numbers.add(summary.productNo());
            }
        }
        return numbers;
    }

    /** How many products there are now; counts them. */
    public synchronized long size() {
        long deletions = changed.values().stream().filter(DELETED::equals).count();
        return nextPosition - deletions;
    }

    /**
     * Changes a product by JSON Merge Patch. A patch of {@code variation} without {@code inventoryInfo} makes the stock list
     * anew from the variations' counts.
     *
     * @param updateDateMoves whether the last-update time becomes now; the real shop's does not always
     * @throws NoSuchElementException when there is no such product
     */
    public synchronized ObjectNode change(String productNo, JsonNode patch, boolean updateDateMoves) {
        long position = position(productNo);
        ObjectNode product = (ObjectNode) MergePatch.apply(load(position), patch);
        if (patch.has("variation") && !patch.has("inventoryInfo")) {
            stockFromVariations(product);
        }
        if (updateDateMoves && !patch.has("dateLastUpdated")) {
            product.put("dateLastUpdated", now());
        }
        store(position, product);
        return product.deepCopy();
    }

    /**
     * Adds a product at the end. Everything not given is that of the product named by {@code like}, or else of a plain
     * towel with one SKU, two pictures and ten pieces in stock.
     *
     * @throws IllegalArgumentException when {@code productNo} is missing or taken
     * @throws NoSuchElementException when {@code like} names no product
     */
    public synchronized ObjectNode add(ObjectNode given) {
        String productNo = given.path("productNo").asText("");
        if (productNo.isEmpty() || !positionsOf(productNo).isEmpty()) {
            throw new IllegalArgumentException("productNo must be given and new: \"" + productNo + "\"");
        }
        long position = nextPosition;
        long id = FIRST_ADDED_ID + position;
        ObjectNode product = given.has("like")
                ? renumbered(load(position(given.path("like").asText())).deepCopy(), productNo)
                : new ProductDraft(id, productNo, "今治 フェイスタオル 1枚", GoodsKind.TOWEL)
                        .price(1200, true)
                        .comment("", "", GoodsKind.TOWEL.description("今治 フェイスタオル"))
                        .single("", 10, 120)
                        .build();
        LocalDateTime now = LocalDateTime.ofInstant(clock.instant(), JAPAN);
        int images = given.has("like") ? product.path("image").path("imageList").size() : 2;
        product.set("image", ProductDraft.imageBlock(id, images, now));
        product.put("id", id).put("url", productNo.toLowerCase(Locale.ROOT));
        product.put("dateCreated", now()).put("dateLastUpdated", now());
        ObjectNode patch = given.deepCopy();
        patch.remove("like");
        product = (ObjectNode) MergePatch.apply(product, patch);
        if (given.has("variation") && !given.has("inventoryInfo")) {
            stockFromVariations(product);
        }
        nextPosition++;
        store(position, product);
        return product.deepCopy();
    }

    /**
     * Removes a product; only its absence tells.
     *
     * @throws NoSuchElementException when there is no such product
     */
    public synchronized void delete(String productNo) {
        long position = position(productNo);
        changed.put(position, DELETED);
        changedSummaries.remove(position);
    }

    /**
     * Sets the stock of one SKU, in 在庫検索 and in the variation block; the last-update time stays.
     *
     * @throws NoSuchElementException when there is no such product or SKU
     */
    public synchronized void setStock(String productNo, String horizontalNo, String verticalNo, int count) {
        long position = position(productNo);
        ObjectNode product = load(position).deepCopy();
        boolean found = setCount(product.at("/inventoryInfo/regular/inventoryList"), horizontalNo, verticalNo, count);
        for (String list : List.of("/variation/variationList", "/variationList", "/variations")) {
            found |= setCount(product.at(list), horizontalNo, verticalNo, count);
        }
        if (!found) {
            throw new NoSuchElementException("no SKU with horizontalNo \"" + horizontalNo + "\" and verticalNo \""
                    + verticalNo + "\" in " + productNo);
        }
        store(position, product);
    }

    /**
     * Puts another picture under the address of an existing one; only the {@code t} in its query becomes newer.
     *
     * @param number position of the picture, from 1
     * @throws NoSuchElementException when there is no such product or picture
     */
    public synchronized void replaceImage(String productNo, int number) {
        long position = position(productNo);
        ObjectNode product = load(position).deepCopy();
        JsonNode entry = product.path("image").path("imageList").path(number - 1);
        if (!entry.isObject()) {
            throw new NoSuchElementException("no picture " + number + " in " + productNo);
        }
        imageRevisions.merge(product.path("id").asLong() % ID_IN_ADDRESSES + "/" + number, 1, Integer::sum);
        String t = String.valueOf(clock.millis());
        for (Map.Entry<String, JsonNode> size : List.copyOf(entry.properties())) {
            ((ObjectNode) entry).put(size.getKey(), size.getValue().asText().replaceAll("t=[0-9]+", "t=" + t));
        }
        if (number == 1) {
            ((ObjectNode) product.path("image")).set("mainImagePath", entry.path("xxlImagePath"));
        }
        store(position, product);
    }

    /** Products from a position on that satisfy the query, at most so many. */
    synchronized List<Found> search(ProductQuery query, int atMost) {
        List<Found> found = new ArrayList<>();
        if (query.productNos.isEmpty() && query.janCodes.isEmpty()) {
            for (long position = query.from; position < nextPosition && found.size() < atMost; position++) {
                addIfAccepted(query, position, found);
            }
            return found;
        }
        TreeSet<Long> candidates = new TreeSet<>();
        query.productNos.forEach(number -> candidates.addAll(positionsOf(number)));
        if (!query.janCodes.isEmpty()) {
            TreeSet<Long> byJan = new TreeSet<>();
            query.janCodes.forEach(code -> byJan.addAll(positionsOfJan(code)));
            if (query.productNos.isEmpty()) {
                candidates.addAll(byJan);
            } else {
                candidates.retainAll(byJan);
            }
        }
        for (long position : candidates.tailSet(query.from)) {
            if (found.size() < atMost) {
                addIfAccepted(query, position, found);
            }
        }
        return found;
    }

    private void addIfAccepted(ProductQuery query, long position, List<Found> found) {
        ProductSource.Summary summary = summary(position);
        if (summary != null && query.accepts(summary)) {
            found.add(new Found(position, load(position)));
        }
    }

    /** What to draw for a picture address. */
    synchronized Optional<Pictures.Motif> motif(long twelveDigits, int number) {
        long position = positionOfId(twelveDigits);
        if (position < 0 || summary(position) == null) {
            return Optional.empty();
        }
        ObjectNode product = load(position);
        JsonNode list = product.has("imageList")
                ? product.path("imageList")
                : product.path("image").path("imageList");
        if (number < 1 || number > list.size()) {
            return Optional.empty();
        }
        String group = product.path("groupUrl").asText();
        GoodsKind kind = GoodsKind.MUG;
        for (GoodsKind candidate : GoodsKind.values()) {
            kind = candidate.groupUrl().equals(group) ? candidate : kind;
        }
        int revision = imageRevisions.getOrDefault(twelveDigits + "/" + number, 0);
        return Optional.of(new Pictures.Motif(
                product.path("id").asLong(), number, kind, product.path("name").asText(), revision));
    }

    private long positionOfId(long twelveDigits) {
        long added = twelveDigits - FIRST_ADDED_ID % ID_IN_ADDRESSES;
        return added >= source.size() && added < nextPosition ? added : source.positionOfId(twelveDigits);
    }

    private long position(String productNo) {
        return positionsOf(productNo).stream()
                .findFirst()
                .orElseThrow(() -> new NoSuchElementException("no product " + productNo));
    }

    private List<Long> positionsOf(String productNo) {
        TreeSet<Long> positions = new TreeSet<>();
        source.positionsOf(productNo).stream()
                .filter(position -> !changed.containsKey(position))
                .forEach(positions::add);
        changedSummaries.forEach((position, summary) -> {
            if (summary.productNo().equals(productNo)) {
                positions.add(position);
            }
        });
        return List.copyOf(positions);
    }

    private List<Long> positionsOfJan(String janCode) {
        TreeSet<Long> positions = new TreeSet<>();
        source.positionsOfJan(janCode).stream()
                .filter(position -> !changed.containsKey(position))
                .forEach(positions::add);
        for (long position : changedSummaries.keySet()) {
            if (load(position).findValues("janCode").stream()
                    .anyMatch(code -> code.asText().equals(janCode))) {
                positions.add(position);
            }
        }
        return List.copyOf(positions);
    }

    private ProductSource.@Nullable Summary summary(long position) {
        if (changed.containsKey(position)) {
            return changedSummaries.get(position);
        }
        return position < source.size() ? source.summary(position) : null;
    }

    /** Loads a product; callers change the outer object only. */
    private ObjectNode load(long position) {
        String json = changed.get(position);
        return json == null ? source.product(position) : parsed(json);
    }

    private void store(long position, ObjectNode product) {
        try {
            changed.put(position, JSON.writeValueAsString(product));
        } catch (JsonProcessingException impossible) {
            throw new UncheckedIOException("a JSON tree could not be written", impossible);
        }
        changedSummaries.put(position, SampleCatalogue.summaryOf(product));
    }

    private String now() {
        return LocalDateTime.ofInstant(clock.instant(), JAPAN).format(ProductDraft.DATE);
    }

    private static ObjectNode parsed(String json) {
        try {
            return (ObjectNode) JSON.readTree(json);
        } catch (JsonProcessingException damaged) {
            throw new UncheckedIOException(
                    "the sandbox's kept changes are damaged; delete its data directory", damaged);
        }
    }

    private static ObjectNode renumbered(ObjectNode product, String productNo) {
        product.put("productNo", productNo);
        for (String list : List.of("/variation/variationList", "/inventoryInfo/regular/inventoryList")) {
            for (JsonNode entry : product.at(list)) {
                if (entry instanceof ObjectNode sku) {
                    sku.put(
                            "skuNo",
                            productNo
                                    + sku.path("horizontalNo").asText()
                                    + sku.path("verticalNo").asText());
                }
            }
        }
        return product;
    }

    private static void stockFromVariations(ObjectNode product) {
        ArrayNode list = JsonNodeFactory.instance.arrayNode();
        for (JsonNode sku : product.at("/variation/variationList")) {
            list.add(ProductDraft.inventoryEntry(
                    sku.path("skuNo").asText(),
                    sku.path("verticalNo").asText(),
                    sku.path("horizontalNo").asText(),
                    sku.path("janCode").asText(""),
                    sku.path("count").asInt()));
        }
        ObjectNode kinds = product.path("inventoryInfo").isObject()
                ? (ObjectNode) product.path("inventoryInfo")
                : product.putObject("inventoryInfo");
        kinds.putObject("regular").set("inventoryList", list);
    }

    private static boolean setCount(JsonNode list, String horizontalNo, String verticalNo, int count) {
        boolean found = false;
        for (JsonNode entry : list) {
            if (entry instanceof ObjectNode sku
                    && sku.path("horizontalNo").asText().equals(horizontalNo)
                    && sku.path("verticalNo").asText().equals(verticalNo)) {
                sku.put("count", count);
                found = true;
            }
        }
        return found;
    }
}
