package jp.shopbridge.staging;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import jp.shopbridge.staging.content.ListingContent;
import org.jspecify.annotations.Nullable;

/**
 * The product as we hold it for TikTok, whole.
 *
 * @param mapped what the mapping made of the snapshot (shape {@code listing})
 * @param effective mapped values, people's edits over them, and each SKU's stock: what is published
 * @param lacks all reasons why it is incomplete, at once; empty when complete
 * @param published the effective listing TikTok last accepted
 * @param remote TikTok's product as last read
 * @param snapshot futureshop's product as received (JSON text)
 */
public record Listing(
        ListingStatus status,
        String snapshot,
        ListingContent mapped,
        ListingContent effective,
        List<Edit> edits,
        List<Sku> skus,
        List<Lack> lacks,
        @Nullable ListingContent published,
        @Nullable ObjectNode remote) {

    /** The listing's name. */
    public ListingKey key() {
        return status.key();
    }
}
