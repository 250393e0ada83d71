package jp.shopbridge.sandbox.tiktok;

import static jp.shopbridge.sandbox.tiktok.ApiClient.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import jp.shopbridge.support.SettableClock;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Every rule of a listing, each as one change of a listing that passes, and the code it is refused with. */
class ListingRulesTest {

    private static final SettableClock CLOCK = new SettableClock(Instant.parse("2026-11-23T03:00:00Z"));
    private static final TikTokWorld WORLD = new TikTokWorld(TikTokSettings.builder()
            .clock(CLOCK)
            .shops(TikTokSettings.SeedShop.local(1, "一号店"), TikTokSettings.SeedShop.local(2, "二号店"))
            .build());
    private static final ApiClient CLIENT = new ApiClient(WORLD.baseUrl(), CLOCK);
    private static final String MAIN = CLIENT.mainImage();
    private static final JsonNode DESCRIPTION_IMAGE =
            CLIENT.upload("DESCRIPTION_IMAGE", ApiClient.png(400, 300)).data();
    private static final String WIDE = CLIENT.upload("DESCRIPTION_IMAGE", ApiClient.png(1200, 400))
            .data()
            .path("uri")
            .asText();
    private static final String SMALL = CLIENT.upload("DESCRIPTION_IMAGE", ApiClient.png(120, 120))
            .data()
            .path("uri")
            .asText();
    private static final String HUGE = CLIENT.upload("DESCRIPTION_IMAGE", ApiClient.png(4100, 4100))
            .data()
            .path("uri")
            .asText();
    private static final String CHART = CLIENT.upload("SIZE_CHART_IMAGE", ApiClient.png(1024, 1100))
            .data()
            .path("uri")
            .asText();
    private static final String PDF = CLIENT.multipart(
                    "/product/202309/files/upload", "name", "c.pdf", "%PDF-1.7".getBytes(StandardCharsets.US_ASCII))
            .data()
            .path("id")
            .asText();
    private static final String GONE = "tos-sandbox-i-0000000000/00112233445566778899aabbccddeeff";

    @AfterAll
    static void stop() {
        WORLD.close();
    }

