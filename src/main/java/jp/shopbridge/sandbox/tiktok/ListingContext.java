package jp.shopbridge.sandbox.tiktok;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a listing is judged against.
 *
 * @param shop the shop it is for
 * @param existing the content the product already has; null for a new one
 * @param productId of the existing product; empty for a new one
 * @param category the category it names, when there is such a one
 * @param now the world's time
 */
record ListingContext(
        Shops.Shop shop,
        @Nullable JsonNode existing,
        String productId,
        Optional<Catalogue.Category> category,
        Instant now) {

    ListingContext with(Optional<Catalogue.Category> found) {
        return new ListingContext(shop, existing, productId, found, now);
    }

    /** Whether a SKU of this id is already there; its stock may have sold out meanwhile. */
    boolean keepsStockOf(JsonNode sku) {
        String id = Json.text(sku, "id");
        return !id.isEmpty() && existingSku(id).isPresent();
    }

    Optional<JsonNode> existingSku(String id) {
        if (existing != null) {
            for (JsonNode sku : existing.path("skus")) {
                if (Json.text(sku, "id").equals(id)) {
                    return Optional.of(sku);
                }
            }
        }
        return Optional.empty();
    }

    boolean knowsAxis(String axisId) {
        return salesAttribute("id", axisId).isPresent();
    }

    boolean knowsAxisValue(String valueId) {
        return salesAttribute("value_id", valueId).isPresent();
    }

    /** The name of a sales attribute the product already has; the id itself when it has none. */
    String axisName(String axisId) {
        return salesAttribute("id", axisId)
                .map(attribute -> Json.text(attribute, "name"))
                .orElse(axisId);
    }

    /** The name of a value the product already has; the id itself when it has none. */
    String valueName(String valueId) {
        return salesAttribute("value_id", valueId)
                .map(attribute -> Json.text(attribute, "value_name"))
                .orElse(valueId);
    }

    private Optional<JsonNode> salesAttribute(String field, String wanted) {
        if (existing != null) {
            for (JsonNode sku : existing.path("skus")) {
                for (JsonNode attribute : sku.path("sales_attributes")) {
                    if (Json.text(attribute, field).equals(wanted)) {
                        return Optional.of(attribute);
                    }
                }
            }
        }
        return Optional.empty();
    }
}
