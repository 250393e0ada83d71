package jp.shopbridge.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.AriaRole;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.regex.Pattern;
import jp.shopbridge.Json;
import jp.shopbridge.support.BridgeWithWorlds;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.jdbc.core.simple.JdbcClient;

/** 概況 and TikTok Shop認証: the line that adds up, pauses and the button that ends them, the authorization's end. */
@ExtendWith(Desk.class)
class OverviewTest {

    @Test
    void showsALineThatAddsUpAndWhatStandsBehindIt(Visitor visitor) {
        Page page = visitor.signIn("merchant").open("overview").page();
        page.locator(".sum-number").first().waitFor();

        List<Integer> numbers = page.locator(".sum-number").allTextContents().stream()
                .map(text -> Integer.parseInt(text.replace(",", "")))
                .toList();

        assertThat(numbers.get(0))
                .isEqualTo(numbers.stream().skip(1).mapToInt(Integer::intValue).sum());
        assertThat(page.locator(".cards")).containsText("次の更新");
        assertThat(page.locator(".cards")).containsText("今日の送信数");
        assertThat(page.locator(".cards")).containsText("使用中の版");
        assertThat(page.getByText("止める")).hasCount(0);
    }

    @Test
    void letsTheOperatorPauseWithAReasonThatStaffSeeAndResume(Visitor visitor, BridgeWithWorlds bridge) {
        Page page = visitor.signIn("operator").open("overview").page();
        visitor.button("審査の確認 止める").click();
        Locator dialog = page.getByRole(AriaRole.DIALOG);
        visitor.meetsWcag("pausing a stage");
        dialog.getByLabel("理由（必須）").fill("棚卸しのため");
        dialog.getByRole(AriaRole.BUTTON, Visitor.called("止める")).click();

        Locator notice = page.locator(".notice", new Page.LocatorOptions().setHasText("審査の確認を停止中です"));
        assertThat(notice).containsText("棚卸しのため");
        visitor.meetsWcag("a pause");
        visitor.button("審査の確認 再開する").click();

        assertThat(notice).hasCount(0);
        assertThat(bridge.get("/api/pauses").path("items")).isEmpty();
    }

    @Test
    void showsTheCodesNobodyHasDescribedOnceThereAreSome(Visitor visitor) {
        Page page = visitor.signIn("operator").open("overview").page();
        page.locator(".sum-number").first().waitFor();
        assertThat(page.locator(".undescribed")).isHidden();

        page.route(
                Pattern.compile("/api/undescribed-codes"),
                route -> route.fulfill(new Route.FulfillOptions()
                        .setContentType("application/json")
                        .setBody("{\"items\":[{\"code\":77777777,\"operation\":\"create\",\"message\":\"new words\","
                                + "\"times\":3,\"firstAt\":\"2026-11-25T01:00:00Z\",\"lastAt\":\"2026-11-25T02:00:00Z\"}],"
                                + "\"total\":1}")));
        visitor.open("products");
        visitor.open("overview");

        assertThat(page.locator(".undescribed")).containsText("77777777");
        assertThat(page.locator(".undescribed")).containsText("new words");
        visitor.meetsWcag("codes without a description");
    }

    @Test
    void warnsThirtyDaysBeforeTheAuthorizationEnds(Visitor visitor) {
        Page page = visitor.page();
        page.route(Pattern.compile("/api/status"), route -> changed(route, "/shops/0/authorization", soon()));
        page.route(Pattern.compile("/api/authorization$"), route -> changed(route, "", soon()));

        visitor.signIn("merchant").open("overview");

        assertThat(page.locator(".notice").first()).containsText("あと19日で切れます");
        visitor.open("authorization");
        assertThat(page.locator(".authorization")).containsText("認証し直す");
        visitor.meetsWcag("an authorization that ends soon");
    }

