package jp.shopbridge;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What is configured about the shops and the application as a whole ({@code bridge.*}).
 *
 * @param shops the shops, at least one
 * @param encryptionKey the key that TikTok's tokens are encrypted with; any text of 16 characters or more
 * @param routesDir a directory that replaces the packed {@code routes/}
 * @param mappingsDir a directory that replaces the packed {@code mappings/}
 * @param publicBaseUrl the address under which browsers and TikTok reach this application, without a trailing slash
 * @param instance this process's name among several that share a database; made up at the start when not set
 */
@ConfigurationProperties("bridge")
public record BridgeSettings(
        @DefaultValue List<Shop> shops,
        @Nullable String encryptionKey,
        @Nullable String routesDir,
        @Nullable String mappingsDir,
        String publicBaseUrl,
        @Nullable String instance) {

    /** Whether browsers come by https. */
    public boolean https() {
        return publicBaseUrl.startsWith("https:");
    }

    /** A cookie's name; where browsers come by https, with the prefix that no other host and no plain http can write. */
    public String cookie(String name) {
        return https() ? "__Host-" + name : name;
    }

    /** The shop with this key. */
    public Shop shop(String key) {
        return shops.stream()
                .filter(shop -> shop.key().equals(key))
                .findFirst()
                .orElseThrow(
                        () -> new IllegalArgumentException("No shop is configured under bridge.shops with the key '"
                                + key + "'; the configured keys are "
                                + shops.stream().map(Shop::key).toList() + "."));
    }

    /**
     * One futureshop shop and the TikTok shop it is listed in.
     *
     * @param key our own short name, used in the database, in addresses and in the log
     * @param priceRounding how tax-included yen are rounded: down, half-up or up
     * @param axisTitles the titles of 横軸 and 縦軸, which futureshop does not deliver
     * @param unmanagedStock the quantity sent for 在庫管理をしない; null for the mapping's default, the most TikTok Shop takes
     * @param sendSoldOutAsZero whether a sold-out SKU is sent with quantity 0 instead of being left out
     * @param sendAsDraft whether new listings are sent as drafts instead of for review
     * @param parameters further values that mappings refer to as {@code {{name}}}
     */
    public record Shop(
            String key,
            Futureshop futureshop,
            Tiktok tiktok,
            @DefaultValue("down") String priceRounding,
            @DefaultValue({"カラー", "サイズ"}) List<String> axisTitles,
            @Nullable Integer unmanagedStock,
            @DefaultValue("false") boolean sendSoldOutAsZero,
            @DefaultValue("false") boolean sendAsDraft,
            @DefaultValue Map<String, String> parameters) {

        /** The settings that every mapping may refer to as {@code {{name}}}; a mapping's own default stands for what is not set. */
        public Map<String, String> mappingParameters() {
            Map<String, String> named = new HashMap<>(parameters);
            named.putIfAbsent("price-rounding", priceRounding);
            named.putIfAbsent("axis-titles", String.join(",", axisTitles));
            named.putIfAbsent("send-sold-out", Boolean.toString(sendSoldOutAsZero));
            if (unmanagedStock != null) {
                named.putIfAbsent("unmanaged-stock", Integer.toString(unmanagedStock));
            }
            return named;
        }
    }

    /**
     * How a shop's futureshop API is reached.
     *
     * @param baseUrl the address of the shop's futureshop API
     * @param shopKey the shop key that futureshop sends with the API contract; an identifier, no secret
     * @param clientId the client id issued in futureshop's API settings
     * @param clientSecret the secret issued with it
     */
    public record Futureshop(
            @DefaultValue("") String baseUrl,
            @DefaultValue("") String shopKey,
            @DefaultValue("") String clientId,
            @DefaultValue("") String clientSecret) {

        @Override
        public String toString() {
            return "Futureshop[baseUrl=" + baseUrl + "]";
        }
    }

    /**
     * How a shop's TikTok Shop API is reached.
     *
     * @param apiBaseUrl where TikTok Shop's API is
     * @param authBaseUrl where its tokens are issued and renewed
     * @param consentBaseUrl where the seller is sent to consent
     * @param appKey the app key of the app in TikTok Shop Partner Center
     * @param appSecret the app secret that goes with it; every call is signed with it
     * @param serviceId the app's service id, which the page of consent is opened with
     * @param categoryVersion {@code v2} or {@code v1}; see the decision on category versions
     * @param shopId TikTok's id of the shop, needed only when one authorization covers several
     * @param requestsPerHour calls of all kinds within an hour; 0 for no such limit, 1000 for a development shop
     * @param listingsPerDay new products on a day of {@code publishing.listing-day}; 0 for no limit but TikTok's own word
     * @param relistingsPerDay edits that TikTok reviews on such a day; 0 for no limit
     */
    public record Tiktok(
            @DefaultValue("https://open-api.tiktokglobalshop.com") String apiBaseUrl,
            @DefaultValue("https://auth.tiktok-shops.com") String authBaseUrl,
            @DefaultValue("https://services.tiktokshop.com") String consentBaseUrl,
            @DefaultValue("") String appKey,
            @DefaultValue("") String appSecret,
            @DefaultValue("") String serviceId,
            @DefaultValue("v2") String categoryVersion,
            @Nullable String shopId,
            @DefaultValue("0") int requestsPerHour,
            @DefaultValue("0") int listingsPerDay,
            @DefaultValue("0") int relistingsPerDay) {

        @Override
        public String toString() {
            return "Tiktok[apiBaseUrl=" + apiBaseUrl + "]";
        }
    }
}
