package jp.shopbridge.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import jp.shopbridge.support.BridgeWithWorlds;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** 今日やること: the first thing 概況 says, and one press leads to just the products that a cause keeps. */
@ExtendWith(Desk.class)
class TodayTest {

    @Test
    void ordersCausesByProductsAndLeadsToThem(Visitor visitor, BridgeWithWorlds bridge) {
        bridge.get("/api/products?state=incomplete&size=12")
                .path("items")
                .forEach(item -> bridge.send(
                        "PUT",
                        "/api/products/" + item.path("productNo").asText() + "/selection",
                        "{\"selected\":true}"));
        JsonNode today = bridge.get("/api/today");
        List<Long> products = new ArrayList<>();
        today.path("causes")
                .forEach(cause -> products.add(cause.path("products").asLong()));
        assertThat(products).isNotEmpty().isSortedAccordingTo(Comparator.reverseOrder());
        assertThat(today.at("/causes/0/sentence/ja").asText()).isNotEmpty().doesNotContain("（ほか");

        Page page = visitor.signIn("merchant").open("overview").page();
        Locator card = page.locator(".today");
        assertThat(card.getByText("今日やること")).isVisible();
        assertThat(page.locator(".view-overview > div > section:not([hidden])").first())
                .containsText("今日やること");
        Locator first = card.locator(".task").first();
        assertThat(first.locator(".task-count strong")).hasText(String.valueOf(products.get(0)));
        assertThat(card).containsText("昨日から");
        visitor.meetsWcag("今日やること");
        first.getByText("件を見る").click();

        assertThat(page.locator(".pager-range")).containsText(products.get(0) + "件中");
        assertThat(page.locator(".narrowed")).isVisible();
        assertThat(page.locator("table.list tbody [role=switch][aria-checked=false]"))
                .hasCount(0);
        visitor.meetsWcag("the list of one cause");
        visitor.button("すべての商品に戻す").click();
        assertThat(page.locator(".narrowed")).isHidden();
    }

    @Test
    void namesEveryCauseOfAProductAndForgetsTheOnesThatAreMended(Visitor visitor, BridgeWithWorlds bridge) {
        bridge.send("PATCH", "/api/products/TOWEL-020", "{\"title\":\"\",\"weight_g\":\"\"}");
        bridge.send("PUT", "/api/products/TOWEL-020/selection", "{\"selected\":true}");
        List<String> causes = causesOf(bridge, "TOWEL-020");
        assertThat(causes).anyMatch(cause -> cause.endsWith(":title"));
        assertThat(causes).anyMatch(cause -> cause.endsWith(":weight_g"));

        bridge.send("PATCH", "/api/products/TOWEL-020", "{\"title\":null}");

        assertThat(causesOf(bridge, "TOWEL-020")).noneMatch(cause -> cause.endsWith(":title"));
        bridge.send("PATCH", "/api/products/TOWEL-020", "{\"weight_g\":null}");
        bridge.await(
                "/api/products/TOWEL-020",
                product -> product.path("state").asText().equals("live"));
        assertThat(causesOf(bridge, "TOWEL-020")).isEmpty();
        assertThat(bridge.get("/api/today").at("/happened/wentLive").asInt()).isPositive();
    }

    /** The causes by which the list finds a product. */
    private static List<String> causesOf(BridgeWithWorlds bridge, String productNo) {
        List<String> causes = new ArrayList<>();
        for (JsonNode cause : bridge.get("/api/today").path("causes")) {
            String name = cause.path("cause").asText();
            if (bridge.get("/api/products?q=" + productNo + "&cause=" + name)
                            .path("total")
                            .asInt()
                    > 0) {
                causes.add(name);
            }
        }
        return causes;
    }
}
