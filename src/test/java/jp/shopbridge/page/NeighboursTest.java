package jp.shopbridge.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.util.regex.Pattern;
import jp.shopbridge.support.BridgeWithWorlds;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** From one product straight to the next one of the list, saved or not, over the ends of its pages. */
@ExtendWith(Desk.class)
class NeighboursTest {

    @Test
    void goesOnWithinTheFilterSavingOnTheWay(Visitor visitor, BridgeWithWorlds bridge) {
        Page page = visitor.signIn("merchant").open("products?q=まぐかっぷ KNIFE").page();
        assertThat(page.locator("div.empty")).containsText("条件に合う商品はありません");
        JsonNode list = bridge.get("/api/products?q=KNIFE").path("items");
        String first = list.at("/0/productNo").asText();
        String second = list.at("/1/productNo").asText();
        page.navigate("/#/products?q=knife&open=" + first);
        Locator sheet = page.locator("dialog.sheet");
        assertThat(sheet.locator(".sheet-facts .code")).hasText(first);
        assertThat(sheet.locator(".sheet-steps")).containsText("1 / " + list.size());
        assertThat(sheet.getByRole(AriaRole.BUTTON, Visitor.called("前へ"))).isDisabled();
        visitor.meetsWcag("a product with its neighbours");

        title(sheet).fill("名前を直した包丁");
        sheet.getByRole(AriaRole.BUTTON, Visitor.called("保存して次へ")).click();
        assertThat(sheet.locator(".sheet-facts .code")).hasText(second);
        assertThat(bridge.get("/api/products/" + first).path("title").asText()).isEqualTo("名前を直した包丁");
        String saved = title(sheet).inputValue();
        title(sheet).fill("まだ保存しない名前");
        page.keyboard().press("Alt+PageUp");
        assertThat(sheet.locator(".sheet-facts .code")).hasText(first);
        page.keyboard().press("Alt+PageDown");

        assertThat(title(sheet)).hasValue("まだ保存しない名前");
        sheet.getByRole(AriaRole.BUTTON, Visitor.called("すべて取り消す")).click();
        assertThat(title(sheet)).hasValue(saved);
    }

    @Test
    void leadsBackToTheListAsItWasLeft(Visitor visitor) {
        Page page =
                visitor.signIn("merchant").open("products?q=KNIFE&sort=-price").page();
        Locator rows = page.locator("table.list tbody tr");
        assertThat(rows.first().locator(".col-number")).containsText("KNIFE");
        Locator menu = page.locator(".menu");

        menu.getByText("概況").click();
        page.locator(".sum-number").first().waitFor();
        menu.getByText("商品一覧").click();

        assertThat(page.getByLabel("商品キーワード検索")).hasValue("KNIFE");
        assertThat(page.locator("th.col-price")).hasAttribute("aria-sort", "descending");
        menu.getByText("商品一覧").click();
        assertThat(page.getByLabel("商品キーワード検索")).hasValue("");
    }

    @Test
    void goesOverTheEndOfAPage(Visitor visitor, BridgeWithWorlds bridge) {
        JsonNode page = bridge.get("/api/products?q=ODD-&size=51").path("items");
        String last = page.at("/49/productNo").asText();
        String next = page.at("/50/productNo").asText();
        visitor.signIn("merchant").open("products?q=ODD-&open=" + last);
        Locator sheet = visitor.page().locator("dialog.sheet");
        assertThat(sheet.locator(".sheet-steps")).containsText("50 / ");

        sheet.getByRole(AriaRole.BUTTON, Visitor.called("次へ")).click();

        assertThat(sheet.locator(".sheet-facts .code")).hasText(next);
        assertThat(sheet.locator(".sheet-steps")).containsText("51 / ");
        assertThat(visitor.page()).hasURL(Pattern.compile("page=1"));
        sheet.getByRole(AriaRole.BUTTON, Visitor.called("前へ")).click();
        assertThat(sheet.locator(".sheet-facts .code")).hasText(last);
        assertThat(visitor.page().locator("dialog")).hasCount(1);
    }

    private static Locator title(Locator sheet) {
        return sheet.locator("[data-field='title'] input");
    }
}
