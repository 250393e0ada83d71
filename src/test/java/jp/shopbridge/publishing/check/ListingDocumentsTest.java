package jp.shopbridge.publishing.check;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.UnaryOperator;
import jp.shopbridge.Json;
import jp.shopbridge.publishing.Stage;
import jp.shopbridge.publishing.knowledge.ShopFacts;
import jp.shopbridge.publishing.knowledge.ShopKnowledge;
import jp.shopbridge.staging.Lack;
import jp.shopbridge.staging.Listing;
import jp.shopbridge.staging.ListingKey;
import jp.shopbridge.staging.ListingState;
import jp.shopbridge.support.SettableClock;
import jp.shopbridge.tiktok.TiktokRequests;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/**
 * Size charts and certificates on their way to TikTok Shop, and what other hands added there. Two stages serve all tests, one
 * of today and one of a fixed day; each test has a product of its own.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ListingDocumentsTest {

    private static final String SHIRTS = "600112";
    private static final String CHARGERS = "600512";
    private static final String PSE = "602380";

    private final Stage today = Stage.plain();
    private final Stage fixed =
            Stage.at(new SettableClock(Instant.parse("2026-11-25T01:00:00Z")), world -> world, Map.of());
    private Stage stage = today;
    private int products;

    @BeforeAll
    void authorise() {
        today.authorise();
        fixed.authorise();
    }

    @BeforeEach
    void beginToday() {
        stage = today;
    }

    @AfterAll
    void stop() {
        today.close();
        fixed.close();
    }

    private ListingKey sample(int position, UnaryOperator<ObjectNode> change) {
        return stage.numbered("DOCUMENTS-" + products++, position, change);
    }

    @Test
    void asksForTheSizeChartThatTheCategoryRequirementsAndSendsIt() {
        ListingKey key = sample(2, UnaryOperator.identity());
        stage.edit(
                key,
                "{\"category_id\":\"" + SHIRTS
                        + "\",\"attributes\":[],\"certifications\":[{\"id\":\"999\",\"images\":[]}]}");
        stage.select(List.of(key));
        awaitLack(key, "PREFLIGHT_SIZE_CHART_REQUIRED", "サイズ表が必須");

        assertThat(stage.done("GET", "products/" + key.productNo(), null).path("lacks"))
                .extracting(lack -> lack.path("field").asText())
                .as("every reason at once")
                .containsExactly("size_chart", "certifications[0]", "certifications[0].images");

        stage.edit(key, "{\"certifications\":\"\",\"size_chart\":\"" + picture(key, "s") + "\"}");
        awaitLack(key, "PUBLISHING_IMAGE_TOO_SMALL", "1024ピクセル以上");

        stage.edit(key, "{\"size_chart\":\"" + picture(key, "original") + "\"}");
        stage.await(key, ListingState.LIVE);
        assertThat(remote(key).at("/size_chart/image/uri").asText()).isNotEmpty();

        // A change of something else goes in part and leaves it alone.
        stage.edit(key, "{\"title\":\"リネンシャツ\"}");
        awaitTitle(key, "リネンシャツ");
        assertThat(remote(key).at("/size_chart/image/uri").asText()).isNotEmpty();
    }

    @Test
    void sendsACertificateWithTheEndOfItsLastDayInJapan() {
        ListingKey key = sample(2, UnaryOperator.identity());
        stage.edit(key, "{\"category_id\":\"" + CHARGERS + "\",\"attributes\":[],\"size_chart\":\"\"}");
        stage.select(List.of(key));
        awaitLack(key, "PREFLIGHT_CERTIFICATION_REQUIRED", "PSE届出書");

        ZonedDateTime last = ZonedDateTime.now(ZoneId.of("Asia/Tokyo")).plusYears(1);
        stage.edit(
                key,
                "{\"certifications\":[{\"id\":\"" + PSE + "\",\"images\":[{\"url\":\"" + picture(key, "l")
                        + "\"}],\"expires_on\":\"" + last.toLocalDate() + "\"}]}");
        stage.await(key, ListingState.LIVE);

        JsonNode certificate = remote(key).path("certifications").path(0);
        assertThat(certificate.path("id").asText()).isEqualTo(PSE);
        assertThat(certificate.path("images")).hasSize(1);
        assertThat(Instant.ofEpochSecond(certificate.path("expiration_date").asLong()))
                .isEqualTo(last.toLocalDate()
                        .atTime(23, 59, 59)
                        .atZone(last.getZone())
                        .toInstant());
    }

    @Test
    void sendsSearchTermsKeepsThemInAnEditAndTakesThemAway() {
        ListingKey key = sample(0, listing -> listing.put("brand_id", "7082427311584347905")
                .set("search_terms", Json.parse("[\"煎茶\"]")));
        stage.select(List.of(key));
        stage.await(key, ListingState.LIVE);
        assertThat(remote(key).path("search_terms"))
                .extracting(JsonNode::asText)
                .containsExactly("煎茶");

        stage.edit(key, "{\"search_terms\":[\"煎茶\",\"緑茶\"]}");
        awaitTerms(key, "煎茶", "緑茶");
        // Taking the brand away cannot be said in part, so the whole product goes.
        stage.edit(key, "{\"brand_id\":\"\",\"title\":\"煎茶 百グラム\"}");
        awaitTitle(key, "煎茶 百グラム");
        awaitTerms(key, "煎茶", "緑茶");

        stage.edit(key, "{\"search_terms\":\"\"}");
        awaitTerms(key);
    }

    private void awaitTerms(ListingKey key, String... terms) {
        stage.await(key, "is live with these search terms", listing -> {
            List<String> shown = new ArrayList<>();
            remote(key).path("search_terms").forEach(term -> shown.add(term.asText()));
            return listing.status().state() == ListingState.LIVE && shown.equals(List.of(terms));
        });
    }

    @Test
    void leavesWhatSellerCenterAddedWhenItSendsTheWholeProduct() {
        ListingKey key = sample(0, listing -> listing.put("brand_id", "7082427311584347905"));
        stage.select(List.of(key));
        stage.await(key, ListingState.LIVE);
        assertThat(remote(key).at("/brand/id").asText()).isEqualTo("7082427311584347905");
        stage.control(
                "POST",
                "/products/" + id(key) + "/seller-center",
                "{\"search_terms\":[\"煎茶\",\"お茶\"],\"key_product_features\":[\"一番茶\"]}");

        // Taking a property away cannot be said in part, so the whole product goes.
        stage.edit(key, "{\"brand_id\":\"\",\"title\":\"煎茶 百グラム\"}");
        awaitTitle(key, "煎茶 百グラム");

        assertThat(stage.tiktok().requests().count("PUT", "/product/202509/products/" + id(key)))
                .as("whole edits")
                .isEqualTo(1);
        JsonNode remote = remote(key);
        assertThat(remote.path("search_terms")).extracting(JsonNode::asText).containsExactly("煎茶", "お茶");
        assertThat(remote.path("key_product_features"))
                .extracting(JsonNode::asText)
                .containsExactly("一番茶");
        assertThat(remote.at("/brand/id").asText()).isEmpty();
    }

    @Test
    void asksForTheSizeChartAgainThatAPersonTookAwayThoughTheCategoryRequirementsIt() {
        ListingKey key = sample(2, UnaryOperator.identity());
        stage.edit(
                key,
                "{\"category_id\":\"" + SHIRTS + "\",\"attributes\":[],\"size_chart\":\"" + picture(key, "original")
                        + "\"}");
        stage.select(List.of(key));
        stage.await(key, ListingState.LIVE);

        stage.edit(key, "{\"size_chart\":\"\"}");

        awaitLack(key, "PREFLIGHT_SIZE_CHART_REQUIRED", "サイズ表が必須");
        assertThat(remote(key).at("/size_chart/image/uri").asText()).isNotEmpty();
    }

    @Test
    void takesASizeChartAwayFromAProductOnSale() {
        ListingKey key = sample(2, UnaryOperator.identity());
        stage.edit(key, "{\"size_chart\":\"" + picture(key, "original") + "\"}");
        stage.select(List.of(key));
        stage.await(key, ListingState.LIVE);
        assertThat(remote(key).at("/size_chart/image/uri").asText()).isNotEmpty();

        stage.edit(key, "{\"size_chart\":\"\",\"title\":\"白いTシャツ\"}");
        awaitTitle(key, "白いTシャツ");

        assertThat(remote(key).at("/size_chart/image/uri").asText()).isEmpty();
    }

    @Test
    void doesNotBringBackAfterAFailedReviewWhatAPersonTookAway() {
        ListingKey key = sample(0, listing -> listing.put("brand_id", "7082427311584347905"));
        stage.select(List.of(key));
        stage.await(key, ListingState.LIVE);
        stage.control("POST", "/audits", "{\"fail_next\":1,\"reason\":\"商品名が不適切です\"}");
        stage.edit(key, "{\"brand_id\":\"\",\"title\":\"煎茶\"}");
        stage.await(key, ListingState.REJECTED);

        stage.edit(key, "{\"title\":\"煎茶 百グラム\"}");
        awaitTitle(key, "煎茶 百グラム");

        assertThat(remote(key).at("/brand/id").asText()).isEmpty();
    }

    @Test
    void sendsAPriceThoughACertificateHasRunOut() {
        stage = fixed;
        ListingCheck check = stage.bean(ListingCheck.class);
        ListingKey key = sample(
                2,
                listing -> listing.set(
                        "certifications",
                        Json.parse("[{\"id\":\"" + PSE + "\",\"images\":[{\"url\":\"https://shop.example/a.png\"}],"
                                + "\"expires_on\":\"2026-11-24\"}]")));
        Listing listing = stage.listing(key);
        ShopFacts facts = stage.bean(ShopKnowledge.class).facts(listing);

        assertThat(check.lacks(listing, facts, false))
                .extracting(Lack::code)
                .contains("PREFLIGHT_CERTIFICATION_EXPIRY");
        assertThat(check.lacks(listing, facts, true))
                .extracting(Lack::code)
                .doesNotContain("PREFLIGHT_CERTIFICATION_EXPIRY");
    }

    @Test
    void saysThatACertificateHasExpiredOnTheDayAfter() {
        stage = fixed;
        ListingKey key = sample(2, UnaryOperator.identity());
        stage.edit(
                key,
                "{\"category_id\":\"" + CHARGERS + "\",\"attributes\":[],\"certifications\":[{\"id\":\"" + PSE
                        + "\",\"images\":[{\"url\":\"" + picture(key, "l")
                        + "\"}],\"expires_on\":\"2026-11-24\"}]}");
        stage.select(List.of(key));

        awaitLack(key, "PREFLIGHT_CERTIFICATION_EXPIRY", "2026-11-24");
        stage.edit(
                key,
                "{\"certifications\":[{\"id\":\"" + PSE + "\",\"images\":[{\"url\":\"" + picture(key, "l")
                        + "\"}],\"expires_on\":\"2026-11-25\"}]}");
        stage.await(key, ListingState.IN_REVIEW);
    }

    private void awaitLack(ListingKey key, String code, String said) {
        Listing listing = stage.await(
                key, "lacks " + code, now -> code.equals(now.status().stateCode()));
        assertThat(listing.status().state()).isEqualTo(ListingState.INCOMPLETE);
        assertThat(Objects.requireNonNull(listing.status().stateReason()).ja()).contains(said);
    }

    private void awaitTitle(ListingKey key, String title) {
        stage.await(
                key,
                "is live with its new title",
                listing -> listing.status().state() == ListingState.LIVE
                        && remote(key).path("title").asText().equals(title));
    }

    /** The sample's first picture in another size. */
    private String picture(ListingKey key, String size) {
        return stage.listing(key)
                .mapped()
                .document()
                .at("/images/0/url")
                .asText()
                .replaceFirst("-[a-z]+\\.jpg", "-" + size + ".jpg");
    }

    private String id(ListingKey key) {
        return Objects.requireNonNull(stage.listing(key).status().remoteProductId());
    }

    private JsonNode remote(ListingKey key) {
        return stage.call(0, stage.bean(TiktokRequests.class).product(Stage.SHOP, id(key)))
                .data();
    }
}
