package jp.shopbridge.staging;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import jp.shopbridge.Json;
import jp.shopbridge.failure.Sentence;
import org.jspecify.annotations.Nullable;

/** The effective listing: mapped values, people's edits over them, and each SKU's stock. */
final class Effective {

    private static final String STOCK_UNREAD = "LISTING_STOCK_UNREAD";
    private static final String SOLD_OUT = "LISTING_SOLD_OUT";

    /** Fields that are shown but never sent, so that a change of theirs is no change of the listing. */
    private static final List<String> NOT_SENT = List.of("visible", "product_url");

    private static final List<String> VALUES = List.of("price", "stock");

    private Effective() {}

    static ObjectNode of(ObjectNode mapped, List<Edit> edits, List<Sku> skus) {
        ObjectNode effective = mapped.deepCopy();
        Map<String, Integer> stocks = new HashMap<>();
        for (Sku sku : skus) {
            if (sku.stock() != null) {
                stocks.put(sku.skuNo(), sku.stock());
            }
        }
        Map<String, ObjectNode> bySku = new HashMap<>();
        for (JsonNode node : effective.path("skus")) {
            if (node instanceof ObjectNode sku) {
                String skuNo = sku.path("sku_no").asText();
                bySku.put(skuNo, sku);
                Integer stock = stocks.get(skuNo);
                if (stock != null && managed(sku)) {
                    sku.put("stock", stock);
                }
            }
        }
        for (Edit edit : edits) {
            ObjectNode target = edit.skuNo().isEmpty() ? effective : bySku.get(edit.skuNo());
            if (target != null) {
                if (edit.value().isTextual() && edit.value().textValue().isEmpty()) {
                    target.remove(edit.field());
                } else {
                    target.set(edit.field(), edit.value().deepCopy());
                }
            }
        }
        return effective;
    }

    static boolean managed(JsonNode sku) {
        return sku.path("stock_managed").asBoolean(true);
    }

    static String hash(ObjectNode effective) {
        ObjectNode sent = Json.MAPPER.createObjectNode();
        sent.setAll(effective);
        sent.remove(NOT_SENT);
        return Json.hash(sent);
    }

    /** What is sent of the listing without the SKUs' price and stock. */
    static ObjectNode withoutValues(ObjectNode effective) {
        ObjectNode rest = effective.deepCopy();
        rest.remove(NOT_SENT);
        rest.path("skus").forEach(sku -> {
            if (sku instanceof ObjectNode object) {
                object.remove(VALUES);
            }
        });
        return rest;
    }

    /** Whether a SKU that both have differs in price or stock, or nothing else differs at all. */
    static boolean changesValues(ObjectNode published, ObjectNode effective) {
        Map<String, JsonNode> before = new HashMap<>();
        published.path("skus").forEach(sku -> before.put(sku.path("sku_no").asText(), sku));
        for (JsonNode sku : effective.path("skus")) {
            JsonNode then = before.get(sku.path("sku_no").asText());
            if (then != null
                    && VALUES.stream().anyMatch(value -> !sku.path(value).equals(then.path(value)))) {
                return true;
            }
        }
        return withoutValues(published).equals(withoutValues(effective));
    }

    /** Whether a mapped value has changed under one of the edits. */
    static boolean sourceChanged(ObjectNode mapped, List<Edit> edits) {
        return edits.stream().anyMatch(edit -> !mappedValue(mapped, edit.skuNo(), edit.field())
                .equals(edit.replaced()));
    }

    /** The mapped value under a field, JSON null when there is none. */
    static JsonNode mappedValue(ObjectNode mapped, String skuNo, String field) {
        JsonNode holder = mapped;
        if (!skuNo.isEmpty()) {
            holder = Json.MAPPER.missingNode();
            for (JsonNode sku : mapped.path("skus")) {
                if (sku.path("sku_no").asText().equals(skuNo)) {
                    holder = sku;
                }
            }
        }
        JsonNode value = holder.path(field);
        return value.isMissingNode() ? Json.MAPPER.nullNode() : value;
    }

    /** The lacks that have nothing to do with stock: those that the mapping found. */
    static List<Lack> withoutStockLacks(List<Lack> lacks) {
        return lacks.stream()
                .filter(lack ->
                        !lack.code().equals(STOCK_UNREAD) && !lack.code().equals(SOLD_OUT))
                .toList();
    }

    /** What stock makes a listing lack before its first publication; nothing afterwards. */
    static List<Lack> stockLacks(ObjectNode effective, List<Sku> skus, boolean published, boolean soldOutMayBeSent) {
        List<Lack> lacks = new ArrayList<>();
        Map<String, Sku> known = new HashMap<>();
        skus.forEach(sku -> known.put(sku.skuNo(), sku));
        int available = 0;
        int unread = 0;
        int total = 0;
        for (JsonNode sku : effective.path("skus")) {
            total++;
            JsonNode stock = sku.path("stock");
            if (!managed(sku) || stock.asInt(0) > 0) {
                available++;
            } else if (stock.isMissingNode()) {
                Sku row = known.get(sku.path("sku_no").asText());
                if (row == null || row.stockReadAt() == null) {
                    unread++;
                }
            }
        }
        if (unread > 0 && !published) {
            lacks.add(
                    new Lack(
                            STOCK_UNREAD,
                            "skus",
                            null,
                            Sentence.of(
                                    "在庫をまだfutureshopから読み込んでいないSKUが" + unread + "件あります。次の取り込みで読み込まれるのを待つか、在庫を入力してください。",
                                    "The stock of " + unread
                                            + " SKU(s) has not been read from futureshop yet: wait for the next intake, or type it in.")));
        } else if (total > 0 && available == 0 && !published && !soldOutMayBeSent) {
            lacks.add(
                    new Lack(
                            SOLD_OUT,
                            "skus",
                            null,
                            Sentence.of(
                                    "全SKUの在庫が0のため、TikTok Shopに新しく出品できません。在庫を入力してください。",
                                    "Every SKU is sold out, and a new listing needs stock for at least one SKU: type in its stock.")));
        }
        return lacks;
    }

    static @Nullable Integer stockTotal(ObjectNode effective) {
        Integer total = null;
        for (JsonNode sku : effective.path("skus")) {
            if (managed(sku) && sku.path("stock").isNumber()) {
                total = (total == null ? 0 : total) + sku.path("stock").asInt();
            }
        }
        return total;
    }

    static @Nullable BigDecimal price(ObjectNode effective, boolean highest) {
        BigDecimal found = null;
        for (JsonNode sku : effective.path("skus")) {
            if (sku.path("price").isNumber()) {
                BigDecimal price = sku.path("price").decimalValue();
                if (found == null || (highest ? price.compareTo(found) > 0 : price.compareTo(found) < 0)) {
                    found = price;
                }
            }
        }
        return found;
    }

    static @Nullable String firstImage(ObjectNode effective) {
        for (JsonNode image : effective.path("images")) {
            String url = image.path("url").asText("");
            if (!url.isEmpty() && url.length() <= 2000) {
                return url;
            }
        }
        return null;
    }
}
