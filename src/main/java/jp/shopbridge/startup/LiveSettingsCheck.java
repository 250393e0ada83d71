package jp.shopbridge.startup;

import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import jp.shopbridge.BridgeSettings;
import jp.shopbridge.limit.Limit;
import jp.shopbridge.limit.Limits;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.core.env.Environment;
import org.springframework.core.env.Profiles;

/**
 * Looks at every setting before anything runs. Values are checked in every profile; credentials have to be there in
 * every profile but {@code sandbox}, which brings pretend ones. All complaints come at once, so that nobody starts the
 * application ten times to find ten of them.
 */
final class LiveSettingsCheck {

    private static final String SANDBOX = "sandbox";
    private static final Pattern SHOP_KEY = Pattern.compile("[a-z0-9][a-z0-9-]{0,62}");
    private static final Set<String> ROUNDINGS = Set.of("down", "half-up", "up");
    private static final Set<String> CATEGORY_VERSIONS = Set.of("v1", "v2");
    private static final int KEY_LENGTH = 16;
    // TikTok's limit for a sales attribute's name (docs/facts/tiktok.md 3.1).
    private static final int AXIS_TITLE_LENGTH = Limits.named("axis-name").mostWhole();
    private static final Bindable<Map<String, Object>> ANYTHING = Bindable.mapOf(String.class, Object.class);

    private final Environment settings;
    private final boolean sandbox;
    private final Set<String> shopKeys = new HashSet<>();
    private final List<Complaint> complaints = new ArrayList<>();
    private final SettingValues values;

    private LiveSettingsCheck(Environment settings) {
        this.settings = settings;
        this.values = new SettingValues(settings, complaints::add);
        this.sandbox = settings.acceptsProfiles(Profiles.of(SANDBOX));
    }

    /** Everything that is missing or wrong, shop by shop; empty when the application may start. */
    static List<Complaint> complaintsAbout(Environment settings) {
        LiveSettingsCheck check = new LiveSettingsCheck(settings);
        check.profiles();
        check.shops();
        check.application();
        check.users();
        new BoundsCheck(settings, check.values).look();
        return check.complaints;
    }

    private void profiles() {
        if (sandbox && settings.acceptsProfiles(Profiles.of("live"))) {
            complain(
                    "spring.profiles.active",
                    "sandbox and live are both active. Pretending and selling for real exclude each other; name one.");
        }
        if (!sandbox && Boolean.TRUE.equals(settings.getProperty("sandbox.enabled", Boolean.class))) {
            complain("sandbox.enabled", "the pretend worlds run in the profile sandbox only. Leave this setting out.");
        }
        String address = settings.getProperty("server.address");
        if (sandbox && !isLoopback(address)) {
            complain(
                    "server.address",
                    "'" + address + "' is not this machine alone. The sandbox's credentials are known to everybody, so"
                            + " it listens on 127.0.0.1 only.");
        }
    }

    private void shops() {
        int count = shopCount();
        for (int i = 0; i < count; i++) {
            shop("bridge.shops[" + i + "].");
        }
        List<BridgeSettings.Shop> shops = shopsAsTheyWillBeUsed();
        for (int i = 0; i < shops.size(); i++) {
            fromOnePlace("bridge.shops[" + i + "].", shops.get(i));
        }
    }

    private List<BridgeSettings.Shop> shopsAsTheyWillBeUsed() {
        try {
            return Binder.get(settings)
                    .bind("bridge.shops", Bindable.listOf(BridgeSettings.Shop.class))
                    .orElse(List.of());
        } catch (BindException e) {
            // A value that does not fit is complained about by name.
            return List.of();
        }
    }

    /** A list is taken whole from the first place that has any of it, so what stands elsewhere does not count. */
    private void fromOnePlace(String shop, BridgeSettings.Shop used) {
        BridgeSettings.@Nullable Futureshop futureshop = used.futureshop();
        BridgeSettings.@Nullable Tiktok tiktok = used.tiktok();
        taken(shop + "key", used.key());
        taken(shop + "futureshop.base-url", futureshop == null ? null : futureshop.baseUrl());
        taken(shop + "futureshop.shop-key", futureshop == null ? null : futureshop.shopKey());
        taken(shop + "futureshop.client-id", futureshop == null ? null : futureshop.clientId());
        taken(shop + "futureshop.client-secret", futureshop == null ? null : futureshop.clientSecret());
        taken(shop + "tiktok.app-key", tiktok == null ? null : tiktok.appKey());
        taken(shop + "tiktok.app-secret", tiktok == null ? null : tiktok.appSecret());
        taken(shop + "tiktok.service-id", tiktok == null ? null : tiktok.serviceId());
    }

    private void taken(String name, @Nullable String used) {
        if (values.given(name) != null && (used == null || used.isBlank())) {
            complain(
                    name,
                    "set in another place than the shop's other settings, where it does not count. The shops are taken"
                            + " whole from one place: set all of theirs on the command line, or all in the environment, or"
                            + " all in one file.");
        }
    }

    /** How many shops are configured; one at least, so that a setup without any is told what a shop needs. */
    private int shopCount() {
        int count = 0;
        while (Binder.get(settings)
                .bind("bridge.shops[" + count + "]", ANYTHING)
                .isBound()) {
            count++;
        }
        return Math.max(1, count);
    }

