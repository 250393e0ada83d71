package jp.shopbridge.staging;

import java.util.List;
import jp.shopbridge.staging.content.ListingContent;
import jp.shopbridge.staging.content.ListingSku;
import org.jspecify.annotations.Nullable;

/**
 * One product of an intake page, mapped and ready to be staged.
 *
 * @param sourceHash SHA-256 (hex) of the product as received
 * @param snapshot the product as received (JSON text)
 * @param mapped the mapping's result (shape {@code listing})
 * @param lacks the mapping's unmet requirements
 * @param day for which it was mapped; null where no day changes the result
 */
public record SourceProduct(
        String productNo,
        String sourceHash,
        String snapshot,
        String mappingVersion,
        ListingContent mapped,
        List<Lack> lacks,
        @Nullable MappedDay day) {

    /** One of which no day has a say. */
    public SourceProduct(
            String productNo,
            String sourceHash,
            String snapshot,
            String mappingVersion,
            ListingContent mapped,
            List<Lack> lacks) {
        this(productNo, sourceHash, snapshot, mappingVersion, mapped, lacks, null);
    }

    /** Whether it has a SKU whose stock futureshop counts. */
    public boolean needsStock() {
        return mapped.skus().stream().anyMatch(ListingSku::isStockManaged);
    }
}
