package jp.shopbridge.journey;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import jp.shopbridge.support.Database;
import jp.shopbridge.support.PackedBridge;
import jp.shopbridge.support.RudePictures;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A product that ends the process each time it is worked on ends it three times and no more, and all others go live. */
@EnabledIfSystemProperty(named = "bridge.jar", matches = ".+", disabledReason = "runs on the packed jar, in verify")
@Tag("storm")
class PoisonIT {

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void parksWhatItDiesOf(boolean postgres) {
        Map<String, String> settings = new HashMap<>(Map.of(
                "bridge.instance", "one", "publishing.claim", "6s", "publishing.allow-private-image-hosts", "true"));
        if (postgres) {
            settings.putAll(Database.postgres().properties());
        }
        AtomicInteger deaths = new AtomicInteger();
        try (RudePictures pictures = new RudePictures();
                PackedBridge bridge = new PackedBridge(30, settings)) {
            List<String> numbers = bridge.waiting(8);
            String deadly = numbers.get(3);
            pictures.onAsked("/deadly.jpg", () -> {
                deaths.incrementAndGet();
                bridge.process().destroyForcibly();
            });
            numbers.forEach(bridge::prepare);
            bridge.prepare(deadly, pictures.url("/deadly.jpg"));
            bridge.select(numbers);

            for (int death = 1; death <= 3; death++) {
                int expected = death;
                Awaitility.await()
                        .atMost(Duration.ofMinutes(2))
                        .until(() ->
                                deaths.get() >= expected && !bridge.process().isAlive());
                bridge.startAgain();
            }
            JsonNode product = bridge.await("/api/products/" + deadly, answer -> "failed"
                    .equals(answer.path("state").asText()));
            assertThat(product.path("stateCode").asText()).isEqualTo("PUBLISHING_CRASHED");
            assertThat(product.at("/stateReason/ja").asText()).contains("プログラムが停止しました");
            for (String productNo : numbers) {
                if (!productNo.equals(deadly)) {
                    bridge.await("/api/products/" + productNo, answer -> "live"
                            .equals(answer.path("state").asText()));
                }
            }
            assertThat(bridge.get("/api/dead-letters").path("total").asInt()).isEqualTo(1);
            assertThat(deaths).hasValue(3);
            assertThat(bridge.process().isAlive()).isTrue();
        }
    }
}
