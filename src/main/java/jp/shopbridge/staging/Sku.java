package jp.shopbridge.staging;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What is kept of a SKU beside its mapped fields.
 *
 * @param stock futureshop's pieces when they were read, once; null until then or when futureshop named none
 * @param remoteSkuId TikTok's id, once published
 * @param retired whether futureshop no longer has this SKU
 */
public record Sku(
        String skuNo,
        @Nullable Integer stock,
        @Nullable Instant stockReadAt,
        @Nullable String remoteSkuId,
        @Nullable Instant publishedAt,
        boolean retired) {

    /** The same once its stock was read. */
    Sku withStock(@Nullable Integer pieces, Instant readAt) {
        return new Sku(skuNo, pieces, readAt, remoteSkuId, publishedAt, retired);
    }
}