    static Stream<Arguments> refusals() {
        Cases cases = new Cases();

        cases.add("an empty title", 12052261, put("title", "  "));
        cases.add("a title of 256 characters", 12052051, put("title", "あい".repeat(128)));
        cases.add("an emoji in the title", 12052931, put("title", "お茶🍵"));
        cases.add("a star emoji in the title", 12052931, put("title", "お茶⭐"));
        cases.add("an HTML escape in the title", 12052931, put("title", "お茶&nbsp;お得"));
        cases.add("a control character in the title", 12052931, put("title", "お茶\u0007"));
        cases.add("a title of symbols", 12052931, put("title", "★★★!!!"));
        cases.add("ten equal characters in the title", 12052931, put("title", "お茶ーーーーーーーーーー"));

        cases.add("no description", 12052015, put("description", ""));
        cases.add(
                "a description of 10,001 characters", 12052013, put("description", "<p>" + "茶葉".repeat(5000) + "</p>"));
        cases.add("an emoji in the description", 12052932, put("description", "<p>お茶🍵</p>"));
        cases.add("a line of hyphens in the description", 12052932, put("description", "<p>お茶</p><p>----------</p>"));
        cases.add("an HTML escape in the description", 12052932, put("description", "<p>茶&nbsp;葉</p>"));
        cases.add("a table in the description", 12052345, put("description", "<table><tr><td>茶</td></tr></table>"));
        cases.add("a comment in the description", 12052345, put("description", "<p>茶</p><!-- 注 -->"));
        cases.add("an unclosed paragraph", 12052344, put("description", "<p>茶"));
        cases.add("a closing tag too many", 12052344, put("description", "<p>茶</p></p>"));
        cases.add("a stray bracket", 12052344, put("description", "<p>1 > 0 茶</p>"));
        cases.add("a paragraph in a paragraph", 12052349, put("description", "<p>茶<p>葉</p></p>"));
        cases.add("bold in italic", 12052349, put("description", "<p><b><i>茶</i></b></p>"));
        cases.add("a list item outside a list", 12052349, put("description", "<li>茶</li>"));
        cases.add("five levels", 12052352, put("description", "<p><p><p><p><p>茶</p></p></p></p></p>"));
        cases.add("a class attribute", 12052350, put("description", "<p class=\"x\">茶</p>"));
        cases.add("an image without size", 12052348, put("description", "<p>茶</p><img src=\"" + imageUrl() + "\">"));
        cases.add(
                "an image that was not uploaded", 12052340, put("description", img("https://example.com/a.jpg", 400)));
        cases.add("an image of 4000 pixels", 12052341, put("description", img(imageUrl(), 4000)));
        cases.add(
                "31 images",
                12052056,
                put("description", "<p>茶</p>" + img(imageUrl(), 400).repeat(31)));

        cases.add("no main image", 12052028, body -> body.putArray("main_images"));
        cases.add("ten main images", 12052306, body -> mains(body, 10));
        cases.add("a url as main image", 12052300, body -> main(body, "https://example.com/a.jpg"));
        cases.add("a forgotten main image", 12052722, body -> main(body, GONE));
        cases.add("a small main image", 12052301, body -> main(body, SMALL));
        cases.add("a huge main image", 12052302, body -> main(body, HUGE));
        cases.add("a wide main image", 12052305, body -> main(body, WIDE));

        cases.add("no category", 12052002, body -> body.remove("category_id"));
        cases.add("an unknown category", 12052023, put("category_id", "999999"));
        cases.add("a category that is no leaf", 12052024, put("category_id", "600001"));
        cases.add("category version v1", 12052217, put("category_version", "v1"));
        cases.add("no category version", 12052217, body -> body.remove("category_version"));
        cases.add("a category of v1", 12052230, put("category_id", "850001"));
        cases.add("a prohibited category", 12052220, put("category_id", "600031"));
        cases.add("a category by invitation", 12052221, put("category_id", "600712"));
        cases.add("a category outside the main one", 12052225, put("category_id", "600811"));

        cases.add("an unknown brand", 12052026, put("brand_id", "1"));
        cases.add("an expired brand", 12052200, put("brand_id", "7082427311584347909"));
        cases.add("a top brand without authorization", 12052201, put("brand_id", "7082427311584347908"));

        cases.add("an unknown attribute", 12052247, attributes("[{'id':'1','values':[{'name':'x'}]}]"));
        cases.add("an attribute without id", 12052241, attributes("[{'values':[{'name':'x'}]}]"));
        cases.add(
                "an attribute twice",
                12052254,
                attributes("[{'id':'100401','values':[{'id':'1002001'}]},"
                        + "{'id':'100401','values':[{'id':'1002001'}]}]"));
        cases.add("an attribute without values", 12052248, attributes("[{'id':'100401','values':[]}]"));
        cases.add("an empty attribute value", 12052248, attributes("[{'id':'100401','values':[{'name':''}]}]"));
        cases.add(
                "several values where one is allowed",
                12052246,
                attributes("[{'id':'100401','values':[{'id':'1002001'},{'id':'1002002'}]}]"));
        cases.add("an unknown value id", 12052529, attributes("[{'id':'100401','values':[{'id':'1'}]}]"));
        cases.add(
                "a value id twice",
                12052253,
                attributes("[{'id':'100392','values':[{'id':'1001533'},{'id':'1001533'}]}]"));
        cases.add("a value name twice", 12052251, attributes("[{'id':'100392','values':[{'name':'祝'},{'name':'祝'}]}]"));
        cases.add(
                "a value of 2,001 characters",
                12052249,
                attributes("[{'id':'100401','values':[{'name':'" + "ab".repeat(1000) + "c'}]}]"));
        cases.add("an emoji in a value", 12052935, attributes("[{'id':'100401','values':[{'name':'国🍵'}]}]"));
        cases.add(
                "a restricted word in a value", 12052151, attributes("[{'id':'100401','values':[{'name':'偽ブランド'}]}]"));
        cases.add("no required attribute", 12052104, put("category_id", "600311"));
        cases.add("a custom value where only listed ones are allowed", 12052247, body -> {
            body.put("category_id", "600311");
            body.set("product_attributes", list("[{'id':'100421','values':[{'name':'私の肌'}]}]"));
        });
        cases.add("a number attribute in words", 12052256, body -> {
            body.put("category_id", "600311");
            body.set(
                    "product_attributes",
                    list("[{'id':'100421','values':[{'id':'1002041'}]},{'id':'100422','values':[{'name':'百'}]}]"));
        });
        cases.add("an attribute that another one requires", 12052182, body -> {
            body.put("category_id", "600411");
            body.set("product_attributes", list("[{'id':'101610','values':[{'id':'1024358'}]}]"));
        });
        cases.add("an attribute that another one forbids", 12052183, body -> {
            body.put("category_id", "600411");
            body.set(
                    "product_attributes",
                    list("[{'id':'101610','values':[{'id':'1024360'}]},{'id':'101612','values':[{'id':'1024381'}]}]"));
        });

        cases.add("no required certification", 12052105, body -> {
            body.put("category_id", "600621");
            size(body);
        });
        cases.add("a certification that an attribute requires", 12052105, body -> {
            body.put("category_id", "600711");
            body.set("product_attributes", list("[{'id':'100451','values':[{'id':'1002061'}]}]"));
        });
        cases.add(
                "an unknown certification", 12052655, certifications("[{'id':'1','images':[{'uri':'" + MAIN + "'}]}]"));
        cases.add(
                "a certification without proof",
                12052105,
                certifications("[{'id':'602362','expiration_date':1893456000}]"));
        cases.add(
                "a certification twice",
                12052656,
                certifications("[" + certification("'files':[{'id':'" + PDF + "','name':'c.pdf','format':'PDF'}]") + ","
                        + certification("'files':[{'id':'" + PDF + "','name':'c.pdf','format':'PDF'}]") + "]"));
        cases.add(
                "a certification image of another form",
                12052650,
                certifications("[" + certification("'images':[{'uri':'x'}]") + "]"));
        cases.add(
                "a forgotten certification image",
                12052722,
                certifications("[" + certification("'images':[{'uri':'" + GONE + "'}]") + "]"));
        cases.add(
                "an unknown certification file",
                12052658,
                certifications("[" + certification("'files':[{'id':'x','name':'c.pdf','format':'PDF'}]") + "]"));
        cases.add(
                "eleven certification images",
                12052657,
                certifications("["
                        + certification("'images':["
                                + String.join(
                                        ",",
                                        List.of(("{'uri':'" + MAIN + "'} ")
                                                .repeat(11)
                                                .trim()
                                                .split("(?<=}) ")))
                                + "]")
                        + "]"));
        cases.add(
                "a certification without expiry",
                12052385,
                certifications("[{'id':'602362','images':[{'uri':'" + MAIN + "'}]}]"));
        cases.add(
                "an expired certification",
                12052385,
                certifications("[{'id':'602362','expiration_date':1000000000,'images':[{'uri':'" + MAIN + "'}]}]"));

        cases.add("no required size chart", 12052673, put("category_id", "600112"));
        cases.add("a size chart of another form", 12052670, shirtWithChart("x"));
        cases.add("a forgotten size chart", 12052722, shirtWithChart(GONE));
        cases.add("a small size chart", 12052671, shirtWithChart(MAIN));
        cases.add("an unknown size chart template", 12052128, body -> {
            body.put("category_id", "600112");
            body.set("size_chart", json("{'template':{'id':'7'}}"));
        });
        cases.add("an unknown video", 12052360, body -> body.set("video", json("{'id':'v'}")));

        cases.add("no SKU", 12052902, body -> body.putArray("skus"));
        cases.add("301 SKUs", 12052558, body -> {
            ArrayNode skus = body.putArray("skus");
            for (int i = 0; i < 301; i++) {
                skus.add(ApiClient.sku("S" + i, i + "包", "100", 1));
            }
        });
        cases.add("a SKU with an id in a create", 12052557, sku("id", "1"));
        cases.add("a seller SKU of 51 characters", 12052054, sku("seller_sku", "x".repeat(51)));
        cases.add("a seller SKU with a space", 12019059, sku("seller_sku", "TEA 50"));
        cases.add("an empty seller SKU", 12019059, sku("seller_sku", ""));
        cases.add("four sales attributes", 12052525, body -> body.path("skus").forEach(each -> {
            ArrayNode attributes = (ArrayNode) each.path("sales_attributes");
            for (String name : List.of("色", "形", "味")) {
                attributes.addObject().put("name", name).put("value_name", "a");
            }
        }));
        cases.add("different sales attributes", 12052550, body -> axis(body).put("name", "容量"));
        cases.add("the same combination twice", 12052560, body -> axis(body).put("value_name", "100包"));
        cases.add("the same attribute twice in a SKU", 12052560, body -> body.path("skus")
                .forEach(each -> ((ArrayNode) each.path("sales_attributes"))
                        .addObject()
                        .put("name", "内容量")
                        .put("value_name", "x")));
        cases.add("two SKUs without attributes", 12052559, body -> body.path("skus")
                .forEach(each -> ((ObjectNode) each).remove("sales_attributes")));
        cases.add("an attribute without a name", 12052241, body -> axis(body).put("name", ""));
        cases.add("an attribute name of 21 characters", 12052242, bothAxes("容量".repeat(10) + "x"));
        cases.add("an emoji in an attribute name", 12052933, bothAxes("味🍵"));
        cases.add("a restricted word in an attribute name", 12052152, bothAxes("アダルト"));
        cases.add("an unknown attribute id", 12052527, body -> body.path("skus")
                .forEach(each -> ((ObjectNode) each.path("sales_attributes").get(0)).put("id", "5")));
        cases.add("no attribute value", 12052248, body -> axis(body).put("value_name", ""));
        cases.add("an attribute value of 51 characters", 12052249, body -> axis(body)
                .put(
                        "value_name",
                        "大".repeat(9) + "小".repeat(9) + "x".repeat(9) + "y".repeat(9) + "z".repeat(9) + "abcdef"));
        cases.add("an emoji in an attribute value", 12052934, body -> axis(body).put("value_name", "赤🍎"));
        cases.add("a restricted word in an attribute value", 12052153, body -> axis(body)
                .put("value_name", "アダルト"));
        cases.add("an unknown value id of an attribute", 12052529, body -> axis(body)
                .put("value_id", "5"));
        cases.add("a custom attribute where only listed ones are allowed", 12052240, body -> {
            body.put("category_id", "600622");
            bothAxes("直径").accept(body);
        });
        cases.add("a variant image of another form", 12052520, body -> pictured(axis(body), "x"));
        cases.add("a forgotten variant image", 12052722, body -> pictured(axis(body), GONE));
        cases.add("a huge variant image", 12052521, body -> pictured(axis(body), HUGE));
        cases.add("a wide variant image", 12052524, body -> pictured(axis(body), WIDE));
        cases.add("a variant image on one value only", 12052522, body -> pictured(axis(body), MAIN));
        cases.add("variant images on two attributes", 12052528, body -> body.path("skus")
                .forEach(each -> {
                    ArrayNode attributes = (ArrayNode) each.path("sales_attributes");
                    attributes.addObject().put("name", "色").put("value_name", "緑");
                    attributes.forEach(attribute -> pictured((ObjectNode) attribute, MAIN));
                }));
        cases.add("an external URL of 201 characters", 12052238, urls("https://example.com/" + "x".repeat(181)));
        cases.add("an external URL without TLS", 12052236, urls("http://example.com/"));
        cases.add("an external URL that is none", 12052235, urls("example"));

        cases.add("no price", 12052571, body -> firstSku(body).remove("price"));
        cases.add("a price in words", 12052012, price("千円"));
        cases.add("a price with decimals", 12052012, price("1980.00"));
        cases.add("a price of zero", 12052073, price("0"));
        cases.add("a price of 500,001 yen", 12052570, price("500001"));
        cases.add("a price in dollars", 12052084, body -> ((ObjectNode)
                        firstSku(body).path("price"))
                .put("currency", "USD"));
        cases.add("a list price", 12052376, body -> firstSku(body)
                .set("list_price", json("{'amount':'1','currency':'JPY'}")));
        cases.add("fees", 12052497, body -> firstSku(body).set("fees", list("[{'type':'PFAND'}]")));
        cases.add("combined SKUs", 12052849, body -> firstSku(body).set("combined_skus", list("[{'product_id':'1'}]")));
        cases.add("extra identifier codes", 12052291, body -> firstSku(body)
                .set("extra_identifier_codes", list("['1']")));

        cases.add("no inventory", 12019022, body -> firstSku(body).remove("inventory"));
        cases.add("no warehouse", 12019022, body -> stock(body).remove("warehouse_id"));
        cases.add("an unknown warehouse", 12052097, body -> stock(body).put("warehouse_id", "5"));
        cases.add("another shop's warehouse", 12052530, body -> stock(body).put("warehouse_id", "7068517275539719942"));
        cases.add("a disabled warehouse", 12052531, body -> stock(body)
                .put("warehouse_id", ApiClient.DISABLED_WAREHOUSE));
        cases.add(
                "the return warehouse", 12052532, body -> stock(body).put("warehouse_id", ApiClient.RETURN_WAREHOUSE));
        cases.add("a warehouse twice", 12052555, body -> ((ArrayNode)
                        firstSku(body).path("inventory"))
                .add(stock(body).deepCopy()));
        cases.add("stock of zero", 12052055, body -> stock(body).put("quantity", 0));
        cases.add("stock of 100,000", 12052055, body -> stock(body).put("quantity", 100_000));

        cases.add("an identifier without type", 12052600, identifier("", "4900000000009"));
        cases.add("a JAN of 12 digits", 12052591, identifier("JAN", "490000000000"));
        cases.add("a JAN with letters", 12052591, identifier("JAN", "49000000000AB"));
        cases.add("a JAN with a wrong check digit", 12052591, identifier("JAN", "4900000000008"));
        cases.add("an X in the middle of an ISBN", 12052598, identifier("ISBN", "97X0000000000"));
        cases.add("the same JAN twice", 12052592, body -> body.path("skus").forEach(each -> ((ObjectNode) each)
                .set("identifier_code", json("{'type':'JAN','code':'4900000000009'}"))));

        cases.add("a pre-sale without type", 12019096, preSale("{}"));
        cases.add("a made-to-order pre-sale", 12019099, preSale("{'type':'MADE_TO_ORDER'}"));
        cases.add("a pre-order without fulfilment", 12019095, preSale("{'type':'PRE_ORDER'}"));
        cases.add("a pre-order in 0 days", 12019098, preOrder(0));
        cases.add("a pre-order in 31 days", 12052269, preOrder(31));
        cases.add("a pre-order of some SKUs", 12019100, body -> firstSku(body)
                .set("pre_sale", json("{'type':'PRE_ORDER','fulfillment_type':{'handling_duration_days':5}}")));
        cases.add("a pre-order where the category has none", 12052712, body -> {
            body.put("category_id", "600003");
            preOrder(5).accept(body);
        });

        cases.add("no weight", 12019011, body -> body.remove("package_weight"));
        cases.add("a weight of zero", 12052181, weight("0", "GRAM"));
        cases.add("a fraction of a gram", 12052006, weight("350.5", "GRAM"));
        cases.add("a weight in words", 12052006, weight("重い", "GRAM"));
        cases.add("a negative weight", 12052006, weight("-1", "GRAM"));
        cases.add("four decimals of a kilogram", 12052006, weight("0.3505", "KILOGRAM"));
        cases.add("a weight in pounds", 12019061, weight("1", "POUND"));
        cases.add("a weight in tons", 12052916, weight("1", "TON"));
        cases.add("no size where the category wants one", 12019012, put("category_id", "600211"));
        cases.add("a size without height", 12052116, body -> size(body).remove("height"));
        cases.add("a height of zero", 12052003, body -> size(body).put("height", "0"));
        cases.add("a width with decimals", 12052004, body -> size(body).put("width", "10.5"));
        cases.add("a length in words", 12052005, body -> size(body).put("length", "長い"));
        cases.add("a size in inches", 12019061, body -> size(body).put("unit", "INCH"));
        cases.add("a size in meters", 12052916, body -> size(body).put("unit", "METER"));

        cases.add("cash on delivery", 12052222, body -> body.put("is_cod_allowed", true));
        cases.add("a pre-owned product", 12052316, body -> body.put("is_pre_owned", true));
        cases.add("a gift", 12052992, body -> body.put("is_not_for_sale", true));
        cases.add("a minimum order quantity", 12052707, body -> body.put("minimum_order_quantity", 2));
        cases.add("a listing platform", 12052994, body -> body.set("listing_platforms", list("['TOKOPEDIA']")));
        cases.add("a schedule in seconds", 12052604, schedule(CLOCK.instant().getEpochSecond() + 60));
        cases.add("a schedule in 91 days", 12052604, schedule(CLOCK.millis() + 91L * 86_400_000));
        cases.add("an external id of 1,000 characters", 12052369, put("external_product_id", "x".repeat(1000)));
        cases.add("an external SKU id of 1,000 characters", 12052369, sku("external_sku_id", "x".repeat(1000)));
        cases.add("a key of 129 characters", 98001004, put("idempotency_key", "x".repeat(129)));
        cases.add("an unknown save mode", 98001004, put("save_mode", "NOW"));
        cases.add(
                "six product features",
                98001004,
                body -> body.set("key_product_features", list("['1','2','3','4','5','6']")));
        cases.add("search terms of 251 characters", 98001004, body -> body.putArray("search_terms")
                .add("x".repeat(251)));
        return cases.stream();
    }

