package jp.shopbridge.publishing.sending;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import jp.shopbridge.publishing.Stage;
import jp.shopbridge.publishing.ledger.Attempt;
import jp.shopbridge.publishing.ledger.Attempts;
import jp.shopbridge.sandbox.FaultRule;
import jp.shopbridge.staging.HistoryEntries;
import jp.shopbridge.staging.ListingKey;
import jp.shopbridge.staging.ListingState;
import jp.shopbridge.support.Database;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Forty products on sale are edited while audits are slow and half of the answers to their edits are lost. */
@Tag("storm")
class LostEditsStormIT {

    private static final Logger LOG = LoggerFactory.getLogger(LostEditsStormIT.class);
    private static final int PRODUCTS = 40;
    private static final String EDITS = "/product/202509/products/";

    private Stage stage;

    @BeforeEach
    void start() {
        stage = Stage.on(
                Database.postgres(),
                world -> world.auditDelay(Duration.ofSeconds(8)),
                Map.of("publishing.resolve-after", "5s", "review.period", "1s"));
        stage.authorise();
    }

    @AfterEach
    void stop() {
        stage.close();
    }

    @Test
    void sendsEachEditExactlyOnce() {
        List<ListingKey> keys = new ArrayList<>();
        for (int number = 0; number < PRODUCTS; number++) {
            keys.add(stage.numbered("STORM-" + number, number % 4, listing -> listing));
        }
        stage.select(keys);
        awaitLive(keys);
        Map<String, Long> before = calls();
        for (String method : List.of("POST", "PUT")) {
            stage.fault(FaultRule.of("done-but-lost").on(method, EDITS).withProbability(0.5, 7));
        }

        for (int number = 0; number < PRODUCTS; number++) {
            stage.edit(keys.get(number), edit(number));
        }
        Awaitility.await("each is under review or through")
                .atMost(Duration.ofMinutes(2))
                .until(() -> keys.stream().noneMatch(key -> {
                    ListingState state = stage.listing(key).status().state();
                    return state == ListingState.WAITING || state == ListingState.UNKNOWN_OUTCOME;
                }));
        awaitLive(keys);

        Map<String, Long> made = new LinkedHashMap<>();
        calls().forEach((kind, count) -> made.put(kind, count - before.getOrDefault(kind, 0L)));
        LOG.info("{} edits with half of the answers lost took {}.", PRODUCTS, made);
        assertThat(keys.stream().filter(this::wasLost).count())
                .as("lost answers")
                .isGreaterThan(PRODUCTS / 4);
        for (ListingKey key : keys) {
            assertThat(edits(key)).as("edits of " + key).isEqualTo(1);
            assertThat(stage.bean(Attempts.class).of(key, 20))
                    .filteredOn(attempt -> attempt.operation().endsWith("edit"))
                    .extracting(Attempt::outcome)
                    .as("the ledger of " + key)
                    .containsExactly(Attempt.Outcome.DONE);
        }
        assertThat(made.get("edit")).isEqualTo(PRODUCTS);
        assertThat(made.get("read")).as("questions").isLessThan(PRODUCTS * 12L);
    }

    private static String edit(int number) {
        return switch (number / 4 % 4) {
            case 0 -> "{\"title\":\"嵐の中で直した商品名 " + number + "\"}";
            case 1 -> "{\"description\":\"<p>嵐の中で直した説明 " + number + "</p>\"}";
            case 2 -> "{\"weight_g\":" + (700 + number) + "}";
            default -> "{\"dimensions_cm\":{\"length\":" + (20 + number) + ",\"width\":20,\"height\":4}}";
        };
    }

    private void awaitLive(List<ListingKey> keys) {
        Awaitility.await("all are live").atMost(Duration.ofMinutes(3)).until(() -> keys.stream()
                .allMatch(key -> stage.listing(key).status().state() == ListingState.LIVE));
    }

    private boolean wasLost(ListingKey key) {
        return stage.bean(HistoryEntries.class).of(key, 100).stream()
                .anyMatch(entry -> entry.kind().equals("answer-lost"));
    }

    private Map<String, Long> calls() {
        Map<String, Long> calls = new LinkedHashMap<>();
        calls.put("edit", stage.tiktok().requests().count(path -> path.contains(" " + EDITS)));
        calls.put("read", stage.tiktok().requests().count(path -> path.startsWith("GET /product/202309/products/")));
        calls.put("search", stage.tiktok().requests().count(path -> path.endsWith("/products/search")));
        return calls;
    }

    private long edits(ListingKey key) {
        String path = EDITS + stage.at(key).get(0).id();
        return stage.tiktok()
                .requests()
                .count(request -> request.endsWith(path) || request.endsWith(path + "/partial_edit"));
    }
}
