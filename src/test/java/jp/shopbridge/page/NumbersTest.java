package jp.shopbridge.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.options.AriaRole;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import jp.shopbridge.support.BridgeWithWorlds;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Numbers in 商品詳細: what is no number is refused where it stands, and never empties the value that was there. */
@ExtendWith(Desk.class)
class NumbersTest {

    private static final String NOT_A_NUMBER = "数字として読み取れません";
    private static final String FRACTION = "小数点があります";
    private static final String NEGATIVE = "マイナスの値です";
    private static final String RANGE = "入力できる範囲にありません";

    /** What a clerk types or pastes for a price that cannot be taken, with what the page says beside it. */
    private static final Map<String, String> REFUSED = Map.ofEntries(
            Map.entry("1.5kg", NOT_A_NUMBER),
            Map.entry("1万", NOT_A_NUMBER),
            Map.entry("12300 円(税込)", NOT_A_NUMBER),
            Map.entry("12 300", NOT_A_NUMBER),
            Map.entry("1,23,00", NOT_A_NUMBER),
            Map.entry("1e3", NOT_A_NUMBER),
            Map.entry("٣٠٠", NOT_A_NUMBER),
            Map.entry("10²", NOT_A_NUMBER),
            Map.entry("②", NOT_A_NUMBER),
            Map.entry("￥", NOT_A_NUMBER),
            Map.entry("1500g", NOT_A_NUMBER),
            Map.entry("12300.5", FRACTION),
            Map.entry("１２３００．５", FRACTION),
            Map.entry("-100", NEGATIVE),
            Map.entry("－１００", NEGATIVE),
            Map.entry("−100", NEGATIVE),
            Map.entry("ー100", NEGATIVE),
            Map.entry("▲100", NEGATIVE),
            Map.entry("0", RANGE),
            Map.entry("500001", RANGE),
            Map.entry("9".repeat(40), RANGE));

    /** What is read although it is not plain digits. */
    private static final Map<String, Integer> READ = Map.of(
            "１２，３００", 12300,
            "12,300", 12300,
            "¥12,300", 12300,
            "￥１２３００", 12300,
            "12300円", 12300,
            "１２，３００ 円", 12300,
            " 12300 ", 12300,
            "12300.00", 12300,
            "0012300", 12300,
            "　12300\n", 12300);

    @Test
    void refusesWhatIsNoPriceBesideTheFieldAndSavesNothing(Visitor visitor, BridgeWithWorlds bridge) {
        JsonNode before = bridge.get("/api/products/MUG-021");
        Locator sheet = visitor.signIn("merchant").openProduct("MUG-021");
        Locator price = skuCell(sheet, "price");
        Locator said = cellOf(price).locator(".number-said");

        REFUSED.forEach((typed, why) -> {
            price.fill(typed);
            assertThat(said).containsText(why);
            assertThat(said).containsText("1～500,000の整数");
            assertThat(price).hasAttribute("aria-invalid", "true");
            assertThat(price).hasAttribute("aria-describedby", said.getAttribute("id"));
        });
        price.fill("1万");
        sheet.getByRole(AriaRole.TAB, new Locator.GetByRoleOptions().setName("商品情報"))
                .click();
        Locator weight = sheet.locator("[data-field='weight_g'] input");
        weight.fill("1.5kg");
        Locator sides = sheet.locator("[data-field='dimensions_cm'] input");
        sides.nth(1).fill("10.5");
        sheet.locator("[data-field='title'] input").fill("値段だけ直したい商品");
        assertThat(sheet.locator("[data-field='weight_g'] .number-said")).containsText(NOT_A_NUMBER);
        assertThat(sheet.locator("[data-field='dimensions_cm'] .number-said").nth(1))
                .containsText(FRACTION);
        sheet.getByRole(AriaRole.BUTTON, Visitor.called("保存する")).click();

        Locator refusal = sheet.locator(".save-bar [role='alert']");
        assertThat(refusal).containsText("何も保存していません");
        assertThat(refusal).containsText("価格");
        assertThat(refusal).containsText("重量");
        assertThat(refusal).containsText("梱包サイズ（幅）");
        assertThat(sheet.locator(".save-bar")).containsText("4件の変更");
        assertThat(skuCell(sheet, "price")).hasValue("1万");
        assertThat(skuCell(sheet, "price")).isFocused();
        visitor.meetsWcag("numbers that cannot be read");
        JsonNode after = bridge.get("/api/products/MUG-021");
        assertThat(after.path("version")).isEqualTo(before.path("version"));
        assertThat(after.path("skus")).isEqualTo(before.path("skus"));

        // What cannot be read survives a reload as it was typed.
        visitor.page().reload();
        assertThat(skuCell(sheet, "price")).hasValue("1万");
        assertThat(cellOf(skuCell(sheet, "price")).locator(".number-said")).containsText(NOT_A_NUMBER);

        sheet.getByRole(AriaRole.BUTTON, Visitor.called("すべて取り消す")).click();
        assertThat(sheet.locator(".save-bar")).isHidden();
        assertThat(skuCell(sheet, "price")).hasValue(firstPrice(before));
    }

