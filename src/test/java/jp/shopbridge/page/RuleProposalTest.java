package jp.shopbridge.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Download;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import jp.shopbridge.support.BridgeWithWorlds;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** この修正をルールにする in 商品詳細. */
@ExtendWith(Desk.class)
class RuleProposalTest {

    @Test
    void showsTheRowThatWouldMakeACorrectionTheRuleWithItsEffectAndHandsOutTheFile(
            Visitor visitor, BridgeWithWorlds bridge) throws IOException {
        bridge.send("PATCH", "/api/products/TOY-001", "{\"brand_id\":\"7082427311584347999\",\"title\":\"直したおもちゃ\"}");
        visitor.signIn("merchant");
        Locator sheet = visitor.openProduct("TOY-001");
        Page page = visitor.page();

        assertThat(sheet.locator("[data-field=title]").getByText("この修正をルールにする")).hasCount(0);
        assertThat(sheet.locator("[data-field=category_id]").getByText("この修正をルールにする"))
                .hasCount(0);
        sheet.locator("[data-field=brand_id]").getByText("この修正をルールにする").click();

        Locator dialog = page.getByRole(
                AriaRole.DIALOG,
                new Page.GetByRoleOptions().setName("この修正をルールにする").setExact(true));
        assertThat(dialog).containsText("対応表 lookups/categories.csv の「toy」の行で、brand_id を");
        List<String> row = dialog.locator("table").first().locator("tbody td").allTextContents();
        assertThat(row).containsExactly("lookups/categories.csv", "toy", "brand_id", "（なし）", "7082427311584347999");
        assertThat(dialog).containsText(java.util.regex.Pattern.compile("[1-9][0-9]*件に効きます。 まだ何も変わっていません。"));
        visitor.meetsWcag("the proposal of a rule");
        page.screenshot(new Page.ScreenshotOptions().setPath(Path.of("target/pages/rule.png")));

        dialog.getByText("影響を詳しく見る").click();
        assertThat(dialog.getByText("TikTok Shopへ送る内容")).isVisible();
        visitor.meetsWcag("the effect of a proposed rule");
        page.screenshot(new Page.ScreenshotOptions().setPath(Path.of("target/pages/rule-effect.png")));

        Download download =
                page.waitForDownload(() -> dialog.getByRole(AriaRole.BUTTON, Visitor.called("categories.csv をダウンロード"))
                        .click());
        assertThat(download.suggestedFilename()).isEqualTo("categories.csv");
        assertThat(Files.readString(download.path(), StandardCharsets.UTF_8))
                .contains("toy,600711,7082427311584347999")
                .contains("tea,600002,7082427311584347905");

        dialog.getByRole(AriaRole.BUTTON, Visitor.called("閉じる")).last().click();
        assertThat(dialog).hasCount(0);
        assertThat(sheet.locator("[data-field=brand_id]").getByText("この修正をルールにする"))
                .isFocused();
    }
}
