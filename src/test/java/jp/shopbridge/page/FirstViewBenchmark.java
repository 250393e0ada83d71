package jp.shopbridge.page;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.util.Arrays;
import java.util.function.LongSupplier;
import java.util.stream.LongStream;
import jp.shopbridge.support.Chromium;

/**
 * Times 商品一覧 of an application that is running already: {@code FirstViewBenchmark ADDRESS MERCHANT-PASSWORD [LOADS]}. A load
 * goes from the navigation to the first row of products standing in the browser, with its counts; the list call alone is timed
 * beside it from within the page.
 */
final class FirstViewBenchmark {

    private FirstViewBenchmark() {}

    public static void main(String[] arguments) {
        int loads = arguments.length > 2 ? Integer.parseInt(arguments[2]) : 21;
        try (Chromium chromium = Chromium.start();
                BrowserContext context = chromium.browser().newContext(Visitor.window(arguments[0]))) {
            Page page = context.newPage();
            page.navigate("/login.html");
            page.getByLabel("ユーザー名").fill("merchant");
            page.getByLabel("パスワード").fill(arguments[1]);
            page.getByRole(AriaRole.BUTTON, Visitor.named("ログイン")).click();
            page.locator("main .view").waitFor();
            print("first view", loads, () -> {
                page.navigate("about:blank");
                long start = System.nanoTime();
                page.navigate("/#/products?look=list");
                page.locator("table.list tbody tr").first().waitFor();
                return System.nanoTime() - start;
            });
            for (String query : new String[] {"", "?page=150", "?sort=-price", "?q=マグ", "?state=waiting"}) {
                print("GET /api/products" + query, loads, () -> call(page, "/api/products" + query));
            }
        }
    }

    private static long call(Page page, String address) {
        Object millis = page.evaluate(
                "async (address) => { const start = performance.now(); const answer = await fetch(address);"
                        + " if (!answer.ok) throw new Error(answer.status); await answer.text();"
                        + " return performance.now() - start; }",
                address);
        return Math.round(((Number) millis).doubleValue() * 1e6);
    }

    /** Prints the best, the middle and the worst of so many times, in milliseconds; the first two warm up and are dropped. */
    private static void print(String what, int loads, LongSupplier once) {
        long[] times = LongStream.generate(once).limit(loads + 2L).skip(2).toArray();
        Arrays.sort(times);
        System.out.printf(
                "%s: best %d ms, middle %d ms, worst %d ms of %d%n",
                what,
                times[0] / 1_000_000,
                times[times.length / 2] / 1_000_000,
                times[times.length - 1] / 1_000_000,
                times.length);
    }
}
