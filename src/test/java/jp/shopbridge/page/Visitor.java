package jp.shopbridge.page;

import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.deque.html.axecore.results.CheckedNode;
import com.deque.html.axecore.results.Rule;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ViewportSize;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import jp.shopbridge.support.BridgeWithWorlds;

/**
 * A person at the page: signs in, goes from view to view, and finds things by what they are called. What the browser complains
 * about meanwhile (script errors, a broken Content Security Policy) is kept and fails the test.
 */
final class Visitor {

    /** How long anything may take to appear, in milliseconds, on a machine that is busy with other tests. */
    static final double PATIENCE = 60_000;

    private static final int NARROW = 390;

    /** What reaches further right than the screen, outside of parts that scroll by themselves. */
    private static final String STICKING_OUT =
            """
            (width) => {
              const top = document.querySelector("dialog[open]:last-of-type") ?? document.body;
              const scrolls = (element) => {
                for (let each = element.parentElement; each && each !== top; each = each.parentElement) {
                  if (["auto", "scroll", "hidden", "clip"].includes(getComputedStyle(each).overflowX)) return true;
                }
                return false;
              };
              return [...top.querySelectorAll("*")]
                .filter((each) => each.getBoundingClientRect().right > width + 1 && each.checkVisibility() && !scrolls(each))
                .slice(0, 4)
                .map((each) => `${each.outerHTML.slice(0, 120)} ends at ${Math.round(each.getBoundingClientRect().right)}`);
            }
            """;

    private static final List<String> RULES = List.of("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa");

    private final BrowserContext context;
    private final Page page;
    private final List<String> faults = new ArrayList<>();

    Visitor(BrowserContext context) {
        this.context = context;
        context.setDefaultTimeout(PATIENCE);
        page = context.newPage();
        page.onPageError(faults::add);
        page.onConsoleMessage(message -> {
            if (message.text().contains("Content Security Policy")) {
                faults.add(message.text());
            }
        });
    }

    /** A window of a desk, in Japan. */
    static Browser.NewContextOptions window(String baseUrl) {
        return new Browser.NewContextOptions()
                .setBaseURL(baseUrl)
                .setLocale("ja-JP")
                .setTimezoneId("Asia/Tokyo")
                .setViewportSize(1280, 860)
                .setReducedMotion(com.microsoft.playwright.options.ReducedMotion.REDUCE);
    }

    /** The browser's page, for what has no word here. */
    Page page() {
        return page;
    }

    /** The window with its cookies and settings. */
    BrowserContext context() {
        return context;
    }

    /** Signs in by the form and waits for the page behind it. */
    Visitor signIn(String user) {
        page.navigate("/login.html");
        page.getByLabel("ユーザー名").fill(user);
        page.getByLabel("パスワード").fill(BridgeWithWorlds.PASSWORD);
        page.getByRole(AriaRole.BUTTON, named("ログイン")).click();
        page.locator("main .view").waitFor();
        return this;
    }

    /** Goes to a view, such as {@code products?state=live}, and waits until it stands. */
    Visitor open(String view) {
        page.navigate("/#/" + view);
        page.locator("main .view-" + view.replaceAll("\\?.*", "")).waitFor();
        return this;
    }

    /** Opens 商品詳細 of a product and answers the sheet. */
    Locator openProduct(String productNo) {
        open("products?q=" + productNo + "&open=" + productNo);
        Locator sheet = page.locator("dialog.sheet");
        sheet.getByRole(AriaRole.TABLIST).waitFor();
        return sheet;
    }

    /** A button by its whole name. */
    Locator button(String name) {
        return page.getByRole(AriaRole.BUTTON, named(name));
    }

    static Page.GetByRoleOptions named(String name) {
        return new Page.GetByRoleOptions().setName(name).setExact(true);
    }

    static Locator.GetByRoleOptions called(String name) {
        return new Locator.GetByRoleOptions().setName(name).setExact(true);
    }

    /**
     * Asks axe for violations of WCAG 2.2 AA in what is shown now, then for its contrasts in the other theme, then once more
     * on a narrow screen, where nothing may stick out; fails with each of them.
     */
    Visitor meetsWcag(String what) {
        passes(what, new AxeBuilder(page).withTags(RULES));
        String other = "() => { const root = document.documentElement; root.dataset.theme ="
                + " getComputedStyle(root).colorScheme === 'dark' ? 'light' : 'dark'; }";
        String before = (String) page.evaluate("() => document.documentElement.dataset.theme ?? ''");
        page.evaluate(other);
        passes(what + ", in the other theme", new AxeBuilder(page).withRules(List.of("color-contrast")));
        page.evaluate(
                "(theme) => { const root = document.documentElement;"
                        + " if (theme) root.dataset.theme = theme; else delete root.dataset.theme; }",
                before);
        ViewportSize wide = page.viewportSize();
        page.setViewportSize(NARROW, wide.height);
        assertThat(page.evaluate(STICKING_OUT, NARROW))
                .as("nothing sticks out at " + NARROW + " on " + what)
                .isEqualTo(List.of());
        passes(what + ", narrow", new AxeBuilder(page).withTags(RULES));
        page.setViewportSize(wide.width, wide.height);
        return this;
    }

    private static void passes(String what, AxeBuilder axe) {
        List<Rule> violations = axe.analyze().getViolations();
        assertThat(violations.stream()
                        .map(rule -> rule.getId() + " (" + rule.getHelp() + "): "
                                + rule.getNodes().stream()
                                        .limit(5)
                                        .map(CheckedNode::getHtml)
                                        .collect(Collectors.joining("\n    ", "\n    ", "")))
                        .toList())
                .as("axe on " + what)
                .isEmpty();
    }

    /** Fails when the browser had anything to complain about. */
    void sawNoFaults() {
        assertThat(faults).as("the browser's complaints").isEmpty();
    }

    /** What the browser complained about so far; a test that expects complaints takes them away. */
    List<String> takeFaults() {
        List<String> taken = List.copyOf(faults);
        faults.clear();
        return taken;
    }
}
