package jp.shopbridge.publishing.request;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import jp.shopbridge.Json;
import jp.shopbridge.failure.Messages;
import jp.shopbridge.failure.Sentence;
import jp.shopbridge.publishing.ledger.Attempt;
import jp.shopbridge.staging.Lack;
import jp.shopbridge.staging.Listing;
import jp.shopbridge.staging.content.ListingContent;
import jp.shopbridge.staging.content.Yen;
import jp.shopbridge.tiktok.RemoteProduct;
import jp.shopbridge.tiktok.TiktokOperation;
import org.jspecify.annotations.Nullable;

/**
 * What is to be sent for a listing, complete: the same for a real run, a dry run and a preview.
 *
 * @param material what it was made of
 * @param operation create or edit; null when the product itself stays as it is
 * @param product the exact bytes of the create or edit; null when the product itself stays as it is
 * @param idempotencyKey of the create or edit; for an edit it stands in the ledger only
 * @param prices by TikTok's SKU id, for the call of their own
 * @param stocks pieces by TikTok's SKU id, for the call of their own
 * @param taken what TikTok holds of the listing once it has taken all of it
 * @param restRemains whether something else than price and stock is to be sent too, in a passage of its own
 * @param lacks what keeps it from being sent
 * @param notes what is not sent, and why
 * @param obstacle why the product itself is not edited now; null when nothing at TikTok stands in the way
 */
@SuppressWarnings("ArrayRecordComponent") // Never compared; the bytes must be the ones that are signed and sent.
public record Request(
        Material material,
        @Nullable TiktokOperation operation,
        byte @Nullable [] product,
        String idempotencyKey,
        Map<String, Yen> prices,
        Map<String, Integer> stocks,
        ListingContent taken,
        boolean restRemains,
        List<Lack> lacks,
        List<Sentence> notes,
        @Nullable Lack obstacle) {

    /** The note of an edit that repeats what TikTok turned down. */
    static final Sentence UNCHANGED = Messages.sentence("publishing.request.nothing-changed-since-tiktoks-audit");

    Request with(
            @Nullable TiktokOperation operation, byte @Nullable [] product, String idempotencyKey, List<Lack> lacks) {
        return new Request(
                material,
                operation,
                product,
                idempotencyKey,
                prices,
                stocks,
                taken,
                restRemains,
                List.copyOf(lacks),
                notes,
                obstacle);
    }

    Request noting(List<Sentence> said) {
        return new Request(
                material,
                operation,
                product,
                idempotencyKey,
                prices,
                stocks,
                taken,
                restRemains,
                lacks,
                said,
                obstacle);
    }

    /** The listing it is about. */
    public Listing listing() {
        return material.listing();
    }

    /** TikTok's id of the product; null as long as it has none. */
    public @Nullable String remoteId() {
        return material.remoteId();
    }

    /** The product as TikTok showed it; null when it showed none. */
    public @Nullable RemoteProduct remote() {
        return material.remote();
    }

    /** Whether there is nothing to send. */
    public boolean isEmpty() {
        return product == null && prices.isEmpty() && stocks.isEmpty();
    }

    /** Whether there is nothing to send in this passage, and something in one of its own. */
    public boolean isRestAlone() {
        return isEmpty() && restRemains;
    }

    /** Whether there is nothing to send in this passage, and what would be has to wait. */
    public boolean isHeld() {
        return isRestAlone() && obstacle != null;
    }

    /** Whether the product itself is created or edited. */
    public boolean isSendingProduct() {
        return product != null;
    }

    /** Whether it goes through a review once more only because a person wants that. */
    public boolean isSentUnchanged() {
        return notes.contains(UNCHANGED);
    }

    /** Whether prices go by their own call. */
    public boolean isSendingPrices() {
        return !prices.isEmpty();
    }

    /** Whether stocks go by their own call. */
    public boolean isSendingStocks() {
        return !stocks.isEmpty();
    }

    /** The hash of the content that TikTok holds once it has taken all of it. */
    public String contentHash() {
        return restRemains ? taken.hash() : listing().status().contentHash();
    }

    /** The idempotency key of a call with these bytes. */
    public String keyOf(byte[] body) {
        return Attempt.idempotencyKey(listing().key(), listing().status().generation(), body);
    }

    /**
     * TikTok's SKU ids by SKU number.
     *
     * @param accepted the ids it named when it took the request, by seller SKU
     */
    public Map<String, String> skuIds(Map<String, String> accepted) {
        Map<String, String> bySellerSku = new HashMap<>(remote() == null ? Map.of() : remote().skuIds());
        bySellerSku.putAll(accepted);
        return material.content().bySkuNo(bySellerSku);
    }

    /** What the history tells of it beside its sentence (JSON text). */
    public String detail(List<String> warnings) {
        ObjectNode detail = Json.MAPPER
                .createObjectNode()
                .put("operation", operation == null ? "" : operation.id())
                .put("prices", prices.size())
                .put("stocks", stocks.size());
        warnings.forEach(detail.putArray("warnings")::add);
        return Json.text(detail);
    }

    @Override
    public String toString() {
        return "Request[" + operation + ", prices=" + prices.size() + ", stocks=" + stocks.size() + "]";
    }
}