    @Test
    void leadsFromTheListToTheAuthorizationUntilItIsDone(Visitor visitor) {
        Page page = visitor.page();
        ObjectNode none = Json.MAPPER.createObjectNode().put("authorized", false);
        page.route(Pattern.compile("/api/status"), route -> changed(route, "/shops/0/authorization", none));
        page.route(Pattern.compile("/api/authorization$"), route -> changed(route, "", none));

        visitor.signIn("merchant");

        assertThat(page).hasURL(Pattern.compile("#/authorization"));
        assertThat(page.locator(".authorization")).containsText("TikTok Shopの認証がまだです");
        visitor.meetsWcag("the way to the authorization");
        page.getByText("先に商品一覧を見る").click();
        assertThat(page.locator("table.list tbody tr")).hasCount(50);
    }

    @Test
    void rehearsesTheCatalogueAndTellsWhatToMend(Visitor visitor, BridgeWithWorlds bridge) {
        Page page = visitor.signIn("merchant").open("overview").page();
        Locator card = page.locator(".card.rehearsal");
        visitor.button("リハーサルを開始する").click();

        assertThat(card).containsText(Pattern.compile("\\d+件のうち\\d+件が通ります"));
        assertThat(card).containsText("修正すること");
        visitor.meetsWcag("the result of a rehearsal");
        JsonNode result = bridge.get("/api/rehearsals");
        assertThat(result.path("status").asText()).isEqualTo("done");
        assertThat(result.path("examined").asInt())
                .isEqualTo(result.path("products").asInt());
        assertThat(card.locator(".findings > li").first())
                .containsText(result.at("/causes/0/products").asText() + "件");
        card.scrollIntoViewIfNeeded();
        page.screenshot(new Page.ScreenshotOptions().setPath(Path.of("target/rehearsal.png")));
        card.getByText(Pattern.compile("すべて見る")).click();
        Locator dialog = page.getByRole(AriaRole.DIALOG);
        assertThat(dialog.locator(".findings > li"))
                .hasCount(result.path("causes").size());
        visitor.meetsWcag("everything to mend");
        page.screenshot(new Page.ScreenshotOptions().setPath(Path.of("target/rehearsal-all.png")));
    }

    @Test
    void asksTheOperatorBeforeTheShopBelongsToAnotherTiktokShop(Visitor visitor, BridgeWithWorlds bridge) {
        String before =
                "update tiktok_authorization set remote_shop_id = '7000000000000000009', remote_shop_name = '前の商店'"
                        + " where shop = 'sample'";
        bridge.bean(JdbcClient.class).sql(before).update();
        Page page = visitor.page();
        visitor.signIn("operator").open("authorization");
        page.getByText("認証し直す").click();
        assertThat(page.getByRole(AriaRole.ALERT)).containsText("まだ何も変わっていません");
        visitor.meetsWcag("a consent of another account");
        visitor.takeFaults();

        page.getByText("認証の画面を開く").click();

        assertThat(page.locator(".authorization .callout").first()).containsText("「前の商店」と接続しています");
        visitor.meetsWcag("the question of another account");
        page.getByText("「サンドボックス商店」に切り替える").click();
        assertThat(page.locator("dialog")).containsText("「前の商店」から「サンドボックス商店」に変えます");
        page.locator("dialog").getByText("「サンドボックス商店」に切り替える").last().click();
        assertThat(page.locator(".authorization")).not().containsText("前の商店");
        assertThat(page.locator(".authorization")).containsText("サンドボックス商店");
    }

    private static ObjectNode soon() {
        return Json.MAPPER
                .createObjectNode()
                .put(
                        "expiresAt",
                        Instant.now().plus(Duration.ofHours(19 * 24 + 12)).toString());
    }

    /** The application's own answer with these values changed: no clock of the real one is turned for it. */
    private static void changed(Route route, String at, ObjectNode values) {
        var answer = route.fetch();
        var body = Json.parse(answer.text());
        ((ObjectNode) (at.isEmpty() ? body : body.at(at))).setAll(values);
        route.fulfill(new Route.FulfillOptions().setResponse(answer).setBody(body.toString()));
    }
}
