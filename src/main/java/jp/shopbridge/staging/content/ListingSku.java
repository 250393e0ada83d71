package jp.shopbridge.staging.content;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What a listing says of one of its SKUs. */
public final class ListingSku {

    private final JsonNode sku;

    ListingSku(JsonNode sku) {
        this.sku = sku;
    }

    /** futureshop's number of the SKU; empty when none is given. */
    public String skuNo() {
        return Nodes.text(sku, "sku_no");
    }

    /** The number that TikTok shows for it; empty when none is given. */
    public String sellerSku() {
        return Nodes.text(sku, "seller_sku");
    }

    /** The price with tax, if it has one. */
    public Optional<Yen> price() {
        return Nodes.number(sku, "price").map(Yen::new);
    }

    /** The pieces, if a number is given. */
    public Optional<Integer> stock() {
        JsonNode stock = sku.path("stock");
        return stock.isNumber() ? Optional.of(stock.asInt()) : Optional.empty();
    }

    /** Whether futureshop counts its stock. */
    public boolean isStockManaged() {
        return sku.path("stock_managed").asBoolean(true);
    }

    /** The JAN code; empty when none is given. */
    public String jan() {
        return Nodes.text(sku, "jan");
    }

    /** Its own weight in grams, if one is given. */
    public Optional<BigDecimal> weightGrams() {
        return Nodes.number(sku, "weight_g");
    }

    /** Its choices, in the order of the axes. */
    public List<SkuOption> options() {
        return SkuOption.in(sku.path("options"));
    }

    /** The address of the picture that shows its choice; empty when none is given. */
    public String image() {
        return Nodes.address(sku.path("image"));
    }

    /** The value of the field that an edit or a column names; JSON null when there is none. */
    public JsonNode value(String field) {
        return Nodes.valueOrNull(sku, field);
    }

    /** Its fields by name, without its number, in their order; for showing them all, not for reading one. */
    public Map<String, JsonNode> fields() {
        Map<String, JsonNode> fields = new LinkedHashMap<>();
        sku.properties().forEach(field -> fields.put(field.getKey(), field.getValue()));
        fields.remove("sku_no");
        return Collections.unmodifiableMap(fields);
    }
}
