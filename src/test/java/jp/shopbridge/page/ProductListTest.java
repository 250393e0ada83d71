package jp.shopbridge.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** 商品一覧: finding, choosing and refreshing. */
@ExtendWith(Desk.class)
class ProductListTest {

    @Test
    void findsAProductByPartOfItsNumberAndShowsEverythingOnTheRow(Visitor visitor) {
        visitor.signIn("merchant");
        Page page = visitor.page();

        page.getByLabel("商品キーワード検索").fill("TOWEL-003");

        Locator rows = page.locator("table.list tbody tr");
        assertThat(rows).hasCount(1);
        assertThat(rows.locator("img")).isVisible();
        assertThat(rows.locator(".col-number")).hasText("TOWEL-003");
        assertThat(rows.locator(".col-price")).containsText("¥");
        assertThat(rows.locator(".col-time")).hasText("未送信");
        assertThat(rows.getByRole(AriaRole.SWITCH)).hasAttribute("aria-checked", "false");
    }
}
