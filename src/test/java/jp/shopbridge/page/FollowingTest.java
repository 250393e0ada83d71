package jp.shopbridge.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import jp.shopbridge.support.BridgeWithWorlds;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** An open 商品詳細 follows what others and the program do to its product, and nothing that was typed is ever lost. */
@ExtendWith(Desk.class)
class FollowingTest {

    private static final String TYPED = "入力途中の商品名";

    @Test
    void showsWhatBecomesOfTheProductWhileSomebodyTypes(Visitor visitor, BridgeWithWorlds bridge) {
        Locator sheet = visitor.signIn("merchant").openProduct("TOWEL-013");
        assertThat(sheet.locator(".sheet-facts .state")).hasText("同期待ち");
        title(sheet).fill(TYPED);

        bridge.send("PATCH", "/api/products/TOWEL-013", "{\"weight_g\":777}");
        assertThat(sheet.getByLabel("重量")).hasValue("777");
        assertThat(visitor.page().locator(".toast").last()).containsText("operatorさんの変更（重量");
        bridge.send("PUT", "/api/products/TOWEL-013/selection", "{\"selected\":true}");
        assertThat(sheet.locator(".sheet-facts .state")).hasText("連携成功");
        assertThat(sheet.getByRole(AriaRole.SWITCH).first()).hasAttribute("aria-checked", "true");

        assertThat(title(sheet)).hasValue(TYPED);
        assertThat(sheet.locator(".save-bar")).containsText("1件の変更");
        save(sheet);
        assertThat(sheet.locator(".save-bar")).isHidden();
        assertThat(bridge.get("/api/products/TOWEL-013").path("title").asText()).isEqualTo(TYPED);
        assertThat(bridge.get("/api/products/TOWEL-013").at("/values/weight_g").asInt())
                .isEqualTo(777);
    }

    @Test
    void showsTwoPeopleBothTextsAndKeepsThemOverAReload(Visitor visitor, BridgeWithWorlds bridge) {
        Locator sheet = visitor.signIn("merchant").openProduct("TOWEL-014");
        title(sheet).fill(TYPED);
        sheet.getByLabel("商品説明").first().fill("<p>私の説明</p>");
        try (BrowserContext other = visitor.context().browser().newContext(Visitor.window(bridge.baseUrl()))) {
            Locator theirs = new Visitor(other).signIn("operator").openProduct("TOWEL-014");
            title(theirs).fill("同僚の商品名");
            theirs.getByLabel("商品説明").first().fill("<p>同僚の<b>長い</b>説明</p>");
            save(theirs);
            assertThat(theirs.locator(".save-bar")).isHidden();
        }
        Locator clash = sheet.locator(".standing .callout.bad");
        assertThat(clash).containsText("ほかの人が変更しました：商品名、商品説明");

        assertThat(visitor.page().locator(".toast", new Page.LocatorOptions().setHasText("表示に反映しました")))
                .hasCount(0);

        visitor.page().reload();
        assertThat(title(sheet)).hasValue(TYPED);
        assertThat(clash).containsText("ほかの人が変更しました：商品名、商品説明");
        visitor.meetsWcag("a clash in an open product");
        clash.getByRole(AriaRole.BUTTON).click();

        Locator conflict = visitor.page().locator("dialog.wide");
        assertThat(conflict.locator(".conflict-field")).hasCount(2);
        Locator description = conflict.locator(".conflict-field", new Locator.LocatorOptions().setHasText("私の説明"));
        assertThat(description.locator(".conflict-side").first()).containsText("あなたの値");
        assertThat(description.locator(".conflict-side").last()).containsText("operator");
        assertThat(description.locator(".conflict-side").last()).containsText("同僚の長い説明");
        visitor.meetsWcag("both texts of a conflict");
        description.locator(".conflict-side").last().locator("input").check();
        conflict.getByRole(AriaRole.BUTTON, Visitor.called("選んだ値で保存する")).click();

        assertThat(sheet.locator(".save-bar")).isHidden();
        assertThat(bridge.get("/api/products/TOWEL-014").path("title").asText()).isEqualTo(TYPED);
        assertThat(bridge.get("/api/products/TOWEL-014")
                        .at("/values/description")
                        .asText())
                .contains("長い");
    }

    @Test
    void keepsWhatWasTypedOverTheWayBackAndInOtherTabs(Visitor visitor) {
        Locator sheet =
                visitor.signIn("merchant").open("products?q=TOWEL-015").page().locator("dialog.sheet");
        Page page = visitor.page();
        page.locator("tr[data-product='TOWEL-015'] .row-title").click();
        title(sheet).fill(TYPED);
        sheet.getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("カテゴリを選ぶ"))
                .click();
        assertThat(page.locator("dialog[open]")).hasCount(2);

        page.goBack();

        assertThat(page.locator("dialog")).hasCount(0);
        assertThat(page.locator("tr[data-product='TOWEL-015']")).containsText("未保存の入力あり");
        Page tab = visitor.context().newPage();
        tab.navigate("/#/products?q=TOWEL-015&open=TOWEL-015");
        assertThat(title(tab.locator("dialog.sheet"))).hasValue(TYPED);
        tab.locator("dialog.sheet").getByLabel("重量").fill("456");
        tab.close();
        page.goForward();
        assertThat(title(sheet)).hasValue(TYPED);
        assertThat(sheet.getByLabel("重量")).hasValue("456");
        sheet.getByRole(AriaRole.BUTTON, Visitor.called("すべて取り消す")).click();
        sheet.getByLabel("閉じる").first().click();
        assertThat(page.locator("tr[data-product='TOWEL-015']")).not().containsText("未保存の入力あり");
    }

    @Test
    void keepsOnePersonsTextFromAnother(Visitor visitor) {
        Locator sheet = visitor.signIn("merchant").openProduct("TOWEL-016");
        String saved = title(sheet).inputValue();
        title(sheet).fill(TYPED);
        visitor.context().clearCookies();

        assertThat(title(visitor.signIn("operator").openProduct("TOWEL-016"))).hasValue(saved);
        visitor.context().clearCookies();
        assertThat(title(visitor.signIn("merchant").openProduct("TOWEL-016"))).hasValue(TYPED);
    }

    @Test
    void saysThatNothingAnswersAndSavesByAPressOnceItDoes(Visitor visitor, BridgeWithWorlds bridge) {
        Locator sheet = visitor.signIn("merchant").openProduct("TOWEL-017");
        title(sheet).fill(TYPED);
        visitor.context().setOffline(true);

        Locator notice = visitor.page().locator(".notice", new Page.LocatorOptions().setHasText("サーバーに接続できません"));
        assertThat(notice).containsText("の内容です");
        Locator refusal = sheet.locator(".save-bar [role='alert']");
        assertThat(refusal).containsText("まだ保存できません");
        save(sheet);
        assertThat(refusal).containsText("入力した内容はこの画面に残っています");
        visitor.context().setOffline(false);

        assertThat(notice).hasCount(0);
        assertThat(refusal).containsText("サーバーに再び接続しました");
        assertThat(title(sheet)).hasValue(TYPED);
        save(sheet);
        assertThat(sheet.locator(".save-bar")).isHidden();
        assertThat(bridge.get("/api/products/TOWEL-017").path("title").asText()).isEqualTo(TYPED);
    }

    private static Locator title(Locator sheet) {
        return sheet.locator("[data-field='title'] input");
    }

    private static void save(Locator sheet) {
        sheet.getByRole(AriaRole.BUTTON, Visitor.called("保存する")).click();
    }
}
