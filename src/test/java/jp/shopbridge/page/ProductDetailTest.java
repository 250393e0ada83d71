package jp.shopbridge.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.SelectOption;
import java.util.regex.Pattern;
import jp.shopbridge.Json;
import jp.shopbridge.support.BridgeWithWorlds;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** 商品詳細: where values come from, correcting them, and losing nothing. */
@ExtendWith(Desk.class)
class ProductDetailTest {

    @Test
    void showsBeforeAndAfterInTheHistoryAndUndoesTheLatest(Visitor visitor, BridgeWithWorlds bridge) {
        String before = bridge.get("/api/products/MUG-002").path("title").asText();
        bridge.send("PATCH", "/api/products/MUG-002", "{\"title\":\"一度目\"}");
        bridge.send("PATCH", "/api/products/MUG-002", "{\"title\":\"二度目\"}");
        Page page = visitor.signIn("merchant")
                .open("products?q=MUG-002&open=MUG-002")
                .page();
        Locator sheet = page.locator("dialog.sheet");
        sheet.getByRole(AriaRole.TAB, Visitor.called("履歴")).click();

        Locator latest = sheet.locator(".timeline > li").first();
        assertThat(latest).containsText("一度目");
        assertThat(latest).containsText("二度目");
        assertThat(latest).containsText("operator");
        visitor.meetsWcag("the history with values before and after");
        latest.getByText("元に戻す").click();
        assertThat(page.locator(".toast").last()).containsText("元に戻しました");

        org.assertj.core.api.Assertions.assertThat(
                        bridge.get("/api/products/MUG-002").path("title").asText())
                .isEqualTo("一度目");
        bridge.send("PATCH", "/api/products/MUG-002", "{\"title\":null}");
        org.assertj.core.api.Assertions.assertThat(
                        bridge.get("/api/products/MUG-002").path("title").asText())
                .isEqualTo(before);
    }

    @Test
    void saysWhereAValueComesFromAndWhy(Visitor visitor) {
        Locator sheet = visitor.signIn("merchant").openProduct("MUG-006");

        assertThat(field(sheet, "title").locator(".source")).hasText("futureshopの値");
        assertThat(field(sheet, "category_id").locator(".source")).hasText("ルール");
        assertThat(field(sheet, "category_id").locator(".chosen")).containsText("マグカップ");

        field(sheet, "title").getByText("なぜこの値？").click();

        Locator why = field(sheet, "title").locator(".why");
        assertThat(why).containsText("参照した項目（優先順）");
        assertThat(why.locator("tr.taken")).containsText("採用");
        assertThat(why).containsText("futureshop-product-to-listing.mapping.yaml");
        visitor.meetsWcag("an explanation");
    }

    @Test
    void countsWhileTypingSavesAndGoesBackToTheSource(Visitor visitor) {
        Locator sheet = visitor.signIn("merchant").openProduct("MUG-007");
        Locator title = sheet.getByLabel("商品名");
        String source = title.inputValue();
        title.fill("あ".repeat(256));
        assertThat(field(sheet, "title").locator(".counter")).hasText("256 / 255");
        assertThat(field(sheet, "title").locator(".counter")).hasClass(Pattern.compile("over"));

        title.fill("手で直した名前");
        assertThat(field(sheet, "title").locator(".counter")).hasText("7 / 255");
        save(sheet);
        assertThat(field(sheet, "title").locator(".source")).hasText("手入力");
        assertThat(field(sheet, "title")).containsText("merchant");

        field(sheet, "title").getByText("futureshopの値に戻す").click();
        save(sheet);

        assertThat(title).hasValue(source);
        assertThat(field(sheet, "title").locator(".source")).hasText("futureshopの値");
        sheet.getByRole(AriaRole.TAB, Visitor.called("履歴")).click();
        assertThat(sheet.locator(".timeline li").first()).containsText("merchant");
    }

