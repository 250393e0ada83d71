package jp.shopbridge.startup;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.regex.Pattern;
import org.quartz.CronExpression;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.core.env.Environment;
import org.springframework.security.web.util.matcher.IpAddressMatcher;
import org.springframework.util.unit.DataSize;

/**
 * Looks at the settings that keep the work within bounds: how often, how much, how long. A bound of nothing stops everything
 * as surely as one of nonsense, and what is far too large bounds nothing; so each has a least and a most.
 */
final class BoundsCheck {

    private static final Pattern LINK_HOST = Pattern.compile("https?://[A-Za-z0-9.-]+(:\\d{1,5})?");
    private static final Bindable<List<String>> TEXTS = Bindable.listOf(String.class);
    private static final Duration MINUTES = Duration.ofMinutes(10);
    private static final Pattern NETWORK = Pattern.compile("([0-9.]+|[0-9a-fA-F:]*:[0-9a-fA-F:.]*)(/\\d{1,3})?");
    private static final Pattern HOST = Pattern.compile("[A-Za-z0-9]([A-Za-z0-9.-]*[A-Za-z0-9])?|\\[[0-9a-fA-F:.]+]");
    private static final List<String> LANES = List.of("lists", "webhooks", "others");

    private final Environment settings;
    private final SettingValues values;

    BoundsCheck(Environment settings, SettingValues values) {
        this.settings = settings;
        this.values = values;
    }

    void look() {
        rates();
        schedules();
        requests();
        pictures();
        trials();
        links();
    }

    private void links() {
        link("links.seller-center", LINK_HOST, "https://seller-jp.tiktok.com");
        link("links.product", Pattern.compile("/\\S*\\{id}\\S*"), "/product/edit/{id}");
        for (String name : List.of("warehouse", "delivery", "bank", "tax")) {
            link("links." + name, Pattern.compile("/\\S*"), "/profile/account-setting/" + name);
        }
        link(
                "links.buyers-page",
                Pattern.compile(LINK_HOST + "/\\S*\\{id}\\S*"),
                "https://shop.tiktok.com/view/product/{id}?region=JP");
        link(
                "links.futureshop-product",
                Pattern.compile(LINK_HOST + "/\\S*\\{productNo}\\S*"),
                "https://admin.example.com/goods/{productNo}");
    }

    /** Browsers follow what stands here, so it has to be the web's. */
    private void link(String name, Pattern form, String example) {
        String value = values.given(name);
        if (value != null && !form.matcher(value.strip()).matches()) {
            values.refuse(name, value, "is not of the form " + example, "「" + example + "」のような形ではありません");
        }
    }

    private void rates() {
        values.number("intake.page-size", 50, 250);
        values.decimal("intake.requests-per-second");
        values.decimal("publishing.requests-per-second");
        values.decimal("publishing.reads-per-second");
        if (!WorkersByRate.BY_RATE.equals(values.given("publishing.concurrency"))) {
            values.number("publishing.concurrency", 1, 64);
        }
        List.of("altered-share", "leaving-share", "repriced-share", "steep-price", "missing-share")
                .forEach(share -> values.share("intake.brake." + share));
    }

    private void schedules() {
        for (String name : List.of(
                "intake.period",
                "intake.overlap",
                "intake.claim",
                "publishing.period",
                "publishing.claim",
                "publishing.resolve-after",
                "publishing.answer-timeout",
                "mapping.period",
                "routes.period",
                "routes.settled",
                "review.period",
                "review.longest",
                "review.recheck",
                "review.claim",
                "notice.unknown-after",
                "notice.expiry-ahead",
                "staging.keep-webhooks",
                "staging.keep-exchanges",
                "staging.keep-runs",
                "staging.keep-attempts",
                "staging.keep-dead-letters",
                "staging.keep-history",
                "staging.keep-heartbeats")) {
            values.duration(name);
        }
        values.number("staging.back-ups", 1, 10_000);
        values.oneOf("routes.log-level", Set.of("ERROR", "WARN", "INFO", "DEBUG"));
        for (String name : List.of("intake.full-scan", "staging.upkeep", "staging.back-up", "notice.digest")) {
            String cron = values.given(name);
            if (cron != null && !CronExpression.isValidExpression(cron)) {
                values.refuse(
                        name,
                        cron,
                        "is not a schedule such as 0 30 4 * * ? (every night at 4:30)",
                        "「0 30 4 * * ?」（毎晩4時30分）のような予定ではありません");
            }
        }
    }

