package jp.shopbridge.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Download;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.FilePayload;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import jp.shopbridge.support.BridgeWithWorlds;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** CSVで書き出す、CSVを取り込む. */
@ExtendWith(Desk.class)
class SheetTest {

    @Test
    void exportsTheCurrentFilterAndImportsTheCorrectedFile(Visitor visitor, BridgeWithWorlds bridge)
            throws IOException {
        visitor.signIn("merchant").open("products?q=SOCKS-001");
        Page page = visitor.page();
        String title = bridge.get("/api/products/SOCKS-001").path("title").asText();

        Download download =
                page.waitForDownload(() -> page.getByText("CSVで書き出す").click());
        String file = Files.readString(download.path(), StandardCharsets.UTF_8);

        assertThat(download.suggestedFilename()).matches("products-\\d{8}-\\d{4}\\.csv");
        assertThat(file).startsWith("\uFEFF行,商品番号").contains("SOCKS-001").doesNotContain("SOCKS-002");

        visitor.button("CSVを取り込む").click();
        Locator dialog = page.getByRole(AriaRole.DIALOG);
        choose(dialog, file.replace(title, "直したくつ下").getBytes(StandardCharsets.UTF_8));

        assertThat(dialog).containsText("まだ変更していません");
        assertThat(dialog).containsText("直したくつ下");
        visitor.meetsWcag("the preview of an import");
        assertThat(bridge.get("/api/products/SOCKS-001").path("title").asText()).isEqualTo(title);

        dialog.getByRole(AriaRole.BUTTON, Visitor.called("1商品を変更する")).click();

        assertThat(dialog).containsText("1商品を変更しました");
        assertThat(bridge.get("/api/products/SOCKS-001").path("title").asText()).isEqualTo("直したくつ下");
        dialog.getByRole(AriaRole.BUTTON, Visitor.called("閉じる")).last().click();
        assertThat(page.locator("table.list")).containsText("直したくつ下");
    }

    @Test
    void showsFaultsByLineAndColumnAndTakesTheRestOnlyWhenTold(Visitor visitor, BridgeWithWorlds bridge) {
        visitor.signIn("merchant").open("products?q=SOCKS-");
        Page page = visitor.page();
        visitor.button("CSVを取り込む").click();
        Locator dialog = page.getByRole(AriaRole.DIALOG);

        choose(
                dialog,
                "商品番号,商品名,重量（g）\r\nSOCKS-002,良いくつ下,100\r\nSOCKS-003,くつ下,おもい\r\n"
                        .getBytes(Charset.forName("windows-31j")));

        assertThat(dialog).containsText("1行に誤りがあります");
        assertThat(dialog).containsText("文字コード: Shift_JIS");
        Locator fault = dialog.locator("tbody tr").first();
        assertThat(fault).containsText("3");
        assertThat(fault).containsText("C 重量（g）");
        assertThat(fault).containsText("0以上の整数で入力してください。");
        Locator apply = dialog.getByRole(AriaRole.BUTTON, Visitor.called("1商品を変更する"));
        assertThat(apply).isDisabled();
        visitor.meetsWcag("the faults of an import");

        dialog.getByLabel("誤りのある行を除いて取り込む").check();
        apply.click();

        assertThat(dialog).containsText("1商品を変更しました");
        assertThat(bridge.get("/api/products/SOCKS-002").path("title").asText()).isEqualTo("良いくつ下");
    }

    private static void choose(Locator dialog, byte[] file) {
        dialog.getByLabel("CSVファイル").setInputFiles(new FilePayload("products.csv", "text/csv", file));
    }
}
