package jp.shopbridge.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.APIResponse;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Response;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.FormData;
import com.microsoft.playwright.options.RequestOptions;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Who gets in, what they are shown, and how they leave. */
@ExtendWith(Desk.class)
class SignInTest {

    @Test
    void leadsWhoeverIsNotSignedInToTheFormAndBackToWhereTheyWanted(Visitor visitor) {
        Page page = visitor.page();

        page.navigate("/#/overview");

        assertThat(page).hasURL(Pattern.compile("/login.html"));
        assertThat(page.getByLabel("ユーザー名")).isFocused();
        visitor.meetsWcag("the sign-in form");
    }

    @Test
    void showsAMerchantTheListWithoutTheConsole(Visitor visitor) {
        visitor.signIn("merchant");

        Page page = visitor.page();
        assertThat(page.getByRole(AriaRole.HEADING, Visitor.named("商品一覧"))).isVisible();
        Locator rows = page.locator("table.list tbody tr");
        assertThat(rows).hasCount(50);
        assertThat(page.locator(".tabs")).containsText("不足項目あり");
        assertThat(page.getByText("運用コンソール")).hasCount(0);
    }

    @Test
    void refusesAWrongPasswordInASentence(Visitor visitor) {
        Page page = visitor.page();
        page.navigate("/login.html");
        page.getByLabel("ユーザー名").fill("merchant");
        page.getByLabel("パスワード").fill("not-it");

        visitor.button("ログイン").click();

        assertThat(page.getByRole(AriaRole.ALERT)).containsText("違います");
        visitor.meetsWcag("the refused sign-in");
    }

    @Test
    void saysHowLongToWaitAfterTooManyWrongPasswords(Visitor visitor) {
        visitor.signIn("merchant");
        Page page = visitor.page();
        String token = String.valueOf(
                page.evaluate("() => decodeURIComponent(document.cookie.match(/XSRF-TOKEN=([^;]*)/)[1])"));
        for (int i = 0; i < 10; i++) {
            page.request()
                    .post(
                            "/login",
                            RequestOptions.create()
                                    .setForm(FormData.create()
                                            .set("username", "merchant")
                                            .set("password", "wrong-" + i)
                                            .set("_csrf", token)));
        }
        page.navigate("/login.html");
        page.getByLabel("ユーザー名").fill("merchant");
        page.getByLabel("パスワード").fill("wrong");

        visitor.button("ログイン").click();

        assertThat(page.getByRole(AriaRole.ALERT)).containsText(Pattern.compile("\\d+秒ほど待って"));
        visitor.meetsWcag("the sign-in that has to wait");
        visitor.takeFaults();
    }

    @Test
    void endsTheSessionWhenThePersonLeaves(Visitor visitor) {
        visitor.signIn("operator");
        Page page = visitor.page();
        assertThat(page.getByText("運用コンソール")).isVisible();

        visitor.button("ログアウト").click();

        assertThat(page.getByRole(AriaRole.STATUS)).containsText("ログアウトしました");
        assertThat(page.request().get("/api/products", RequestOptions.create()).status())
                .isEqualTo(401);
    }

    @Test
    void takesNoChangeWithoutTheSessionsToken(Visitor visitor) {
        visitor.signIn("merchant");

        APIResponse forged = visitor.page()
                .request()
                .put(
                        "/api/products/MUG-001/selection",
                        RequestOptions.create()
                                .setHeader("Content-Type", "application/json")
                                .setData("{\"selected\":true}"));

        assertThat(forged.status()).isEqualTo(403);
    }

    @Test
    void forbidsInlineScriptsAndStyles(Visitor visitor) {
        visitor.signIn("merchant");

        Response shell = visitor.page().reload();
        String policy = shell.headers().get("content-security-policy");

        assertThat(policy)
                .contains("default-src 'self'")
                .doesNotContain("unsafe-inline")
                .doesNotContain("unsafe-eval");
        visitor.page()
                .evaluate("() => { const s = document.createElement('script'); s.textContent = 'window.ran = 1';"
                        + " document.body.append(s); }");
        assertThat(visitor.page().evaluate("() => window.ran ?? null")).isNull();
        assertThat(visitor.takeFaults()).anyMatch(fault -> fault.contains("Content Security Policy"));
    }
}
