package jp.shopbridge.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Response;
import com.microsoft.playwright.options.AriaRole;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Hawtio in a real browser: the operator sees the routes drawn, nobody else gets in. */
@ExtendWith(Desk.class)
class ConsoleTest {

    @Test
    void drawsTheRoutesForTheOperatorWithoutARefusal(Visitor visitor) {
        Page page = visitor.signIn("operator").page();
        List<String> refused = new CopyOnWriteArrayList<>();
        page.onResponse(response -> {
            if (response.status() == 401 || response.status() == 403) {
                refused.add(response.status() + " " + response.url());
            }
        });

        page.getByText("運用コンソール").click();
        page.navigate("/actuator/hawtio/camel");
        Locator tree = page.getByRole(AriaRole.TREE);
        // Not "Expand all": thousands of processors would be drawn.
        tree.getByText("intake", exactly())
                .locator("xpath=preceding::button[1]")
                .click();
        tree.getByText("intake-poll-changes", exactly()).click();
        page.getByText("Route Diagram", new Page.GetByTextOptions().setExact(true))
                .click();

        Locator nodes = page.locator(".react-flow__node");
        assertThat(nodes.first()).isVisible();
        assertThat(page.locator(".react-flow"))
                .containsText(Pattern.compile("intake|Bean|direct", Pattern.CASE_INSENSITIVE));
        assertThat(refused).isEmpty();
    }

    @Test
    void refusesTheMerchant(Visitor visitor) {
        Page page = visitor.signIn("merchant").page();

        Response answer = page.navigate("/actuator/hawtio");

        assertThat(answer.status()).isEqualTo(403);
        assertThat(page.request().get("/actuator/hawtio/jolokia/version").status())
                .isEqualTo(403);
    }

    @Test
    void sendsWhoeverIsNotSignedInToTheForm(Visitor visitor) {
        Page page = visitor.page();

        page.navigate("/actuator/hawtio");

        assertThat(page).hasURL(Pattern.compile("/login.html"));
        assertThat(page.getByRole(AriaRole.BUTTON, Visitor.named("ログイン"))).isVisible();
        assertThat(page.request().get("/actuator/hawtio/jolokia/version").status())
                .isEqualTo(401);
    }

    private static Locator.GetByTextOptions exactly() {
        return new Locator.GetByTextOptions().setExact(true);
    }
}
