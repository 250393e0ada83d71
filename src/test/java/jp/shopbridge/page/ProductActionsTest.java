package jp.shopbridge.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.nio.file.Path;
import jp.shopbridge.support.BridgeWithWorlds;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** 操作 in 商品詳細, the suggested category, and 既存商品と紐付け. */
@ExtendWith(Desk.class)
class ProductActionsTest {

    @Test
    void stopsTheSaleAndSaysSo(Visitor visitor, BridgeWithWorlds bridge) {
        bridge.send("PUT", "/api/products/TOWEL-001/selection", "{\"selected\":true}");
        bridge.await(
                "/api/products/TOWEL-001",
                product -> product.path("state").asText().equals("live"));
        visitor.signIn("merchant");
        Locator sheet = visitor.openProduct("TOWEL-001");

        sheet.locator("summary", new Locator.LocatorOptions().setHasText("操作")).click();
        assertThat(sheet.locator(".actions-entry")).hasCount(2);
        picture(visitor, "actions-menu");
        visitor.meetsWcag("the menu 操作");
        sheet.locator(".actions-entry", new Locator.LocatorOptions().setHasText("販売を停止"))
                .click();
        Locator question = visitor.page().locator("dialog").last();
        picture(visitor, "actions-question");
        question.getByRole(AriaRole.BUTTON, Visitor.called("販売を停止")).click();

        assertThat(sheet.locator(".sheet-facts .state")).hasText("販売停止中");
        sheet.locator("summary", new Locator.LocatorOptions().setHasText("操作")).click();
        assertThat(sheet.locator(".actions-entry").first()).containsText("販売を再開");
        picture(visitor, "actions-stopped");
    }

    @Test
    void takesTheSuggestedCategoryOnlyWhenThePersonDoes(Visitor visitor) {
        visitor.signIn("merchant");
        Locator sheet = visitor.openProduct("TEA-002");
        Locator field = sheet.locator("[data-field=category_id]");

        field.getByRole(AriaRole.BUTTON, Visitor.called("TikTok Shopのおすすめを見る")).click();

        assertThat(field.locator("[role=status]")).containsText("おすすめ:");
        field.scrollIntoViewIfNeeded();
        picture(visitor, "category-suggestion");
        visitor.meetsWcag("the suggested category");
    }

    @Test
    void takesProposedPackageAndAttributesOneByOne(Visitor visitor) {
        visitor.signIn("merchant");
        Locator sheet = visitor.openProduct("TEA-002");

        sheet.getByRole(AriaRole.BUTTON, Visitor.called("TikTok Shopの提案（重量・サイズ・属性）を見る"))
                .click();

        Locator proposals = sheet.locator(".proposals table");
        assertThat(proposals.locator("tbody tr").first()).containsText("300 g");
        proposals.locator("tbody tr").first().getByRole(AriaRole.BUTTON).click();
        assertThat(sheet.locator("[data-field=weight_g] input")).hasValue("300");
        proposals.scrollIntoViewIfNeeded();
        picture(visitor, "proposals");
        visitor.meetsWcag("the proposals of TikTok Shop");
        visitor.page().setViewportSize(375, 860);
        picture(visitor, "proposals-narrow");
        visitor.page().setViewportSize(1280, 860);
    }

    @Test
    void showsWhatLinkingWouldComeTo(Visitor visitor) {
        visitor.signIn("merchant");
        visitor.open("products?q=TOWEL-00");
        visitor.page().locator("th.col-tick input").check();

        visitor.button("既存商品と紐付け").click();

        Locator dialog = visitor.page().locator("dialog");
        assertThat(dialog.locator("table tbody tr").first()).isVisible();
        assertThat(dialog).containsText("同じSKU管理番号の商品はTikTok Shopにありません");
        picture(visitor, "links");
        visitor.meetsWcag("既存商品と紐付け");
    }

    private static void picture(Visitor visitor, String name) {
        visitor.page().screenshot(new Page.ScreenshotOptions().setPath(Path.of("target", "page", name + ".png")));
    }
}