    @Test
    void readsFullWidthDigitsSeparatorsAndYen(Visitor visitor, BridgeWithWorlds bridge) {
        Locator sheet = visitor.signIn("merchant").openProduct("MUG-018");
        Locator price = skuCell(sheet, "price");
        Locator said = cellOf(price).locator(".number-said");

        READ.forEach((typed, value) -> {
            price.fill("");
            assertThat(said).containsText("空欄として保存します");
            price.fill(typed);
            assertThat(said).hasText(typed.strip().equals("12300") ? "" : "12,300 と読み取りました。");
            assertThat(price).hasAttribute("aria-invalid", "false");
        });
        price.fill("¥１２，３００");
        sheet.getByRole(AriaRole.BUTTON, Visitor.called("保存する")).click();
        assertThat(sheet.locator(".save-bar")).isHidden();
        assertThat(firstPrice(bridge.get("/api/products/MUG-018"))).isEqualTo("12300");
        assertThat(visitor.page().locator("dialog.sheet > #toasts .toast")).containsText("保存しました");

        skuCell(sheet, "price").fill("");
        sheet.getByRole(AriaRole.BUTTON, Visitor.called("保存する")).click();
        assertThat(sheet.locator(".save-bar")).isHidden();
        JsonNode emptied = bridge.get("/api/products/MUG-018");
        assertThat(emptied.path("state").asText()).isEqualTo("incomplete");
    }

    @Test
    void putsNothingIntoEverySkuWhenItIsNoNumber(Visitor visitor, BridgeWithWorlds bridge) {
        JsonNode before = bridge.get("/api/products/MUG-019");
        Locator sheet = visitor.signIn("merchant").openProduct("MUG-019");
        sheet.getByRole(AriaRole.TAB, new Locator.GetByRoleOptions().setName("SKU"))
                .click();
        Locator every = sheet.locator(".every-sku > span").first();
        every.locator("input").fill("1万");
        every.getByRole(AriaRole.BUTTON).click();

        assertThat(every.locator(".number-said")).containsText(NOT_A_NUMBER);
        assertThat(sheet.locator(".save-bar")).isHidden();
        visitor.meetsWcag("a number for every SKU that cannot be read");
        every.locator("input").fill("２，４８０円");
        every.getByRole(AriaRole.BUTTON).click();
        assertThat(sheet.locator(".save-bar")).isVisible();
        assertThat(skuCell(sheet, "price")).hasValue("2480");
        assertThat(bridge.get("/api/products/MUG-019").path("skus")).isEqualTo(before.path("skus"));
    }

    @Test
    void correctsManyByNumbersOnly(Visitor visitor) {
        visitor.signIn("merchant").open("products?q=MUG-020");
        visitor.page().getByLabel("を選ぶ").last().check();
        visitor.button("まとめて直す").click();
        Locator window = visitor.page().locator("dialog.wide");
        window.getByLabel("直す項目").selectOption("weight_g");
        Locator weight = window.getByLabel("重量");
        for (String typed : List.of("1.5kg", "1万", "-100", "350.5", "0")) {
            weight.fill(typed);
            assertThat(window.locator(".number-said")).hasClass(Pattern.compile("bad-text"));
            assertThat(window.getByRole(AriaRole.BUTTON, Visitor.called("変更内容を確認する")))
                    .isDisabled();
        }
        weight.fill("３５０ｇ");
        assertThat(window.locator(".number-said")).hasText("350 と読み取りました。");
        assertThat(window.getByRole(AriaRole.BUTTON, Visitor.called("変更内容を確認する")))
                .isEnabled();
    }

    private static Locator skuCell(Locator sheet, String field) {
        Locator tab = sheet.getByRole(AriaRole.TAB, new Locator.GetByRoleOptions().setName("SKU"));
        if (!"true".equals(tab.getAttribute("aria-selected"))) {
            tab.click();
        }
        return sheet.locator("table.skus tbody tr[data-line] [data-cell='" + field + "']")
                .first();
    }

    private static Locator cellOf(Locator input) {
        return input.locator("xpath=..");
    }

    private static String firstPrice(JsonNode product) {
        return product.path("skus").elements().next().at("/values/price").asText();
    }
}
