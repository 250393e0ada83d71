package jp.shopbridge.sandbox.futureshop;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Writes one whole product: basic keys, every block, and the stock under {@code inventoryInfo} in the shape of 在庫検索.
 *
 * <p>Published keys are those of the contract sheet sections 4.3, 4.4 and 5.2. Inferred here, because nobody published
 * them: {@code groupUrl} and {@code groupName} for the main group; {@code comment {linkedName, linkedDescription,
 * descriptionLarge, descriptionSmall, catchCopy}}; {@code image.mainImagePath}; a product without variation has one entry
 * with empty 枝番 in {@code variation.variationList}, as it has in 在庫検索; and the insides of {@code option},
 * {@code optionPrice}, {@code subscription}, {@code preorder}, {@code plannedStock} and {@code stockNotification}.
 * Image addresses are written without scheme and host; the world puts its own before them.
 */
final class ProductDraft {

    static final DateTimeFormatter DATE = DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss");

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final List<String> SIZES = List.of("original", "xxl", "xl", "l", "m", "s", "xs");

    final long id;
    final String productNo;
    final GoodsKind kind;
    private final String name;
    private final List<Sku> skus = new ArrayList<>();
    private int price;
    private boolean taxIncluded = true;
    private LocalDateTime created = LocalDateTime.of(2020, 1, 1, 10, 0);
    private LocalDateTime updated = LocalDateTime.of(2025, 1, 1, 10, 0);
    private int images = 3;
    private @Nullable String linkedName;
    private @Nullable String linkedDescription;
    private @Nullable String descriptionLarge;

    /**
     * One SKU.
     *
     * @param horizontalNo 横軸枝番, empty when the axis is unused
     * @param horizontalName choice on the horizontal axis
     * @param verticalNo 縦軸枝番, empty when the axis is unused
     * @param verticalName choice on the vertical axis
     * @param jan JAN code, may be empty
     * @param count stock
     * @param price price in yen when it differs from the product's; null otherwise
     * @param grams weight; null when not entered
     */
    record Sku(
            String horizontalNo,
            String horizontalName,
            String verticalNo,
            String verticalName,
            String jan,
            int count,
            @Nullable Integer price,
            @Nullable Integer grams) {}

    ProductDraft(long id, String productNo, String name, GoodsKind kind) {
        this.id = id;
        this.productNo = productNo;
        this.name = name;
        this.kind = kind;
    }

    ProductDraft price(int yen, boolean includesTax) {
        price = yen;
        taxIncluded = includesTax;
        return this;
    }

    ProductDraft dates(LocalDateTime whenCreated, LocalDateTime whenUpdated) {
        created = whenCreated;
        updated = whenUpdated;
        return this;
    }

    ProductDraft images(int number) {
        images = number;
        return this;
    }

    ProductDraft comment(@Nullable String nameForOthers, @Nullable String textForOthers, @Nullable String largeText) {
        linkedName = nameForOthers;
        linkedDescription = textForOthers;
        descriptionLarge = largeText;
        return this;
    }

    ProductDraft single(String jan, int count, @Nullable Integer grams) {
        skus.add(new Sku("", "", "", "", jan, count, null, grams));
        return this;
    }

    ProductDraft sku(Sku sku) {
        skus.add(sku);
        return this;
    }

    ObjectNode build() {
        boolean varied = skus.stream()
                .anyMatch(sku ->
                        !sku.horizontalNo().isEmpty() || !sku.verticalNo().isEmpty());
        ObjectNode product = JSON.objectNode();
        String url = productNo.toLowerCase(java.util.Locale.ROOT);
        product.put("id", id)
                .put("url", url)
                .put("productNo", productNo)
                .put("name", name)
                .put("uri", "https://www.shop.example/c/" + kind.groupUrl() + "/" + url)
                .put("visible", true)
                .put("unitPrice", price)
                .put("taxEnabled", taxIncluded)
                .put("taxRate", kind.taxRate())
                .put("coolDeliveryEnabled", false)
                .put("mailDeliveryEnabled", false)
                .put("inventoryEnabled", true)
                .put("variationEnabled", varied)
                .put("preorderEnabled", false)
                .put("type", "REGULAR")
                .put("plannedStockEnabled", false)
                .put("groupUrl", kind.groupUrl())
                .put("groupName", kind.groupName())
                .put("dateCreated", created.format(DATE))
                .put("dateLastUpdated", updated.format(DATE));
        product.set("variation", variation());
        product.set("image", imageBlock(id, images, updated));
        product.set("comment", comment());
        product.set("inventoryInfo", inventory(productNo, skus));
        return product;
    }

