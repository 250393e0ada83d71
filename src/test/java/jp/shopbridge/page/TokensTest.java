package jp.shopbridge.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.util.Map;
import jp.shopbridge.support.BridgeWithWorlds;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** APIトークン: the operator makes one, sees it once, and ends it; staff do not see the view. */
@ExtendWith(Desk.class)
class TokensTest {

    @Test
    void theOperatorMakesATokenSeesItOnceAndEndsIt(Visitor visitor, BridgeWithWorlds bridge) {
        String name = "在庫連携 " + System.nanoTime();
        Page page = visitor.signIn("operator").open("tokens").page();
        visitor.button("新しいトークンを発行する").click();
        Locator dialog = page.getByRole(AriaRole.DIALOG);
        visitor.meetsWcag("making a token");
        dialog.getByLabel("名前（必須）").fill("schedule");
        dialog.getByRole(AriaRole.BUTTON, Visitor.called("発行する")).click();
        assertThat(dialog.getByRole(AriaRole.ALERT)).containsText("この名前は使えません");
        dialog.getByLabel("名前（必須）").fill(name);
        dialog.locator("input[value=edit]").check();
        dialog.getByRole(AriaRole.BUTTON, Visitor.called("発行する")).click();

        assertThat(dialog).containsText("二度と表示できません");
        String secret = dialog.getByLabel("トークン", new Locator.GetByLabelOptions().setExact(true))
                .inputValue();
        visitor.meetsWcag("a token that was made");
        assertThat(bridge.exchange("GET", "/api/products", null, Map.of("Authorization", "Bearer " + secret))
                        .statusCode())
                .isEqualTo(200);
        dialog.getByRole(AriaRole.BUTTON, Visitor.called("閉じる")).last().click();
        Locator row = page.locator("tr", new Page.LocatorOptions().setHasText(name));
        assertThat(row).containsText("有効");
        assertThat(page.locator("body")).not().containsText(secret);
        visitor.meetsWcag("the tokens");

        row.getByRole(AriaRole.BUTTON).click();
        page.getByRole(AriaRole.DIALOG)
                .getByRole(AriaRole.BUTTON, Visitor.called("無効にする"))
                .click();

        assertThat(row).containsText("operatorさんが無効にしました");
        assertThat(bridge.exchange("GET", "/api/products", null, Map.of("Authorization", "Bearer " + secret))
                        .statusCode())
                .isEqualTo(401);
    }

    @Test
    void staffDoNotSeeTheView(Visitor visitor) {
        Page page = visitor.signIn("merchant").page();

        assertThat(page.locator(".menu a[data-view=overview]")).isVisible();
        assertThat(page.locator(".menu a[data-view=tokens]")).isHidden();
    }
}
