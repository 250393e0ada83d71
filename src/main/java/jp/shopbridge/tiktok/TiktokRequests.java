package jp.shopbridge.tiktok;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import jp.shopbridge.BridgeSettings;
import jp.shopbridge.Json;
import jp.shopbridge.staging.ListingKey;
import jp.shopbridge.staging.content.Yen;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Builds the calls whose bodies are small and fixed; a product's own body comes from the mapping. */
@Component
public class TiktokRequests {

    /** How many seller SKUs one search takes. */
    public static final int SEARCH_SIZE = 10;

    /** The most products whose sale one call stops or resumes. */
    public static final int SALE_SIZE = 20;

    private final BridgeSettings settings;

    // Products made for a LIVE are left out of a search that does not ask for them.
    private static final String LIVE_QUICK = "include_live_quick_products";

    TiktokRequests(BridgeSettings settings) {
        this.settings = settings;
    }

    /** Where a call goes, without its query. */
    public String address(TiktokCall call) {
        return settings.shop(call.shop()).tiktok().apiBaseUrl() + call.path();
    }

    /** The number of the item a call is about; empty when it is about the shop as a whole. */
    public String productNo(@Nullable ListingKey listing) {
        return listing == null ? "" : listing.productNo();
    }

    /** The shop's warehouses. */
    public TiktokCall warehouses(String shop) {
        return TiktokCall.of(shop, TiktokOperation.WAREHOUSES, Map.of());
    }

    /** The shop's set-up tasks. */
    public TiktokCall prerequisites(String shop) {
        return TiktokCall.of(shop, TiktokOperation.PREREQUISITES, Map.of());
    }

    /** All categories, in Japanese. */
    public TiktokCall categories(String shop) {
        return TiktokCall.of(
                shop, TiktokOperation.CATEGORIES, Map.of("locale", "ja-JP", "category_version", version(shop)));
    }

    /** A category's attributes. */
    public TiktokCall attributes(String shop, String categoryId) {
        return TiktokCall.of(
                shop,
                TiktokOperation.ATTRIBUTES,
                categoryId,
                Map.of("locale", "ja-JP", "category_version", version(shop)));
    }

    /** The first brands whose name holds the text; all of them for the empty text. */
    public TiktokCall brandsNamed(String shop, String name) {
        Map<String, String> query = new HashMap<>(Map.of("page_size", "50", "category_version", version(shop)));
        if (!name.isEmpty()) {
            query.put("brand_name", name);
        }
        return TiktokCall.of(shop, TiktokOperation.BRANDS, query);
    }

    /** A category's rules. */
    public TiktokCall rules(String shop, String categoryId) {
        return TiktokCall.of(shop, TiktokOperation.RULES, categoryId, Map.of("category_version", version(shop)));
    }

    /**
     * A page of the brands TikTok has.
     *
     * @param pageToken from the page before; empty for the first
     */
    public TiktokCall brands(String shop, String pageToken) {
        Map<String, String> query = new TreeMap<>(Map.of("page_size", "100", "category_version", version(shop)));
        if (!pageToken.isEmpty()) {
            query.put("page_token", pageToken);
        }
        return TiktokCall.of(shop, TiktokOperation.BRANDS, query);
    }

    /**
     * The category for this title and these uploaded images.
     *
     * @param groupId the shop's own group of the product; empty when there is none
     * @param groupName what it is called; may be empty
     */
    public TiktokCall recommend(String shop, String title, List<String> imageUris, String groupId, String groupName) {
        ObjectNode body = Json.MAPPER.createObjectNode().put("product_title", title);
        body.put("category_version", version(shop));
        if (!groupId.isEmpty()) {
            ObjectNode group = body.putObject("origin_platform_category").put("id", groupId);
            if (!groupName.isEmpty()) {
                group.put("name", groupName);
            }
        }
        if (!imageUris.isEmpty()) {
            ArrayNode images = body.putArray("images");
            imageUris.forEach(uri -> images.addObject().put("uri", uri));
        }
        return TiktokCall.json(shop, TiktokOperation.RECOMMEND, Map.of(), bytes(body));
    }

    /** The package that products of this category usually have. */
    public TiktokCall packagePredict(String shop, String categoryId) {
        ObjectNode body = Json.MAPPER.createObjectNode().put("category_id", categoryId);
        return TiktokCall.json(shop, TiktokOperation.PACKAGE_PREDICT, Map.of(), bytes(body));
    }

    /**
     * The attributes that title and description speak of.
     *
     * @param attributes only these; all when none is named
     */
    public TiktokCall propertiesRecommend(
            String shop, String categoryId, String title, String description, List<String> attributes) {
        ObjectNode body =
                Json.MAPPER.createObjectNode().put("category_id", categoryId).put("product_title", title);
        if (!description.isBlank()) {
            body.put("description", description);
        }
        if (!attributes.isEmpty()) {
            attributes.forEach(body.putArray("target_property_ids")::add);
        }
        return TiktokCall.json(shop, TiktokOperation.PROPERTIES_RECOMMEND, Map.of(), bytes(body));
    }

