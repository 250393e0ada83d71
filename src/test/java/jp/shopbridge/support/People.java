package jp.shopbridge.support;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Two shops, and people who may see one of them only. Everybody's password is {@link BridgeWithWorlds#PASSWORD}. */
public final class People {

    /** The shop that everybody may see. */
    public static final String SHOP = "sample";

    /** The shop that Hanako and Taro may not see. */
    public static final String OTHER_SHOP = "outlet";

    /** A merchant of {@link #SHOP} alone. */
    public static final String HANAKO = "hanako";

    /** An operator of {@link #SHOP} alone. */
    public static final String TARO = "山田 太郎";

    /** A merchant of every shop. */
    public static final String JIRO = "jiro@example.jp";

    /** A program that watches. */
    public static final String WATCHER = "watcher";

    /** Where a provider would listen; nobody does until a test starts one, and the application starts all the same. */
    public static final int PROVIDER_PORT = BridgeWithWorlds.freePort();

    private People() {}

    static Map<String, String> settings() {
        Map<String, String> all = new LinkedHashMap<>();
        shop(all, "bridge.shops[0].", SHOP);
        shop(all, "bridge.shops[1].", OTHER_SHOP);
        person(all, HANAKO, "merchant", SHOP);
        person(all, "[" + TARO + "]", "operator", SHOP);
        person(all, "[" + JIRO + "]", "merchant", null);
        person(all, WATCHER, "monitor", null);
        all.put("security.oidc.issuer", SignInProvider.issuer(PROVIDER_PORT));
        all.put("security.oidc.client-id", SignInProvider.CLIENT);
        all.put("security.oidc.client-secret", SignInProvider.SECRET);
        all.put("security.oidc.label", "本社のアカウントでログイン");
        all.put("security.oidc.role-claim", "bridge.groups");
        all.put("security.oidc.roles.merchant", "shop-staff,temporary-staff");
        all.put("security.oidc.roles.operator", "shop-operators");
        all.put("security.oidc.shops-claim", "shops");
        return all;
    }

    /** The header {@code Authorization} of a person. */
    public static Map<String, String> as(String name) {
        return Map.of(
                "Authorization",
                "Basic "
                        + Base64.getEncoder()
                                .encodeToString(
                                        (name + ":" + BridgeWithWorlds.PASSWORD).getBytes(StandardCharsets.UTF_8)));
    }

    private static void shop(Map<String, String> all, String prefix, String key) {
        all.put(prefix + "key", key);
        all.put(prefix + "futureshop.base-url", "http://127.0.0.1:${sandbox.futureshop.port}");
        all.put(prefix + "futureshop.shop-key", "sample-shop");
        all.put(prefix + "futureshop.client-id", "sample-client");
        all.put(prefix + "futureshop.client-secret", "sample-secret");
        for (String address : new String[] {"api", "auth", "consent"}) {
            all.put(prefix + "tiktok." + address + "-base-url", "http://127.0.0.1:${sandbox.tiktok.port}");
        }
        all.put(prefix + "tiktok.app-key", "sample-app");
        all.put(prefix + "tiktok.app-secret", "sample-app-secret");
        all.put(prefix + "tiktok.service-id", "sample-service");
    }

    private static void person(Map<String, String> all, String name, String role, @Nullable String shops) {
        String prefix = "security.users." + name + ".";
        all.put(prefix + "password", BridgeWithWorlds.PASSWORD);
        all.put(prefix + "role", role);
        if (shops != null) {
            all.put(prefix + "shops", shops);
        }
    }
}
