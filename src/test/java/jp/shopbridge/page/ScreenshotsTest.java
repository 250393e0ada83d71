package jp.shopbridge.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ScreenshotType;
import java.nio.file.Path;
import jp.shopbridge.support.BridgeWithWorlds;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.extension.ExtendWith;

/** Makes the pictures of the page that the documents show: {@code mvn -Dtest=ScreenshotsTest -DwriteScreenshots=true test}. */
@EnabledIfSystemProperty(named = "writeScreenshots", matches = "true")
@ExtendWith(Desk.class)
class ScreenshotsTest {

    @Test
    void picturesTheMainViews(Visitor visitor, BridgeWithWorlds bridge) {
        for (String productNo : new String[] {"BAG-001", "BAG-003", "BAG-004", "MUG-001", "TOWEL-001", "TSHIRT-001"}) {
            bridge.send("PUT", "/api/products/" + productNo + "/selection", "{\"selected\":true}");
        }
        bridge.await("/api/status", status -> status.at("/shops/0/live").asInt() >= 5);
        bridge.send("PATCH", "/api/products/MUG-001", "{\"title\":\"益子焼 フリーカップ 窯変釉(化粧箱入り)\"}");
        bridge.send("PUT", "/api/products/MUG-001/selection", "{\"selected\":false}");
        Page page = visitor.signIn("operator").page();

        assertThat(page.locator("table.list tbody tr").first()).isVisible();
        take(page, "products");
        Locator sheet = visitor.openProduct("MUG-001");
        assertThat(sheet.locator("[data-field=category_id] .chosen")).containsText("マグカップ");
        take(page, "product");
        sheet.getByRole(AriaRole.TAB, Visitor.called("送信内容")).click();
        assertThat(sheet.locator("table.diff")).isVisible();
        take(page, "product-difference");
        visitor.open("dead-letters");
        page.locator(".cause")
                .first()
                .getByRole(AriaRole.BUTTON, Visitor.called("再実行の見込みを調べる"))
                .click();
        assertThat(page.locator(".outlook").first()).containsText("件が成功する見込みです");
        take(page, "dead-letters");
        visitor.open("overview");
        assertThat(page.locator(".sum-number").first()).isVisible();
        take(page, "overview");
    }

    private static void take(Page page, String name) {
        page.waitForFunction(
                "() => [...document.images].filter(i => i.loading !== 'lazy' || i.getBoundingClientRect().top"
                        + " < innerHeight).every(i => i.complete)");
        page.screenshot(new Page.ScreenshotOptions()
                .setPath(Path.of("docs", "images", name + ".png"))
                .setType(ScreenshotType.PNG));
    }
}
