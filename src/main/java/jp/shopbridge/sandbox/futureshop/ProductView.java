package jp.shopbridge.sandbox.futureshop;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What of a product each search answers: the blocks asked for, or the stock of the kinds asked for. */
final class ProductView {

    /** Which {@code types} value brings which key; keys not named here are basic data. */
    private static final Map<String, String> TYPE_OF_KEY = Map.ofEntries(
            Map.entry("option", "option"),
            Map.entry("variation", "variation"),
            Map.entry("optionPrice", "optionPrice"),
            Map.entry("subscription", "subscription"),
            Map.entry("preorder", "preorder"),
            Map.entry("image", "image"),
            Map.entry("comment", "comment"),
            Map.entry("plannedStock", "plannedStock"),
            Map.entry("stockNotification", "stockNotification"),
            Map.entry("imageList", "image"),
            Map.entry("variationList", "variation"),
            Map.entry("variations", "variation"),
            Map.entry("linkedName", "comment"),
            Map.entry("linkedDescription", "comment"),
            Map.entry("descriptionLarge", "comment"),
            Map.entry("descriptionSmall", "comment"),
            Map.entry("catchCopy", "comment"));

    private static final List<String> STOCK_KEYS = List.of(
            "id",
            "url",
            "productNo",
            "name",
            "visible",
            "unitPrice",
            "taxEnabled",
            "taxRate",
            "coolDeliveryEnabled",
            "mailDeliveryEnabled",
            "inventoryEnabled",
            "variationEnabled",
            "preorderEnabled",
            "type",
            "plannedStockEnabled",
            "dateCreated");

    private static final Map<String, String> KEY_OF_STOCK_KIND = Map.of(
            "regular", "regular",
            "preorder", "preorder",
            "planned", "plannedList",
            "realstore", "realStoreList");

    private ProductView() {}

    /** An entry of 商品検索: basic data and the blocks asked for, image addresses made absolute. */
    static JsonNode product(ObjectNode whole, Set<String> types, String baseUrl) {
        if (whole.has(FutureshopCatalogue.RAW_ENTRY)) {
            return whole.path(FutureshopCatalogue.RAW_ENTRY);
        }
        ObjectNode view = JsonNodeFactory.instance.objectNode();
        whole.properties().forEach(entry -> {
            String type = TYPE_OF_KEY.get(entry.getKey());
            if (!entry.getKey().equals("inventoryInfo") && (type == null || types.contains(type))) {
                view.set(entry.getKey(), "image".equals(type) ? absolute(entry.getValue(), baseUrl) : entry.getValue());
            }
        });
        return view;
    }

    private static JsonNode absolute(JsonNode node, String baseUrl) {
        if (node.isTextual() && node.textValue().startsWith("/itembox/")) {
            return JsonNodeFactory.instance.textNode(baseUrl + node.textValue());
        }
        if (node.isObject()) {
            ObjectNode copy = JsonNodeFactory.instance.objectNode();
            node.properties().forEach(entry -> copy.set(entry.getKey(), absolute(entry.getValue(), baseUrl)));
            return copy;
        }
        if (node.isArray()) {
            ArrayNode copy = JsonNodeFactory.instance.arrayNode();
            node.forEach(child -> copy.add(absolute(child, baseUrl)));
            return copy;
        }
        return node;
    }

    /** An entry of 在庫検索: the sixteen keys seen in a real answer and the stock of the kinds asked for. */
    static JsonNode stock(ObjectNode whole, Set<String> kinds) {
        ObjectNode view = JsonNodeFactory.instance.objectNode();
        for (String key : STOCK_KEYS) {
            JsonNode value = whole.get(key);
            if (value != null) {
                view.set(key, value);
            }
        }
        ObjectNode stock = view.putObject("inventoryInfo");
        for (String kind : kinds) {
            String key = KEY_OF_STOCK_KIND.getOrDefault(kind, kind);
            JsonNode value = whole.path("inventoryInfo").get(key);
            if (value != null) {
                stock.set(key, value);
            }
        }
        return view;
    }
}
