package jp.shopbridge.publishing.actions;

import jp.shopbridge.publishing.ledger.Attempt;
import jp.shopbridge.staging.ListingKey;
import jp.shopbridge.tiktok.TiktokOperation;
import org.jspecify.annotations.Nullable;

/** A person's wish to stop or resume the sale of one product at TikTok, on its way; it belongs to one exchange. */
public final class SaleChange {

    private final ListingKey key;
    private final boolean on;
    private final String remoteId;
    private final String actor;

    @Nullable
    Attempt attempt;

    SaleChange(ListingKey key, boolean on, String remoteId, String actor) {
        this.key = key;
        this.on = on;
        this.remoteId = remoteId;
        this.actor = actor;
    }

    /** The listing's name. */
    public ListingKey key() {
        return key;
    }

    /** Whether the product is to be on sale afterwards. */
    boolean on() {
        return on;
    }

    String remoteId() {
        return remoteId;
    }

    String actor() {
        return actor;
    }

    TiktokOperation operation() {
        return on ? TiktokOperation.ACTIVATE : TiktokOperation.DEACTIVATE;
    }

    @Override
    public String toString() {
        return "SaleChange[" + operation().id() + " " + key + "]";
    }
}