    private void shop(String shop) {
        String key =
                required(shop + "key", "your own short name for the shop, in lower-case letters, digits and hyphens");
        if (key != null && !SHOP_KEY.matcher(key).matches()) {
            complain(
                    shop + "key",
                    "'" + key + "' is not a short name of lower-case letters, digits and hyphens (at most 63).");
        }
        if (key != null && !shopKeys.add(key)) {
            complain(shop + "key", "'" + key + "' is the key of another shop too. Every shop needs its own.");
        }

        String futureshop = shop + "futureshop.";
        address(
                futureshop + "base-url",
                required(futureshop + "base-url", "the address of the shop's futureshop API, such as https://…"));
        required(futureshop + "shop-key", "the shop key that futureshop sends with the API contract (X-SHOP-KEY)");
        required(futureshop + "client-id", "the client id issued in futureshop's API settings");
        required(futureshop + "client-secret", "the secret issued with futureshop's client id");

        String tiktok = shop + "tiktok.";
        required(tiktok + "app-key", "the app key of the app in TikTok Shop Partner Center");
        required(
                tiktok + "app-secret", "the app secret of the app in TikTok Shop Partner Center; every call is signed");
        required(tiktok + "service-id", "the service id of the app, which the merchant's consent page is opened with");
        for (String name : List.of("api-base-url", "auth-base-url", "consent-base-url")) {
            address(tiktok + name, values.given(tiktok + name));
        }
        values.oneOf(tiktok + "category-version", CATEGORY_VERSIONS);
        for (String name : List.of("requests-per-hour", "listings-per-day", "relistings-per-day")) {
            values.number(tiktok + name, 0, 100_000_000);
        }
        values.oneOf(shop + "price-rounding", ROUNDINGS);
        axisTitles(shop + "axis-titles");
        Limit stock = Limits.named("stock");
        values.number(shop + "unmanaged-stock", stock.leastWhole(), stock.mostWhole());
    }

    private void axisTitles(String name) {
        List<String> titles =
                Binder.get(settings).bind(name, Bindable.listOf(String.class)).orElse(List.of());
        if (titles.isEmpty()) {
            return;
        }
        boolean fit = titles.size() == 2
                && !titles.get(0).equals(titles.get(1))
                && titles.stream()
                        .allMatch(title ->
                                !title.isBlank() && title.codePointCount(0, title.length()) <= AXIS_TITLE_LENGTH);
        if (!fit) {
            complain(
                    name,
                    titles + " are not two different titles of at most " + AXIS_TITLE_LENGTH
                            + " characters, the one of 横軸 first, as in カラー,サイズ.");
        }
    }

    private void application() {
        String key = required(
                "bridge.encryption-key",
                "any text of " + KEY_LENGTH
                        + " characters or more that TikTok's tokens are encrypted with; keep it with"
                        + " the backups, without it the shop has to consent again");
        if (key != null && key.length() < KEY_LENGTH) {
            complain("bridge.encryption-key", "shorter than " + KEY_LENGTH + " characters.");
        }
        if (key != null && !sandbox && key.startsWith("sandbox-only-")) {
            complain("bridge.encryption-key", "the sandbox's key, which everybody knows. Choose one of your own.");
        }
        String address = values.given("bridge.public-base-url");
        address("bridge.public-base-url", address);
        if (address != null && address.endsWith("/")) {
            complain("bridge.public-base-url", "'" + address + "' ends in a slash. Leave the slash out.");
        }
        if ("framework".equals(values.given("server.forward-headers-strategy"))) {
            complain(
                    "server.forward-headers-strategy",
                    "framework believes whoever sends X-Forwarded-For. Use native, which believes the proxies named in"
                            + " server.tomcat.remoteip.internal-proxies, or none.");
        }
        String database = values.given("spring.datasource.url");
        if (database != null && !database.startsWith("jdbc:h2:") && !database.startsWith("jdbc:postgresql:")) {
            complain("spring.datasource.url", "neither jdbc:h2: nor jdbc:postgresql:, which the bridge runs on.");
        }
    }

    private void users() {
        required("security.users.merchant.password", "the password of the shop's staff; or {bcrypt}… of one");
        required("security.users.operator.password", "the password of whoever opens the console; or {bcrypt}… of one");
        values.number("security.sign-in.attempts", 3, 100);
        values.duration("server.servlet.session.timeout");
        values.duration("security.session.longest");
        values.duration("security.sign-in.longest-address-wait");
        values.duration("security.sign-in.longest-account-wait");
        new PeopleCheck(settings, shopKeys, this::complain)
                .look()
                .forEach(password -> required(password, "the person's password; or {bcrypt}… of one"));
        new OidcCheck(settings, this::complain).look();
    }

    private @Nullable String required(String name, String purpose) {
        String value = values.given(name);
        if (value == null && !sandbox) {
            complain(name, "missing: " + purpose + ".");
        }
        return value;
    }

    private void address(String name, @Nullable String value) {
        if (value == null) {
            return;
        }
        try {
            URI uri = new URI(value);
            boolean web = "http".equals(uri.getScheme()) || "https".equals(uri.getScheme());
            if (!web || uri.getHost() == null || uri.getQuery() != null || uri.getUserInfo() != null) {
                complain(name, "'" + uri + "' is not an address such as https://api.example.com.");
            } else if ("http".equals(uri.getScheme())
                    && !isLoopback(uri.getHost())
                    && !name.startsWith("bridge.public")) {
                complain(name, "'" + value + "' would send credentials in clear text. Use https.");
            }
        } catch (URISyntaxException e) {
            complain(name, "not an address such as https://api.example.com (" + e.getReason() + ").");
        }
    }

    private static boolean isLoopback(@Nullable String host) {
        if (host == null) {
            return false;
        }
        if (host.equals("localhost")) {
            return true;
        }
        try {
            // Only written-out addresses are looked at: asking a name server would make the start depend on one.
            return host.matches("[0-9.]+|\\[?[0-9a-fA-F:]+]?")
                    && InetAddress.getByName(host).isLoopbackAddress();
        } catch (UnknownHostException e) {
            return false;
        }
    }

    private void complain(String setting, String text) {
        complaints.add(new Complaint(setting, text));
    }
}
