package jp.shopbridge.review;

import java.util.Arrays;

/** What one of TikTok's webhooks is about, by the number TikTok gives it. */
public enum WebhookKind {
    /** A product of the shop has another status. */
    PRODUCT_STATUS_CHANGE(5),
    /** The seller withdrew the authorization. */
    SELLER_DEAUTHORIZATION(6),
    /** The authorization ends soon. */
    UPCOMING_EXPIRATION(7),
    /** Somebody changed a product, we among them. */
    INFORMATION_CHANGE(15),
    /** TikTok moved a product to another category. */
    CATEGORY_CHANGE(18),
    /** A product's audit went on. */
    AUDIT_STATUS_CHANGE(37),
    /** Nothing that concerns us. */
    OTHER(0);

    private final int type;

    WebhookKind(int type) {
        this.type = type;
    }

    static WebhookKind of(int type) {
        return Arrays.stream(values())
                .filter(kind -> kind.type == type)
                .findFirst()
                .orElse(OTHER);
    }
}