    @Test
    void takesSearchTermsOneToALineWithTikToksLimitsInView(Visitor visitor) {
        Locator sheet = visitor.signIn("merchant").openProduct("MUG-005");
        Locator terms = sheet.getByLabel("検索キーワード");
        terms.fill("マグカップ\n磁器\n\n" + "あ".repeat(250));
        assertThat(field(sheet, "search_terms").locator(".counter").first()).hasText("3 / 15");
        assertThat(field(sheet, "search_terms").locator(".counter").last()).hasText("257 / 250");
        assertThat(field(sheet, "search_terms").locator(".counter").last()).hasClass(Pattern.compile("over"));
        save(sheet);
        assertThat(field(sheet, "search_terms").locator(".complaints")).containsText("合わせて257文字です");

        terms.fill("マグカップ\n磁器");
        save(sheet);

        assertThat(field(sheet, "search_terms").locator(".complaints li")).hasCount(0);
        assertThat(field(sheet, "search_terms").locator(".source")).hasText("手入力");
        assertThat(terms).hasValue("マグカップ\n磁器");
        visitor.meetsWcag("a field of texts");
    }

    @Test
    void offersBothValuesWhenTheSourceChangedUnderACorrection(Visitor visitor, BridgeWithWorlds bridge) {
        bridge.send("PATCH", "/api/products/MUG-009", "{\"title\":\"手で直した名前\"}");
        bridge.control(
                "PATCH",
                bridge.futureshopUrl() + "/control/products/MUG-009",
                "{\"name\":\"新しい元の名前\",\"comment\":{\"linkedName\":\"新しい元の名前\"}}");
        long id = bridge.send("POST", "/api/intake/runs", "{\"kind\":\"full\"}")
                .path("id")
                .asLong();
        bridge.await(
                "/api/intake/runs/" + id, run -> run.path("status").asText().equals("done"));

        visitor.signIn("merchant").open("products?q=MUG-009");
        assertThat(visitor.page().locator("tr[data-product='MUG-009']")).containsText("futureshopの値も変わりました");
        Locator sheet = visitor.openProduct("MUG-009");
        Locator choice = field(sheet, "title").locator(".callout");
        assertThat(choice).containsText("手で直した名前");
        assertThat(choice).containsText("新しい元の名前");
        visitor.meetsWcag("the choice between two values");
        choice.getByRole(AriaRole.BUTTON, Visitor.called("今のfutureshopの値にする")).click();
        save(sheet);

        assertThat(sheet.getByLabel("商品名")).hasValue("新しい元の名前");
        assertThat(field(sheet, "title").locator(".callout")).hasCount(0);
    }

    @Test
    void ordersPicturesByKeysAndByDraggingAndLeavesThemOut(Visitor visitor) {
        Locator sheet = visitor.signIn("merchant").openProduct("MUG-010");
        Locator shots = sheet.locator(".shot-list").first().locator("li");
        int number = shots.count();
        String first = address(shots, 0);
        String second = address(shots, 1);

        shots.nth(0).getByLabel("画像1を後ろへ").press("Alt+ArrowRight");
        assertThat(shots.nth(0).locator("img")).hasAttribute("src", second);
        assertThat(shots.nth(1).locator("img")).hasAttribute("src", first);
        assertThat(shots.nth(1).locator("button:focus")).hasCount(1);

        shots.nth(1).dragTo(shots.nth(0));
        assertThat(shots.nth(0).locator("img")).hasAttribute("src", first);

        shots.nth(1).getByLabel("画像2を外す").press("Enter");
        assertThat(shots).hasCount(number - 1);
        save(sheet);

        assertThat(sheet.getByText("外した画像")).isVisible();
        assertThat(field(sheet, "images").locator(".source")).hasText("手入力");
        sheet.getByLabel("外した画像1を加える").press("Enter");
        assertThat(shots).hasCount(number);
    }

