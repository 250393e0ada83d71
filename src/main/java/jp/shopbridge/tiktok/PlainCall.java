package jp.shopbridge.tiktok;

import java.util.Map;
import java.util.TreeMap;
import org.apache.hc.core5.http.HttpEntity;
import org.jspecify.annotations.Nullable;

/**
 * A call as the contract has it, one of the client's or one that the client does not make.
 *
 * @param query its own parameters, decoded
 * @param json the bytes of a JSON body; null for none
 * @param ofOneShop whether {@code shop_cipher} belongs to it
 */
@SuppressWarnings("ArrayRecordComponent") // Never compared.
public record PlainCall(
        String method,
        String path,
        Map<String, String> query,
        byte @Nullable [] json,
        @Nullable HttpEntity entity,
        boolean ofOneShop) {

    /** One of the client's calls, with the bytes that the client would send. */
    public static PlainCall of(TiktokCall call) {
        return new PlainCall(
                call.method(),
                call.path(),
                new TreeMap<>(call.query()),
                call.json(),
                call.entity(),
                call.operation().ofOneShop());
    }

    /** A call of one shop that the client does not make; without a body when {@code json} is null. */
    public static PlainCall of(String method, String path, Map<String, String> query, byte @Nullable [] json) {
        HttpEntity entity = json == null
                ? null
                : new org.apache.hc.core5.http.io.entity.ByteArrayEntity(
                        json, org.apache.hc.core5.http.ContentType.APPLICATION_JSON);
        return new PlainCall(method, path, new TreeMap<>(query), json, entity, true);
    }
}
