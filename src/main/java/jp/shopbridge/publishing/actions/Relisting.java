package jp.shopbridge.publishing.actions;

import java.util.List;
import jp.shopbridge.staging.ListingKey;
import jp.shopbridge.tiktok.RemoteProduct;
import org.jspecify.annotations.Nullable;

/** A person's wish to list a product anew, while TikTok is asked whether the former one is really gone. */
public final class Relisting {

    private final ListingKey key;
    private final String remoteId;
    private final String actor;
    private final List<String> sellerSkus;
    boolean gone;

    @Nullable
    RemoteProduct remote;

    Relisting(ListingKey key, String remoteId, List<String> sellerSkus, String actor) {
        this.key = key;
        this.remoteId = remoteId;
        this.sellerSkus = sellerSkus;
        this.actor = actor;
    }

    /** The listing's name. */
    public ListingKey key() {
        return key;
    }

    String remoteId() {
        return remoteId;
    }

    List<String> sellerSkus() {
        return sellerSkus;
    }

    String actor() {
        return actor;
    }

    /** Whether it is still to be looked for among the deleted products. */
    public boolean isSearching() {
        return !gone && remote == null;
    }

    @Override
    public String toString() {
        return "Relisting[" + key + "]";
    }
}
