package jp.shopbridge.staging;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import jp.shopbridge.failure.Messages;
import jp.shopbridge.limit.Limits;
import jp.shopbridge.staging.content.ListingContent;
import jp.shopbridge.staging.content.ListingSku;

/**
 * The effective listing: mapped values, people's edits over them, and each SKU's stock. An edit names its field, so this
 * alone writes fields by their names; whoever reads what comes out reads {@link ListingContent}.
 */
final class Effective {

    private static final String STOCK_UNREAD = "LISTING_STOCK_UNREAD";
    private static final String SOLD_OUT = "LISTING_SOLD_OUT";
    private static final String STOCK_UNREADABLE = "LISTING_STOCK_UNREADABLE";

    /** TikTok takes no more; futureshop's shops write more for "plenty". */
    private static final int MOST_STOCK = Limits.named("stock").mostWhole();

    /** What tells how a mapped value came about, by the field; a person's own value came about otherwise. */
    private static final Map<String, String> GIVEN =
            Map.of("title", "title_given", "stock", "stock_given", "jan", "code_left_out");

    private Effective() {}

    static ListingContent of(ListingContent mapped, List<Edit> edits, List<Sku> skus) {
        ObjectNode effective = mapped.document().deepCopy();
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
                if (stock != null
                        && mapped.sku(skuNo).filter(ListingSku::isStockManaged).isPresent()) {
                    sku.put("stock", Math.min(stock, MOST_STOCK));
                    if (stock > MOST_STOCK) {
                        sku.put("stock_given", stock);
                    }
                }
            }
        }
        for (Edit edit : edits) {
            ObjectNode target = edit.skuNo().isEmpty() ? effective : bySku.get(edit.skuNo());
            if (target != null) {
                target.remove(GIVEN.getOrDefault(edit.field(), ""));
                if (edit.value().isTextual() && edit.value().textValue().isEmpty()) {
                    target.remove(edit.field());
                } else {
                    target.set(edit.field(), edit.value().deepCopy());
                }
            }
        }
        return ListingContent.of(effective);
    }

    /** Whether a mapped value has changed under one of the edits. */
    static boolean sourceChanged(ListingContent mapped, List<Edit> edits) {
        return edits.stream()
                .anyMatch(edit -> !ListingContent.isSame(mapped.value(edit.skuNo(), edit.field()), edit.replaced()));
    }

    /** The lacks that have nothing to do with stock: those that the mapping found. */
    static List<Lack> withoutStockLacks(List<Lack> lacks) {
        return lacks.stream()
                .filter(lack ->
                        !Set.of(STOCK_UNREAD, STOCK_UNREADABLE, SOLD_OUT).contains(lack.code()))
                .toList();
    }

    /** What stock makes a listing lack before its first publication; nothing afterwards. */
    static List<Lack> stockLacks(
            ListingContent effective, List<Sku> skus, boolean published, boolean soldOutMayBeSent) {
        List<Lack> lacks = new ArrayList<>();
        Map<String, Sku> known = new HashMap<>();
        skus.forEach(sku -> known.put(sku.skuNo(), sku));
        int available = 0;
        int unread = 0;
        List<String> unreadable = new ArrayList<>();
        int total = 0;
        for (ListingSku sku : effective.skus()) {
            total++;
            if (!sku.isStockManaged() || sku.stock().orElse(0) > 0) {
                available++;
            } else if (sku.stock().isEmpty()) {
                Sku row = known.get(sku.skuNo());
                if (row == null || row.stockReadAt() == null) {
                    unread++;
                } else {
                    unreadable.add(sku.skuNo());
                }
            }
        }
        if (unread > 0 && !published) {
            lacks.add(new Lack(STOCK_UNREAD, "skus", null, Messages.sentence("staging.stock-sku-s-not-been", unread)));
        } else if (!unreadable.isEmpty() && !published) {
            for (String skuNo : unreadable) {
                lacks.add(new Lack(
                        STOCK_UNREADABLE,
                        "skus",
                        skuNo,
                        Messages.sentence("staging.stock-sku-cannot-read-from", skuNo)));
            }
        } else if (total > 0 && available == 0 && !published && !soldOutMayBeSent) {
            lacks.add(new Lack(SOLD_OUT, "skus", null, Messages.sentence("staging.every-sku-sold-out-new")));
        }
        return lacks;
    }
}
