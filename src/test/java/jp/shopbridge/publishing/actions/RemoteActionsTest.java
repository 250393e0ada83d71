package jp.shopbridge.publishing.actions;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import jp.shopbridge.Json;
import jp.shopbridge.publishing.Stage;
import jp.shopbridge.publishing.ledger.Attempt;
import jp.shopbridge.publishing.ledger.Attempts;
import jp.shopbridge.sandbox.FaultRule;
import jp.shopbridge.staging.Listing;
import jp.shopbridge.staging.ListingClaims;
import jp.shopbridge.staging.ListingKey;
import jp.shopbridge.staging.ListingState;
import jp.shopbridge.support.Database;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What a person does with products that TikTok has, over the REST API and against the pretend TikTok Shop. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RemoteActionsTest {

    private static final String DEACTIVATE = "/product/202309/products/deactivate";
    private Stage stage;

    /** The database; PostgreSQL in the class derived from this one. */
    Database database() {
        return Database.h2();
    }

    @BeforeAll
    void start() {
        stage = Stage.on(database(), world -> world, Map.of());
        stage.authorise();
    }

    @AfterAll
    void stop() {
        stage.close();
    }

    @AfterEach
    void calm() {
        stage.tiktok().faults().clear();
    }

    // ---- stop and resume ----

    @Test
    void stopsTheSaleAndResumesItAfterAReview() {
        ListingKey key = stage.live(0);

        JsonNode stopped = stage.done("POST", path(key, "deactivate"), null);

        assertThat(stopped.path("remoteStatus").asText()).isEqualTo("SELLER_DEACTIVATED");
        assertThat(stopped.path("state").asText()).isEqualTo("live");
        assertThat(stage.at(key).get(0).status()).isEqualTo("SELLER_DEACTIVATED");
        assertThat(history(key)).contains("sale-stopped");
        assertThat(attempt(key, "deactivate")).isEqualTo(Attempt.Outcome.DONE);

        JsonNode resumed = stage.done("POST", path(key, "activate"), null);
        assertThat(resumed.path("remoteAudit").asText()).isEqualTo("AUDITING");
        stage.await(
                key,
                "is on sale again",
                listing -> listing.status().state() == ListingState.LIVE
                        && "ACTIVATE".equals(listing.status().remoteStatus()));
        assertThat(attempt(key, "activate")).isEqualTo(Attempt.Outcome.DONE);
    }

    @Test
    void tellsWhyTiktokRefusedToResumeAProductThatIsOnSale() {
        ListingKey key = stage.live(1);

        HttpResponse<String> answer = stage.api("POST", path(key, "activate"), null);

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(422);
        assertThat(Json.parse(answer.body()).path("code").asText()).isEqualTo("PUBLISHING_SALE_REFUSED");
        assertThat(answer.body()).contains("状態のため");
        assertThat(attempt(key, "activate")).isEqualTo(Attempt.Outcome.REFUSED);
        assertThat(history(key)).contains("sale-refused");
        assertThat(stage.listing(key).status().state()).isEqualTo(ListingState.LIVE);
    }

    @Test
    void findsOutWhatBecameOfAStopWhoseAnswerWasLost() {
        ListingKey key = stage.live(2);
        stage.fault(FaultRule.of("done-but-lost").on("POST", DEACTIVATE).times(1));

        HttpResponse<String> answer = stage.api("POST", path(key, "deactivate"), null);

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(502);
        Awaitility.await()
                .untilAsserted(() -> assertThat(attempt(key, "deactivate")).isEqualTo(Attempt.Outcome.DONE));
        stage.await(key, "is off sale", listing -> "SELLER_DEACTIVATED"
                .equals(listing.status().remoteStatus()));
        assertThat(stage.tiktok().requests().count("POST", DEACTIVATE)).isPositive();
        assertThat(stage.listing(key).status().state()).isEqualTo(ListingState.LIVE);
    }

    @Test
    void findsOutThatALostStopNeverArrived() {
        ListingKey key = stage.live(3);
        stage.fault(FaultRule.of("drop").on("POST", DEACTIVATE).times(1));

        assertThat(stage.api("POST", path(key, "deactivate"), null).statusCode())
                .isEqualTo(502);

        Awaitility.await()
                .untilAsserted(() -> assertThat(attempt(key, "deactivate")).isEqualTo(Attempt.Outcome.NOT_DONE));
        assertThat(stage.at(key).get(0).status()).isEqualTo("ACTIVATE");
    }

    @Test
    void stopsNothingThatWasNeverListed() {
        ListingKey key = stage.sample(4, UnaryOperator.identity());

        assertThat(Json.parse(stage.api("POST", path(key, "deactivate"), null).body())
                        .path("code")
                        .asText())
                .isEqualTo("PUBLISHING_NOT_LISTED");
        assertThat(stage.api("POST", "products/no-such/deactivate", null).statusCode())
                .isEqualTo(404);
    }

    // ---- linking ----

    @Test
    void linksAListingToTheProductThatTiktokHasAfterAPreview() {
        ListingKey before = stage.live(25);
        String remoteId = remoteId(before);
        int creates = creates();
        forget(before);
        ListingKey key = again(25, "LINK-1", 777);

        JsonNode item = look(key);
        assertThat(item.path("outcome").asText()).as(item.toString()).isEqualTo("linkable");
        assertThat(item.at("/matches/0/remoteProductId").asText()).isEqualTo(remoteId);
        assertThat(item.at("/matches/0/differences").findValuesAsText("field")).contains("price");
        assertThat(stage.listing(key).status().remoteProductId()).isNull();

        JsonNode linked = link(key, remoteId);

        assertThat(linked.path("linked").asInt()).as(linked.toString()).isEqualTo(1);
        assertThat(stage.listing(key).status().remoteProductId()).isEqualTo(remoteId);
        assertThat(stage.listing(key).status().state()).isEqualTo(ListingState.WAITING);
        assertThat(history(key)).contains("linked");
        stage.select(List.of(key));
        stage.await(
                key,
                "is live with its own price",
                listing -> listing.status().state() == ListingState.LIVE
                        && price(remoteId).equals("777"));
        assertThat(creates()).isEqualTo(creates);
        assertThat(look(key).path("outcome").asText()).isEqualTo("linked");
    }

    @Test
    void linksNothingThatBelongsToAnotherListing() {
        ListingKey owner = stage.live(6);
        String remoteId = remoteId(owner);
        ListingKey key = again(6, "LINK-2", 500);

        assertThat(look(key).path("outcome").asText()).isEqualTo("conflict");
        JsonNode linked = link(key, remoteId);

        assertThat(linked.path("linked").asInt()).isZero();
        assertThat(linked.at("/items/0/reason/ja").asText()).contains(owner.productNo());
        assertThat(stage.listing(key).status().remoteProductId()).isNull();
    }

    @Test
    void linksAListingThatWasRefusedForATakenSellerSku() {
        ListingKey before = stage.live(7);
        String remoteId = remoteId(before);
        forget(before);
        ListingKey key = again(7, "LINK-3", 900);
        stage.select(List.of(key));
        Listing refused = stage.await(key, ListingState.FAILED);
        assertThat(refused.status().stateCode()).isEqualTo("PUBLISHING_SELLER_SKU_TAKEN");

        assertThat(link(key, remoteId).path("linked").asInt()).isEqualTo(1);

        stage.await(key, ListingState.LIVE);
        assertThat(stage.tiktok().products().stream()
                        .filter(product -> product.id().equals(remoteId))
                        .findFirst()
                        .orElseThrow()
                        .externalId())
                .isEqualTo("LINK-3");
    }

    @Test
    void saysWhenThereIsNothingToLink() {
        ListingKey key = stage.sample(8, UnaryOperator.identity());

        assertThat(look(key).path("outcome").asText()).isEqualTo("none");
        JsonNode linked = link(key, "1729999999999999999");
        assertThat(linked.path("linked").asInt()).isZero();
        assertThat(linked.at("/items/0/reason/ja").asText()).contains("見つかりませんでした");
        assertThat(stage.api("POST", "links", "{\"links\":[]}").statusCode()).isEqualTo(422);
        assertThat(stage.api("POST", "links/preview", "{}").statusCode()).isEqualTo(422);
    }

    // ---- listing anew ----

    @Test
    void listsAnewWhatWasDeletedAndNothingElse() {
        ListingKey key = stage.live(9);
        String former = remoteId(key);

        HttpResponse<String> early = stage.api("POST", path(key, "relist"), null);
        assertThat(Json.parse(early.body()).path("code").asText()).isEqualTo("PUBLISHING_STILL_LISTED");
        assertThat(stage.listing(key).status().remoteProductId()).isEqualTo(former);

        stage.tiktok().setState(former, "DELETED", "");
        stage.bean(ListingClaims.class).reviewNow(key);
        Listing gone = stage.await(key, ListingState.REJECTED);
        assertThat(Objects.requireNonNull(gone.status().stateReason()).ja()).contains("新しく出品し直す");
        JsonNode relisted = stage.done("POST", path(key, "relist"), null);

        assertThat(relisted.at("/versions/generation").asInt()).isEqualTo(2);
        assertThat(history(key)).contains("relisted");
        stage.await(
                key,
                "is live as another product",
                listing -> listing.status().state() == ListingState.LIVE
                        && !former.equals(listing.status().remoteProductId()));
        assertThat(stage.at(key)).hasSize(1);
    }

    @Test
    void doesNotListAnewWhatIsFrozen() {
        ListingKey key = stage.live(10);
        stage.tiktok().setState(remoteId(key), "FREEZE", "");

        HttpResponse<String> answer = stage.api("POST", path(key, "relist"), null);

        assertThat(answer.statusCode()).isEqualTo(422);
        assertThat(Json.parse(answer.body()).path("code").asText()).isEqualTo("PUBLISHING_STILL_LISTED");
    }

    // ---- a category that TikTok suggests ----

    @Test
    void suggestsACategoryFromTitleAndImageWithoutChangingAnything() {
        ListingKey key = stage.sample(20, mapped -> {
            mapped.remove(List.of("category_id", "shop_group"));
            return mapped.put("title", "おいしい煎茶 100g");
        });
        String before = stage.listing(key).status().contentHash();

        JsonNode suggestion = stage.done("POST", path(key, "category-suggestion"), null);

        assertThat(suggestion.at("/category/id").asText())
                .as(suggestion.toString())
                .matches("\\d+");
        assertThat(suggestion.path("fromImage").asBoolean()).isTrue();
        assertThat(stage.listing(key).status().contentHash()).isEqualTo(before);
        stage.edit(key, "{\"title\":\"ｑｗｅｒｔｙ\"}");
        HttpResponse<String> none = stage.api("POST", path(key, "category-suggestion"), null);
        assertThat(none.statusCode()).as(none.body()).isEqualTo(422);
        assertThat(Json.parse(none.body()).path("code").asText()).isEqualTo("TIKTOK_CATEGORY_NOT_FOUND");
    }

    // ---- package and attributes that TikTok proposes ----

    @Test
    void proposesPackageAndAttributesWithoutChangingAnything() {
        ListingKey key = stage.numbered("PROPOSE-1", 0, mapped -> {
            mapped.remove("attributes");
            return mapped.put("category_id", "600002")
                    .put("title", "宇治の煎茶 100g")
                    .put("description", "京都府の茶葉です。");
        });
        String before = stage.listing(key).status().contentHash();

        JsonNode found = stage.done("POST", path(key, "field-proposals"), null);

        assertThat(found.path("weightG").asInt()).as(found.toString()).isEqualTo(300);
        assertThat(found.at("/dimensionsCm/length").asInt()).isEqualTo(30);
        assertThat(found.path("attributes").isArray()).isTrue();
        assertThat(stage.listing(key).status().contentHash()).isEqualTo(before);
        assertThat(stage.at(key)).isEmpty();
    }

    @Test
    void roundsAProposedPackageUpToWhatTikTokTakes() {
        ListingKey key = stage.numbered("PROPOSE-2", 3, mapped -> mapped.put("category_id", "600212"));

        JsonNode found = stage.done("POST", path(key, "field-proposals"), null);

        assertThat(found.path("weightG").asInt()).as(found.toString()).isEqualTo(850);
        assertThat(found.at("/dimensionsCm/length").asInt()).isEqualTo(31);
        assertThat(found.at("/dimensionsCm/width").asInt()).isEqualTo(22);
        assertThat(found.at("/dimensionsCm/height").asInt()).isEqualTo(10);
    }

    @Test
    void saysThatAShopHasNoProposalsWhereItsApiKnowsNone() {
        ListingKey key = stage.numbered("PROPOSE-3");
        stage.control("POST", "/open-questions", "{\"otherwise\":[\"NEW_CALLS_ABSENT\"]}");
        try {
            HttpResponse<String> none = stage.api("POST", path(key, "field-proposals"), null);

            assertThat(none.statusCode()).as(none.body()).isEqualTo(422);
            assertThat(none.body()).contains("PUBLISHING_NO_PROPOSALS", "利用できません");
        } finally {
            stage.control("POST", "/open-questions", "{\"otherwise\":[]}");
        }
    }

    // ---- edits in part, and SKUs that go ----

    @Test
    void sendsOnlyWhatChangedByAPartialEdit() {
        ListingKey key = stage.live(22);
        String remoteId = remoteId(key);

        stage.edit(key, "{\"title\":\"題名だけ直した商品\"}");
        stage.await(
                key,
                "shows it",
                listing -> listing.status().state() == ListingState.LIVE
                        && stage.at(key).get(0).title().equals("題名だけ直した商品"));

        Attempt sent = stage.bean(Attempts.class).of(key, 1).get(0);
        assertThat(sent.operation()).isEqualTo("partial-edit");
        assertThat(Json.parse(sent.body()).properties())
                .extracting(Map.Entry::getKey)
                .containsExactly("title");
        assertThat(stage.tiktok().requests().count("POST", "/product/202509/products/" + remoteId + "/partial_edit"))
                .isEqualTo(1);
    }

    @Test
    void sendsTheWholeProductWhenTheCategoryChanges() {
        ListingKey key = stage.live(24);
        String category =
                stage.listing(key).effective().document().path("category_id").asText();
        String other = Stream.of(1, 2, 3, 4, 6, 7)
                .map(position -> stage.listing(stage.sample(position, UnaryOperator.identity()))
                        .effective()
                        .document()
                        .path("category_id")
                        .asText())
                .filter(each -> !each.equals(category))
                .findFirst()
                .orElseThrow();

        stage.edit(key, "{\"category_id\":\"" + other + "\"}");

        Awaitility.await()
                .untilAsserted(() -> assertThat(stage.bean(Attempts.class).of(key, 1))
                        .extracting(Attempt::operation)
                        .containsExactly("edit"));
    }

    @Test
    void keepsASkuThatFutureshopNoLongerHasUntilAPersonTakesItOff() {
        ListingKey key = severalSkus();
        String gone = stage.listing(key)
                .effective()
                .document()
                .at("/skus/0/seller_sku")
                .asText();
        int before = stage.at(key).get(0).sellerSkus().size();

        restage(key, mapped -> {
            ((ArrayNode) mapped.path("skus")).remove(0);
            return mapped.put("title", "SKUが減った商品");
        });
        stage.await(
                key,
                "shows the title",
                listing -> listing.status().state() == ListingState.LIVE
                        && stage.at(key).get(0).title().equals("SKUが減った商品"));
        assertThat(stage.at(key).get(0).sellerSkus()).hasSize(before).contains(gone);
        JsonNode detail = stage.done("GET", "products/" + key.productNo(), null);
        assertThat(detail.at("/tiktokOnlySkus/0/sellerSku").asText()).isEqualTo(gone);

        stage.edit(key, "{\"removed_skus\":[\"" + gone + "\"]}");

        stage.await(
                key,
                "lost the SKU",
                listing -> listing.status().state() == ListingState.LIVE
                        && !stage.at(key).get(0).sellerSkus().contains(gone));
        assertThat(stage.at(key).get(0).sellerSkus()).hasSize(before - 1);
    }

    @Test
    void asksBeforeSkusOfFormerAxesVanish() {
        ListingKey key = severalSkus();
        List<String> former = stage.at(key).get(0).sellerSkus();

        restage(key, mapped -> {
            mapped.path("skus").forEach(sku -> {
                ObjectNode each = (ObjectNode) sku;
                each.put("seller_sku", each.path("seller_sku").asText() + "-N")
                        .put("sku_no", each.path("sku_no").asText() + "-N");
                each.path("options").forEach(option -> ((ObjectNode) option)
                        .put("axis", option.path("axis").asText() + "N"));
            });
            return mapped;
        });
        StringBuilder stock = new StringBuilder();
        stage.listing(key).effective().document().path("skus").forEach(sku -> stock.append(stock.isEmpty() ? "" : ",")
                .append("\"" + sku.path("sku_no").asText() + "\":{\"stock\":5}"));
        stage.edit(key, "{\"skus\":{" + stock + "}}");
        stage.await(
                key,
                "asks",
                listing -> listing.status().state() == ListingState.INCOMPLETE
                        && "PREFLIGHT_AXES_CHANGED".equals(listing.status().stateCode()));
        assertThat(stage.at(key).get(0).sellerSkus()).containsExactlyElementsOf(former);

        stage.edit(key, "{\"removed_skus\":" + Json.text(Json.MAPPER.valueToTree(former)) + "}");

        stage.await(
                key,
                "has the new SKUs only",
                listing -> listing.status().state() == ListingState.LIVE
                        && stage.at(key).get(0).sellerSkus().stream().allMatch(sku -> sku.endsWith("-N")));
    }

    // ---- what the tests stand on ----

    private ListingKey severalSkus() {
        for (int position = 11; position < 40; position++) {
            ListingKey key = stage.sample(position, UnaryOperator.identity());
            // Knives want a certificate.
            if (!key.productNo().startsWith("KNIFE")
                    && stage.listing(key).status().remoteProductId() == null
                    && stage.listing(key).effective().document().path("skus").size() > 2
                    && stage.listing(key).lacks().isEmpty()) {
                stage.select(List.of(key));
                stage.await(key, ListingState.LIVE);
                return key;
            }
        }
        throw new AssertionError("No sample has several SKUs.");
    }

    private void restage(ListingKey key, UnaryOperator<ObjectNode> change) {
        stage.restage(key, change);
    }

    /** The same sample under another number with its own SKU numbers and one price, but the same seller SKUs. */
    private ListingKey again(int position, String productNo, int price) {
        return stage.sample(position, mapped -> {
            mapped.put("product_no", productNo);
            mapped.path("skus").forEach(sku -> ((ObjectNode) sku)
                    .put("sku_no", productNo + "-" + sku.path("sku_no").asText())
                    .put("price", price));
            return mapped;
        });
    }

    private void forget(ListingKey key) {
        JdbcClient jdbc = stage.bean(JdbcClient.class);
        for (String table : List.of("listing", "listing_gram", "listing_document", "sku", "listing_edit")) {
            jdbc.sql("delete from " + table + " where product_no = :no")
                    .param("no", key.productNo())
                    .update();
        }
    }

    private JsonNode look(ListingKey key) {
        return stage.done("POST", "links/preview", "{\"productNos\":[\"" + key.productNo() + "\"]}")
                .at("/items/0");
    }

    private JsonNode link(ListingKey key, String remoteId) {
        return stage.done(
                "POST",
                "links",
                "{\"links\":[{\"productNo\":\"" + key.productNo() + "\",\"remoteProductId\":\"" + remoteId + "\"}]}");
    }

    private String remoteId(ListingKey key) {
        return Objects.requireNonNull(stage.listing(key).status().remoteProductId());
    }

    private String price(String remoteId) {
        JsonNode product = stage.control("GET", "/products/" + remoteId, null);
        return product.at("/live/skus/0/price/amount").asText();
    }

    private int creates() {
        return (int) stage.tiktok().requests().count("POST", "/product/202309/products");
    }

    private Attempt.Outcome attempt(ListingKey key, String operation) {
        return stage.bean(Attempts.class).of(key, 20).stream()
                .filter(attempt -> attempt.operation().equals(operation))
                .findFirst()
                .orElseThrow()
                .outcome();
    }

    private List<String> history(ListingKey key) {
        return stage.done("GET", path(key, "history"), null).path("items").findValuesAsText("kind");
    }

    private static String path(ListingKey key, String what) {
        return "products/" + key.productNo() + "/" + what;
    }
}
