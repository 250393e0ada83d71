package jp.shopbridge.sandbox.tiktok;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Stock and prices by their own calls: they skip review and change every version at once (section 3.5). */
final class Stock {

    private static final int MOST_STOCK = 99_999;
    private static final int MOST_PRODUCT_IDS = 100;
    private static final int MOST_SKU_IDS = 600;

    private final TikTokSettings settings;
    private final ProductStore store;
    private final Products products;
    private final SkuRules rules;
    private final OpenQuestions questions;

    Stock(TikTokSettings settings, ProductStore store, Products products, SkuRules rules, OpenQuestions questions) {
        this.questions = questions;
        this.settings = settings;
        this.store = store;
        this.products = products;
        this.rules = rules;
    }

    /** Update Inventory: SKUs that cannot be changed are told in {@code data.errors}; the others are changed. */
    ObjectNode update(Shops.Shop shop, String productId, byte[] bytes) {
        ObjectNode body = Json.sent(bytes);
        Product product = products.own(shop, productId);
        boolean taken = BodyShape.statuses("POST", "/product/202309/products/{}/inventory/update")
                        .contains(product.status())
                || (product.status().equals("PLATFORM_DEACTIVATED")
                        && questions.otherwise(OpenQuestion.STOCK_OF_PLATFORM_DEACTIVATED_TAKEN));
        if (!taken) {
            throw RefusalCode.PRODUCT_STATUS.refusal(product.status());
        }
        if (body.path("skus").isEmpty()) {
            throw RefusalCode.SKU_ID_MISSING.refusal("'skus' is empty");
        }
        ArrayNode errors = Json.array();
        for (JsonNode change : body.path("skus")) {
            updateSku(shop, product, change, errors);
        }
        product.touch(now());
        store.save(product);
        ObjectNode data = Json.object();
        if (!errors.isEmpty()) {
            data.set("errors", errors);
        }
        return data;
    }

    /** Inventory Search by product ids or SKU ids. */
    ObjectNode search(Shops.Shop shop, byte[] bytes) {
        ObjectNode body = Json.sent(bytes);
        List<String> productIds = Json.texts(body, "product_ids");
        List<String> skuIds = Json.texts(body, "sku_ids");
        if (productIds.size() > MOST_PRODUCT_IDS) {
            throw RefusalCode.TOO_MANY_PRODUCTS.refusal("maximum 100");
        }
        if (skuIds.size() > MOST_SKU_IDS) {
            throw RefusalCode.TOO_MANY_SKUS.refusal("maximum 600");
        }
        if (productIds.isEmpty() && skuIds.isEmpty()) {
            throw RefusalCode.INPUT.refusal("'product_ids' or 'sku_ids' is required");
        }
        List<ProductStore.Entry> found = store.entries(entry -> entry.shopId().equals(shop.id())
                && (productIds.contains(entry.id()) || skuIds.stream().anyMatch(entry.skuIds()::contains)));
        ObjectNode data = Json.object();
        ArrayNode inventory = data.putArray("inventory");
        for (ProductStore.Entry entry : found) {
            store.find(entry.id())
                    .ifPresent(product -> inventory.add(stockOf(product, productIds.contains(entry.id()), skuIds)));
        }
        return data;
    }

    /** Update Price: all or nothing; only for products that are live and not in a promotion. */
    ObjectNode updatePrices(Shops.Shop shop, String productId, byte[] bytes) {
        ObjectNode body = Json.sent(bytes);
        Product product = products.own(shop, productId);
        if (!product.status().equals("ACTIVATE")) {
            throw RefusalCode.PRODUCT_NOT_LIVE.refusal(product.status());
        }
        if (product.isPriceLocked()) {
            throw RefusalCode.PRICE_LOCKED.refusal("the product is in a promotion");
        }
        if (body.path("skus").isEmpty()) {
            throw RefusalCode.SKU_ID_MISSING.refusal("'skus' is empty");
        }
        Findings findings = new Findings();
        Set<String> seen = new HashSet<>();
        for (JsonNode change : body.path("skus")) {
            String id = Json.text(change, "id");
            findings.addUnless(seen.add(id), RefusalCode.SKU_ID_TWICE, id);
            findings.addUnless(!product.skus(id).isEmpty(), RefusalCode.SKU_NOT_OF_PRODUCT, id);
            rules.checkPrice(change, new ListingContext(shop, null, productId, Optional.empty(), now()), findings);
        }
        findings.orRefuse();
        for (JsonNode change : body.path("skus")) {
            product.skus(Json.text(change, "id"))
                    .forEach(sku -> sku.set("price", change.path("price").deepCopy()));
        }
        product.touch(now());
        store.save(product);
        return Json.object();
    }