    private void requests() {
        values.duration("http.header-time", MINUTES);
        values.duration("http.body-time", MINUTES);
        values.size("http.least-rate", DataSize.ofBytes(1), DataSize.ofMegabytes(100));
        values.number("http.bodies", 1, 100_000);
        values.size("http.bodies-memory", DataSize.ofMegabytes(1), DataSize.ofMegabytes(16_384));
        values.size("http.max-webhook", DataSize.ofKilobytes(1), DataSize.ofMegabytes(64));
        values.size("api.max-body", DataSize.ofKilobytes(1), DataSize.ofMegabytes(1024));
        values.size("api.max-import", DataSize.ofKilobytes(1), DataSize.ofMegabytes(1024));
        each("http.further-hosts", (name, host) -> {
            if (!HOST.matcher(host).matches()) {
                values.refuse(
                        name,
                        host,
                        "is not the name of a host alone, such as bridge.example.com, without a scheme or a port",
                        "bridge.example.com のようなホスト名だけではありません（https:// やポート番号は付けません）");
            }
        });
        monitor();
        LANES.forEach(lane -> values.number("api.at-once." + lane, 1, 1000));
        values.number("api.at-once.waiting", 1, 100_000);
    }

    private void monitor() {
        values.number("http.monitor-port", 0, 65_535);
        String port = values.given("http.monitor-port");
        if (port != null && !"0".equals(port) && port.equals(settings.getProperty("server.port"))) {
            values.refuse(
                    "http.monitor-port",
                    port,
                    "is server.port as well; choose another one",
                    "server.port と同じです。別の番号にしてください");
        }
        String address = values.given("http.monitor-address");
        if (address != null && !NETWORK.matcher(address).matches()) {
            values.refuse(
                    "http.monitor-address",
                    address,
                    "is not an address such as 127.0.0.1 or 0.0.0.0",
                    "127.0.0.1 や 0.0.0.0 のようなアドレスではありません");
        }
        String own = values.given("management.server.port");
        if (own != null) {
            values.refuse(
                    "management.server.port",
                    own,
                    "would open the console there without its guards; set http.monitor-port, which shows health and figures alone",
                    "管理コンソールが保護なしで開くため使えません。正常性と指標だけを見せる http.monitor-port を設定してください");
        }
    }

    private void pictures() {
        String images = "publishing.images.";
        values.duration(images + "longest", MINUTES);
        values.number(images + "redirects", 0, 20);
        values.number(images + "headers", 10, 10_000);
        values.size(images + "header-line", DataSize.ofBytes(256), DataSize.ofMegabytes(1));
        values.number(images + "most-pixels", 1_000_000, 999_999_999);
        DataSize most = DataSize.ofMegabytes(16_384);
        DataSize largest = values.size(images + "largest-file", DataSize.ofKilobytes(64), DataSize.ofMegabytes(1024));
        DataSize memory = values.size(images + "file-memory", DataSize.ofMegabytes(1), most);
        if (largest != null && memory != null && memory.compareTo(largest) < 0) {
            values.refuse(
                    images + "file-memory",
                    String.valueOf(values.given(images + "file-memory")),
                    "is less than one file of publishing.images.largest-file, which would wait for ever",
                    "publishing.images.largest-file の1ファイル分より小さく、そのファイルはいつまでも待つことになります");
        }
        String decoding = values.given(images + "decoding-memory");
        if (decoding != null && !decoding.matches("0+[A-Za-z]{0,2}")) {
            values.size(images + "decoding-memory", DataSize.ofMegabytes(16), most);
        }
        each(images + "refused-networks", (name, network) -> {
            if (!isNetwork(network)) {
                values.refuse(
                        name,
                        network,
                        "is not a network such as 203.0.112.0/20 or 64:ff9b:1::/48",
                        "203.0.112.0/20 や 64:ff9b:1::/48 のようなネットワークではありません");
            }
        });
    }

    private void trials() {
        values.size("mapping.trial.heap", DataSize.ofMegabytes(64), DataSize.ofMegabytes(16_384));
        values.duration("mapping.trial.deadline", MINUTES);
        values.duration("mapping.trial.preview-deadline", Duration.ofHours(1));
        values.number("mapping.trial.at-once", 1, 100);
    }

    private static boolean isNetwork(String network) {
        if (!NETWORK.matcher(network).matches()) {
            // Also keeps names away from the matcher, which would ask a name server.
            return false;
        }
        try {
            new IpAddressMatcher(network);
            return true;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    /** Every entry of a list, however the list is written. */
    private void each(String name, BiConsumer<String, String> look) {
        Binder.get(settings).bind(name, TEXTS).orElse(List.of()).stream()
                .map(String::strip)
                .filter(entry -> !entry.isEmpty())
                .forEach(entry -> look.accept(name, entry));
    }
}