    private ObjectNode variation() {
        ObjectNode block = JSON.objectNode();
        ArrayNode list = block.putArray("variationList");
        boolean first = true;
        for (Sku sku : skus) {
            ObjectNode entry = list.addObject()
                    .put("skuNo", productNo + sku.horizontalNo() + sku.verticalNo())
                    .put("horizontalNo", sku.horizontalNo())
                    .put("horizontalName", sku.horizontalName())
                    .put("verticalNo", sku.verticalNo())
                    .put("verticalName", sku.verticalName())
                    .put("janCode", sku.jan())
                    .put("count", sku.count());
            entry.put("price", sku.price());
            entry.put("representativeVariation", first).put("leadTime", "2〜3営業日");
            entry.put("weight", sku.grams());
            first = false;
        }
        return block;
    }

    private ObjectNode comment() {
        ObjectNode block = JSON.objectNode();
        block.put("linkedName", linkedName == null ? "" : linkedName);
        block.put("linkedDescription", linkedDescription == null ? "" : linkedDescription);
        block.put("descriptionLarge", descriptionLarge == null ? "" : descriptionLarge);
        block.put("descriptionSmall", kind.praise());
        block.put("catchCopy", kind.groupName() + "の人気商品");
        return block;
    }

    /** The image block of a product; without images an empty object. */
    static ObjectNode imageBlock(long id, int images, LocalDateTime changed) {
        ObjectNode block = JSON.objectNode();
        if (images == 0) {
            return block;
        }
        String t = changed.format(DateTimeFormatter.ofPattern("uuuuMMddHHmmss"));
        ArrayNode list = JSON.arrayNode();
        for (int number = 1; number <= images; number++) {
            list.add(imageEntry(imagePath(id, number), ".jpg?t=" + t));
        }
        block.set("mainImagePath", list.get(0).get("xxlImagePath"));
        block.set("imageList", list);
        return block;
    }

    static String imagePath(long id, int number) {
        String twelve = String.valueOf(FutureshopCatalogue.ID_IN_ADDRESSES + id % FutureshopCatalogue.ID_IN_ADDRESSES)
                .substring(1);
        String folder = String.valueOf(1000 + id / 100 % 1000).substring(1);
        return "/itembox/product/" + folder + "/" + twelve + "/" + twelve + (number < 10 ? "-0" : "-") + number;
    }

    static ObjectNode imageEntry(String path, String ending) {
        ObjectNode entry = JSON.objectNode();
        for (String size : SIZES) {
            entry.put(size + "ImagePath", path + "-" + size + ending);
        }
        return entry;
    }

    static ObjectNode inventory(String productNo, List<Sku> skus) {
        ObjectNode kinds = JSON.objectNode();
        ArrayNode list = kinds.putObject("regular").putArray("inventoryList");
        for (Sku sku : skus) {
            list.add(inventoryEntry(
                    productNo + sku.horizontalNo() + sku.verticalNo(),
                    sku.verticalNo(),
                    sku.horizontalNo(),
                    sku.jan(),
                    sku.count()));
        }
        return kinds;
    }

    static ObjectNode inventoryEntry(String skuNo, String verticalNo, String horizontalNo, String jan, int count) {
        return JSON.objectNode()
                .put("skuNo", skuNo)
                .put("verticalNo", verticalNo)
                .put("horizontalNo", horizontalNo)
                .put("janCode", jan)
                .put("count", count);
    }
}
