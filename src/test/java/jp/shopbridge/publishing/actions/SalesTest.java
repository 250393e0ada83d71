package jp.shopbridge.publishing.actions;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import jp.shopbridge.failure.Sentence;
import jp.shopbridge.publishing.Stage;
import jp.shopbridge.publishing.ledger.Attempt;
import jp.shopbridge.publishing.ledger.Attempts;
import jp.shopbridge.sandbox.FaultRule;
import jp.shopbridge.staging.ListingKey;
import jp.shopbridge.staging.ListingState;
import jp.shopbridge.staging.Pauses;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Stopping and resuming many products over REST, what TikTok did not describe, and reasons of a failed audit; one stage serves all tests. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SalesTest {

    private static final String STOP = "/product/202309/products/deactivate";

    private final Stage stage = Stage.plain();

    @BeforeAll
    void authorise() {
        stage.authorise();
    }

    @AfterEach
    void tidyUp() {
        stage.bean(Pauses.class).resume(Stage.SHOP, "review");
        stage.bean(Pauses.class).resume(Stage.SHOP, "publishing");
        stage.tiktok().faults().clear();
        stage.tiktok().requests().reset();
    }

    @AfterAll
    void stop() {
        stage.close();
    }

    @Test
    void stopsAndResumesManyAfterSayingHowMany() {
        List<ListingKey> live = new ArrayList<>();
        for (int number = 0; number < 4; number++) {
            live.add(stage.numbered("SALE-" + number));
        }
        stage.select(live);
        live.forEach(key -> stage.await(key, ListingState.LIVE));
        // From here on no look may be under way: a stop makes one due at once.
        stage.bean(Pauses.class)
                .pause(Stage.SHOP, "review", Pauses.BY_A_PERSON, Sentence.of("棚卸し", "stocktaking"), "operator", null);
        ListingKey never = stage.numbered("SALE-NEVER");
        String filter = "\"filter\":{\"q\":\"SALE-\"}}";

        JsonNode foretold = stage.done("POST", "sales?dry-run=true", "{\"onSale\":false," + filter);
        assertThat(foretold.path("dryRun").asBoolean()).isTrue();
        assertThat(counts(foretold)).containsExactly(5, 1, 0, 4);
        assertThat(stage.tiktok().requests().count("POST", STOP)).isZero();

        JsonNode stopped = stage.done("POST", "sales", "{\"onSale\":false," + filter);
        assertThat(counts(stopped)).containsExactly(5, 1, 0, 4);
        assertThat(stopped.path("failed")).isEmpty();
        assertThat(live)
                .allSatisfy(key -> assertThat(stage.at(key).get(0).status()).isEqualTo("SELLER_DEACTIVATED"));
        assertThat(stage.at(never)).isEmpty();

        assertThat(stage.tiktok().requests().count("POST", STOP))
                .as("one call for all of them")
                .isEqualTo(1);
        assertThat(live).allSatisfy(key -> assertThat(
                        stage.bean(Attempts.class).of(key, 10).get(0))
                .matches(attempt -> attempt.operation().equals("deactivate"))
                .matches(attempt -> attempt.outcome() == Attempt.Outcome.DONE));

        JsonNode again = stage.done("POST", "sales", "{\"onSale\":false," + filter);
        assertThat(counts(again)).containsExactly(5, 1, 4, 0);

        // TikTok freezes one of them, and nobody here knows it, for no look is taken.
        stage.tiktok().setState(stage.at(live.get(1)).get(0).id(), "FREEZE", "");
        JsonNode resumed =
                stage.done("POST", "sales", "{\"onSale\":true,\"productNos\":[\"SALE-0\",\"SALE-1\",\"SALE-2\"]}");
        assertThat(counts(resumed)).containsExactly(3, 0, 0, 2);
        assertThat(resumed.path("failed")).hasSize(1);
        assertThat(resumed.at("/failed/0/reason/ja").asText()).isNotEmpty();
        String lost = resumed.at("/failed/0/productNo").asText();
        assertThat(lost).isEqualTo("SALE-1");
        assertThat(stage.bean(Attempts.class).of(live.get(1), 10).get(0).outcome())
                .isEqualTo(Attempt.Outcome.REFUSED);
        live.subList(0, 3).stream()
                .filter(key -> !key.productNo().equals(lost))
                .forEach(key -> stage.await(key, "is on sale again", listing -> "ACTIVATE"
                        .equals(stage.at(key).get(0).status())));
        assertThat(stage.at(live.get(3)).get(0).status()).isEqualTo("SELLER_DEACTIVATED");
    }

    @Test
    void callsTwentyAtATimeAndFindsOutWhatBecameOfThoseWhoseAnswerWasLost() {
        List<ListingKey> live = new ArrayList<>();
        for (int number = 0; number < 23; number++) {
            live.add(stage.numbered("LOT-" + number));
        }
        stage.select(live);
        live.forEach(key -> stage.await(key, ListingState.LIVE));
        stage.fault(FaultRule.of("done-but-lost").on("POST", STOP).times(1));

        JsonNode stopped = stage.done("POST", "sales", "{\"onSale\":false,\"filter\":{\"q\":\"LOT-\"}}");

        List<String> lost = stopped.path("failed").findValuesAsText("productNo");
        assertThat(lost.size()).as("one of the two calls").isIn(3, 20);
        assertThat(stopped.path("failed").findValuesAsText("code")).containsOnly("PUBLISHING_SALE_UNKNOWN");
        assertThat(stopped.path("changed").asInt()).isEqualTo(23 - lost.size());
        assertThat(stage.tiktok().requests().count("POST", STOP)).isEqualTo(2);
        live.forEach(key -> stage.await(
                key,
                "is known to be stopped",
                listing -> "SELLER_DEACTIVATED".equals(listing.status().remoteStatus())
                        && stage.bean(Attempts.class).of(key, 10).get(0).outcome() == Attempt.Outcome.DONE));
    }

    @Test
    void resumesNothingWhilePublishingPauses() {
        stage.bean(Pauses.class)
                .pause(
                        Stage.SHOP,
                        "publishing",
                        Pauses.BY_A_PERSON,
                        Sentence.of("棚卸し", "stocktaking"),
                        "operator",
                        null);

        assertThat(stage.api("POST", "sales", "{\"onSale\":true,\"filter\":{}}").statusCode())
                .isEqualTo(409);
        assertThat(stage.api("POST", "sales", "{\"onSale\":false,\"filter\":{}}")
                        .statusCode())
                .isEqualTo(200);
    }

    @Test
    void listsCodesThatNobodyHasDescribed() {
        stage.fault(FaultRule.of("refuse")
                .on("POST", "/product/202309/products")
                .times(1)
                .detail("code", "12999999")
                .detail("message", "a rule of next year"));
        ListingKey key = stage.sample(3, UnaryOperator.identity());
        stage.select(List.of(key));
        stage.await(key, ListingState.FAILED);

        JsonNode codes = stage.done("GET", "undescribed-codes", null);

        assertThat(codes.path("total").asInt()).isEqualTo(1);
        JsonNode met = codes.at("/items/0");
        assertThat(met.path("code").asInt()).isEqualTo(12999999);
        assertThat(met.path("operation").asText()).isEqualTo("create");
        assertThat(met.path("times").asInt()).isEqualTo(1);
        assertThat(met.path("message").asText()).startsWith("a rule of next year");
    }

    private static List<Integer> counts(JsonNode result) {
        return List.of(
                result.path("matched").asInt(),
                result.path("notListed").asInt(),
                result.path("leftAlone").asInt(),
                result.path("changed").asInt());
    }
}
