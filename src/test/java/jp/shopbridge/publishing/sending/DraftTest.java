package jp.shopbridge.publishing.sending;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.UnaryOperator;
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
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** 下書きで送る, over the REST API and against the pretend TikTok Shop. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DraftTest {

    private static final String HELD = "PUBLISHING_HELD_AS_DRAFT";
    private static final String DRAFT = "{\"send_as_draft\":true}";
    private static final String NO_DRAFT = "{\"send_as_draft\":false}";

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

    @Test
    void doesNotCallADraftLiveAndSendsItForReviewWhenSwitchedOff() {
        ListingKey key = held(0);

        JsonNode shown = stage.done("GET", "products/" + key.productNo(), null);
        assertThat(shown.path("state").asText()).isEqualTo("waiting");
        assertThat(shown.path("stateCode").asText()).isEqualTo(HELD);
        assertThat(shown.path("remoteStatus").asText()).isEqualTo("DRAFT");
        assertThat(shown.path("stateReason").toString()).contains("下書き");
        assertThat(shown.path("queue").isObject())
                .as("no time of sending is foretold")
                .isFalse();
        assertThat(stage.at(key).get(0).status()).isEqualTo("DRAFT");
        assertThat(preview(key).path("outcome").asText()).isEqualToIgnoringCase("unchanged");

        switchedOff(key);

        Listing live = stage.await(key, ListingState.LIVE);
        assertThat(live.status().publishedAsDraft()).isFalse();
        stage.await(
                key, "is on sale", listing -> "ACTIVATE".equals(listing.status().remoteStatus()));
        assertThat(stage.at(key)).hasSize(1);
        assertThat(stage.at(key).get(0).status()).isEqualTo("ACTIVATE");
        assertThat(history(key)).contains("drafted", "published");
        assertThat(bodies(key)).containsExactly("AS_DRAFT", "LISTING");
    }

    @Test
    void sendsADraftOnceHoweverOftenItIsToBeSent() {
        ListingKey key = held(1);

        JsonNode run = stage.done("POST", "publishing/runs", "{\"productNos\":[\"" + key.productNo() + "\"]}");
        Awaitility.await().untilAsserted(() -> assertThat(
                        stage.done("GET", "publishing/runs/" + run.path("id").asText(), null)
                                .path("waiting")
                                .asInt())
                .isZero());
        stage.edit(
                key,
                "{\"title\":\""
                        + stage.listing(key)
                                .effective()
                                .document()
                                .path("title")
                                .asText() + "！\"}");
        stage.await(key, "is a newer draft", listing -> listing.status().isHeldAsDraft());
        stage.edit(key, "{\"title\":null}");
        stage.await(key, "is the first draft again", listing -> listing.status().isHeldAsDraft());

        assertThat(bodies(key)).hasSize(3).containsOnly("AS_DRAFT");
        assertThat(stage.listing(key).status().state()).isEqualTo(ListingState.WAITING);
    }

    @Test
    void leavesWhatIsOnSaleAloneUntilItsNewContentIsNoLongerADraft() {
        ListingKey key = stage.live(2);
        stage.await(
                key, "was seen", listing -> "ACTIVATE".equals(listing.status().remoteStatus()));

        patch(key, DRAFT);
        assertThat(stage.listing(key).status().state())
                .as("nothing is to be sent yet")
                .isEqualTo(ListingState.LIVE);

        String title = stage.listing(key).effective().document().path("title").asText() + " 新";
        patch(key, "{\"title\":\"" + title + "\"}");
        stage.await(key, "is a draft", listing -> listing.status().isHeldAsDraft());
        JsonNode shown = stage.done("GET", "products/" + key.productNo(), null);
        assertThat(shown.path("state").asText()).isEqualTo("waiting");
        assertThat(shown.path("remoteStatus").asText()).isEqualTo("ACTIVATE");
        assertThat(stage.at(key).get(0).title()).isNotEqualTo(title);

        switchedOff(key);

        stage.await(key, ListingState.LIVE);
        assertThat(stage.at(key).get(0).title()).isEqualTo(title);
        assertThat(stage.at(key).get(0).status()).isEqualTo("ACTIVATE");
    }

    @Test
    void findsOutThatALostDraftArrived() {
        ListingKey key = stage.sample(3, UnaryOperator.identity());
        patch(key, DRAFT);
        stage.fault(FaultRule.of("done-but-lost")
                .on("POST", "/product/202309/products")
                .times(1));

        stage.select(List.of(key));

        stage.await(key, "is a draft", listing -> listing.status().isHeldAsDraft());
        assertThat(stage.listing(key).status().state()).isEqualTo(ListingState.WAITING);
        assertThat(stage.at(key)).hasSize(1);
    }

    @Test
    void noticesThatADraftWasTakenAwayInSellerCenter() {
        ListingKey key = held(4);
        String id = Objects.requireNonNull(stage.listing(key).status().remoteProductId());

        stage.control("POST", "/products/" + id + "/state", "{\"state\":\"DELETED\"}");
        stage.bean(ListingClaims.class).reviewNow(key);

        Listing gone = stage.await(key, ListingState.REJECTED);
        assertThat(Objects.requireNonNull(gone.status().stateReason()).ja()).contains("新しく出品し直す");
        assertThat(gone.status().isHeldAsDraft()).isFalse();
    }

    @Test
    void sendsEveryNewProductOfAShopAsADraftWhereTheShopWantsIt() {
        try (Stage drafting = Stage.on(database(), world -> world, Map.of("bridge.shops[0].send-as-draft", "true"))) {
            drafting.authorise();
            ListingKey key = drafting.sample(0, UnaryOperator.identity());
            drafting.select(List.of(key));

            drafting.await(key, "is a draft", listing -> listing.status().isHeldAsDraft());
            assertThat(drafting.at(key).get(0).status()).isEqualTo("DRAFT");
        }
    }

    private ListingKey held(int position) {
        ListingKey key = stage.sample(position, UnaryOperator.identity());
        patch(key, DRAFT);
        stage.select(List.of(key));
        return stage.await(
                        key,
                        "is seen as a draft",
                        listing -> listing.status().isHeldAsDraft()
                                && "DRAFT".equals(listing.status().remoteStatus()))
                .key();
    }

    private void switchedOff(ListingKey key) {
        patch(key, NO_DRAFT);
        assertThat(stage.listing(key).status().isAsPublished()).isFalse();
    }

    private void patch(ListingKey key, String patch) {
        stage.done("PATCH", "products/" + key.productNo(), patch);
    }

    private JsonNode preview(ListingKey key) {
        return stage.done("GET", "products/" + key.productNo() + "/preview", null);
    }

    /** The save modes of the creates and edits, first to last. */
    private List<String> bodies(ListingKey key) {
        return stage.bean(Attempts.class).of(key, 20).stream()
                .sorted(Comparator.comparing(Attempt::startedAt))
                .map(attempt -> Json.parse(attempt.body()).path("save_mode").asText())
                .toList();
    }

    private List<String> history(ListingKey key) {
        return stage.done("GET", "products/" + key.productNo() + "/history", null)
                .path("items")
                .findValuesAsText("kind");
    }
}
