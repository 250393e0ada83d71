package jp.shopbridge.futureshop;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads 在庫検索's products into pieces per SKU (facts: 在庫検索, answer). */
final class FutureshopStock {

    private static final Pattern WHOLE = Pattern.compile("-?\\d{1,18}(?:\\.0{1,9})?");

    private FutureshopStock() {}

    static Map<String, Map<String, @Nullable Integer>> of(List<FutureshopProduct> products) {
        Map<String, Map<String, @Nullable Integer>> stock = new HashMap<>();
        for (FutureshopProduct product : products) {
            String number = product.number();
            if (number != null && product.isObject()) {
                stock.put(number, skus(number, product.tree()));
            }
        }
        return stock;
    }

    private static Map<String, @Nullable Integer> skus(String number, JsonNode product) {
        JsonNode managed = product.path("inventoryEnabled");
        boolean unmanaged = managed.isBoolean() && !managed.booleanValue();
        Map<String, @Nullable Integer> skus = new HashMap<>();
        for (JsonNode entry : product.path("inventoryInfo").path("regular").path("inventoryList")) {
            String named = entry.path("skuNo").asText("");
            String sku = named.isBlank() ? composed(number, entry) : named;
            @Nullable Integer pieces = unmanaged ? null : pieces(entry.path("count"));
            skus.put(sku, pieces);
        }
        return skus;
    }

    private static String composed(String number, JsonNode entry) {
        return number
                + entry.path("horizontalNo").asText("")
                + entry.path("verticalNo").asText("");
    }

    /** Pieces, at least 0, also when the number is written as a text; null when there is none. */
    private static @Nullable Integer pieces(JsonNode count) {
        String written = count.isValueNode() ? count.asText().strip() : "";
        if (!WHOLE.matcher(written).matches()) {
            return null;
        }
        BigDecimal pieces = new BigDecimal(written);
        if (pieces.signum() <= 0) {
            return 0;
        }
        return pieces.min(BigDecimal.valueOf(Integer.MAX_VALUE)).intValue();
    }
}
