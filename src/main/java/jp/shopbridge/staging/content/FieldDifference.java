package jp.shopbridge.staging.content;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A field that two contents of a listing hold differently.
 *
 * @param skuNo the SKU it belongs to; empty for the product's own fields
 * @param before the value before; null when there was none
 * @param after the value after; null when there is none
 */
public record FieldDifference(String skuNo, String field, @Nullable JsonNode before, @Nullable JsonNode after) {

    /** What differs of what is sent: the product's own fields first, then each SKU's, those that are left out at last. */
    public static List<FieldDifference> between(ListingContent before, ListingContent after) {
        List<FieldDifference> differences = new ArrayList<>();
        compare("", before.fields(), after.fields(), differences);
        Set<String> numbers = new LinkedHashSet<>(after.skuNumbers());
        numbers.addAll(before.skuNumbers());
        for (String number : numbers) {
            compare(number, fields(before, number), fields(after, number), differences);
        }
        return differences;
    }

    private static Map<String, JsonNode> fields(ListingContent content, String skuNo) {
        return content.sku(skuNo).map(ListingSku::fields).orElse(Map.of());
    }

    private static void compare(
            String skuNo,
            Map<String, JsonNode> before,
            Map<String, JsonNode> after,
            List<FieldDifference> differences) {
        Set<String> fields = new LinkedHashSet<>(after.keySet());
        fields.addAll(before.keySet());
        for (String field : fields) {
            if (ListingContent.isSent(field) && !Objects.equals(before.get(field), after.get(field))) {
                differences.add(new FieldDifference(skuNo, field, before.get(field), after.get(field)));
            }
        }
    }
}
