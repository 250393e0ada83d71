package jp.shopbridge.publishing.request;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import jp.shopbridge.Json;
import jp.shopbridge.publishing.Stage;
import jp.shopbridge.sandbox.futureshop.SampleCatalogue;
import jp.shopbridge.staging.Listing;
import jp.shopbridge.staging.ListingKey;
import jp.shopbridge.staging.ListingState;
import jp.shopbridge.support.Database;
import jp.shopbridge.tiktok.TiktokRequests;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** What somebody did to a product in Seller Center outlives every kind of edit of ours. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class OthersWorkTest {

    private Stage stage;

    @BeforeAll
    void start() {
        stage = Stage.on(Database.h2(), world -> world, Map.of());
        stage.authorise();
    }

    @AfterAll
    void stop() {
        stage.close();
    }

    @AfterEach
    void calm() {
        stage.tiktok().faults().clear();
        stage.control("POST", "/audits", "{\"held\":false}");
    }

    @Test
    void keepsEveryPropertyThroughEveryKindOfEdit() {
        ListingKey key = withAxes(2);
        furnish(key);
        JsonNode before = live(key);

        edited(key, "{\"title\":\"商品名だけ直したTシャツ\"}");
        assertThat(changed(before, live(key))).containsExactly("title");
        assertThat(calls(key, "/partial_edit")).isEqualTo(1);

        edited(key, "{\"dimensions_cm\":{\"length\":30,\"width\":20,\"height\":4}}");
        edited(key, "{\"dimensions_cm\":\"\"}");
        assertThat(calls(key, "")).as("what is taken away goes out whole").isEqualTo(1);
        assertThat(changed(before, live(key))).containsExactly("title");

        edited(key, () -> add(key, "MORE", 1, "特大"));
        JsonNode after = live(key);
        assertThat(calls(key, "")).as("other SKUs go out whole").isEqualTo(2);
        assertThat(changed(before, after)).containsExactly("skus", "title");
        assertThat(after.path("skus")).hasSize(before.path("skus").size() + 1);
        for (JsonNode sku : before.path("skus")) {
            assertThat(after.path("skus")).contains(sku);
        }
    }

    @Test
    void asksForAPictureOfANewValueWhenTiktokHasOneOfEveryOther() {
        ListingKey key = withAxes(1);
        furnish(key);

        add(key, "GREEN", 0, "グリーン");

        Listing lacking = stage.await(key, ListingState.INCOMPLETE);
        assertThat(lacking.status().stateCode()).isEqualTo("PREFLIGHT_OPTION_IMAGE_KEPT");
        assertThat(lacking.status().stateReason()).asString().contains("グリーン");
        assertThat(calls(key, "")).isZero();
    }

    @Test
    void saysThatACodeWhichCameLaterIsNotSent() {
        ListingKey key = stage.sample(3, listing -> {
            listing.path("skus").forEach(sku -> ((ObjectNode) sku).remove("jan"));
            return listing;
        });
        stage.select(List.of(key));
        stage.await(key, ListingState.LIVE);
        String skuNo = stage.listing(key).skus().get(0).skuNo();

        edited(key, "{\"skus\":{\"" + skuNo + "\":{\"jan\":\"4901234567894\"}}}");

        assertThat(calls(key, "") + calls(key, "/partial_edit")).isZero();
        assertThat(stage.done("GET", "products/" + key.productNo() + "/history?shop=" + Stage.SHOP, null)
                        .toString())
                .contains("JANコードは");
        edited(key, "{\"title\":\"JANコードのあとで直した商品名\"}");
        assertThat(calls(key, "/partial_edit")).isEqualTo(1);
    }

    @Test
    void sendsNothingWhenAPictureMovedAndItsBytesAreTheSame() {
        ListingKey key = stage.live(4);

        edited(
                key,
                () -> stage.restage(key, listing -> {
                    listing.path("images").forEach(image -> ((ObjectNode) image)
                            .put("url", image.path("url").asText() + "?t=20261130"));
                    return listing;
                }));

        assertThat(calls(key, "") + calls(key, "/partial_edit")).isZero();
    }

    @Test
    void leavesADraftOfOthersAloneUntilAPersonWantsItOverwritten() {
        ListingKey key = stage.live(10);
        byOthers(key, "AS_DRAFT", "誰かの下書き");

        stage.edit(key, "{\"title\":\"こちらの商品名\",\"skus\":{\"" + firstSku(key) + "\":{\"price\":4321}}}");
        Listing held = stage.await(key, "waits", listing -> listing.status().isHeldByOthers());

        assertThat(held.status().state()).isEqualTo(ListingState.WAITING);
        assertThat(held.status().stateReason()).asString().contains("下書き", "上書き");
        assertThat(live(key).at("/skus/0/price/amount").asText()).isEqualTo("4321");
        assertThat(product(key).at("/draft/title").asText()).isEqualTo("誰かの下書き");
        JsonNode versions = stage.done("GET", "products/" + key.productNo() + "/versions", null);
        assertThat(versions.path("draft").asBoolean()).isTrue();
        assertThat(versions.at("/rows/0/draft").asText()).isEqualTo("誰かの下書き");
        assertThat(versions.at("/rows/0/listing").asText()).isEqualTo("こちらの商品名");
        assertThat(calls(key, "") + calls(key, "/partial_edit")).isEqualTo(1);

        stage.done("POST", "products/" + key.productNo() + "/overwrite", null);
        stage.await(key, ListingState.LIVE);

        assertThat(live(key).path("title").asText()).isEqualTo("こちらの商品名");
        assertThat(live(key).path("search_terms")).as("what the draft added").hasSize(1);
        assertThat(product(key).has("draft")).isFalse();
        assertThat(calls(key, "")).as("the draft itself and the edit").isEqualTo(2);
        assertThat(stage.api("POST", "products/" + key.productNo() + "/overwrite", null)
                        .statusCode())
                .isEqualTo(422);
    }

    @Test
    void waitsForAReviewOfOthersAndGoesOnWhenItEnds() {
        ListingKey key = stage.live(25);
        stage.control("POST", "/audits", "{\"held\":true}");
        byOthers(key, "LISTING", "誰かが直した商品名");

        stage.edit(key, "{\"description\":\"<p>こちらの説明文です。</p>\"}");
        Listing held = stage.await(key, "waits", listing -> listing.status().isHeldByOthers());
        assertThat(held.status().stateCode()).isEqualTo("PUBLISHING_OTHERS_REVIEW");
        assertThat(calls(key, "/partial_edit")).isZero();
        assertThat(stage.done("GET", "products/" + key.productNo() + "/versions", null)
                        .at("/rows/0/underReview")
                        .asText())
                .isEqualTo("誰かが直した商品名");

        stage.control("POST", "/audits", "{\"held\":false}");
        stage.await(key, ListingState.LIVE);
        assertThat(live(key).path("description").asText()).contains("こちらの説明文です。");
        assertThat(live(key).path("title").asText()).as("we did not touch it").isEqualTo("誰かが直した商品名");
    }

    /** Somebody edits the product in Seller Center. */
    private void byOthers(ListingKey key, String mode, String title) {
        ObjectNode body = live(key).deepCopy();
        body.put("save_mode", mode).put("title", title).putArray("search_terms").add("涼しい");
        stage.call(
                0,
                stage.bean(TiktokRequests.class)
                        .edit(Stage.SHOP, stage.at(key).get(0).id(), TiktokRequests.bytes(body)));
    }

    private String firstSku(ListingKey key) {
        return stage.listing(key).skus().get(0).skuNo();
    }

    /** A product with so many axes that is on sale. */
    private ListingKey withAxes(int axes) {
        for (int position = 0; position < SampleCatalogue.HEALTHY; position++) {
            ListingKey key = stage.sample(position, UnaryOperator.identity());
            Listing listing = stage.listing(key);
            if (listing.status().remoteProductId() == null
                    && listing.status().state() == ListingState.WAITING
                    && listing.effective().skus().get(0).options().size() == axes) {
                stage.select(List.of(key));
                stage.await(key, ListingState.LIVE);
                return key;
            }
        }
        throw new AssertionError("There is no sample with " + axes + " axes.");
    }

    /** futureshop gains a SKU with another value of an axis. */
    private void add(ListingKey key, String number, int axis, String value) {
        stage.restage(key, listing -> {
            ObjectNode more = listing.path("skus").path(0).deepCopy();
            more.put("sku_no", number).put("seller_sku", number).remove("jan");
            ((ObjectNode) more.path("options").path(axis)).put("value", value);
            listing.withArrayProperty("skus").add(more);
            return listing;
        });
        stage.edit(key, "{\"skus\":{\"" + number + "\":{\"stock\":5}}}");
    }

    private long calls(ListingKey key, String suffix) {
        String path = "/product/202509/products/" + stage.at(key).get(0).id() + suffix;
        return stage.tiktok().requests().count(request -> request.endsWith(path));
    }

    /** Everything that can be set at TikTok and that we never send. */
    private void furnish(ListingKey key) {
        ObjectNode fields = Json.parseObject(
                """
                {"search_terms": ["涼しい", "夏"],
                 "key_product_features": ["乾きやすい"],
                 "shipping_template_id": "7000000000000000001",
                 "selling_format": "FIXED_PRICE",
                 "scheduled_sale": {"is_enabled_scheduled_sale": true, "schedule_sale_time": %d},
                 "purchase_order_quantity_limit": {"maximum_order_quantity": 3, "cumulative_order_quantity": 5}}
                """
                        .formatted(Instant.now().plus(Duration.ofDays(30)).toEpochMilli()));
        JsonNode live = live(key);
        fields.set("skus", live.path("skus").deepCopy());
        for (JsonNode sku : fields.path("skus")) {
            ((ObjectNode) sku)
                    .putArray("external_urls")
                    .add("https://shop.example/" + sku.path("id").asText());
            ((ObjectNode) sku).putObject("sku_weight").put("value", "250").put("unit", "GRAM");
            if (sku.path("sales_attributes").size() > 0) {
                ((ObjectNode) sku.path("sales_attributes").path(0))
                        .putObject("sku_img")
                        .put("uri", live.at("/main_images/0/uri").asText());
            }
        }
        JsonNode attributes = live.path("product_attributes");
        if (!attributes.isEmpty()) {
            ObjectNode first =
                    (ObjectNode) attributes.path(0).path("values").path(0).deepCopy();
            first.putObject("metric_standard_info").put("id", "m1");
            fields.set("product_attributes", attributes.deepCopy());
            ((ArrayNode) fields.at("/product_attributes/0/values")).set(0, first);
        }
        stage.control("POST", "/products/" + stage.at(key).get(0).id() + "/seller-center", Json.text(fields));
    }

    private void edited(ListingKey key, String patch) {
        edited(key, () -> stage.edit(key, patch));
    }

    private void edited(ListingKey key, Runnable change) {
        String hash = stage.listing(key).status().contentHash();
        change.run();
        stage.await(
                key,
                "is live with the edit",
                listing -> listing.status().state() == ListingState.LIVE
                        && !listing.status().contentHash().equals(hash)
                        && listing.status().isAsPublished());
    }

    private JsonNode live(ListingKey key) {
        return product(key).path("live");
    }

    private JsonNode product(ListingKey key) {
        return stage.control("GET", "/products/" + stage.at(key).get(0).id(), null);
    }

    private static List<String> changed(JsonNode before, JsonNode after) {
        List<String> names = new ArrayList<>();
        for (String name : names(before, after)) {
            if (!before.path(name).equals(after.path(name))) {
                names.add(name);
            }
        }
        return names;
    }

    private static Set<String> names(JsonNode before, JsonNode after) {
        Set<String> names = new TreeSet<>();
        before.fieldNames().forEachRemaining(names::add);
        after.fieldNames().forEachRemaining(names::add);
        return names;
    }
}
