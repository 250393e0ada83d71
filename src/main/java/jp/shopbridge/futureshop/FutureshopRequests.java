package jp.shopbridge.futureshop;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.stream.Collectors;
import jp.shopbridge.BridgeSettings;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The questions that intake asks, in futureshop's words (facts: 商品検索 and 在庫検索, query parameters). */
@Component
public class FutureshopRequests {

    /** How many product numbers one question may carry. */
    public static final int NUMBERS_PER_REQUEST = 100;

    private static final DateTimeFormatter TOKYO_SECONDS =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss").withZone(ZoneId.of("Asia/Tokyo"));

    private final BridgeSettings bridge;
    private final FutureshopSettings settings;

    FutureshopRequests(BridgeSettings bridge, FutureshopSettings settings) {
        this.bridge = bridge;
        this.settings = settings;
    }

    /**
     * One page of the products last updated within a window, or of all products.
     *
     * @param from inclusive, null together with {@code to} for all products; at most 31 days before {@code to}
     * @param cursor where the page before ended; null for the first page
     */
    public FutureshopRequest page(String shop, @Nullable Instant from, @Nullable Instant to, @Nullable String cursor) {
        StringBuilder query = new StringBuilder();
        query.append("count=").append(settings.pageSize()).append("&types=").append(list(settings.types()));
        if (from != null && to != null) {
            query.append("&updateDateStart=").append(encoded(TOKYO_SECONDS.format(from)));
            query.append("&updateDateEnd=").append(encoded(TOKYO_SECONDS.format(roundedUp(to))));
        }
        if (cursor != null) {
            query.append("&cursor=").append(encoded(cursor));
        }
        return request(shop, "/admin-api/v1/products", query.toString());
    }

    /** Whether these products still exist, at most {@link #NUMBERS_PER_REQUEST}. */
    public FutureshopRequest existence(String shop, Collection<String> productNumbers) {
        return request(
                shop, "/admin-api/v1/products", "count=" + settings.pageSize() + "&productNo=" + list(productNumbers));
    }

    /** Whether futureshop can be asked for this product number: at most 32 bytes, and nothing that ends a list's entry. */
    public static boolean askable(String productNo) {
        return !productNo.isBlank()
                && productNo.getBytes(StandardCharsets.UTF_8).length <= 32
                && productNo.chars().noneMatch(character -> character == ',' || character == '~' || character < ' ');
    }

    /** The ordinary stock of these products, at most {@link #NUMBERS_PER_REQUEST}. */
    public FutureshopRequest stock(String shop, Collection<String> productNumbers) {
        return request(shop, "/admin-api/v1/inventory", "types=regular&productNo=" + list(productNumbers));
    }

    /** The token endpoint of a shop's API. */
    static String tokenUri(BridgeSettings.Futureshop shop) {
        return base(shop) + "/oauth/token";
    }

    private FutureshopRequest request(String shop, String path, String query) {
        return new FutureshopRequest(shop, base(bridge.shop(shop).futureshop()) + path, query);
    }

    private static String base(BridgeSettings.Futureshop shop) {
        String base = shop.baseUrl().strip();
        while (base.endsWith("/")) {
            base = base.substring(0, base.length() - 1);
        }
        return base.contains("://") ? base : "https://" + base;
    }

    private static Instant roundedUp(Instant instant) {
        Instant second = instant.truncatedTo(ChronoUnit.SECONDS);
        return second.equals(instant) ? second : second.plusSeconds(1);
    }

    private static String list(Collection<String> values) {
        return values.stream().map(FutureshopRequests::encoded).collect(Collectors.joining(","));
    }

    private static String encoded(String value) {
        return URLEncoder.encode(value, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
