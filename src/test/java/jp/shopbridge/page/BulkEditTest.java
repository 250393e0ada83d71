package jp.shopbridge.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.util.List;
import jp.shopbridge.support.BridgeWithWorlds;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** まとめて選ぶ、まとめて直す. */
@ExtendWith(Desk.class)
class BulkEditTest {

    @Test
    void correctsAllThatMatchAfterShowingWhatWouldChange(Visitor visitor, BridgeWithWorlds bridge) {
        int matching = bridge.get("/api/products?q=KNIFE-&size=1").path("total").asInt();
        assertThat(matching).isGreaterThan(1);
        visitor.signIn("merchant").open("products?q=KNIFE-&size=50");
        Page page = visitor.page();
        page.getByLabel("このページの商品をすべて選ぶ").check();

        visitor.button("まとめて直す").click();
        Locator dialog = page.getByRole(AriaRole.DIALOG);
        dialog.getByLabel("直す項目").selectOption("weight_g");
        dialog.getByLabel("重量").fill("４２１");
        dialog.getByRole(AriaRole.BUTTON, Visitor.called("変更内容を確認する")).click();

        assertThat(dialog).containsText("まだ変更していません");
        assertThat(dialog.locator(".tally-changed .sum-number")).hasText(Integer.toString(matching));
        assertThat(dialog.locator("table").first()).containsText("421");
        assertThat(weight(bridge)).isNotEqualTo(421);
        visitor.meetsWcag("the preview of a bulk edit");

        dialog.getByRole(AriaRole.BUTTON, Visitor.called(matching + "件を変更する")).click();

        assertThat(dialog).containsText(matching + "件を変更しました");
        assertThat(weight(bridge)).isEqualTo(421);
        dialog.getByRole(AriaRole.BUTTON, Visitor.called("閉じる")).last().click();
        assertThat(page.getByText("件を選んでいます")).isHidden();
    }

    @Test
    void lowersPricesByPerCentAndPutsWordsBeforeNamesByEnter(Visitor visitor, BridgeWithWorlds bridge) {
        int before = price(bridge);
        visitor.signIn("merchant").open("products?q=MUG-002");
        Page page = visitor.page();
        page.getByLabel("を選ぶ").last().check();
        visitor.button("まとめて直す").click();
        Locator dialog = page.getByRole(AriaRole.DIALOG);
        dialog.getByLabel("直す項目").selectOption("price");
        dialog.getByLabel("端数").selectOption("10 down");
        dialog.getByLabel("価格").fill("１５");
        dialog.getByLabel("価格").press("Enter");

        int expected = before * 85 / 100 / 10 * 10;
        assertThat(dialog).containsText("まだ変更していません");
        assertThat(dialog.locator("table").first()).containsText(Integer.toString(before));
        assertThat(dialog.locator("table").first()).containsText(Integer.toString(expected));
        assertThat(price(bridge)).isEqualTo(before);
        visitor.meetsWcag("the preview of lower prices");
        dialog.getByRole(AriaRole.BUTTON, Visitor.called("1件を変更する")).click();
        assertThat(dialog).containsText("1件を変更しました");
        assertThat(price(bridge)).isEqualTo(expected);
        dialog.getByRole(AriaRole.BUTTON, Visitor.called("閉じる")).last().click();

        page.getByLabel("を選ぶ").last().check();
        visitor.button("まとめて直す").click();
        for (String each : List.of("stock", "attributes", "dimensions_cm", "brand_id")) {
            dialog.getByLabel("直す項目").selectOption(each);
            visitor.meetsWcag("correcting " + each + " of many");
        }
        dialog.getByLabel("直す項目").selectOption("title");
        dialog.getByLabel("変え方").selectOption("prefix");
        dialog.getByLabel("先頭に付ける文字").fill("【限定】");
        dialog.getByLabel("先頭に付ける文字").press("Enter");
        dialog.getByRole(AriaRole.BUTTON, Visitor.called("1件を変更する")).click();
        assertThat(dialog).containsText("1件を変更しました");
        assertThat(bridge.get("/api/products/MUG-002").path("title").asText()).startsWith("【限定】");
        dialog.getByRole(AriaRole.BUTTON, Visitor.called("閉じる")).last().click();
    }

