package jp.shopbridge.staging.content;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import jp.shopbridge.Json;
import jp.shopbridge.limit.Characters;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Element;
import org.jspecify.annotations.Nullable;

/**
 * What a listing says, typed: the only reader of documents of the shape {@code listing}, whether mapped, edited or accepted
 * by TikTok. It changes nothing; what would change it answers a content of its own. Text that is not given is empty; what
 * is no text is optional.
 */
public final class ListingContent {

    /** A listing that says nothing. */
    public static final ListingContent EMPTY = new ListingContent(Json.MAPPER.createObjectNode());

    private static final String SKUS = "skus";

    /** Shown to people only, so that a change of these is no change of what is sent. */
    private static final List<String> NOT_SENT = List.of(
            "visible",
            "product_url",
            "tax",
            "title_given",
            "description_is_name",
            "images_left_out",
            "thumbnail",
            "shop_group");

    /** The same of a SKU. */
    private static final List<String> NOT_SENT_OF_SKU = List.of("code_left_out", "stock_given");

    /** A rate that fits beside a price. */
    private static final Pattern RATE = Pattern.compile("\\d{1,2}(\\.\\d)?");

    /** When futureshop last took in a picture, as it writes it into the address. */
    private static final Pattern TIME = Pattern.compile("([?&])(?:amp;)?t=\\d{1,20}(?=[&\"'#\\\\\\s]|$)");

    /** A SKU's fields that have calls of their own at TikTok. */
    private static final List<String> VALUES = List.of("price", "stock");

    private final ObjectNode document;
    private final List<ListingSku> skus;
    private final Map<String, ListingSku> byNumber = new LinkedHashMap<>();

    private ListingContent(ObjectNode document) {
        this.document = document;
        skus = Nodes.each(document.path(SKUS), ListingSku::new);
        skus.forEach(sku -> byNumber.put(sku.skuNo(), sku));
    }

    /** The view over a document, which is handed over and not to be changed any more. */
    public static ListingContent of(ObjectNode document) {
        return new ListingContent(document);
    }

    /** The document itself, for those that take it whole: the mapping engine, storage, answers. It is not to be changed. */
    public ObjectNode document() {
        return document;
    }

    /** The product's name; empty when none is given. */
    public String title() {
        return Nodes.text(document, "title");
    }

    /** The name's length in characters (code points). */
    public int titleLength() {
        return Nodes.length(title());
    }

    /** The description as HTML; empty when none is given. */
    public String description() {
        return Nodes.text(document, "description");
    }

    /** Whether the product's name stands for a description that futureshop does not have. */
    public boolean isDescribedByName() {
        return document.path("description_is_name").asBoolean(false);
    }

    /** The images of futureshop's description that its mapping left out: the address as written, and a word that says why. */
    public Map<String, String> imagesLeftOut() {
        Map<String, String> left = new LinkedHashMap<>();
        document.path("images_left_out")
                .forEach(image -> left.putIfAbsent(Nodes.text(image, "address"), Nodes.text(image, "why")));
        return left;
    }

    /** The small form of the product's first picture where futureshop has one, else that picture; empty when it has none. */
    public String thumbnail() {
        String first =
                images().stream().filter(url -> !url.isEmpty()).findFirst().orElse("");
        JsonNode small = document.path("thumbnail");
        String url = Nodes.text(small, "url");
        return !url.isEmpty() && first.equals(Nodes.text(small, "of")) ? url : first;
    }

    /** Whether two values of a field say the same: the time in an address of a picture says nothing by itself. */
    public static boolean isSame(JsonNode one, JsonNode other) {
        return one.equals(other) || timeless(one).equals(timeless(other));
    }

    private static JsonNode timeless(JsonNode value) {
        return Json.parse(TIME.matcher(Json.text(value)).replaceAll("$1"));
    }

    /** The description's length in characters (code points), HTML included. */
    public int descriptionLength() {
        return Nodes.length(description());
    }

    /** TikTok's id of the category; empty when none is given. */
    public String categoryId() {
        return Nodes.text(document, "category_id");
    }

    /** The group that the shop itself puts the product into; empty text where it tells none. */
    public ShopGroup shopGroup() {
        JsonNode group = document.path("shop_group");
        return new ShopGroup(Nodes.text(group, "id"), Nodes.text(group, "name"));
    }

    /** TikTok's id of the brand; empty when none is given. */
    public String brandId() {
        return Nodes.text(document, "brand_id");
    }

    /** The addresses of the product's pictures, in their order; empty text where one has none. */
    public List<String> images() {
        return images(document.path("images"));
    }

    /** The addresses that a field {@code images} lists. */
    public static List<String> images(JsonNode field) {
        return Nodes.each(field, Nodes::address);
    }

    /** The address of the size chart's picture; empty when none is given. */
    public String sizeChart() {
        return Nodes.text(document, "size_chart");
    }

    /** The certificates, in their order. */
    public List<Certificate> certificates() {
        return Nodes.each(
                document.path("certifications"),
                certificate -> new Certificate(
                        Nodes.text(certificate, "id"),
                        images(certificate.path("images")),
                        Nodes.text(certificate, "expires_on")));
    }