    static Stream<Arguments> acceptances() {
        Cases cases = new Cases();
        cases.add("kanji, kana, a star and fullwidth forms in the title", 0, put("title", "★静岡県産★ 煎茶【100g】×2"));
        cases.add("a title of 255 characters", 0, put("title", "あい".repeat(127) + "う"));
        cases.add(
                "every allowed tag",
                0,
                put(
                        "description",
                        "<p>茶<strong>葉</strong><b>a</b><em>b</em><i>c</i><u>d<br></u><br>"
                                + "</p><ol><li><b>一</b></li></ol><ul><li>二</li></ul>" + img(imageUrl(), 400)));
        cases.add("nine main images", 0, body -> mains(body, 9));
        cases.add("no brand", 0, body -> body.remove("brand_id"));
        cases.add("an unauthorized small brand", 0, put("brand_id", "7082427311584347907"));
        cases.add(
                "listed and custom attribute values",
                0,
                attributes("[{'id':'100392','values':[{'id':'1001533'},{'name':'独自の値'}]}]"));
        cases.add(
                "a certification with image and file",
                0,
                certifications("["
                        + certification("'images':[{'uri':'" + MAIN + "'}],'files':[{'id':'" + PDF
                                + "','name':'c.pdf','format':'PDF'}]")
                        + "]"));
        cases.add("a shirt with its size chart", 0, shirtWithChart(CHART));
        cases.add("300 SKUs", 0, body -> {
            ArrayNode skus = body.putArray("skus");
            for (int i = 0; i < 300; i++) {
                skus.add(ApiClient.sku("S" + i, i + "包", "100", 1));
            }
        });
        cases.add("one SKU without attributes", 0, body -> {
            ((ArrayNode) body.path("skus")).remove(1);
            firstSku(body).remove("sales_attributes");
        });
        cases.add("variant images on every value", 0, body -> body.path("skus")
                .forEach(each ->
                        pictured((ObjectNode) each.path("sales_attributes").get(0), MAIN)));
        cases.add("1 yen", 0, price("1"));
        cases.add("500,000 yen", 0, price("500000"));
        cases.add("JAN of 8 digits", 0, identifier("JAN", "49123456"));
        cases.add("ISBN with X", 0, identifier("ISBN", "155860832X"));
        cases.add("a pre-order of all SKUs", 0, preOrder(3));
        cases.add("weight in kilograms", 0, weight("0.350", "KILOGRAM"));
        cases.add("a size", 0, ListingRulesTest::size);
        cases.add("a dog food with its size of dog", 0, body -> {
            body.put("category_id", "600411");
            body.set(
                    "product_attributes",
                    list("[{'id':'101610','values':[{'id':'1024358'}]},{'id':'101611','values':[{'id':'1024374'}]}]"));
        });
        cases.add("a schedule tomorrow", 0, schedule(CLOCK.millis() + 86_400_000));
        return cases.stream();
    }

