package jp.shopbridge.staging;

import java.util.List;
import jp.shopbridge.staging.content.ListingContent;
import jp.shopbridge.staging.content.ListingSku;

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
        ListingContent mapped,
        List<Lack> lacks) {

    /** Whether it has a SKU whose stock futureshop counts. */
    public boolean needsStock() {
        return mapped.skus().stream().anyMatch(ListingSku::isStockManaged);
    }
}