    /** Products that have one of these seller SKUs, at most {@link #SEARCH_SIZE} of them. */
    public TiktokCall search(String shop, Collection<String> sellerSkus) {
        ObjectNode body = Json.MAPPER.createObjectNode().put("status", "ALL").put(LIVE_QUICK, true);
        ArrayNode list = body.putArray("seller_skus");
        sellerSkus.forEach(list::add);
        return TiktokCall.json(shop, TiktokOperation.SEARCH, Map.of("page_size", "100"), bytes(body));
    }

    /**
     * A page of the shop's products of which a version is under review.
     *
     * @param pageToken from the page before; null for the first
     */
    public TiktokCall searchUnderReview(String shop, @Nullable String pageToken) {
        ObjectNode body = Json.MAPPER.createObjectNode().put("status", "ALL").put(LIVE_QUICK, true);
        body.putArray("audit_status").add("AUDITING");
        Map<String, String> query =
                pageToken == null ? Map.of("page_size", "100") : Map.of("page_size", "100", "page_token", pageToken);
        return TiktokCall.json(shop, TiktokOperation.SEARCH, query, bytes(body));
    }

    /** Deleted products that had one of these seller SKUs, at most {@link #SEARCH_SIZE} of them. */
    public TiktokCall searchDeleted(String shop, Collection<String> sellerSkus) {
        ObjectNode body =
                Json.MAPPER.createObjectNode().put("status", "DELETED").put(LIVE_QUICK, true);
        ArrayNode list = body.putArray("seller_skus");
        sellerSkus.forEach(list::add);
        return TiktokCall.json(shop, TiktokOperation.SEARCH, Map.of("page_size", "100"), bytes(body));
    }

    /** The product as buyers see it, or as it was sent when it has never been seen. */
    public TiktokCall product(String shop, String productId) {
        return product(shop, productId, ProductVersion.SHOWN);
    }

    /** A version of the product; of the others than the one shown there may be none. */
    TiktokCall product(String shop, String productId, ProductVersion version) {
        return TiktokCall.of(
                shop,
                TiktokOperation.GET,
                productId,
                switch (version) {
                    case SHOWN -> Map.of();
                    case UNDER_REVIEW -> Map.of(TiktokCall.UNDER_REVIEW, "true");
                    case DRAFT -> Map.of(TiktokCall.DRAFT, "true");
                });
    }

    /** A create with these bytes. */
    public TiktokCall create(String shop, byte[] body) {
        return TiktokCall.json(shop, TiktokOperation.CREATE, Map.of(), body);
    }

    /** A full edit with these bytes. */
    public TiktokCall edit(String shop, String productId, byte[] body) {
        return TiktokCall.json(shop, TiktokOperation.EDIT, productId, body);
    }

    /** A partial edit with these bytes: what they do not name stays as it is. */
    public TiktokCall partialEdit(String shop, String productId, byte[] body) {
        return TiktokCall.json(shop, TiktokOperation.PARTIAL_EDIT, productId, body);
    }

    /** New prices by SKU id, in whole yen with tax. */
    public TiktokCall price(String shop, String productId, Map<String, Yen> prices) {
        ObjectNode body = Json.MAPPER.createObjectNode();
        ArrayNode skus = body.putArray("skus");
        new TreeMap<>(prices).forEach((id, price) -> skus.addObject()
                .put("id", id)
                .putObject("price")
                .put("amount", price.toString())
                .put("currency", "JPY"));
        return TiktokCall.json(shop, TiktokOperation.PRICE, productId, bytes(body));
    }

    /** New quantities by SKU id in one warehouse. */
    public TiktokCall inventory(String shop, String productId, String warehouseId, Map<String, Integer> quantities) {
        ObjectNode body = Json.MAPPER.createObjectNode();
        ArrayNode skus = body.putArray("skus");
        new TreeMap<>(quantities).forEach((id, quantity) -> skus.addObject()
                .put("id", id)
                .putArray("inventory")
                .addObject()
                .put("warehouse_id", warehouseId)
                .put("quantity", quantity));
        return TiktokCall.json(shop, TiktokOperation.INVENTORY, productId, bytes(body));
    }

    /** Puts products on sale again; TikTok reviews them anew. */
    public TiktokCall activate(String shop, List<String> productIds) {
        return ids(shop, TiktokOperation.ACTIVATE, productIds);
    }

    /** Takes products off sale. */
    public TiktokCall deactivate(String shop, List<String> productIds) {
        return ids(shop, TiktokOperation.DEACTIVATE, productIds);
    }

    /** The exact bytes of a body: written once, signed and sent as they are. */
    public static byte[] bytes(ObjectNode body) {
        return Json.text(body).getBytes(StandardCharsets.UTF_8);
    }

    private static TiktokCall ids(String shop, TiktokOperation operation, List<String> productIds) {
        ObjectNode body = Json.MAPPER.createObjectNode();
        ArrayNode list = body.putArray("product_ids");
        productIds.forEach(list::add);
        return TiktokCall.json(shop, operation, Map.of(), bytes(body));
    }

    private String version(String shop) {
        return settings.shop(shop).tiktok().categoryVersion();
    }
}
