package jp.shopbridge.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.Media;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import jp.shopbridge.support.BridgeWithWorlds;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** 商品一覧: finding, choosing, refreshing from futureshop and sending to TikTok Shop. */
@ExtendWith(Desk.class)
class ProductListTest {

    @Test
    void findsAProductByPartOfItsNumberAndShowsEverythingOnTheRow(Visitor visitor) {
        Page page = visitor.signIn("merchant").page();

        page.getByLabel("商品キーワード検索").fill("TOWEL-003");

        Locator rows = page.locator("table.list tbody tr");
        assertThat(rows).hasCount(1);
        assertThat(rows.locator("img")).isVisible();
        assertThat(rows.locator(".col-number")).hasText("TOWEL-003");
        assertThat(rows.locator(".col-price")).containsText("¥");
        assertThat(rows.locator(".col-time")).hasText("未送信");
        assertThat(rows.getByRole(AriaRole.SWITCH)).hasAttribute("aria-checked", "false");
    }

    @Test
    void countsTheStatesAndSaysOnTheRowWhyAProductIsIncomplete(Visitor visitor) {
        Page page = visitor.signIn("merchant").page();
        Locator incomplete = page.locator(".tab", new Page.LocatorOptions().setHasText("不足項目あり"));
        String number = incomplete.locator(".tab-count").textContent();

        incomplete.click();

        assertThat(page.locator(".pager-range")).containsText(number + "件中");
        Locator rows = page.locator("table.list tbody tr");
        assertThat(rows.first().locator(".state")).hasText("不足項目あり");
        assertThat(rows.first().locator(".reason")).containsText("。");
        assertThat(page).hasURL(Pattern.compile("state=incomplete"));
    }

    @Test
    void sortsByPriceAndKeepsTheOrderInTheAddress(Visitor visitor) {
        Page page = visitor.signIn("merchant").open("products?q=BAG").page();

        page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("価格"))
                .click();
        assertThat(page.locator("th.col-price")).hasAttribute("aria-sort", "ascending");
        page.reload();

