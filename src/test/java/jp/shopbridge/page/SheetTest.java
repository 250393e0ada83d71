package jp.shopbridge.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.microsoft.playwright.Download;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.FilePayload;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import jp.shopbridge.Json;
import jp.shopbridge.limit.Limits;
import jp.shopbridge.support.BridgeWithWorlds;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** CSVで書き出す、CSVを取り込む. */
@ExtendWith(Desk.class)
class SheetTest {

    /** A limit and the column whose cell is made as large as the limit says. */
    private record Edge(String limit, boolean ofSku, String column, IntFunction<String> cell) {}

    @Test
    void saysOfASheetWhatIsBeyondALimitOfTikToksAndNothingOfWhatIsJustWithin(BridgeWithWorlds bridge) {
        for (Edge edge : List.of(
                new Edge("title", false, "title", SheetTest::text),
                new Edge("description", false, "description", size -> "<p>" + text(size - 7) + "</p>"),
                new Edge("description-pictures", false, "description", size -> "<p>a</p>" + "<img>".repeat(size)),
                new Edge("images", false, "images", size -> lines(size, i -> "https://example.com/" + i + ".jpg")),
                new Edge("search-terms", false, "search_terms", size -> lines(size, Integer::toString)),
                new Edge("search-terms-length", false, "search_terms", SheetTest::text),
                new Edge("weight", false, "weight_g", Integer::toString),
                new Edge("side", false, "dimensions_cm", size -> size + "x" + size + "x" + size),
                new Edge("price", true, "price", Integer::toString),
                new Edge("stock", true, "stock", Integer::toString),
                new Edge("seller-sku", true, "seller_sku", SheetTest::text),
                new Edge("axes", true, "options", size -> lines(size, i -> "axis" + i + "=a")))) {
            int most = Limits.named(edge.limit()).mostWhole();

            assertThat(beyond(bridge, edge, most)).as(edge.limit() + " " + most).isEmpty();
            assertThat(beyond(bridge, edge, most + 1))
                    .as(edge.limit() + " " + (most + 1))
                    .isNotEmpty();
        }
    }

    /** What is said of lengths, numbers and ranges when a cell of this size is foretold. */
    private static List<String> beyond(BridgeWithWorlds bridge, Edge edge, int size) {
        String sku =
                bridge.get("/api/products/SOCKS-003").path("skus").fieldNames().next();
        String file = "product_no,sku_no," + edge.column() + "\r\nSOCKS-003," + (edge.ofSku() ? sku : "") + ",\""
                + edge.cell().apply(size) + "\"\r\n";
        JsonNode result = Json.parse(
                bridge.exchange("POST", "/api/edits.csv?dry-run=true", file, Map.of("Content-Type", "text/csv"))
                        .body());
        assertThat(result.path("changed").asInt()).as(result.toString()).isEqualTo(1);
        List<String> codes = new ArrayList<>();
        result.path("findings")
                .forEach(finding -> codes.add(finding.path("code").asText()));
        codes.retainAll(Set.of("FIELD_LENGTH", "FIELD_COUNT", "FIELD_OUT_OF_RANGE"));
        return codes;
    }

    private static String text(int size) {
        return "ab".repeat(size / 2 + 1).substring(0, size);
    }

    private static String lines(int size, IntFunction<String> line) {
        return IntStream.range(0, size).mapToObj(line).collect(Collectors.joining("\n"));
    }

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