    private void updateSku(Shops.Shop shop, Product product, JsonNode change, ArrayNode errors) {
        String id = Json.text(change, "id");
        List<ObjectNode> skus = product.skus(id);
        if (skus.isEmpty()) {
            addError(errors, id.isEmpty() ? RefusalCode.SKU_ID_MISSING : RefusalCode.SKU_NOT_OF_PRODUCT, id);
            return;
        }
        ArrayNode assigned = skus.get(0).withArray("/inventory");
        ArrayNode next = Json.array();
        ArrayNode extra = Json.array();
        Set<String> seen = new HashSet<>();
        for (JsonNode stock : change.path("inventory")) {
            String warehouse = Json.text(stock, "warehouse_id");
            if (warehouse.isEmpty() && assigned.size() == 1) {
                warehouse = Json.text(assigned.get(0), "warehouse_id");
            }
            int quantity = stock.path("quantity").asInt(-1);
            for (RefusalCode offence : rules.warehouseOffence(warehouse, shop)) {
                addExtra(extra, warehouse, offence);
            }
            if (!seen.add(warehouse)) {
                addExtra(extra, warehouse, RefusalCode.WAREHOUSE_TWICE);
            }
            int least = questions.otherwise(OpenQuestion.NO_STOCK_REFUSED) ? 1 : 0;
            if (quantity < least || quantity > MOST_STOCK) {
                addExtra(extra, warehouse, RefusalCode.STOCK_COUNT);
            }
            next.addObject().put("warehouse_id", warehouse).put("quantity", quantity);
        }
        for (JsonNode stock : assigned) {
            if (!seen.contains(Json.text(stock, "warehouse_id")) && extra.isEmpty()) {
                addError(errors, RefusalCode.WAREHOUSE_LIST_INCOMPLETE, id);
                return;
            }
        }
        if (!extra.isEmpty()) {
            addError(errors, RefusalCode.SEVERAL, id);
            ((ObjectNode) errors.get(errors.size() - 1).path("detail")).set("extra_errors", extra);
            return;
        }
        skus.forEach(sku -> sku.set("inventory", next.deepCopy()));
    }

    private static ObjectNode stockOf(Product product, boolean wholeProduct, List<String> skuIds) {
        ObjectNode shown = Json.object();
        shown.put("product_id", product.id());
        ArrayNode skus = shown.putArray("skus");
        for (JsonNode sku : product.base().path("skus")) {
            if (!wholeProduct && !skuIds.contains(Json.text(sku, "id"))) {
                continue;
            }
            ObjectNode line = skus.addObject();
            line.put("id", Json.text(sku, "id")).put("seller_sku", Json.text(sku, "seller_sku"));
            int total = 0;
            ArrayNode warehouses = line.putArray("warehouse_inventory");
            for (JsonNode stock : sku.path("inventory")) {
                int quantity = stock.path("quantity").asInt();
                total += quantity;
                warehouses
                        .addObject()
                        .put("warehouse_id", Json.text(stock, "warehouse_id"))
                        .put("available_quantity", quantity)
                        .put("committed_quantity", 0);
            }
            line.put("total_available_quantity", total).put("total_committed_quantity", 0);
        }
        return shown;
    }

    private static void addError(ArrayNode errors, RefusalCode code, String skuId) {
        ObjectNode error = errors.addObject();
        error.put("code", code.code()).put("message", code.message());
        error.putObject("detail").put("sku_id", skuId).putArray("extra_errors");
    }

    private static void addExtra(ArrayNode extra, String warehouse, RefusalCode code) {
        extra.addObject()
                .put("warehouse_id", warehouse)
                .put("code", code.code())
                .put("message", code.message());
    }

    private Instant now() {
        return settings.clock().instant();
    }
}