        assertThat(page.locator("th.col-price")).hasAttribute("aria-sort", "ascending");
        assertThat(page.getByLabel("商品キーワード検索")).hasValue("BAG");
    }

    @Test
    void letsNothingBeTickedInAListThatIsBeingReplaced(Visitor visitor) {
        Page page = visitor.signIn("merchant").open("products").page();
        Locator tick = page.getByLabel("このページの商品をすべて選ぶ");
        assertThat(tick).isEnabled();
        List<Route> held = new ArrayList<>();
        page.route(Pattern.compile("/api/products\\?.*q=KNIFE"), held::add);

        visitor.open("products?q=KNIFE");
        assertThat(tick).isDisabled();
        page.waitForCondition(() -> !held.isEmpty());
        held.forEach(Route::resume);

        assertThat(tick).isEnabled();
        assertThat(page.locator("table.list tbody tr").first().locator(".col-number"))
                .containsText("KNIFE");
    }

    @Test
    void keepsTicksAndPlaceWhilePagesAreTurnedAndOtherViewsLookedAt(Visitor visitor) {
        Page page = visitor.signIn("merchant").open("products?size=50").page();
        Locator tick = page.getByLabel("このページの商品をすべて選ぶ");
        tick.check();
        page.getByLabel("次のページ").click();
        assertThat(tick).not().isChecked();
        tick.check();
        assertThat(page.locator(".bulk")).containsText("100件を選んでいます");
        page.mouse().wheel(0, 900);
        page.waitForCondition(() -> (int) page.evaluate("() => Math.round(scrollY)") > 500);
        assertThat(page.locator("table.list thead th.col-number")).isInViewport();

        Locator menu = page.getByLabel("メニュー");
        menu.getByRole(AriaRole.LINK, Visitor.called("概況")).click();
        assertThat(page.locator("table.list")).hasCount(0);
        menu.getByRole(AriaRole.LINK, Visitor.called("商品一覧")).click();

        assertThat(page.locator(".bulk")).containsText("100件を選んでいます");
        assertThat(tick).isChecked();
        page.waitForCondition(() -> (int) page.evaluate("() => Math.round(scrollY)") > 500);
        page.reload();
        assertThat(page.locator(".bulk")).containsText("100件を選んでいます");
        visitor.open("products?q=KNIFE");
        assertThat(page.locator(".bulk")).isHidden();
    }

    @Test
    void showsStockAndLastSyncOnAPhoneAndPrintsWithoutWhatIsPressed(Visitor visitor) {
        Page page = visitor.signIn("merchant").open("products?q=MUG-01").page();
        page.setViewportSize(375, 800);
        Locator row = page.locator("table.list tbody tr").first();
        assertThat(row.locator(".col-stock")).isVisible();
        assertThat(row.locator(".col-time")).isVisible();
        row.getByRole(AriaRole.CHECKBOX).first().check();
        page.waitForCondition(() -> page.locator(".bulk").boundingBox().height < 64);
        visitor.meetsWcag("the list with the bar of a phone");

        page.setViewportSize(1280, 900);
        page.emulateMedia(new Page.EmulateMediaOptions().setMedia(Media.PRINT));
        assertThat(row).isVisible();
        for (String pressed : List.of(".top", ".bulk", ".tabs", ".filters", "table.list .col-switch")) {
            assertThat(page.locator(pressed).first()).isHidden();
        }
        page.emulateMedia(new Page.EmulateMediaOptions().setMedia(Media.SCREEN));
        visitor.openProduct("MUG-012");
        page.emulateMedia(new Page.EmulateMediaOptions().setMedia(Media.PRINT));
        assertThat(page.locator("main")).isHidden();
        assertThat(page.locator("dialog.sheet .dialog-foot")).isHidden();
        page.emulateMedia(new Page.EmulateMediaOptions().setMedia(Media.SCREEN));
    }

    @Test
    void changesTheSelectionOfEverythingThatMatchesAfterAsking(Visitor visitor) {
        Page page = visitor.signIn("merchant").open("products?q=ODD-").page();
        page.getByLabel("このページの商品をすべて選ぶ").check();
        assertThat(page.locator(".bulk")).containsText("50件を選んでいます");
        page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName(Pattern.compile("条件に合う\\d+件すべてを選ぶ")))
                .click();

        visitor.button("連携対象から外す").click();
        Locator question = page.getByRole(AriaRole.DIALOG);
        visitor.meetsWcag("the question about many products");
        question.getByRole(AriaRole.BUTTON, Visitor.called("連携対象から外す")).click();

        assertThat(page.locator(".toast")).containsText("件を連携対象から外しました");
        assertThat(page.locator(".bulk")).isHidden();
    }

    @Test
    void showsTheProgressOfARefreshThroughAReloadAndJoinsTheRunUnderWay(Visitor visitor, BridgeWithWorlds bridge) {
        Page page = visitor.signIn("merchant").page();
        bridge.control(
                "POST",
                bridge.futureshopUrl() + "/control/faults",
                "{\"kind\":\"hang\",\"match\":{\"pathRegex\":\"products$\"}}");
        try {
            visitor.button("情報を更新する").click();
            Locator progress = page.getByRole(AriaRole.REGION, Visitor.named("商品情報の更新"));
            assertThat(progress).containsText("情報を更新しています");
            assertThat(progress.getByRole(AriaRole.PROGRESSBAR)).isVisible();
            visitor.button("情報を更新する").click();
            assertThat(page.locator(".toast").last()).containsText("すでに更新中です");
            visitor.meetsWcag("a run under way");

            page.reload();

            assertThat(progress).containsText("情報を更新しています");
            assertThat(progress).containsText("ページ");
        } finally {
            bridge.control("DELETE", bridge.futureshopUrl() + "/control/faults", null);
        }
        assertThat(page.getByRole(AriaRole.REGION, Visitor.named("商品情報の更新"))).containsText("情報の更新が終わりました。");
    }

    @Test
    void showsWhatSendingWouldDoAsksAndSends(Visitor visitor, BridgeWithWorlds bridge) {
        bridge.send("PUT", "/api/pauses/publishing", "{\"reason\":\"確認のため\"}");
        try {
            chooseAndSend(visitor, bridge);
        } finally {
            bridge.send("DELETE", "/api/pauses/publishing", null);
        }
    }

    private static void chooseAndSend(Visitor visitor, BridgeWithWorlds bridge) {
        Page page = visitor.signIn("merchant").open("products?q=MUG-003").page();
        Locator row = page.locator("tr[data-product='MUG-003']");
        row.getByRole(AriaRole.SWITCH).click();
        assertThat(row.locator("[role=switch][aria-checked=true]:not([aria-busy])"))
                .isVisible();

        row.getByRole(AriaRole.CHECKBOX).check();
        visitor.button("チェックした商品を連携する").click();

        Locator dialog = page.getByRole(AriaRole.DIALOG);
        assertThat(dialog).containsText("1件のうち、1件を送ります");
        assertThat(dialog.locator(".tally-create .sum-number")).hasText("1");
        assertThat(dialog).containsText("審査");
        assertThat(dialog).containsText("今日すでに送った商品");
        visitor.meetsWcag("what sending would do");
        bridge.send("DELETE", "/api/pauses/publishing", null);
        dialog.getByRole(AriaRole.BUTTON, Visitor.called("1件を連携する")).click();
        assertThat(row.locator(".state")).hasText("連携成功");
        assertThat(row.locator(".col-time")).hasText("たった今");
    }
}
