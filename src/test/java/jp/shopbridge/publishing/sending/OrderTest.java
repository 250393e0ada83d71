package jp.shopbridge.publishing.sending;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import jp.shopbridge.publishing.Stage;
import jp.shopbridge.sandbox.FaultRule;
import jp.shopbridge.sandbox.RequestLog;
import jp.shopbridge.staging.ListingKey;
import jp.shopbridge.staging.ListingState;
import jp.shopbridge.support.Database;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is urgent arrives at TikTok Shop soon, however much stands in the queue and however slow the answers are. */
class OrderTest {

    private static final int NEW = 60;
    private static final int SOON = 12;
    private static final String CREATE = "/product/202309/products";
    private static final String STOP = "/product/202309/products/deactivate";

    private Stage stage;

    @BeforeEach
    void start() {
        stage = Stage.on(
                Database.h2(),
                world -> world,
                Map.of("publishing.requests-per-second", "10", "publishing.reads-per-second", "20"));
        stage.authorise();
    }

    @AfterEach
    void stop() {
        stage.close();
    }

    @Test
    void letsNoStopAndNoPriceWaitBehindNewProducts() {
        ListingKey priced = stage.live(3);
        ListingKey both = stage.live(4);
        ListingKey stopped = stage.live(22);
        stage.fault(FaultRule.of("slow").on("POST", CREATE).millis(1500));
        List<ListingKey> fresh = queueOfNewProducts();
        awaitCreates(3);

        int atEdit = writes().size();
        stage.edit(priced, price(priced, 4321));
        stage.edit(both, "{\"title\":\"直した商品名\"," + price(both, 5432).substring(1));
        JsonNode place = stage.done("GET", "products/" + last(fresh), null).path("queue");
        stage.done("POST", "products/" + stopped.productNo() + "/deactivate", null);
        stage.await(priced, ListingState.LIVE);

        assertThat(placeOf(atEdit, STOP)).as("calls before the stop").isBetween(0, SOON);
        assertThat(placeOf(atEdit, pricePath(priced)))
                .as("calls before the price")
                .isBetween(0, SOON);
        Awaitility.await("the other price").atMost(Duration.ofSeconds(10)).untilAsserted(() -> assertThat(
                        placeOf(atEdit, pricePath(both)))
                .as("calls before the price of what also has a new title")
                .isBetween(0, SOON));
        assertThat(place.path("ahead").asInt())
                .as("ahead of the last new product")
                .isBetween(NEW / 2, NEW + 2);
        assertThat(stage.tiktok().requests().count("POST", CREATE))
                .as("creates by then")
                .isLessThan(NEW / 2);
        assertThat(stage.listing(both).status().state()).isNotEqualTo(ListingState.LIVE);

        stage.tiktok().faults().clear();
        stage.await(
                both,
                "shows the new title",
                listing -> listing.status().state() == ListingState.LIVE
                        && stage.at(both).get(0).title().equals("直した商品名"));
    }

    private List<ListingKey> queueOfNewProducts() {
        List<ListingKey> fresh = new ArrayList<>();
        for (int number = 0; number < NEW; number++) {
            fresh.add(stage.numbered("QUEUE-" + (100 + number)));
        }
        stage.tiktok().requests().reset();
        stage.select(fresh);
        return fresh;
    }

    private void awaitCreates(int count) {
        Awaitility.await("creates are under way")
                .atMost(Duration.ofSeconds(20))
                .until(() -> stage.tiktok().requests().count("POST", CREATE) >= count);
    }

    private static String last(List<ListingKey> keys) {
        return keys.get(keys.size() - 1).productNo();
    }

    private String price(ListingKey key, int yen) {
        String skuNo =
                stage.listing(key).effective().document().at("/skus/0/sku_no").asText();
        return "{\"skus\":{\"" + skuNo + "\":{\"price\":" + yen + "}}}";
    }

    private String pricePath(ListingKey key) {
        return CREATE + "/" + Objects.requireNonNull(stage.listing(key).status().remoteProductId()) + "/prices/update";
    }

    /** How many writes arrived after so many and before the first to this path; -1 while it has not arrived. */
    private int placeOf(int from, String path) {
        List<String> writes = writes();
        return writes.subList(from, writes.size()).indexOf(path);
    }

    private List<String> writes() {
        return stage.tiktok().requests().latest().stream()
                .filter(arrival ->
                        !arrival.method().equals("GET") && !arrival.path().endsWith("/search"))
                .map(RequestLog.Arrival::path)
                .toList();
    }
}
