package jp.shopbridge.publishing.sending;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import jp.shopbridge.cluster.LiveInstances;
import jp.shopbridge.publishing.Stage;
import jp.shopbridge.sandbox.RequestLog;
import jp.shopbridge.staging.ListingKey;
import jp.shopbridge.support.Database;
import jp.shopbridge.tiktok.TiktokRate;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Two instances keep a shop's rate together: each takes its share of it. */
class SharedRateIT {

    private static final int PER_SECOND = 8;
    private static final Duration MEASURED = Duration.ofSeconds(5);

    private Stage stage;

    @BeforeEach
    void start() {
        stage = Stage.on(
                Database.postgres(),
                world -> world,
                Map.of("publishing.requests-per-second", String.valueOf(PER_SECOND)));
        stage.addInstance();
        stage.authorise();
    }

    @AfterEach
    void stop() {
        stage.close();
    }

    @Test
    void keepTheShopsRateTogether() {
        Awaitility.await("both know of each other")
                .atMost(Duration.ofSeconds(20))
                .until(() -> stage.bean(0, LiveInstances.class).count() == 2
                        && stage.bean(1, LiveInstances.class).count() == 2);
        assertThat(stage.bean(0, TiktokRate.class).perSecond(Stage.SHOP, false)).isEqualTo(PER_SECOND / 2.0);
        List<ListingKey> keys = new ArrayList<>();
        for (int number = 0; number < 80; number++) {
            keys.add(stage.numbered("SHARE-" + number));
        }
        stage.select(keys);

        Awaitility.await("enough was sent")
                .atMost(Duration.ofSeconds(60))
                .until(() -> writes().size() > PER_SECOND * (MEASURED.toSeconds() + 1));

        List<Instant> writes = writes();
        int most = 0;
        for (Instant from : writes) {
            Instant to = from.plus(MEASURED);
            most = Math.max(most, (int) writes.stream()
                    .filter(at -> !at.isBefore(from) && at.isBefore(to))
                    .count());
        }
        // Both may hold one token when the time begins.
        int allowed = (int) (PER_SECOND * MEASURED.toSeconds()) + 4;
        assertThat(most).as("writes in any " + MEASURED).isBetween(allowed * 3 / 4, allowed);
    }

    private List<Instant> writes() {
        return stage.tiktok().requests().latest().stream()
                .filter(arrival -> arrival.path().startsWith("/product/"))
                .filter(arrival ->
                        !arrival.method().equals("GET") && !arrival.path().endsWith("/search"))
                .map(RequestLog.Arrival::at)
                .toList();
    }
}
