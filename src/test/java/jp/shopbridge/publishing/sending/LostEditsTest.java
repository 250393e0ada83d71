package jp.shopbridge.publishing.sending;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import jp.shopbridge.publishing.Stage;
import jp.shopbridge.publishing.ledger.Attempt;
import jp.shopbridge.publishing.ledger.Attempts;
import jp.shopbridge.sandbox.FaultRule;
import jp.shopbridge.staging.Listing;
import jp.shopbridge.staging.ListingKey;
import jp.shopbridge.staging.ListingState;
import jp.shopbridge.support.Database;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** An edit of a product on sale whose answer was lost is found where it is: under review, while buyers see what was before. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LostEditsTest {

    private static final String DONE_BUT_LOST = "done-but-lost";

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
        holdAudits(false);
    }

    @ParameterizedTest(name = "{1}")
    @CsvSource(
            delimiter = '|',
            value = {
                "3 | {\"title\":\"審査中に応答が失われた商品名\"}",
                "4 | {\"weight_g\":1234}",
                "22 | {\"dimensions_cm\":{\"length\":30,\"width\":20,\"height\":4}}",
                "6 | {\"description\":\"<p>新しい  説明文です。</p>\\n<p>二段落目</p>\"}"
            })
    void isSentOnceWhileItsReviewLasts(int position, String patch) {
        ListingKey key = stage.live(position);
        holdAudits(true);
        stage.fault(FaultRule.of(DONE_BUT_LOST)
                .on("POST", path(key) + "/partial_edit")
                .times(5));
        stage.fault(FaultRule.of(DONE_BUT_LOST).on("PUT", path(key)).times(5));

        stage.edit(key, patch);
        Listing found = stage.await(key, ListingState.IN_REVIEW);

        assertThat(found.status().remoteStatus()).isEqualTo("ACTIVATE");
        assertThat(edits(key)).isEqualTo(1);
        assertThat(outcomes(key)).containsExactly(Attempt.Outcome.DONE);
        holdAudits(false);
        stage.await(key, ListingState.LIVE);
        assertThat(edits(key)).isEqualTo(1);
    }

    @Test
    void isFoundInWhatBuyersSeeOnceItsReviewHasEnded() {
        ListingKey key = stage.live(7);
        stage.fault(FaultRule.of(DONE_BUT_LOST)
                .on("POST", path(key) + "/partial_edit")
                .times(5));

        stage.edit(key, "{\"title\":\"審査が終わってから確かめた商品名\"}");
        stage.await(key, ListingState.LIVE);

        assertThat(edits(key)).isEqualTo(1);
    }

    @Test
    void isSentAgainWhenNoVersionHoldsIt() {
        ListingKey key = stage.live(8);
        stage.fault(FaultRule.of("drop").on("POST", path(key) + "/partial_edit").times(1));

        stage.edit(key, "{\"title\":\"届かなかった商品名\"}");
        stage.await(
                key,
                "shows the new title",
                listing -> stage.at(key).get(0).title().equals("届かなかった商品名")
                        && listing.status().state() == ListingState.LIVE);

        assertThat(outcomes(key)).containsExactly(Attempt.Outcome.DONE, Attempt.Outcome.NOT_DONE);
    }

    @Test
    void isNotSentAgainWhenItsReviewFailedMeanwhile() {
        ListingKey key = stage.live(9);
        stage.fault(FaultRule.of(DONE_BUT_LOST)
                .on("POST", path(key) + "/partial_edit")
                .times(5));

        stage.edit(key, "{\"title\":\"最安値保証のお茶\"}");
        stage.await(key, ListingState.REJECTED);

        assertThat(edits(key)).isEqualTo(1);
    }

    private void holdAudits(boolean held) {
        stage.control("POST", "/audits", "{\"held\":" + held + "}");
    }

    private String path(ListingKey key) {
        return "/product/202509/products/" + stage.at(key).get(0).id();
    }

    private long edits(ListingKey key) {
        return stage.tiktok()
                .requests()
                .count(request -> request.endsWith(path(key)) || request.endsWith(path(key) + "/partial_edit"));
    }

    private List<Attempt.Outcome> outcomes(ListingKey key) {
        return stage.bean(Attempts.class).of(key, 10).stream()
                .filter(attempt -> attempt.operation().endsWith("edit"))
                .map(Attempt::outcome)
                .toList();
    }
}
