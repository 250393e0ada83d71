package jp.shopbridge.publishing;

import java.math.BigDecimal;
import java.util.Map;
import jp.shopbridge.tiktok.TiktokOperation;
import org.jspecify.annotations.Nullable;

/**
 * What is to be sent for a listing, complete: the same for a real run, a dry run and a preview.
 *
 * @param operation create or edit; null when the product itself stays as it is
 * @param product the exact bytes of the create or edit; null when the product itself stays as it is
 * @param idempotencyKey of the create or edit; for an edit it stands in the ledger only
 * @param prices by TikTok's SKU id, for the call of their own
 * @param stocks by TikTok's SKU id, for the call of their own
 */
@SuppressWarnings("ArrayRecordComponent") // Never compared; the bytes must be the ones that are signed and sent.
record Request(
        @Nullable TiktokOperation operation,
        byte @Nullable [] product,
        String idempotencyKey,
        Map<String, BigDecimal> prices,
        Map<String, Integer> stocks) {

    boolean empty() {
        return product == null && prices.isEmpty() && stocks.isEmpty();
    }

    @Override
    public String toString() {
        return "Request[" + operation + ", prices=" + prices.size() + ", stocks=" + stocks.size() + "]";
    }
}
