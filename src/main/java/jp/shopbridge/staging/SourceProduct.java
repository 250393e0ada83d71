package jp.shopbridge.staging;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/**
 * One product of an intake page, mapped and ready to be staged.
 *
 * @param sourceHash SHA-256 (hex) of the product as received
 * @param snapshot the product as received (JSON text)
 * @param mapped the mapping's result (shape {@code listing})
 * @param lacks the mapping's unmet requirements
 */
public record SourceProduct(
        String productNo,
        String sourceHash,
        String snapshot,
        String mappingVersion,
        ObjectNode mapped,
        List<Lack> lacks) {

    /** Whether it has a SKU whose stock futureshop counts. */
    public boolean needsStock() {
        for (JsonNode sku : mapped.path("skus")) {
            if (Effective.managed(sku)) {
                return true;
            }
        }
        return false;
    }
}
