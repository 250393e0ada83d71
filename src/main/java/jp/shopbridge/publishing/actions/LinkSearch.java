package jp.shopbridge.publishing.actions;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import jp.shopbridge.staging.Listing;
import jp.shopbridge.tiktok.RemoteProduct;

/** The search for products that TikTok already has for some listings; it belongs to one exchange. */
public final class LinkSearch {

    private final String shop;
    private final String actor;
    final Map<String, Listing> listings = new LinkedHashMap<>();
    final Map<String, String> wanted = new LinkedHashMap<>();
    final List<String> sellerSkus = new ArrayList<>();
    final Map<String, RemoteProduct> found = new LinkedHashMap<>();
    final List<String> asked = new ArrayList<>();

    LinkSearch(String shop, String actor) {
        this.shop = shop;
        this.actor = actor;
    }

    String shop() {
        return shop;
    }

    String actor() {
        return actor;
    }

    @Override
    public String toString() {
        return "LinkSearch[" + shop + ", listings=" + listings.size() + "]";
    }
}