    /** What it says of its category's attributes, in its order. */
    public List<ProductAttribute> attributes() {
        return ProductAttribute.in(document.path("attributes"));
    }

    /** The packed weight in grams, if one is given. */
    public Optional<BigDecimal> weightGrams() {
        return Nodes.number(document, "weight_g");
    }

    /** The package's sides, if any is given. */
    public Optional<Dimensions> dimensions() {
        return document.hasNonNull("dimensions_cm")
                ? Optional.of(Dimensions.in(document.path("dimensions_cm")))
                : Optional.empty();
    }

    /** The names of the variation axes, in their order. */
    public List<String> axes() {
        return texts(document.path("axes"));
    }

    /** The texts that a field such as {@code axes} lists. */
    public static List<String> texts(JsonNode field) {
        return Nodes.each(field, JsonNode::asText);
    }

    /** The seller SKUs that a person wants taken off TikTok, ascending. */
    public Set<String> removedSkus() {
        return Collections.unmodifiableSet(new TreeSet<>(texts(document.path("removed_skus"))));
    }

    /** The SKUs, in their order. */
    public List<ListingSku> skus() {
        return skus;
    }

    /** The SKU with this number; the last one should several have it. */
    public Optional<ListingSku> sku(String skuNo) {
        return Optional.ofNullable(byNumber.get(skuNo));
    }

    /** The SKUs' numbers, in their order. */
    public List<String> skuNumbers() {
        return skus.stream().map(ListingSku::skuNo).toList();
    }

    /** The SKUs' seller SKUs, in their order; empty text where one has none. */
    public List<String> sellerSkus() {
        return skus.stream().map(ListingSku::sellerSku).toList();
    }

    /** By SKU number what is given by seller SKU; SKUs for which nothing is given are left out. */
    public <T> Map<String, T> bySkuNo(Map<String, T> bySellerSku) {
        Map<String, T> found = new LinkedHashMap<>();
        for (ListingSku sku : skus) {
            T value = bySellerSku.get(sku.sellerSku());
            if (value != null) {
                found.put(sku.skuNo(), value);
            }
        }
        return found;
    }

    /** By seller SKU what is given by SKU number; SKUs for which nothing is given are left out. */
    public <T> Map<String, T> bySellerSku(Map<String, T> bySkuNo) {
        Map<String, T> found = new LinkedHashMap<>();
        for (ListingSku sku : skus) {
            T value = bySkuNo.get(sku.skuNo());
            if (value != null) {
                found.put(sku.sellerSku(), value);
            }
        }
        return found;
    }

    /** The SKUs' prices by SKU number; SKUs without one are left out. */
    public Map<String, Yen> prices() {
        Map<String, Yen> prices = new LinkedHashMap<>();
        skus.forEach(sku -> sku.price().ifPresent(price -> prices.put(sku.skuNo(), price)));
        return prices;
    }

    /** The lowest price of a SKU, if any has one. */
    public Optional<Yen> lowestPrice() {
        return skus.stream().flatMap(sku -> sku.price().stream()).min(Yen::compareTo);
    }

    /** The highest price of a SKU, if any has one. */
    public Optional<Yen> highestPrice() {
        return skus.stream().flatMap(sku -> sku.price().stream()).max(Yen::compareTo);
    }

    /** The pieces of all SKUs whose stock is counted and known, if there is any such SKU. */
    public Optional<Integer> stockTotal() {
        return skus.stream()
                .filter(ListingSku::isStockManaged)
                .flatMap(sku -> sku.stock().stream())
                .reduce(Integer::sum);
    }

    /**
     * What staff should see beside it in a list: {@code tax-assumed} when nothing says which tax its prices hold,
     * {@code hidden} when the shop does not show the product, and {@code choices-alike} when a reader may take two choices of
     * an axis for each other (Ｓ and S).
     */
    public Set<String> marks() {
        Set<String> marks = new LinkedHashSet<>();
        if (document.path("tax").path("assumed").asBoolean()) {
            marks.add("tax-assumed");
        }
        if (!document.path("visible").asBoolean(true)) {
            marks.add("hidden");
        }
        if (hasChoicesAlike()) {
            marks.add("choices-alike");
        }
        String included = document.path("tax").path("included").asText();
        if (included.equals("true")) {
            marks.add("tax-included");
        } else if (included.equals("false")) {
            String rate = document.path("tax").path("rate").asText();
            marks.add("tax-excluded-" + (RATE.matcher(rate).matches() ? rate : ""));
        }
        return marks;
    }

    private boolean hasChoicesAlike() {
        Map<String, String> seen = new HashMap<>();
        for (ListingSku sku : skus) {
            for (SkuOption option : sku.options()) {
                String plain = Characters.plain(option.value());
                String before = seen.putIfAbsent(option.axis() + "\n" + Characters.alike(plain), plain);
                if (before != null && !before.equals(plain)) {
                    return true;
                }
            }
        }
        return false;
    }

