package jp.shopbridge.tiktok;

import java.util.Locale;

/** The TikTok Shop calls we make, with the version that is current for each (docs/facts/tiktok.md 3). */
public enum TiktokOperation {
    AUTHORIZED_SHOPS("GET", "/authorization/202309/shops", Effect.READS, false),
    WAREHOUSES("GET", "/logistics/202309/warehouses", Effect.READS, true),
    PREREQUISITES("GET", "/product/202312/prerequisites", Effect.READS, true),
    CATEGORIES("GET", "/product/202309/categories", Effect.READS, true),
    ATTRIBUTES("GET", "/product/202309/categories/{id}/attributes", Effect.READS, true),
    RULES("GET", "/product/202309/categories/{id}/rules", Effect.READS, true),
    RECOMMEND("POST", "/product/202309/categories/recommend", Effect.READS, true),
    PACKAGE_PREDICT("POST", "/product/202609/products/package/predict", Effect.READS, true),
    PROPERTIES_RECOMMEND("POST", "/product/202609/products/properties/recommend", Effect.READS, true),
    BRANDS("GET", "/product/202309/brands", Effect.READS, true),
    SEARCH("POST", "/product/202502/products/search", Effect.READS, true),
    GET("GET", "/product/202309/products/{id}", Effect.READS, true),
    LISTING_CHECK("POST", "/product/202309/products/listing_check", Effect.READS, true),
    IMAGE("POST", "/product/202309/images/upload", Effect.HARMLESS, false),
    CREATE("POST", "/product/202309/products", Effect.ONCE, true),
    EDIT("PUT", "/product/202509/products/{id}", Effect.ONCE, true),
    PARTIAL_EDIT("POST", "/product/202509/products/{id}/partial_edit", Effect.ONCE, true),
    PRICE("POST", "/product/202309/products/{id}/prices/update", Effect.SETS, true),
    INVENTORY("POST", "/product/202309/products/{id}/inventory/update", Effect.SETS, true),
    ACTIVATE("POST", "/product/202309/products/activate", Effect.SETS, true),
    DEACTIVATE("POST", "/product/202309/products/deactivate", Effect.SETS, true);

    /** What a call does at TikTok, which decides whether it may simply be sent again. */
    enum Effect {
        /** Changes nothing. */
        READS,
        /** Sets an absolute value: twice is the same as once. */
        SETS,
        /** Leaves something unused behind when repeated, and nothing worse. */
        HARMLESS,
        /** Must not be repeated before it is known whether it was done. */
        ONCE
    }

    private final String method;
    private final String path;
    private final Effect effect;
    private final boolean ofOneShop;

    TiktokOperation(String method, String path, Effect effect, boolean ofOneShop) {
        this.method = method;
        this.path = path;
        this.effect = effect;
        this.ofOneShop = ofOneShop;
    }

    /** The HTTP method. */
    public String method() {
        return method;
    }

    String path() {
        return path;
    }

    /** Whether it changes nothing at TikTok, and so counts against the budget of reads. */
    public boolean reads() {
        return effect == Effect.READS;
    }

    /** Whether it may be sent again without knowing what became of the last try. */
    public boolean repeatable() {
        return effect != Effect.ONCE;
    }

    CallUrgency urgency() {
        return switch (this) {
            case DEACTIVATE -> CallUrgency.STOP;
            // What is known of the shop and a category is old at times, and nothing goes out before it is read anew.
            case WAREHOUSES, PREREQUISITES, CATEGORIES, ATTRIBUTES, RULES -> CallUrgency.VALUES;
            default -> effect == Effect.SETS ? CallUrgency.VALUES : CallUrgency.ORDINARY;
        };
    }

    /** Whether {@code shop_cipher} belongs to it; the gateway refuses one that does not (36009004). */
    boolean ofOneShop() {
        return ofOneShop;
    }

    /** The word used in metrics and in the ledger, such as {@code partial-edit}. */
    public String id() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
