package jp.shopbridge.sandbox.tiktok;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.h2.mvstore.MVMap;

/** The seller's shops: warehouses, what is missing before they may list, and how much they listed today. */
final class Shops {

    static final String OPEN_ID = "7010736057180325637";
    private static final ZoneId SHOP_ZONE = ZoneId.of("Asia/Tokyo");

    /** The items of the prerequisites, with the code a create answers while one fails; spelt as on the wire. */
    static final Map<String, RefusalCode> PREREQUISITES = prerequisites();

    private final TikTokSettings settings;
    private final OpenQuestions questions;
    private final MVMap<String, String> shops;

    Shops(TikTokSettings settings, Books books) {
        this.settings = settings;
        questions = new OpenQuestions(settings, books);
        shops = books.map("shops");
        for (TikTokSettings.SeedShop seed : settings.shops()) {
            shops.putIfAbsent(seed.id(), Json.write(seeded(seed)));
        }
    }

    /** One shop as it is now; changes are kept by {@link #save}. */
    record Shop(ObjectNode json) {

        String id() {
            return Json.text(json, "id");
        }

        String cipher() {
            return Json.text(json, "cipher");
        }

        boolean crossBorder() {
            return Json.text(json, "seller_type").equals("CROSS_BORDER");
        }

        boolean multiWarehouse() {
            return json.path("multi_warehouse").asBoolean();
        }

        ArrayNode warehouses() {
            return (ArrayNode) json.path("warehouses");
        }

        Optional<JsonNode> warehouse(String id) {
            for (JsonNode warehouse : warehouses()) {
                if (Json.text(warehouse, "id").equals(id)) {
                    return Optional.of(warehouse);
                }
            }
            return Optional.empty();
        }

        /** Failing prerequisite items with their reasons. */
        ObjectNode failing() {
            return json.withObject("/failing");
        }

        boolean depositMissing() {
            return json.path("deposit_missing").asBoolean();
        }

        /** Listings allowed per day; 0 for any number, -1 for none at all. */
        int dailyLimit() {
            return json.path("daily_limit").asInt();
        }
    }

    List<Shop> all() {
        List<Shop> all = new ArrayList<>();
        shops.values().forEach(json -> all.add(new Shop(Json.own(json))));
        return all;
    }

    Optional<Shop> byId(String id) {
        return Optional.ofNullable(shops.get(id)).map(json -> new Shop(Json.own(json)));
    }

    Optional<Shop> byCipher(String cipher) {
        return all().stream().filter(shop -> shop.cipher().equals(cipher)).findFirst();
    }

    void save(Shop shop) {
        shops.put(shop.id(), Json.write(shop.json()));
    }

    /** Goods of a warehouse that is switched off, on holiday or at its limit of orders cannot be bought. */
    boolean isUsable(JsonNode warehouse) {
        String status = Json.text(warehouse, "effect_status");
        return status.equals("ENABLED")
                || (status.equals("RESTRICTED") && questions.otherwise(OpenQuestion.RESTRICTED_WAREHOUSE_TAKEN));
    }

    private boolean hasUsable(Shop shop, String type) {
        for (JsonNode warehouse : shop.warehouses()) {
            if (Json.text(warehouse, "type").equals(type) && isUsable(warehouse)) {
                return true;
            }
        }
        return false;
    }

    /** What stops this shop from listing anything now, first things first; empty when nothing does. */
    List<RefusalCode> obstacles(Shop shop, Instant now) {
        List<RefusalCode> obstacles = new ArrayList<>();
        if (shop.crossBorder()) {
            obstacles.add(RefusalCode.CROSS_BORDER);
        }
        if (!hasUsable(shop, "SALES_WAREHOUSE")) {
            obstacles.add(RefusalCode.NO_WAREHOUSE);
        }
        if (!hasUsable(shop, "RETURN_WAREHOUSE")) {
            obstacles.add(RefusalCode.NO_RETURN_WAREHOUSE);
        }
        PREREQUISITES.forEach((item, code) -> {
            if (shop.failing().has(item) && !obstacles.contains(code)) {
                obstacles.add(code);
            }
        });
        if (shop.depositMissing()) {
            obstacles.add(RefusalCode.DEPOSIT);
        }
        if (quotaUsedUp(shop, now) && !obstacles.contains(RefusalCode.LISTING_LIMIT)) {
            obstacles.add(RefusalCode.LISTING_LIMIT);
        }
        return obstacles;
    }

    /** Counts one listing put up for review. */
    void countListing(Shop shop, Instant now) {
        String day = now.atZone(SHOP_ZONE).toLocalDate().toString();
        int before = Json.text(shop.json(), "listing_day").equals(day)
                ? shop.json().path("listings").asInt()
                : 0;
        shop.json().put("listing_day", day).put("listings", before + 1);
        save(shop);
    }