    @ParameterizedTest(name = "{0} is refused with {1}")
    @MethodSource("refusals")
    void refuses(String name, int code, Consumer<ObjectNode> change) {
        assertThat(created(change).code()).isEqualTo(code);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("acceptances")
    void accepts(String name, int code, Consumer<ObjectNode> change) {
        ApiClient.Answer answer = created(change);

        assertThat(answer.code()).describedAs(answer.raw()).isZero();
    }

    @Test
    void dropsWhatItCannotUseWithAWarning() {
        JsonNode data = created(body -> {
                    body.put("brand_id", "7082427311584347910");
                    body.set("size_chart", json("{'image':{'uri':'" + CHART + "'}}"));
                })
                .data();

        assertThat(data.path("warnings")).hasSize(2);
        assertThat(data.path("warnings").get(0).path("message").asText()).contains("brand_id");
        assertThat(CLIENT.product(data.path("product_id").asText()).data().has("brand"))
                .isFalse();
    }

    @Test
    void aDraftIsNotJudgedButHasEveryPropertyThatIsRequired() {
        ObjectNode draft = CLIENT.tea(MAIN).put("save_mode", "AS_DRAFT").put("title", "下書き");
        draft.remove("package_weight");
        assertThat(CLIENT.create(draft).code()).isZero();
        assertThat(CLIENT.create(draft.deepCopy().put("title", "")).code()).isEqualTo(12052261);
        assertThat(CLIENT.create(draft.deepCopy().put("category_version", "v1")).code())
                .isEqualTo(12052217);
        assertThat(CLIENT.create(draft.deepCopy().without("description")).code())
                .isEqualTo(12052015);
        assertThat(CLIENT.create(draft.deepCopy().without("main_images")).code())
                .isEqualTo(12052028);
        assertThat(CLIENT.create(draft.deepCopy().without("skus")).code()).isEqualTo(12052902);
    }

    private static ApiClient.Answer created(Consumer<ObjectNode> change) {
        ObjectNode body = CLIENT.tea(MAIN);
        change.accept(body);
        return CLIENT.create(body);
    }

    private static String imageUrl() {
        return DESCRIPTION_IMAGE.path("url").asText();
    }

    private static String img(String src, int width) {
        return "<img src=\"" + src + "\" width=\"" + width + "\" height=\"300\">";
    }

    private static ArrayNode list(String text) {
        return (ArrayNode) json("{'x':" + text + "}").path("x");
    }

    private static ObjectNode firstSku(ObjectNode body) {
        return (ObjectNode) body.path("skus").get(0);
    }

    private static ObjectNode axis(ObjectNode body) {
        return (ObjectNode) firstSku(body).path("sales_attributes").get(0);
    }

    private static ObjectNode stock(ObjectNode body) {
        return (ObjectNode) firstSku(body).path("inventory").get(0);
    }

    private static void pictured(ObjectNode attribute, String uri) {
        attribute.putObject("sku_img").put("uri", uri);
    }

    private static void main(ObjectNode body, String uri) {
        body.putArray("main_images").addObject().put("uri", uri);
    }

    private static void mains(ObjectNode body, int count) {
        ArrayNode images = body.putArray("main_images");
        for (int i = 0; i < count; i++) {
            images.addObject().put("uri", MAIN);
        }
    }

    private static ObjectNode size(ObjectNode body) {
        return body.putObject("package_dimensions")
                .put("length", "20")
                .put("width", "15")
                .put("height", "8")
                .put("unit", "CENTIMETER");
    }

    private static Consumer<ObjectNode> put(String field, String value) {
        return body -> body.put(field, value);
    }

    private static Consumer<ObjectNode> sku(String field, String value) {
        return body -> firstSku(body).put(field, value);
    }

    private static Consumer<ObjectNode> bothAxes(String name) {
        return body -> body.path("skus")
                .forEach(each -> ((ObjectNode) each.path("sales_attributes").get(0)).put("name", name));
    }

    private static Consumer<ObjectNode> attributes(String text) {
        return body -> body.set("product_attributes", list(text));
    }

    private static Consumer<ObjectNode> certifications(String text) {
        return body -> body.set("certifications", list(text));
    }

    private static String certification(String proof) {
        return "{'id':'602362','expiration_date':1893456000," + proof + "}";
    }

    private static Consumer<ObjectNode> shirtWithChart(String uri) {
        return body -> {
            body.put("category_id", "600112");
            body.set("size_chart", json("{'image':{'uri':'" + uri + "'}}"));
        };
    }

    private static Consumer<ObjectNode> urls(String url) {
        return body -> firstSku(body).putArray("external_urls").add(url);
    }

    private static Consumer<ObjectNode> price(String amount) {
        return body -> ((ObjectNode) firstSku(body).path("price")).put("amount", amount);
    }

    private static Consumer<ObjectNode> identifier(String type, String code) {
        return body ->
                firstSku(body).putObject("identifier_code").put("type", type).put("code", code);
    }

    private static Consumer<ObjectNode> preSale(String text) {
        return body -> body.path("skus").forEach(each -> ((ObjectNode) each).set("pre_sale", json(text)));
    }

    private static Consumer<ObjectNode> preOrder(int days) {
        return preSale("{'type':'PRE_ORDER','fulfillment_type':{'handling_duration_days':" + days + "}}");
    }

    private static Consumer<ObjectNode> weight(String value, String unit) {
        return body -> body.putObject("package_weight").put("value", value).put("unit", unit);
    }

    private static Consumer<ObjectNode> schedule(long time) {
        return body -> body.putObject("scheduled_sale")
                .put("is_enabled_scheduled_sale", true)
                .put("schedule_sale_time", time);
    }

    private static final class Cases {

        private final List<Arguments> all = new ArrayList<>();

        void add(String name, int code, Consumer<ObjectNode> change) {
            all.add(Arguments.of(name, code, change));
        }

        Stream<Arguments> stream() {
            return all.stream();
        }
    }
}
