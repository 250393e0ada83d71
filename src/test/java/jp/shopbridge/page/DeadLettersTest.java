package jp.shopbridge.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import jp.shopbridge.support.BridgeWithWorlds;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** 取り込み・送信エラー: failures by cause, what a replay would come to, and the replay. */
@ExtendWith(Desk.class)
class DeadLettersTest {

    @Test
    void groupsByCauseAndForetellsForAMerchantWhoCannotReplay(Visitor visitor) {
        Page page = visitor.signIn("merchant").open("dead-letters").page();
        Locator cause = page.locator(".cause", new Page.LocatorOptions().setHasText("MAPPING_VALUE_UNUSABLE"));
        assertThat(cause.locator(".cause-count")).containsText("件");
        assertThat(cause).containsText("再実行してください");
        assertThat(cause.getByText("すべて再実行する")).hasCount(0);

        cause.getByRole(AriaRole.BUTTON, Visitor.called("再実行の見込みを調べる")).click();

        assertThat(cause.locator(".outlook")).containsText("件が成功する見込みです。");
        visitor.meetsWcag("causes with a forecast");
        cause.getByText("商品を見る").click();
        assertThat(page.locator("table.letters tbody tr").first()).containsText("BROKEN-");
        visitor.meetsWcag("the letters of a cause");
        page.getByText("詳細").first().click();
        assertThat(page.getByRole(AriaRole.DIALOG)).containsText("futureshopから受け取った内容");
        visitor.meetsWcag("one letter");
    }

    @Test
    void replaysWhatWasRepairedWithProgress(Visitor visitor, BridgeWithWorlds bridge) {
        String category =
                bridge.get("/api/products/TOWEL-002").path("categoryId").asText();
        String permission = bridge.tiktokUrl() + "/control/categories/" + category;
        bridge.control("POST", permission, "{\"permission\":\"RESTRICTED\"}");
        bridge.send("PUT", "/api/products/TOWEL-002/selection", "{\"selected\":true}");
        bridge.await(
                "/api/dead-letters?status=parked&productNo=TOWEL-002",
                letters -> letters.path("total").asInt() == 1);
        String code = bridge.get("/api/dead-letters?status=parked&productNo=TOWEL-002")
                .at("/items/0/code")
                .asText();
        bridge.control("POST", permission, "{\"permission\":\"\"}");

        Page page = visitor.signIn("operator")
                .open("dead-letters?stage=publishing&code=" + code)
                .page();
        Locator row = page.locator("table.letters tbody tr", new Page.LocatorOptions().setHasText("TOWEL-002"));
        row.getByRole(AriaRole.CHECKBOX).check();
        visitor.button("再実行の見込みを調べる").click();
        assertThat(page.locator(".outlook").first()).containsText("いま再実行すると1件中1件が成功する見込みです。");
        visitor.button("再実行する").click();
        Locator question = page.getByRole(AriaRole.DIALOG);
        assertThat(question).containsText("1件中1件が成功する見込みです");
        question.getByRole(AriaRole.BUTTON, Visitor.called("再実行する")).click();

        assertThat(page.locator(".toast").last()).containsText("再実行が終わりました");
        bridge.await(
                "/api/products/TOWEL-002",
                product -> product.path("state").asText().equals("live"));
        bridge.await(
                "/api/dead-letters?status=resolved&productNo=TOWEL-002",
                letters -> letters.path("total").asInt() == 1);
    }

    @Test
    void discardsOnlyWithAReason(Visitor visitor) {
        Page page = visitor.signIn("operator")
                .open("dead-letters?stage=intake&code=INTAKE_NUMBER_TWICE")
                .page();
        page.getByText("対応不要").last().click();
        Locator dialog = page.getByRole(AriaRole.DIALOG);
        visitor.meetsWcag("discarding a letter");
        dialog.getByRole(AriaRole.BUTTON, Visitor.called("対応不要")).click();
        assertThat(dialog.getByLabel("理由（必須）")).hasAttribute("aria-invalid", "true");

        dialog.getByLabel("理由（必須）").fill("重複しているため");
        dialog.getByRole(AriaRole.BUTTON, Visitor.called("対応不要")).click();

        assertThat(page.locator(".toast").last()).containsText("対応不要にしました");
        visitor.open("dead-letters?status=discarded&stage=intake&code=INTAKE_NUMBER_TWICE");
        assertThat(page.locator("table.letters tbody tr").first()).containsText("operator：重複しているため");
    }
}
