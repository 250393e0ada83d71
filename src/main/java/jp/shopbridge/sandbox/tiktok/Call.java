package jp.shopbridge.sandbox.tiktok;

import java.util.List;
import jp.shopbridge.sandbox.SandboxRequest;
import org.jspecify.annotations.Nullable;

/**
 * A call that passed the gateway.
 *
 * @param request as it arrived
 * @param ids what stood in the path's placeholders
 * @param shops the shops its token covers
 * @param shop the shop it names; null where naming one is forbidden
 */
record Call(SandboxRequest request, List<String> ids, List<Shops.Shop> shops, Shops.@Nullable Shop shop) {

    /** The shop a call names; every endpoint that asks for it requires {@code shop_cipher}. */
    Shops.Shop theShop() {
        if (shop == null) {
            throw RefusalCode.CIPHER_MISSING.refusal();
        }
        return shop;
    }

    String id() {
        return ids.get(0);
    }

    byte[] body() {
        return request.body();
    }

    /** A query parameter, empty when absent. */
    String query(String name) {
        return request.query(name).orElse("");
    }

    Multipart form() {
        return new Multipart(request.header("Content-Type").orElse(""), request.body());
    }
}
