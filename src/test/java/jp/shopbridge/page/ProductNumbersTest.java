package jp.shopbridge.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.microsoft.playwright.Download;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import jp.shopbridge.Json;
import jp.shopbridge.support.BridgeWithWorlds;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** 商品詳細 of products whose numbers mean something else to a browser. */
@ExtendWith(Desk.class)
class ProductNumbersTest {

    @ParameterizedTest
    @ValueSource(strings = {".", "SEEN/1;\\%2F~7E?#", "見本 /+&"})
    void opensSavesAndDownloadsWhateverTheNumber(String number, Visitor visitor, BridgeWithWorlds bridge) {
        ObjectNode product =
                Json.MAPPER.createObjectNode().put("like", "MUG-001").put("productNo", number);
        bridge.control("POST", bridge.futureshopUrl() + "/control/products", Json.text(product));
        bridge.send("POST", "/api/intake/runs", "{}");
        String encoded = URLEncoder.encode(number, StandardCharsets.UTF_8);
        bridge.await("/api/products?q=" + encoded, list -> list.path("total").asInt() > 0);

        visitor.signIn("merchant").open("products?q=" + encoded);
        visitor.page().locator("tbody .row-title").first().click();
        Locator sheet = visitor.page().locator("dialog.sheet");
        sheet.getByLabel("商品名").fill("番号の見本");
        sheet.getByRole(AriaRole.BUTTON, Visitor.called("保存する")).click();

        assertThat(sheet.locator(".save-bar")).isHidden();
        assertThat(bridge.get("/api/products?q=" + encoded).at("/items/0/title").asText())
                .isEqualTo("番号の見本");
        sheet.getByRole(AriaRole.TAB, Visitor.called("履歴")).click();
        assertThat(sheet.locator(".timeline li").first()).containsText("merchant");
        sheet.getByRole(AriaRole.TAB, Visitor.called("送信内容")).click();
        Locator evidence = sheet.locator("a[download]").last();
        Download file = visitor.page().waitForDownload(new Page.WaitForDownloadOptions(), evidence::click);
        assertThat(file.failure()).isNull();
        assertThat(file.suggestedFilename()).endsWith(".zip");
    }
}
