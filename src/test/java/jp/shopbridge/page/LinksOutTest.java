package jp.shopbridge.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.options.AriaRole;
import java.util.Map;
import java.util.regex.Pattern;
import jp.shopbridge.support.BridgeWithWorlds;
import jp.shopbridge.support.Database;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What is mended outside of the page is one press away, and whether it is mended is asked by one. */
@ExtendWith(Desk.class)
class LinksOutTest {

    @Test
    void leadsFromAProductToSellerCenterAndToWhatBuyersSee(Visitor visitor, BridgeWithWorlds bridge) {
        bridge.send("PUT", "/api/products/TOWEL-018/selection", "{\"selected\":true}");
        String id = awaitState(bridge, "TOWEL-018", "live");
        Locator sheet = visitor.signIn("merchant").openProduct("TOWEL-018");

        assertThat(link(sheet, "Seller Centerで開く"))
                .hasAttribute("href", "https://seller-jp.tiktok.com/product/edit/" + id);
        assertThat(link(sheet, "購入者の画面を見る"))
                .hasAttribute("href", "https://shop.tiktok.com/view/product/" + id + "?region=JP");
        assertThat(link(sheet, "購入者の画面を見る")).hasAttribute("target", "_blank");
        assertThat(link(sheet, "futureshopで開く")).hasCount(0);
        visitor.meetsWcag("a product with its links");
        assertThat(link(visitor.open("authorization").page().locator("main"), "Seller Centerを開く"))
                .hasAttribute("href", "https://seller-jp.tiktok.com");
    }

    @Test
    void showsTikToksOwnWordsBesideOurs(Visitor visitor, BridgeWithWorlds bridge) {
        bridge.send("PATCH", "/api/products/TOWEL-019", "{\"title\":\"審査NGになる皿\"}");
        bridge.send("PUT", "/api/products/TOWEL-019/selection", "{\"selected\":true}");
        String id = awaitState(bridge, "TOWEL-019", "rejected");
        String original = bridge.get("/api/products/TOWEL-019")
                .at("/reviewReasons/0/original")
                .asText();
        Locator reason = visitor.signIn("merchant").openProduct("TOWEL-019").locator(".standing .callout.bad");

        assertThat(reason).containsText("TikTokの説明：" + original);
        assertThat(link(reason, "Seller Centerで開く"))
                .hasAttribute("href", "https://seller-jp.tiktok.com/product/edit/" + id);
        visitor.meetsWcag("TikTok's reason beside ours");
    }

    @Test
    void asksTikTokAtOnceWhetherTheWarehouseIsThere(Visitor visitor) {
        try (BridgeWithWorlds bridge = BridgeWithWorlds.on(
                        Database.h2(),
                        Map.of("links.futureshop-product", "https://admin.example.com/goods/{productNo}"));
                BrowserContext context = visitor.context().browser().newContext(Visitor.window(bridge.baseUrl()))) {
            bridge.await("/api/status", status -> "done"
                    .equals(status.at("/shops/0/intake/run/status").asText()));
            String shop = bridge.tiktokUrl() + "/control/shops/7494049642642441621";
            bridge.control("POST", shop, "{\"sales_warehouse\":false}");
            bridge.send("POST", "/api/products/MUG-003/check", null);
            bridge.send("PUT", "/api/products/MUG-003/selection", "{\"selected\":true}");
            awaitState(bridge, "MUG-003", "no-warehouse");
            Visitor here = new Visitor(context);
            Locator sheet = here.signIn("merchant").openProduct("MUG-003");
            Locator reason = sheet.locator(".standing .callout.bad");
            assertThat(link(reason, "Seller Centerの倉庫設定を開く"))
                    .hasAttribute("href", "https://seller-jp.tiktok.com/profile/account-setting/warehouse");
            assertThat(link(sheet, "futureshopで開く")).hasAttribute("href", "https://admin.example.com/goods/MUG-003");

            Locator check = reason.getByRole(AriaRole.BUTTON, Visitor.called("もう一度確認する"));
            check.click();
            assertThat(here.page().locator(".toast").last()).containsText("状態は変わっていません");
            bridge.control("POST", shop, "{\"sales_warehouse\":true}");
            check.click();

            assertThat(here.page().locator(".toast").last()).containsText("状態が変わりました");
            assertThat(sheet.locator(".sheet-facts .state")).hasText("連携成功");
            here.sawNoFaults();
        }
    }

    private static Locator link(Locator within, String name) {
        return within.getByRole(AriaRole.LINK, new Locator.GetByRoleOptions().setName(Pattern.compile("^" + name)));
    }

    private static String awaitState(BridgeWithWorlds bridge, String productNo, String state) {
        return bridge.await(
                        "/api/products/" + productNo,
                        product -> product.path("state").asText().equals(state))
                .path("remoteProductId")
                .asText();
    }
}
