package jp.shopbridge.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.util.regex.Pattern;
import jp.shopbridge.support.BridgeWithWorlds;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Each number of the page opens a list of just so many products, and says what it counts. */
@ExtendWith(Desk.class)
class CountsTest {

    @Test
    void opensEverythingThatNeedsSomebodyWhateverItsState(Visitor visitor, BridgeWithWorlds bridge) {
        bridge.send("PATCH", "/api/products/TOWEL-011", "{\"title\":\"審査NGになるマグカップ\"}");
        bridge.send("PUT", "/api/products/TOWEL-011/selection", "{\"selected\":true}");
        String incomplete = bridge.get("/api/products?state=incomplete&size=1")
                .at("/items/0/productNo")
                .asText();
        bridge.send("PUT", "/api/products/" + incomplete + "/selection", "{\"selected\":true}");
        awaitState(bridge, "TOWEL-011", "rejected");
        Page page = visitor.signIn("merchant").open("overview").page();
        Locator part = page.locator(".sum-part", new Page.LocatorOptions().setHasText("要対応"));
        String number = part.locator(".sum-number").textContent();

        part.click();

        assertThat(page.locator(".pager-range")).containsText(number + "件中");
        assertThat(page.getByLabel("絞り込み")).hasValue("attention");
        assertThat(page.locator("tr[data-product='TOWEL-011'] .state")).hasText("審査NG");
        assertThat(page.locator("table.list tbody .state-incomplete").first()).isVisible();
        assertThat(page.locator("table.list tbody [role=switch][aria-checked=false]"))
                .hasCount(0);
        visitor.meetsWcag("the list of what needs somebody");
    }

    @Test
    void tellsWhatIsOffSaleFromWhatIsSold(Visitor visitor, BridgeWithWorlds bridge) {
        bridge.send("PUT", "/api/products/TOWEL-010/selection", "{\"selected\":true}");
        awaitState(bridge, "TOWEL-010", "live");
        int live = bridge.get("/api/status").at("/shops/0/live").asInt();
        bridge.send("POST", "/api/products/TOWEL-010/deactivate", null);
        assertThat(bridge.get("/api/products/TOWEL-010").path("state").asText()).isEqualTo("live");
        assertThat(bridge.get("/api/status").at("/shops/0/live").asInt()).isEqualTo(live - 1);

        Page page = visitor.signIn("merchant").open("overview").page();
        Locator part = page.locator(".sum-part", new Page.LocatorOptions().setHasText("販売停止中"));
        String number = part.locator(".sum-number").textContent();
        visitor.meetsWcag("the line of numbers with products off sale");
        part.click();

        assertThat(page.locator(".pager-range")).containsText(number + "件中");
        assertThat(page.locator("tr[data-product='TOWEL-010'] .state")).hasText("販売停止中");
        Locator tabs = page.locator(".tabs");
        assertThat(tabs.getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName(Pattern.compile("^販売停止中"))))
                .hasAttribute("aria-pressed", "true");
        Locator sold =
                tabs.getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName(Pattern.compile("^連携成功")));
        String count = sold.locator(".tab-count").textContent();
        sold.click();
        assertThat(page.locator("tr[data-product='TOWEL-010']")).hasCount(0);
        if (!count.equals("0")) {
            assertThat(page.locator(".pager-range")).containsText(count + "件中");
        }
        page.getByLabel("絞り込み").selectOption("stopped");
        assertThat(page.locator("tr[data-product='TOWEL-010']")).hasCount(1);
    }

    @Test
    void saysThatPiecesAreThoseOfTheImportOrAPersons(Visitor visitor, BridgeWithWorlds bridge) {
        Page page = visitor.signIn("merchant").open("products?q=TOWEL-012").page();
        Locator pieces = page.locator("tr[data-product='TOWEL-012'] .col-stock");
        assertThat(pieces).containsText("取込時の在庫");

        Locator sheet = visitor.openProduct("TOWEL-012");
        sheet.getByRole(AriaRole.TAB, new Locator.GetByRoleOptions().setName("SKU"))
                .click();
        Locator row = sheet.locator("table.skus tbody tr").first();
        assertThat(row.locator(".stock-origin")).containsText("取込時の在庫");
        row.getByRole(AriaRole.TEXTBOX).nth(1).fill("12");
        assertThat(row.locator(".stock-origin")).hasText("手入力の在庫");
        sheet.getByRole(AriaRole.BUTTON, Visitor.called("保存する")).click();
        assertThat(sheet.locator(".save-bar")).isHidden();
        sheet.getByLabel("閉じる").first().click();

        assertThat(pieces)
                .containsText(
                        bridge.get("/api/products/TOWEL-012").path("skuCount").asInt() == 1 ? "手入力の在庫" : "取込時と手入力");
    }

    private static void awaitState(BridgeWithWorlds bridge, String productNo, String state) {
        bridge.await(
                "/api/products/" + productNo,
                product -> product.path("state").asText().equals(state));
    }
}
