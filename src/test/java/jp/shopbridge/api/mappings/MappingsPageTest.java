package jp.shopbridge.api.mappings;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.FilePayload;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import jp.shopbridge.Json;
import jp.shopbridge.api.ApiServer;
import jp.shopbridge.mapping.Mappings;
import jp.shopbridge.staging.ListingArrivals;
import jp.shopbridge.staging.MappingUpkeep;
import jp.shopbridge.staging.ShopMappings;
import jp.shopbridge.staging.SourceProduct;
import jp.shopbridge.staging.content.ListingContent;
import jp.shopbridge.support.Chromium;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What 概況 shows of the mappings: why files are refused, the effect of others, putting them in force and back. */
class MappingsPageTest {

    private static final String CATEGORIES = "lookups/categories.csv";
    private static final String CASES = "futureshop-product-to-listing.shop.tests.yaml";
    private static final String CASE =
            """
            mapping: futureshop-product-to-listing
            cases:
              - name: a shirt goes where shirts go
                given: samples/futureshop-product/tshirt-two-axes.json
                expect-fields: { category_id: "600111" }
            """;

    @TempDir
    Path folder = Path.of("");

    @Test
    void showsWhyFilesAreRefusedAndLetsTheOperatorUseAVersionAfterSeeingItsEffect() throws IOException {
        copy(Path.of("mappings"), folder);
        try (Chromium chromium = Chromium.start();
                ApiServer api = ApiServer.start("bridge.mappings-dir=" + folder)) {
            MappingUpkeep upkeep = api.bean(MappingUpkeep.class);
            upkeep.refresh();
            String shipped = api.bean(Mappings.class).inForce().version();
            stage(api, 12);
            Files.writeString(folder.resolve(CATEGORIES), categories().replace("tshirt,600111", "tshirt,600112"));
            Files.writeString(folder.resolve(CASES), CASE);
            upkeep.refresh();

            Page page = page(chromium, api, "operator");
            Locator card = card(page, "変換ルール");
            assertThat(card).containsText("変更されたファイルは使われていません（版 " + shipped.substring(0, 12) + " のまま）");
            assertThat(card).containsText("futureshop-product-to-listing.shop.tests.yaml:3:5");
            assertThat(card).containsText("category_id：期待は \"600111\"、実際は \"600112\"");
            picture(page, "refused");

            card.getByText("版の一覧と影響の確認").click();
            Locator versions = page.getByRole(AriaRole.DIALOG).first();
            versions.locator("input[type=file]")
                    .setInputFiles(new FilePayload(
                            "categories.csv",
                            "text/csv",
                            categories().replace("tea,600002", "tea,600003").getBytes(StandardCharsets.UTF_8)));
            pressed(versions, "影響を確かめる");
            Locator effect = page.getByRole(AriaRole.DIALOG).last();
            assertThat(effect).containsText("変わる商品12件");
            assertThat(effect).containsText("カテゴリ");
            assertThat(effect).containsText("600003");
            picture(page, "effect");

            pressed(effect, "この版を使う");
            assertThat(page.getByRole(AriaRole.DIALOG)).hasCount(3);
            pressed(page.getByRole(AriaRole.DIALOG).last(), "この版を使う");
            // All cases are run once more before a version comes in force, which takes seconds on a busy machine.
            assertThat(page.getByText("使い始めました"))
                    .isVisible(new LocatorAssertions.IsVisibleOptions().setTimeout(20_000));
            org.assertj.core.api.Assertions.assertThat(
                            api.bean(Mappings.class).inForce().version())
                    .isNotEqualTo(shipped);
            Locator old = versions.getByRole(AriaRole.ROW)
                    .filter(new Locator.FilterOptions().setHasText(shipped.substring(0, 12)));
            picture(page, "versions");
            old.getByText("影響を見る").click();
            pressed(page.getByRole(AriaRole.DIALOG).last(), "この版を使う");
            assertThat(page.getByRole(AriaRole.DIALOG)).hasCount(3);
            pressed(page.getByRole(AriaRole.DIALOG).last(), "この版を使う");
            assertThat(old).containsText("使用中");
            org.assertj.core.api.Assertions.assertThat(
                            api.bean(Mappings.class).inForce().version())
                    .isEqualTo(shipped);
        }
    }