    @Test
    void takesPriceAndStockOfASkuByHandAndRefusesWhatTikTokWould(Visitor visitor, BridgeWithWorlds bridge) {
        Locator sheet = visitor.signIn("merchant").openProduct("MUG-011");
        sheet.getByRole(AriaRole.TAB, new Locator.GetByRoleOptions().setName("SKU"))
                .click();
        Locator row = sheet.locator("table.skus tbody tr").first();
        Locator price = row.getByRole(AriaRole.TEXTBOX).nth(0);
        Locator stock = row.getByRole(AriaRole.TEXTBOX).nth(1);
        price.fill("600000");
        assertThat(price).hasAttribute("aria-invalid", "true");

        price.fill("１，９８０");
        stock.fill("12");
        visitor.meetsWcag("the table of SKUs");
        save(sheet);

        String sku = row.locator("th .code").textContent();
        var values = bridge.get("/api/products/MUG-011").path("skus").path(sku).path("values");
        assertThat(values.path("price").asInt()).isEqualTo(1980);
        assertThat(values.path("stock").asInt()).isEqualTo(12);
    }

    @Test
    void givesAChoiceItsPictureFromThePicturesOfTheProduct(Visitor visitor, BridgeWithWorlds bridge) {
        Locator sheet = visitor.signIn("merchant").openProduct("MUG-014");
        sheet.getByRole(AriaRole.TAB, new Locator.GetByRoleOptions().setName("SKU"))
                .click();
        Locator row = sheet.locator("table.skus tbody tr").first();
        String sku = row.locator("th .code").textContent();
        row.getByRole(AriaRole.BUTTON, Visitor.called("画像と値の理由")).click();

        sheet.getByLabel(sku + " のバリエーション画像").selectOption("2枚目の画像");

        assertThat(sheet.locator(".sku-more img")).isVisible();
        visitor.meetsWcag("the picture of a choice");
        save(sheet);
        var product = bridge.get("/api/products/MUG-014");
        assertThat(product.path("skus").path(sku).path("values").path("image").asText())
                .isEqualTo(product.at("/values/images/1/url").asText());
    }

    @Test
    void findsACategoryInTheTreeAndBySearchAndAsksForItsAttributes(Visitor visitor, BridgeWithWorlds bridge) {
        Page page = visitor.signIn("merchant").page();
        Locator sheet = visitor.openProduct("MUG-012");
        visitor.button("カテゴリを選ぶ").click();
        Locator picker = page.locator("dialog.picker");
        picker.getByRole(AriaRole.BUTTON, Visitor.called("すべてのカテゴリ")).click();
        picker.getByRole(AriaRole.BUTTON, Visitor.called("おもちゃ・ホビー")).click();
        picker.getByRole(AriaRole.BUTTON, Visitor.called("おもちゃ")).last().click();
        assertThat(picker.getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("ぬいぐるみ")))
                .isDisabled();
        visitor.meetsWcag("the tree of categories");

