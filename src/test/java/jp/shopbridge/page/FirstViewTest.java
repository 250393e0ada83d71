package jp.shopbridge.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.google.gson.JsonObject;
import com.microsoft.playwright.CDPSession;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.LoadState;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import jp.shopbridge.support.BridgeWithWorlds;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What 商品一覧 costs on the wire, as the browser itself counts it: a first load and a reload. */
@ExtendWith(Desk.class)
class FirstViewTest {

    private static final Logger LOG = LoggerFactory.getLogger(FirstViewTest.class);
    private static final int FIRST_REQUESTS = 25;
    private static final int FIRST_BYTES = 300_000;
    private static final int RELOAD_REQUESTS = 5;

    @Test
    void theFirstViewIsSmallAndAReloadAsksForDataOnly(Visitor visitor) throws IOException {
        assumeThat(packed()).as("the page is packed, as mvn does it").isTrue();
        Page page = visitor.signIn("merchant").page();
        page.navigate("about:blank");
        List<String> complaints = new ArrayList<>();
        page.onConsoleMessage(message -> {
            if (message.type().equals("error")) {
                complaints.add(message.text());
            }
        });
        Wire wire = new Wire(visitor.context().newCDPSession(page));
        wire.forget();

        page.navigate("/#/products?look=list");
        stands(page);
        assertThat(wire.asked()).as("requests of a first load").hasSizeLessThanOrEqualTo(FIRST_REQUESTS);
        assertThat(wire.bytes()).as("bytes of a first load: %s", wire.asked()).isLessThanOrEqualTo(FIRST_BYTES);
        assertThat(wire.asked()).as("pictures in sight are small").anyMatch(url -> url.contains("-s.jpg"));
        LOG.info("First load: {} requests, {} bytes.", wire.asked().size(), wire.bytes());

        wire.start();
        page.reload();
        stands(page);
        assertThat(wire.asked()).as("requests of a reload").hasSizeLessThanOrEqualTo(RELOAD_REQUESTS);
        LOG.info("Reload: {} requests, {} bytes.", wire.asked().size(), wire.bytes());
        assertThat(complaints).as("errors in the browser's console").isEmpty();
    }

    @Test
    void whatIsKeptForEverNamesItsContentAndDataIsNotKept(BridgeWithWorlds bridge) {
        HttpResponse<String> index = bridge.exchange("GET", "/", null, Map.of());
        assertThat(index.headers().firstValue("Cache-Control").orElse("")).contains("no-store");
        List<String> addresses = new ArrayList<>();
        Matcher named = Pattern.compile("(?:href|src)=\"(/[^\"#]+)").matcher(index.body());
        while (named.find()) {
            addresses.add(named.group(1));
        }
        assertThat(addresses).hasSizeGreaterThan(3).allMatch(address -> address.matches("/page-[0-9a-f]{16}/.+"));
        for (String address : addresses) {
            HttpResponse<String> file = bridge.exchange("GET", address, null, Map.of());
            assertThat(file.statusCode()).as(address).isEqualTo(200);
            assertThat(file.headers().firstValue("Cache-Control").orElse(""))
                    .as(address)
                    .contains("max-age=31536000", "private", "immutable")
                    .doesNotContain("no-store");
            assertThat(file.headers().firstValue("Pragma")).as(address).isEmpty();
            assertThat(file.headers().firstValue("Expires")).as(address).isEmpty();
            assertThat(file.headers().firstValue("X-Content-Type-Options")).hasValue("nosniff");
            assertThat(file.headers().firstValue("Content-Security-Policy")).isPresent();
            String other = address.replaceFirst("page-[0-9a-f]{4}", "page-zzzz");
            assertThat(bridge.exchange("GET", other, null, Map.of()).statusCode())
                    .as(other)
                    .isEqualTo(404);
        }
        assertThat(bridge.exchange("GET", "/api/products", null, Map.of())
                        .headers()
                        .firstValue("Cache-Control")
                        .orElse(""))
                .contains("no-store");
    }

    private static boolean packed() throws IOException {
        try (var main = FirstViewTest.class.getResourceAsStream("/static/js/main.js")) {
            return main != null && !new String(main.readAllBytes(), StandardCharsets.UTF_8).contains("\nimport ");
        }
    }

    private static void stands(Page page) {
        page.locator("table.list tbody tr .picture img[src]").first().waitFor();
        page.waitForLoadState(LoadState.NETWORKIDLE);
        assertThat(page.locator("main .view-products")).isVisible();
    }

    /** What came over the wire; what the browser still had does not count. */
    private static final class Wire {

        private final CDPSession session;
        private final Map<String, String> addresses = new HashMap<>();
        private final Map<String, Boolean> kept = new HashMap<>();
        private final AtomicLong bytes = new AtomicLong();

        Wire(CDPSession session) {
            this.session = session;
            session.on("Network.requestWillBeSent", this::sent);
            session.on("Network.requestServedFromCache", event -> kept.put(id(event), true));
            session.on("Network.responseReceived", this::answered);
            session.on("Network.loadingFinished", this::finished);
            session.send("Network.enable");
        }

        /** From here on the browser has nothing and nothing is counted yet. */
        void forget() {
            session.send("Network.clearBrowserCache");
            start();
        }

        void start() {
            addresses.clear();
            kept.clear();
            bytes.set(0);
        }

        List<String> asked() {
            return addresses.entrySet().stream()
                    .filter(each -> !kept.containsKey(each.getKey()))
                    .map(Map.Entry::getValue)
                    .filter(url -> url.startsWith("http"))
                    .sorted()
                    .toList();
        }

        long bytes() {
            return bytes.get();
        }

        private void sent(JsonObject event) {
            addresses.put(id(event), event.getAsJsonObject("request").get("url").getAsString());
        }

        private void answered(JsonObject event) {
            if (event.getAsJsonObject("response").get("fromDiskCache").getAsBoolean()) {
                kept.put(id(event), true);
            }
        }

        private void finished(JsonObject event) {
            bytes.addAndGet(event.get("encodedDataLength").getAsLong());
        }

        private static String id(JsonObject event) {
            return event.get("requestId").getAsString();
        }
    }
}