    @Test
    void showsTheMerchantTheEffectAndWhatIsWrongWithAFileButNoWayToUseIt() throws IOException {
        try (Chromium chromium = Chromium.start();
                ApiServer api = ApiServer.start()) {
            api.bean(MappingUpkeep.class).refresh();
            stage(api, 2);

            Page page = page(chromium, api, "merchant");
            card(page, "変換ルール").getByText("版の一覧と影響の確認").click();
            Locator versions = page.getByRole(AriaRole.DIALOG).first();
            Locator chooser = versions.locator("input[type=file]");
            chooser.setInputFiles(new FilePayload(
                    "categories.csv", "text/csv", (categories() + "tea,1,\n").getBytes(StandardCharsets.UTF_8)));
            pressed(versions, "影響を確かめる");
            assertThat(versions).containsText("このファイルは使えません");
            assertThat(versions).containsText("lookups/categories.csv:");
            picture(page, "not-usable");

            chooser.setInputFiles(new FilePayload(
                    "categories.csv",
                    "text/csv",
                    categories().replace("tea,600002", "tea,600003").getBytes(StandardCharsets.UTF_8)));
            pressed(versions, "影響を確かめる");
            Locator effect = page.getByRole(AriaRole.DIALOG).last();
            assertThat(effect).containsText("切り替えは運用担当者が行います。");
            assertThat(effect.getByText("この版を使う")).hasCount(0);
            assertThat(effect).containsText("TikTok Shopへ送る内容");
            pressed(effect.locator("footer"), "閉じる");

            chooser.setInputFiles(new FilePayload[] {
                new FilePayload(
                        "categories.csv",
                        "text/csv",
                        categories().replace("tshirt,600111", "tshirt,600112").getBytes(StandardCharsets.UTF_8)),
                new FilePayload(CASES, "text/yaml", CASE.getBytes(StandardCharsets.UTF_8))
            });
            pressed(versions, "影響を確かめる");
            Locator failing = page.getByRole(AriaRole.DIALOG).last();
            assertThat(failing).containsText("成り立たない事例があるため、このままでは使えません");
            assertThat(failing).containsText("futureshop-product-to-listing.shop.tests.yaml:3:5");
            assertThat(failing).containsText("どの商品も変わりません。");
            assertThat(failing).not().containsText("切り替えは運用担当者");
            picture(page, "cases-fail");
        }
    }

    private static Page page(Chromium chromium, ApiServer api, String user) {
        Page page = chromium.browser()
                .newContext(new Browser.NewContextOptions()
                        .setLocale("ja-JP")
                        .setViewportSize(1280, 900)
                        .setExtraHTTPHeaders(Map.of("Authorization", ApiServer.basic(user, ApiServer.PASSWORD))))
                .newPage();
        page.navigate("http://127.0.0.1:" + api.port() + "/#/overview");
        return page;
    }

    private static Locator card(Page page, String title) {
        return page.locator("section.card")
                .filter(new Locator.FilterOptions()
                        .setHas(page.getByRole(AriaRole.HEADING, new Page.GetByRoleOptions().setName(title))));
    }

    private static void pressed(Locator where, String button) {
        where.getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName(button))
                .click();
    }

    private static void picture(Page page, String name) {
        page.screenshot(new Page.ScreenshotOptions().setPath(Path.of("target/pages/mappings-" + name + ".png")));
    }

    private static String categories() throws IOException {
        return Files.readString(Path.of("mappings").resolve(CATEGORIES));
    }

    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Path target = to.resolve(from.relativize(file));
                Files.createDirectories(target.getParent());
                Files.copy(file, target);
            }
        }
    }

    private static void stage(ApiServer api, int count) {
        ShopMappings mappings = api.bean(ShopMappings.class);
        for (int i = 0; i < count; i++) {
            String number = String.format("T%03d", i);
            ObjectNode product = Json.MAPPER.createObjectNode();
            product.put("productNo", number)
                    .put("name", "煎茶")
                    .put("unitPrice", 680)
                    .put("groupUrl", "tea");
            product.put("mainImagePath", "https://a.example/1.jpg").put("taxEnabled", true);
            product.putArray("variationList").addObject().put("skuNo", number).put("weight", 80);
            var outcome = mappings.toListing(mappings.inForce(), "sample", product);
            api.bean(ListingArrivals.class)
                    .stage(
                            "sample",
                            List.of(new SourceProduct(
                                    number,
                                    Json.hash(product),
                                    Json.text(product),
                                    mappings.inForce().version(),
                                    ListingContent.of(outcome.target()),
                                    ShopMappings.lacks(outcome.reasons()))));
        }
    }
}