    /** The prerequisites' answer (202312). */
    ObjectNode checkResults(Shop shop, Instant now) {
        ObjectNode data = Json.object();
        ArrayNode results = data.putArray("check_results");
        PREREQUISITES.keySet().forEach(item -> {
            List<String> reasons = new ArrayList<>();
            if (shop.failing().has(item)) {
                reasons.add(Json.text(shop.failing(), item));
            }
            if (item.equals("PICKUP_WAREHOUSE") && !hasUsable(shop, "SALES_WAREHOUSE")) {
                reasons.add("The shop has no pickup warehouse.");
            }
            if (item.equals("RETURN_WAREHOUSE") && !hasUsable(shop, "RETURN_WAREHOUSE")) {
                reasons.add("The shop has no return warehouse.");
            }
            if (item.equals("PRODUCT_QUANTITY_LIMIT") && quotaUsedUp(shop, now)) {
                reasons.add("The number of products listed today has reached the limit.");
            }
            ObjectNode result = results.addObject();
            result.put("check_item", item).put("is_failed", !reasons.isEmpty());
            reasons.forEach(result.putArray("fail_reasons")::add);
        });
        return data;
    }

    private boolean quotaUsedUp(Shop shop, Instant now) {
        if (shop.dailyLimit() == 0) {
            return false;
        }
        String day = now.atZone(SHOP_ZONE).toLocalDate().toString();
        int listed = Json.text(shop.json(), "listing_day").equals(day)
                ? shop.json().path("listings").asInt()
                : 0;
        return listed >= shop.dailyLimit();
    }

    private ObjectNode seeded(TikTokSettings.SeedShop seed) {
        ObjectNode shop = Json.object();
        shop.put("id", seed.id())
                .put("name", seed.name())
                .put("region", "JP")
                .put("seller_type", seed.sellerType())
                .put("cipher", seed.cipher())
                .put("code", seed.code())
                .put("multi_warehouse", seed.multiWarehouse())
                .put("daily_limit", settings.dailyListings());
        ArrayNode warehouses = shop.putArray("warehouses");
        warehouses.add(warehouse(seed.salesWarehouseId(), "東京倉庫", "SALES_WAREHOUSE", "ENABLED", true));
        warehouses.add(warehouse(seed.disabledWarehouseId(), "旧大阪倉庫", "SALES_WAREHOUSE", "DISABLED", false));
        warehouses.add(warehouse(seed.returnWarehouseId(), "東京倉庫(返品)", "RETURN_WAREHOUSE", "ENABLED", true));
        shop.putObject("failing");
        return shop;
    }

    static ObjectNode warehouse(String id, String name, String type, String effectStatus, boolean isDefault) {
        ObjectNode warehouse = Json.object();
        warehouse
                .put("id", id)
                .put("entity_id", "7395366865142499073")
                .put("name", name)
                .put("effect_status", effectStatus)
                .put("type", type)
                .put("sub_type", "DOMESTIC_WAREHOUSE")
                .put("is_default", isDefault);
        ObjectNode address = warehouse.putObject("address");
        address.put("region", "Japan")
                .put("region_code", "JP")
                .put("state", "東京都")
                .put("city", "千代田区")
                .put("distict", "丸の内")
                .put("town", "")
                .put("postal_code", "1000005")
                .put("full_address", "東京都千代田区丸の内1-1-1")
                .put("address_line1", "丸の内1-1-1")
                .put("address_line2", "")
                .put("address_line3", "")
                .put("address_line4", "")
                .put("contact_person", "倉庫 担当")
                .put("first_name", "担当")
                .put("last_name", "倉庫")
                .put("first_name_local_script", "タントウ")
                .put("last_name_local_script", "ソウコ")
                .put("phone_number", "(+81)0300000000");
        address.putObject("geolocation").put("latitude", "35.6812").put("longitude", "139.7671");
        return warehouse;
    }

    private static Map<String, RefusalCode> prerequisites() {
        Map<String, RefusalCode> items = new LinkedHashMap<>();
        items.put("SHOP_STATUS", RefusalCode.SELLER_INACTIVE);
        items.put("SHOP_TAX", RefusalCode.TAX_NUMBER);
        items.put("PICKUP_WAREHOUSE", RefusalCode.NO_WAREHOUSE);
        items.put("RETURN_WAREHOUSE", RefusalCode.NO_RETURN_WAREHOUSE);
        items.put("DELIVERY_OPTION", RefusalCode.LOGISTICS);
        items.put("SHIPPING_TEMPLATE", RefusalCode.SHIPPING_TEMPLATE);
        items.put("PRODUCT_QUANTITY_LIMIT", RefusalCode.LISTING_LIMIT);
        items.put("EXTENDED_PRODUCER_RESPONSIBILITY", RefusalCode.SHOP_TASKS);
        items.put("BANk_ACCOUNT", RefusalCode.SHOP_TASKS);
        items.put("CONTACT_INFO", RefusalCode.CONTACT);
        return items;
    }
}