    /** Every place where it shows a picture, in its order. */
    public List<Picture> pictures() {
        List<Picture> pictures = new ArrayList<>();
        int number = 0;
        for (String image : images()) {
            add(pictures, image, Picture.Use.MAIN, "images[" + number++ + "]");
        }
        number = 0;
        for (ListingSku sku : skus) {
            add(pictures, sku.image(), Picture.Use.OPTION, "skus[" + number++ + "].image");
        }
        add(pictures, sizeChart(), Picture.Use.SIZE_CHART, "size_chart");
        number = 0;
        for (Certificate certificate : certificates()) {
            String at = "certifications[" + number++ + "].images";
            certificate.images().forEach(image -> add(pictures, image, Picture.Use.CERTIFICATE, at));
        }
        String description = description();
        if (description.contains("<img")) {
            for (Element image : Jsoup.parseBodyFragment(description).select("img[src]")) {
                add(pictures, image.attr("src"), Picture.Use.DESCRIPTION, "description");
            }
        }
        return List.copyOf(pictures);
    }

    /** Whether anything is left of the description without the images of these addresses. */
    public boolean isDescribedWithout(Set<String> urls) {
        Element body = Jsoup.parseBodyFragment(description()).body();
        return !body.text().isBlank()
                || body.select("img[src]").stream().anyMatch(image -> !urls.contains(image.attr("src")));
    }

    private static void add(List<Picture> pictures, String url, Picture.Use use, String field) {
        if (!url.isBlank()) {
            pictures.add(new Picture(url, use, field));
        }
    }

    /** The product's own fields by name, in their order; for showing them all, not for reading one. */
    public Map<String, JsonNode> fields() {
        Map<String, JsonNode> fields = new LinkedHashMap<>();
        document.properties().forEach(field -> fields.put(field.getKey(), field.getValue()));
        fields.remove(SKUS);
        return Collections.unmodifiableMap(fields);
    }

    /**
     * The value that a person's edit of a field would stand over; JSON null when there is none.
     *
     * @param skuNo the SKU the field belongs to; empty for the product's own
     * @param field the field's name in the shape, as an edit or a column names it
     */
    public JsonNode value(String skuNo, String field) {
        return skuNo.isEmpty()
                ? Nodes.valueOrNull(document, field)
                : sku(skuNo).map(sku -> sku.value(field)).orElse(Json.MAPPER.nullNode());
    }

    /** The same without its size chart. */
    public ListingContent withoutSizeChart() {
        return document.has("size_chart") ? changed(copy -> copy.remove("size_chart")) : this;
    }

    /**
     * The same with other prices and stocks, each by SKU number; SKUs that are not named keep theirs.
     *
     * @param stocks pieces
     */
    public ListingContent withValues(Map<String, Yen> prices, Map<String, Integer> stocks) {
        return changed(copy -> eachSku(copy, sku -> {
            Yen price = prices.get(Nodes.text(sku, "sku_no"));
            Integer stock = stocks.get(Nodes.text(sku, "sku_no"));
            if (price != null) {
                sku.put("price", price.amount());
            }
            if (stock != null) {
                sku.put("stock", stock);
            }
        }));
    }

    /** Whether both send the same but for the SKUs' prices and stocks. */
    public boolean equalsButForValues(ListingContent other) {
        return withoutValues().equals(other.withoutValues());
    }

    private ListingContent withoutValues() {
        return changed(copy -> {
            copy.remove(NOT_SENT);
            eachSku(copy, sku -> {
                sku.remove(VALUES);
                sku.remove(NOT_SENT_OF_SKU);
            });
        });
    }

    /** Whether a field is sent; others are shown to people only. */
    static boolean isSent(String field) {
        return !NOT_SENT.contains(field) && !NOT_SENT_OF_SKU.contains(field);
    }

    /** SHA-256 (hex) of what is sent of it: equal contents have equal hashes, whatever the order of their fields. */
    public String hash() {
        ObjectNode sent = Json.MAPPER.createObjectNode();
        boolean shownOnly = false;
        for (JsonNode sku : document.path(SKUS)) {
            shownOnly |= NOT_SENT_OF_SKU.stream().anyMatch(sku::has);
        }
        sent.setAll(shownOnly ? document.deepCopy() : document);
        sent.remove(NOT_SENT);
        if (shownOnly) {
            eachSku(sent, sku -> sku.remove(NOT_SENT_OF_SKU));
        }
        return Json.hash(sent);
    }

    private ListingContent changed(Consumer<ObjectNode> change) {
        ObjectNode copy = document.deepCopy();
        change.accept(copy);
        return new ListingContent(copy);
    }

    private static void eachSku(ObjectNode document, Consumer<ObjectNode> change) {
        document.path(SKUS).forEach(sku -> {
            if (sku instanceof ObjectNode object) {
                change.accept(object);
            }
        });
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof ListingContent content && document.equals(content.document);
    }

    @Override
    public int hashCode() {
        return document.hashCode();
    }

    /** How much it says; never its texts. */
    @Override
    public String toString() {
        return "ListingContent[" + skus.size() + " SKUs]";
    }
}
