package jp.shopbridge.publishing.sending;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.github.resilience4j.circuitbreaker.CallNotPermittedException;
import jp.shopbridge.failure.TransientFailure;
import jp.shopbridge.publishing.Stage;
import jp.shopbridge.sandbox.FaultRule;
import jp.shopbridge.tiktok.TiktokRequests;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The breaker of {@code tiktok-call}, with the figures its route file gives it. */
class TiktokBreakerTest {

    private static final int CALLS_BEFORE_IT_JUDGES = 20;

    private final Stage stage = Stage.plain();

    @AfterEach
    void stop() {
        stage.close();
    }

    @Test
    void noCallIsMadeOnceTwentyHaveFailed() {
        stage.authorise();
        stage.fault(FaultRule.of("status-500").on("GET", "/product/"));
        int failed = 0;
        Throwable thrown = look();
        while (failed < CALLS_BEFORE_IT_JUDGES && has(thrown, TransientFailure.class)) {
            failed++;
            thrown = look();
        }

        // What upkeep asked for meanwhile counts, too.
        assertThat(failed).isBetween(CALLS_BEFORE_IT_JUDGES / 2, CALLS_BEFORE_IT_JUDGES);
        assertThat(thrown).hasRootCauseInstanceOf(CallNotPermittedException.class);
    }

    private Throwable look() {
        return catchThrowable(
                () -> stage.call(0, stage.bean(TiktokRequests.class).product(Stage.SHOP, "1729000000000000001")));
    }

    private static boolean has(Throwable thrown, Class<? extends Throwable> type) {
        for (Throwable at = thrown; at != null; at = at.getCause()) {
            if (type.isInstance(at)) {
                return true;
            }
        }
        return false;
    }
}