        picker.getByRole(AriaRole.SEARCHBOX).fill("ドッグフード");
        picker.getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("ペット用品 › ペットフード"))
                .click();

        assertThat(field(sheet, "category_id").locator(".chosen")).containsText("ドッグフード");
        Locator attributes = field(sheet, "attributes");
        assertThat(attributes.getByText("必須")).hasCount(1);
        attributes.getByLabel("対象のペット").selectOption("犬");
        assertThat(attributes.getByText("必須")).hasCount(2);
        attributes.getByLabel("犬の大きさ").selectOption(new SelectOption().setIndex(1));
        visitor.meetsWcag("the attributes of a category");
        save(sheet);

        var values = bridge.get("/api/products/MUG-012").path("values");
        assertThat(values.path("category_id").asText()).isEqualTo("600411");
        assertThat(values.path("attributes")).hasSize(2);
    }

    @Test
    void asksForThePapersThatACategoryRequirementsAndShowsTheirPictures(Visitor visitor, BridgeWithWorlds bridge) {
        Locator sheet = visitor.signIn("merchant").openProduct("MUG-015");
        String picture =
                bridge.get("/api/products/MUG-015").at("/values/images/0/url").asText();
        assertThat(field(sheet, "size_chart")).isHidden();
        assertThat(field(sheet, "certifications")).isHidden();

        chooseCategory(visitor, "シャツ・ブラウス");
        assertThat(field(sheet, "size_chart").getByText("必須")).isVisible();
        sheet.getByLabel("サイズ表").fill(picture);
        assertThat(field(sheet, "size_chart").locator("img")).isVisible();
        visitor.meetsWcag("a size chart");
        save(sheet);
        assertEquals(
                picture,
                bridge.get("/api/products/MUG-015").at("/values/size_chart").asText());

        chooseCategory(visitor, "充電器・ケーブル");
        Locator certificates = field(sheet, "certifications");
        assertThat(certificates.getByText("必須")).isVisible();
        assertThat(certificates).containsText("電気用品安全法");
        certificates.getByLabel("画像のURL").fill(picture + "\n" + picture + "&page=2");
        certificates.getByLabel("有効期限").fill("2030-03-31");
        assertThat(certificates.locator("img")).hasCount(2);
        visitor.meetsWcag("a certificate");
        save(sheet);
        assertEquals(
                "[{\"id\":\"602380\",\"images\":[{\"url\":\"" + picture + "\"},{\"url\":\"" + picture
                        + "&page=2\"}],\"expires_on\":\"2030-03-31\"}]",
                bridge.get("/api/products/MUG-015").at("/values/certifications").toString());

        chooseCategory(visitor, "マグカップ");
        assertThat(certificates).containsText("このカテゴリにない証明書です");
        certificates.getByText("外す").click();
        save(sheet);
        assertThat(certificates).isHidden();
    }

    private static void chooseCategory(Visitor visitor, String name) {
        visitor.button("カテゴリを選ぶ").click();
        Locator picker = visitor.page().locator("dialog.picker");
        picker.getByRole(AriaRole.SEARCHBOX).fill(name);
        picker.locator(".pick.leaf")
                .filter(new Locator.FilterOptions().setHasText(name))
                .first()
                .click();
    }

    @Test
    void choosesABrandByName(Visitor visitor, BridgeWithWorlds bridge) {
        Locator sheet = visitor.signIn("merchant").openProduct("MUG-013");
        visitor.button("ブランドを選ぶ").click();
        Locator picker = visitor.page().locator("dialog.picker");
        picker.getByRole(AriaRole.SEARCHBOX).fill("ブランド042");
        assertThat(picker.locator(".pick")).hasCount(1);
        visitor.meetsWcag("the brands");
        picker.locator(".pick").click();
        assertThat(field(sheet, "brand_id").locator(".chosen")).hasText("ブランド042");
        save(sheet);

        assertThat(bridge.get("/api/products/MUG-013")
                        .path("values")
                        .path("brand_id")
                        .asText())
                .isNotEmpty();
    }

    @Test
    void neverRunsAProductsHtml(Visitor visitor, BridgeWithWorlds bridge) {
        String payload = "<p onclick='window.hacked=1'>本文</p><script>window.hacked=1</script>"
                + "<img src=x onerror='window.hacked=1'><iframe src='javascript:parent.hacked=1'></iframe>"
                + "<svg onload='window.hacked=1'></svg><a href='javascript:window.hacked=1'>リンク</a>";
        bridge.send(
                "PATCH",
                "/api/products/MUG-014",
                Json.MAPPER
                        .createObjectNode()
                        .put("title", "<img src=x onerror=window.hacked=1>名前")
                        .put("description", payload)
                        .toString());

        visitor.signIn("merchant").open("products?q=MUG-014");
        Locator row = visitor.page().locator("tr[data-product='MUG-014']");
        assertThat(row).containsText("<img src=x onerror=window.hacked=1>名前");
        Locator sheet = visitor.openProduct("MUG-014");
        Locator shown = sheet.locator(".description-view");
        assertThat(shown).containsText("本文");
        shown.locator("p").first().click();

        assertThat(shown.locator("script, iframe, svg, [onclick], [onerror], a"))
                .hasCount(0);
        for (String tab : new String[] {"送信内容", "履歴"}) {
            sheet.getByRole(AriaRole.TAB, Visitor.called(tab)).click();
            assertThat(sheet.getByRole(AriaRole.TABPANEL)).not().containsText("読み込んでいます");
        }
        assertThat(visitor.page().evaluate("() => window.hacked ?? null")).isNull();
        // Reading the markup makes the browser report what it would have refused anyway.
        assertThat(visitor.takeFaults()).allMatch(fault -> fault.contains("The action has been blocked"));
    }

    @Test
    void showsBothVersionsWhenSomebodySavedFirstAndLosesNeither(Visitor visitor, BridgeWithWorlds bridge) {
        Locator sheet = visitor.signIn("merchant").openProduct("MUG-015");
        sheet.getByLabel("商品名").fill("私の名前");
        sheet.getByLabel("重量").fill("321");
        bridge.send("PATCH", "/api/products/MUG-015", "{\"title\":\"同僚の名前\"}");

        visitor.button("保存する").click();

        Locator conflict = visitor.page().locator("dialog.wide");
        assertThat(conflict).containsText("ほかの人が先に変更しました");
        assertThat(conflict.locator(".conflict-field")).hasCount(1);
        assertThat(conflict.locator(".conflict-side").last()).containsText("operator");
        assertThat(conflict.locator(".conflict-side").last()).containsText("たった今");
        assertThat(conflict).containsText("私の名前");
        assertThat(conflict).containsText("同僚の名前");
        assertThat(conflict).containsText("重量");
        visitor.meetsWcag("a conflict");
        conflict.getByText("同僚の名前").click();
        conflict.getByRole(AriaRole.BUTTON, Visitor.called("選んだ値で保存する")).click();

        assertThat(visitor.page().locator(".toast").last()).containsText("保存しました");
        assertThat(sheet.getByLabel("商品名")).hasValue("同僚の名前");
        assertThat(sheet.getByLabel("重量")).hasValue("321");
    }

    @Test
    void bringsUnsavedChangesBackAfterAReload(Visitor visitor) {
        Locator sheet = visitor.signIn("merchant").openProduct("MUG-016");
        sheet.getByLabel("商品名").fill("まだ保存していない名前");

        visitor.page().reload();

        assertThat(sheet.getByLabel("商品名")).hasValue("まだ保存していない名前");
        assertThat(sheet.locator(".save-bar")).containsText("1件の変更");
        sheet.getByLabel("閉じる").click();
        Locator question = visitor.page().getByRole(AriaRole.DIALOG).last();
        assertThat(question).containsText("保存していない変更があります");
        visitor.meetsWcag("the question about unsaved changes");
        question.getByRole(AriaRole.BUTTON, Visitor.called("保存せずに閉じる")).click();
        assertThat(sheet).hasCount(0);
    }

    @Test
    void showsWhatWouldBeSentAgainstWhatIsLiveAndHandsItOut(Visitor visitor, BridgeWithWorlds bridge) {
        bridge.send("PUT", "/api/products/MUG-017/selection", "{\"selected\":true}");
        bridge.await(
                "/api/products/MUG-017",
                product -> product.path("state").asText().equals("live"));
        bridge.send("PUT", "/api/products/MUG-017/selection", "{\"selected\":false}");
        bridge.send("PATCH", "/api/products/MUG-017", "{\"title\":\"新しい名前のマグ\"}");

        Locator sheet = visitor.signIn("merchant").openProduct("MUG-017");
        sheet.getByRole(AriaRole.TAB, Visitor.called("送信内容")).click();

        Locator title = sheet.locator("table.diff tbody tr", new Locator.LocatorOptions().setHasText("新しい名前のマグ"));
        assertThat(title.locator(".before")).not().containsText("新しい名前のマグ");
        assertThat(title.locator(".after")).hasText("新しい名前のマグ");
        visitor.meetsWcag("the difference against what is live");
        var file = visitor.page()
                .waitForDownload(() -> sheet.getByText("商品データ（JSON）").click());
        assertThat(file.suggestedFilename()).isEqualTo("MUG-017-product.json");
    }

    private static Locator field(Locator sheet, String name) {
        return sheet.locator(".field[data-field=" + name + "]");
    }

    private static String address(Locator shots, int index) {
        return shots.nth(index).locator("img").getAttribute("src");
    }

    private static void save(Locator sheet) {
        sheet.getByRole(AriaRole.BUTTON, Visitor.called("保存する")).click();
        assertThat(sheet.locator(".save-bar")).isHidden();
    }
}
