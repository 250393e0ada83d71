package jp.shopbridge.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.AriaRole;
import java.util.Map;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import jp.shopbridge.support.BridgeWithWorlds;
import jp.shopbridge.support.Database;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** When 保存する cannot be done the sheet says so where the person looks, and what was typed is still there. */
@ExtendWith(Desk.class)
class SavingTroubleTest {

    private static final Pattern PRODUCT = Pattern.compile("/api/products/TOWEL-00\\d$");
    private static final String TYPED = "まだ保存していない商品名";

    @Test
    void saysWhatCameBackInsteadOfAnAnswer(Visitor visitor, BridgeWithWorlds bridge) {
        Locator sheet = visitor.signIn("merchant").openProduct("TOWEL-006");
        title(sheet).fill(TYPED);
        Map<String, Consumer<Route>> troubles = Map.of(
                "サーバーに接続できませんでした",
                route -> route.abort("connectionrefused"),
                "サーバーで問題が起きています（HTTP 500）",
                page(500),
                "サーバーで問題が起きています（HTTP 503）",
                page(503),
                "サーバーで問題が起きています（HTTP 504）",
                page(504),
                "許可されませんでした",
                page(403),
                "短い間に操作が続いた",
                page(429),
                "応答を読み取れませんでした",
                page(200),
                "状態が変わってから",
                problem(409, "商品は審査中です。状態が変わってからもう一度お試しください。"),
                "データベースに接続できない",
                problem(503, "データベースに接続できないため、処理できませんでした。"),
                "サーバーからの応答を読み取れませんでした",
                route -> route.fulfill(new Route.FulfillOptions()
                        .setStatus(200)
                        .setContentType("application/json")
                        .setBody("{\"productNo\":")));
        troubles.forEach((said, trouble) -> {
            visitor.page().route(PRODUCT, trouble);
            save(sheet);
            Locator refusal = sheet.locator(".save-bar [role='alert']");
            assertThat(refusal).containsText(said);
            assertThat(refusal).containsText("入力した内容はこの画面に残っています");
            assertThat(title(sheet)).hasValue(TYPED);
            assertThat(sheet.getByRole(AriaRole.BUTTON, Visitor.called("保存する"))).isEnabled();
            visitor.page().unroute(PRODUCT);
            title(sheet).press("End");
        });
        visitor.meetsWcag("a refusal to save");

        save(sheet);
        assertThat(sheet.locator(".save-bar")).isHidden();
        assertThat(bridge.get("/api/products/TOWEL-006").path("title").asText()).isEqualTo(TYPED);
    }

    @Test
    void tellsAnAnswerThatWasLostFromSomebodyElsesChange(Visitor visitor, BridgeWithWorlds bridge) {
        Locator sheet = visitor.signIn("merchant").openProduct("TOWEL-007");
        title(sheet).fill(TYPED);
        visitor.page().route(PRODUCT, route -> {
            if (route.request().method().equals("PATCH")) {
                route.fetch();
                route.abort("connectionreset");
            } else {
                route.resume();
            }
        });
        save(sheet);
        assertThat(sheet.locator(".save-bar [role='alert']")).containsText("サーバーに接続できませんでした");
        visitor.page().unroute(PRODUCT);
        long version = bridge.get("/api/products/TOWEL-007").path("version").asLong();

        assertThat(visitor.page().locator(".toast").last()).containsText("保存しました");
        assertThat(sheet.locator(".save-bar")).isHidden();
        assertThat(title(sheet)).hasValue(TYPED);
        assertThat(visitor.page().locator("dialog.wide")).hasCount(0);
        assertThat(bridge.get("/api/products/TOWEL-007").path("version").asLong())
                .isEqualTo(version);
    }

    @Test
    void keepsWhatWasTypedWhenTheSessionHasEnded(Visitor visitor) {
        Locator sheet = visitor.signIn("merchant").openProduct("TOWEL-008");
        title(sheet).fill(TYPED);
        visitor.context().clearCookies();
        save(sheet);

        Page page = visitor.page();
        assertThat(page.locator("#ended")).containsText("ログインの有効期限が切れました");
        assertThat(page.locator("#ended")).containsText("保存していない入力は残っています");
        visitor.meetsWcag("sign-in after the session has ended");
        page.getByLabel("ユーザー名").fill("merchant");
        page.getByLabel("パスワード").fill(BridgeWithWorlds.PASSWORD);
        page.getByRole(AriaRole.BUTTON, Visitor.named("ログイン")).click();
        assertThat(title(page.locator("dialog.sheet"))).hasValue(TYPED);
    }

    @Test
    void showsMessagesAboveTheOpenSheetAndLetsThemBeClosed(Visitor visitor) {
        Locator sheet = visitor.signIn("merchant").openProduct("TOWEL-009");
        visitor.page().route(Pattern.compile("/selection$"), page(503));
        sheet.getByRole(AriaRole.SWITCH).first().click();

        Locator toast = visitor.page().locator(".toast.bad");
        assertThat(toast).containsText("サーバーで問題が起きています（HTTP 503）");
        assertThat(visitor.page()
                        .evaluate("() => { const box = document.querySelector('.toast.bad').getBoundingClientRect();"
                                + " const there = document.elementFromPoint(box.x + box.width / 2, box.y +"
                                + " box.height / 2); return there !== null && there.closest('.toast') !=="
                                + " null; }"))
                .as("nothing lies over the message")
                .isEqualTo(true);
        visitor.meetsWcag("a message above the sheet");
        toast.getByRole(AriaRole.BUTTON, Visitor.called("閉じる")).click();
        assertThat(toast).hasCount(0);
        sheet.locator(".dialog-head .square").click();
        assertThat(visitor.page().locator("body > #toasts")).hasCount(1);
    }

    @Test
    void saysThatTheServerIsGone(Visitor visitor) {
        BridgeWithWorlds gone = BridgeWithWorlds.on(Database.h2(), Map.of());
        try (BrowserContext context = visitor.context().browser().newContext(Visitor.window(gone.baseUrl()))) {
            gone.await("/api/status", status -> "done"
                    .equals(status.at("/shops/0/intake/run/status").asText()));
            Visitor left = new Visitor(context);
            Locator sheet = left.signIn("merchant").openProduct("MUG-021");
            title(sheet).fill(TYPED);
            gone.close();
            save(sheet);

            assertThat(sheet.locator(".save-bar [role='alert']")).containsText("サーバーに接続できませんでした");
            assertThat(title(sheet)).hasValue(TYPED);
        } finally {
            gone.close();
        }
    }

    private static Consumer<Route> page(int status) {
        return route -> route.fulfill(new Route.FulfillOptions()
                .setStatus(status)
                .setContentType("text/html")
                .setBody("<html><body><h1>Something else</h1></body></html>"));
    }

    private static Consumer<Route> problem(int status, String ja) {
        return route -> route.fulfill(new Route.FulfillOptions()
                .setStatus(status)
                .setContentType("application/problem+json")
                .setBody("{\"status\":" + status + ",\"code\":\"X\",\"detail\":\"" + ja + "\"}"));
    }

    private static Locator title(Locator sheet) {
        return sheet.locator("[data-field='title'] input");
    }

    private static void save(Locator sheet) {
        sheet.getByRole(AriaRole.BUTTON, Visitor.called("保存する")).click();
    }
}
