package jp.shopbridge.publishing.sending;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import jp.shopbridge.failure.Sentence;
import jp.shopbridge.publishing.Stage;
import jp.shopbridge.publishing.ledger.Attempt;
import jp.shopbridge.publishing.ledger.Attempts;
import jp.shopbridge.sandbox.FaultRule;
import jp.shopbridge.staging.HistoryEntries;
import jp.shopbridge.staging.Listing;
import jp.shopbridge.staging.ListingArrivals;
import jp.shopbridge.staging.ListingKey;
import jp.shopbridge.staging.ListingState;
import jp.shopbridge.staging.Pauses;
import jp.shopbridge.support.Database;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** What TikTok's audit turned down goes out once more unchanged when a person presses 連携する for it, and only then. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SentUnchangedTest {

    private static final String AGAIN = "同じ内容をもう一度審査に出します";

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
    void isAskedForOnceAndSentWholeAndPassesWhenTheAuditThinksBetterOfIt() {
        ListingKey key = turnedDown("AGAIN-1", 0);
        long reads = stage.tiktok().requests().count(request -> request.equals("GET " + read(key)));
        JsonNode forecast =
                stage.done("POST", "publishing/runs?dry-run=true", only(key)).path("forecast");
        assertThat(forecast.path("edit").asInt()).as(forecast.toString()).isEqualTo(1);
        assertThat(forecast.path("newReviews").asInt()).isEqualTo(1);
        assertThat(forecast.path("sentUnchanged").asInt()).isEqualTo(1);
        stage.control("POST", "/audits", "{\"held\":true}");

        press(key);
        stage.await(key, ListingState.IN_REVIEW);

        assertThat(edits(key)).isEqualTo(1);
        assertThat(stage.tiktok().requests().count(request -> request.endsWith("/partial_edit")))
                .isZero();
        assertThat(stage.tiktok().requests().count(request -> request.equals("GET " + read(key))) - reads)
                .isGreaterThanOrEqualTo(1);
        assertThat(told(key, AGAIN)).isEqualTo(1);
        stage.control(
                "POST", "/audits", "{\"product_id\":\"" + stage.at(key).get(0).id() + "\",\"outcome\":\"APPROVED\"}");
        stage.control("POST", "/audits", "{\"held\":false}");
        stage.await(key, ListingState.LIVE);
        assertThat(edits(key)).isEqualTo(1);
    }

    @Test
    void isTurnedDownAgainAndCostsOneReviewForEachPress() {
        ListingKey key = turnedDown("AGAIN-2", 0);

        press(key);
        awaitTurnedDown(key, 2);
        press(key);
        awaitTurnedDown(key, 3);

        assertThat(edits(key)).isEqualTo(2);
        assertThat(stage.listing(key).status().state()).isEqualTo(ListingState.REJECTED);
    }

    @Test
    void ofAProductOnSaleGoesOutWholeToo() {
        ListingKey key = live("AGAIN-3");
        stage.edit(key, "{\"title\":\"最安値保証のほうじ茶\"}");
        stage.await(key, ListingState.REJECTED);
        long edits = edits(key);
        stage.control(
                "POST", "/audits", "{\"product_id\":\"" + stage.at(key).get(0).id() + "\",\"outcome\":\"APPROVED\"}");

        press(key);
        stage.await(
                key,
                "shows the title that was turned down before",
                listing -> listing.status().state() == ListingState.LIVE
                        && stage.at(key).get(0).title().equals("最安値保証のほうじ茶"));

        assertThat(edits(key)).isEqualTo(edits + 1);
        assertThat(stage.tiktok().requests().count("PUT", read(key).replace("202309", "202509")))
                .isEqualTo(1);
    }

    @Test
    void isNotSentByTheButtonForEverythingNorByAnImport() {
        ListingKey key = turnedDown("AGAIN-4", 0);

        stage.done("POST", "publishing/runs", "{}");
        stage.bean(ListingArrivals.class).recordStock(key.shop(), List.of(key.productNo()), Map.of());
        ListingKey other = live("AGAIN-5");

        assertThat(stage.at(other)).hasSize(1);
        assertThat(edits(key)).isZero();
        assertThat(stage.listing(key).status().state()).isEqualTo(ListingState.REJECTED);
    }

    @Test
    void isNotSentByACorrectionThatWasTakenBack() {
        ListingKey key = turnedDown("AGAIN-10", 0);
        String title = stage.listing(key).status().title();
        Pauses pauses = stage.bean(Pauses.class);
        pauses.pause(key.shop(), "publishing", "TEST", Sentence.of("試験", "A test"), "test", null);
        try {
            stage.edit(key, "{\"title\":\"おいしい煎茶\"}");
            stage.edit(key, "{\"title\":\"" + title + "\"}");
            assertThat(stage.listing(key).status().state()).isEqualTo(ListingState.WAITING);
        } finally {
            pauses.resume(key.shop(), "publishing");
        }

        stage.await(
                key,
                "is turned down as before",
                listing -> listing.status().state() == ListingState.REJECTED && told(key, "何も送信していません") == 1);
        assertThat(edits(key)).isZero();
    }

    @Test
    void isStillWantedAfterAPauseInWhichTheListingWasJudgedAnew() {
        ListingKey key = turnedDown("AGAIN-6", 0);
        Pauses pauses = stage.bean(Pauses.class);
        pauses.pause(key.shop(), "publishing", "TEST", Sentence.of("試験", "A test"), "test", null);
        try {
            press(key);
            Listing pressed =
                    stage.await(key, "waits", listing -> listing.status().isToSendUnchanged());
            stage.restage(key, UnaryOperator.identity());
            assertThat(stage.listing(key).status().isToSendUnchanged()).isTrue();
            assertThat(pressed.status().stateReason()).isNotNull();
        } finally {
            pauses.resume(key.shop(), "publishing");
        }

        awaitTurnedDown(key, 2);
        assertThat(edits(key)).isEqualTo(1);
    }

    @Test
    void isSentAgainOnlyWhenTheLostCallIsProvenNotToHaveArrived() {
        ListingKey key = turnedDown("AGAIN-7", 0);
        waitForTheNextSecond();
        stage.fault(FaultRule.of("drop")
                .on("PUT", read(key).replace("202309", "202509"))
                .times(1));

        press(key);
        awaitTurnedDown(key, 2);

        assertThat(edits(key)).isEqualTo(2);
        assertThat(outcomes(key)).containsExactly(Attempt.Outcome.DONE, Attempt.Outcome.NOT_DONE);
    }

    @Test
    void isSentOnceWhenOnlyTheAnswerWasLost() {
        ListingKey key = turnedDown("AGAIN-8", 0);
        waitForTheNextSecond();
        stage.control("POST", "/audits", "{\"held\":true}");
        stage.fault(FaultRule.of("done-but-lost")
                .on("PUT", read(key).replace("202309", "202509"))
                .times(5));

        press(key);
        stage.await(key, ListingState.IN_REVIEW);

        assertThat(edits(key)).isEqualTo(1);
        assertThat(outcomes(key)).containsExactly(Attempt.Outcome.DONE);
    }

    @Test
    void isNotSentOnceTiktokHasFrozenIt() {
        ListingKey key = turnedDown("AGAIN-9", 0);
        stage.control("POST", "/products/" + stage.at(key).get(0).id() + "/state", "{\"state\":\"FREEZE\"}");

        press(key);
        stage.await(
                key,
                "is turned down as before",
                listing -> listing.status().state() == ListingState.REJECTED && told(key, "何も送信していません") == 1);

        assertThat(edits(key)).isZero();
    }

    /** TikTok dates changes to the second. */
    private void waitForTheNextSecond() {
        long now = System.currentTimeMillis() / 1000;
        Awaitility.await().atMost(Duration.ofSeconds(3)).until(() -> System.currentTimeMillis() / 1000 > now + 1);
    }

    private ListingKey turnedDown(String number, int position) {
        ListingKey key = stage.numbered(number, position, listing -> listing.put("title", "最安値保証の煎茶 " + number));
        stage.select(List.of(key));
        stage.await(key, ListingState.REJECTED);
        return key;
    }

    private ListingKey live(String number) {
        ListingKey key = stage.numbered(number);
        stage.select(List.of(key));
        stage.await(key, ListingState.LIVE);
        return key;
    }

    private static String only(ListingKey key) {
        return "{\"productNos\":[\"" + key.productNo() + "\"]}";
    }

    private void press(ListingKey key) {
        stage.done("POST", "publishing/runs", only(key));
    }

    private void awaitTurnedDown(ListingKey key, int times) {
        stage.await(
                key,
                "was turned down " + times + " times",
                listing -> listing.status().state() == ListingState.REJECTED && audits(key) >= times);
    }

    private long audits(ListingKey key) {
        return stage.bean(HistoryEntries.class).of(key, 100).stream()
                .filter(entry -> entry.kind().equals("audit"))
                .count();
    }

    private long told(ListingKey key, String words) {
        return stage.bean(HistoryEntries.class).of(key, 100).stream()
                .filter(entry -> entry.text().ja().contains(words))
                .count();
    }

    private String read(ListingKey key) {
        return "/product/202309/products/" + stage.at(key).get(0).id();
    }

    private long edits(ListingKey key) {
        String path = read(key).replace("202309", "202509");
        return stage.tiktok()
                .requests()
                .count(request -> request.endsWith(path) || request.endsWith(path + "/partial_edit"));
    }

    private List<Attempt.Outcome> outcomes(ListingKey key) {
        return stage.bean(Attempts.class).of(key, 10).stream()
                .filter(attempt -> attempt.operation().endsWith("edit"))
                .map(Attempt::outcome)
                .toList();
    }
}