    private static int price(BridgeWithWorlds bridge) {
        JsonNode sku =
                bridge.get("/api/products/MUG-002").path("skus").elements().next();
        return sku.path("values").path("price").asInt();
    }

    @Test
    void changesTheCategoryAndReturnsToTheOriginalValue(Visitor visitor, BridgeWithWorlds bridge) {
        String before = bridge.get("/api/products/MUG-001").path("categoryId").asText();
        visitor.signIn("merchant").open("products?q=MUG-001");
        Page page = visitor.page();
        page.getByLabel("を選ぶ").last().check();
        visitor.button("まとめて直す").click();
        Locator dialog = page.getByRole(AriaRole.DIALOG);
        dialog.getByLabel("カテゴリを名前か番号で探す").fill("600631");
        dialog.getByRole(AriaRole.RADIO, new Locator.GetByRoleOptions().setName("600631"))
                .check();
        dialog.getByRole(AriaRole.BUTTON, Visitor.called("変更内容を確認する")).click();
        dialog.getByRole(AriaRole.BUTTON, Visitor.called("1件を変更する")).click();
        assertThat(dialog).containsText("1件を変更しました");
        assertThat(bridge.get("/api/products/MUG-001").path("categoryId").asText())
                .isNotEqualTo(before);
        dialog.getByRole(AriaRole.BUTTON, Visitor.called("閉じる")).last().click();

        page.getByLabel("を選ぶ").last().check();
        visitor.button("まとめて直す").click();
        dialog.getByLabel("futureshopの値に戻す").check();
        dialog.getByRole(AriaRole.BUTTON, Visitor.called("変更内容を確認する")).click();
        dialog.getByRole(AriaRole.BUTTON, Visitor.called("1件を変更する")).click();

        assertThat(dialog).containsText("1件を変更しました");
        JsonNode product = bridge.get("/api/products/MUG-001");
        assertThat(product.path("categoryId").asText()).isEqualTo(before);
        assertThat(product.path("edits")).isEmpty();
    }

    @Test
    void stopsAndResumesTheSaleOfManyAfterSayingWhomThatConcerns(Visitor visitor, BridgeWithWorlds bridge) {
        bridge.send("PUT", "/api/products/TOWEL-002/selection", "{\"selected\":true}");
        bridge.await(
                "/api/products/TOWEL-002",
                product -> product.path("state").asText().equals("live"));
        visitor.signIn("merchant").open("products?q=TOWEL-00");
        Page page = visitor.page();
        page.getByLabel("このページの商品をすべて選ぶ").check();

        visitor.button("販売の停止・再開").click();
        Locator dialog = page.getByRole(AriaRole.DIALOG);
        dialog.getByLabel("販売を停止する").check();
        assertThat(dialog).containsText("まだ変更していません");
        visitor.meetsWcag("what stopping the sale would come to");
        dialog.getByText("件の販売を停止する").click();
        assertThat(dialog).containsText("販売を停止しました");
        visitor.meetsWcag("a sale that was stopped");
        dialog.getByRole(AriaRole.BUTTON, Visitor.called("閉じる")).last().click();
        assertThat(bridge.get("/api/products/TOWEL-002").path("remoteStatus").asText())
                .isEqualTo("SELLER_DEACTIVATED");

        page.getByLabel("このページの商品をすべて選ぶ").check();
        visitor.button("販売の停止・再開").click();
        dialog.getByLabel("販売を再開する").check();
        dialog.getByText("件の販売を再開する").click();
        assertThat(dialog).containsText("販売を再開しました");
        bridge.await(
                "/api/products/TOWEL-002",
                product -> product.path("remoteStatus").asText().equals("ACTIVATE"));
    }

    private static int weight(BridgeWithWorlds bridge) {
        String first = bridge.get("/api/products?q=KNIFE-&size=1")
                .at("/items/0/productNo")
                .asText();
        return bridge.get("/api/products/" + first).at("/values/weight_g").asInt();
    }
}
