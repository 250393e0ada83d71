package jp.shopbridge.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.nio.file.Path;
import java.util.function.Predicate;
import jp.shopbridge.support.BridgeWithWorlds;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What TikTok Shop holds of a product beside what buyers see, 上書き, and 連携する for what its audit turned down. */
@ExtendWith(Desk.class)
class VersionsTest {

    private static final String SELLERS = "Seller Centerで途中まで直した名前";
    private static final String OURS = "こちらで直したトートバッグ";

    @Test
    void showsWhoSaysWhatAndSendsItOverTheDraftWhenAPersonWantsThat(Visitor visitor, BridgeWithWorlds bridge) {
        String path = "/api/products/BAG-002";
        bridge.send("PUT", path + "/selection", "{\"selected\":true}");
        JsonNode live = bridge.await(path, is("live"));
        String remote = bridge.tiktokUrl() + "/control/products/"
                + live.path("remoteProductId").asText();
        bridge.control("POST", remote + "/draft", "{\"title\":\"" + SELLERS + "\"}");
        bridge.send("PATCH", path, "{\"title\":\"" + OURS + "\"}");
        bridge.await(path, product -> product.path("stateCode").asText().equals("PUBLISHING_OTHERS_DRAFT"));
        visitor.signIn("merchant");
        Locator sheet = visitor.openProduct("BAG-002");

        assertThat(sheet.locator(".standing")).containsText("Seller Centerで作られた下書き");
        sheet.getByRole(AriaRole.TAB, Visitor.called("送信内容")).click();
        sheet.getByRole(AriaRole.BUTTON, Visitor.called("TikTok Shopから読み取る")).click();

        Locator table = sheet.locator(".versions table");
        assertThat(table.locator("thead th")).hasText(new String[] {"項目", "今TikTokで見えている内容", "下書きの内容", "こちらの内容"});
        Locator title = table.locator("tr.unlike").filter(new Locator.FilterOptions().setHasText("商品名"));
        assertThat(title.locator("td").nth(1)).hasText(SELLERS);
        assertThat(title.locator("td").nth(2)).hasText(OURS);
        table.scrollIntoViewIfNeeded();
        pictures(visitor, "versions-draft");
        visitor.meetsWcag("the versions of a product");

        sheet.getByRole(AriaRole.BUTTON, Visitor.called("上書き")).click();
        Locator question = visitor.page().locator("dialog").last();
        assertThat(question).containsText("元に戻すことはできません");
        picture(visitor, "versions-overwrite");
        question.getByRole(AriaRole.BUTTON, Visitor.called("上書き")).click();

        assertThat(visitor.page().locator(".toasts, .toast").first()).containsText("上書きして送信します");
        bridge.await(path, is("live"));
        JsonNode shown = bridge.control("GET", remote, null);
        Assertions.assertThat(shown.toString()).contains(OURS).doesNotContain(SELLERS);
    }

    @Test
    void asksBeforeWhatTheAuditTurnedDownGoesOutUnchanged(Visitor visitor, BridgeWithWorlds bridge) {
        String path = "/api/products/SOCKS-004";
        bridge.send("PATCH", path, "{\"title\":\"最安値保証のくつした\"}");
        bridge.send("PUT", path + "/selection", "{\"selected\":true}");
        bridge.await(path, is("rejected"));
        visitor.signIn("merchant");
        Locator sheet = visitor.openProduct("SOCKS-004");
        picture(visitor, "rejected");

        sheet.locator(".standing")
                .getByRole(AriaRole.BUTTON, Visitor.called("連携する"))
                .click();

        Locator dialog = visitor.page().locator("dialog").last();
        assertThat(dialog).containsText("1件は、審査NGになってから内容が変わっていません");
        assertThat(dialog).containsText("TikTok Shopの呼び出しは約");
        assertThat(dialog).containsText("最後の1件を送るのは");
        pictures(visitor, "publish-unchanged");
        visitor.meetsWcag("what 連携する costs");
        dialog.getByRole(AriaRole.BUTTON, Visitor.called("1件を連携する")).click();

        bridge.await(path, is("in-review"));
        bridge.await(path, is("rejected"));
    }

    private static Predicate<JsonNode> is(String state) {
        return product -> product.path("state").asText().equals(state);
    }

    private static void pictures(Visitor visitor, String name) {
        picture(visitor, name);
        visitor.page().setViewportSize(375, 860);
        picture(visitor, name + "-narrow");
        visitor.page().setViewportSize(1280, 860);
    }

    private static void picture(Visitor visitor, String name) {
        visitor.page().screenshot(new Page.ScreenshotOptions().setPath(Path.of("target", "page", name + ".png")));
    }
}
