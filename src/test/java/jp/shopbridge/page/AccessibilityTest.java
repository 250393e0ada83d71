package jp.shopbridge.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import jp.shopbridge.support.BridgeWithWorlds;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Every view by axe, light and dark, wide and narrow, in both languages ({@link Visitor#meetsWcag} looks at each in the other theme
 * and narrow, too); and the whole way without a mouse.
 */
@ExtendWith(Desk.class)
class AccessibilityTest {

    @ParameterizedTest
    @CsvSource({"light, ja, 1280", "dark, en, 390"})
    void meetsWcagInEveryView(String theme, String language, int width, Visitor visitor) {
        Page page = visitor.signIn("operator").page();
        page.setViewportSize(width, 860);
        page.evaluate(
                "([theme, language]) => { localStorage.setItem('theme', theme);"
                        + " localStorage.setItem('language', language); }",
                new String[] {theme, language});
        page.reload();
        String how = " (" + theme + ", " + language + ", " + width + ")";

        assertThat(page.locator("table.list tbody tr").first()).isVisible();
        visitor.meetsWcag("the list" + how);
        assertThat(page.locator("html")).hasAttribute("lang", language);
        assertThat(page.locator("html")).hasAttribute("data-theme", theme);
        if (width < 500) {
            assertThat((Integer) page.evaluate("() => document.documentElement.scrollWidth"))
                    .as("nothing sticks out at " + width)
                    .isLessThanOrEqualTo(width);
        }
        Locator sheet = visitor.openProduct("MUG-004");
        Locator tabs = sheet.getByRole(AriaRole.TAB);
        for (int index = 0; index < tabs.count(); index++) {
            tabs.nth(index).click();
            assertThat(sheet.getByRole(AriaRole.TABPANEL)).not().containsText("読み込んでいます");
            visitor.meetsWcag("part " + index + " of a product" + how);
        }
        visitor.open("dead-letters");
        assertThat(page.locator(".cause").first()).isVisible();
        visitor.meetsWcag("the delivery errors" + how);
        visitor.open("overview");
        assertThat(page.locator(".sum-number").first()).isVisible();
        visitor.meetsWcag("the overview" + how);
        visitor.open("authorization");
        assertThat(page.locator(".authorization .facts")).isVisible();
        visitor.meetsWcag("the authorization" + how);
    }

    @Test
    void canBeUsedWithoutAMouse(Visitor visitor) {
        Page page = visitor.page();
        page.navigate("/login.html");
        page.keyboard().type("merchant");
        page.keyboard().press("Tab");
        page.keyboard().type(BridgeWithWorlds.PASSWORD);
        page.keyboard().press("Enter");
        page.locator("table.list tbody tr").first().waitFor();

        tabTo(page, "#search");
        page.keyboard().type("MUG-008");
        assertThat(page.locator("table.list tbody tr")).hasCount(1);
        tabTo(page, ".row-title");
        page.keyboard().press("Enter");
        Locator sheet = page.locator("dialog.sheet");
        assertThat(sheet.getByRole(AriaRole.TABLIST)).isVisible();
        tabTo(page, "dialog.sheet [data-field=title] input");
        page.keyboard().press("End");
        page.keyboard().type("・限定");
        tabTo(page, ".save-bar .primary");
        page.keyboard().press("Enter");
        assertThat(page.locator(".toast")).containsText("保存しました");
        page.keyboard().press("Escape");

        assertThat(sheet).hasCount(0);
        assertThat(page.locator("tr[data-product='MUG-008']")).containsText("・限定");
    }

    /** Presses Tab until what is looked for has the focus, as a person would. */
    private static void tabTo(Page page, String selector) {
        for (int presses = 0; presses < 120; presses++) {
            page.keyboard().press("Tab");
            if (page.locator(selector + ":focus").count() > 0) {
                return;
            }
        }
        throw new AssertionError("The Tab key never reaches " + selector + ".");
    }
}
