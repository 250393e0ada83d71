package jp.shopbridge.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.util.Map;
import java.util.regex.Pattern;
import jp.shopbridge.support.BridgeWithWorlds;
import jp.shopbridge.support.Database;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** はじめかた: from a shop that nobody has set up to its first live product, by what the page says alone. */
@ExtendWith(Desk.class)
class FirstStepsTest {

    private static final String SHOP = "/control/shops/7494049642642441621";

    @Test
    void leadsToTheFirstLiveProduct(Visitor visitor) {
        try (BridgeWithWorlds bridge = BridgeWithWorlds.on(Database.h2(), Map.of());
                BrowserContext context = visitor.context().browser().newContext(Visitor.window(bridge.baseUrl()))) {
            bridge.await("/api/status", status -> "done"
                    .equals(status.at("/shops/0/intake/run/status").asText()));
            bridge.control(
                    "POST",
                    bridge.tiktokUrl() + SHOP,
                    "{\"sales_warehouse\":false,\"failing\":{\"BANk_ACCOUNT\":\"no account\"}}");
            Visitor here = new Visitor(context);
            Page page = here.signIn("merchant").open("overview").page();
            Locator card = page.locator(".setup");
            assertThat(card.getByText("はじめかた").first()).isVisible();
            assertThat(card).containsText("コマースクリエイター");
            assertThat(step(card, "authorization")).hasClass(Pattern.compile("setup-done"));

            card.getByRole(AriaRole.BUTTON, Visitor.called("もう一度確認する")).click();
            assertThat(step(card, "pickup-warehouse")).hasClass(Pattern.compile("setup-open"));
            assertThat(step(card, "bank")).hasClass(Pattern.compile("setup-open"));
            assertThat(step(card, "bank").getByRole(AriaRole.LINK))
                    .hasAttribute("href", "https://seller-jp.tiktok.com/profile/account-setting/payment");
            assertThat(step(card, "return-warehouse")).hasClass(Pattern.compile("setup-done"));
            here.meetsWcag("はじめかた");

            bridge.control(
                    "POST",
                    bridge.tiktokUrl() + SHOP,
                    "{\"sales_warehouse\":true,\"failing\":{\"BANk_ACCOUNT\":\"\"}}");
            card.getByRole(AriaRole.BUTTON, Visitor.called("もう一度確認する")).click();
            assertThat(step(card, "pickup-warehouse")).hasClass(Pattern.compile("setup-done"));
            assertThat(step(card, "bank")).hasClass(Pattern.compile("setup-done"));
            assertThat(step(card, "import")).hasClass(Pattern.compile("setup-done"));
            step(card, "select").getByRole(AriaRole.LINK).click();
            page.getByLabel("商品キーワード検索").fill("MUG-003");
            Locator row = page.locator("tr[data-product='MUG-003']");
            row.getByRole(AriaRole.SWITCH).click();
            assertThat(row.locator(".state")).hasText("連携成功");

            here.open("overview");
            assertThat(page.locator(".today")).isVisible();
            assertThat(card).isHidden();
            here.sawNoFaults();
        }
    }

    private static Locator step(Locator card, String name) {
        return card.locator("li[data-step='" + name + "']");
    }
}
