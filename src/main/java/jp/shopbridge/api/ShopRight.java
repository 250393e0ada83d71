package jp.shopbridge.api;

import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import jp.shopbridge.BridgeSettings;

/**
 * The roles that say which shops somebody may see and act for. Whoever has none of them sees no shop at all.
 */
public final class ShopRight {

    /** The right to every shop, and to what concerns all of them together. */
    public static final String EVERY = "SHOP_*";

    private ShopRight() {}

    /** The right to one shop; a shop's key is of lower-case letters, digits and hyphens, so it cannot be {@link #EVERY}. */
    public static String of(String shop) {
        return "SHOP_" + shop;
    }

    static boolean hasEvery(HttpServletRequest request) {
        return request.isUserInRole(EVERY);
    }

    /** The keys of the configured shops that who asks may see and act for, in their configured order. */
    static List<String> shops(HttpServletRequest request, BridgeSettings settings) {
        boolean every = hasEvery(request);
        return settings.shops().stream()
                .map(BridgeSettings.Shop::key)
                .filter(shop -> every || request.isUserInRole(of(shop)))
                .toList();
    }
}
