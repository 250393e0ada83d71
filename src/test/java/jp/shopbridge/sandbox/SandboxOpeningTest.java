package jp.shopbridge.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class SandboxOpeningTest {

    @Test
    void isTriedAgainAfterAnErrorUntilItHasWorked() throws InterruptedException {
        ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();
        AtomicInteger tries = new AtomicInteger();
        try {
            SandboxOpening.repeatUntil(
                    timer,
                    () -> {
                        switch (tries.incrementAndGet()) {
                            case 1 -> throw new StackOverflowError("of a test");
                            case 2 -> throw new IllegalStateException("not there yet");
                            default -> {
                                return tries.get() == 4;
                            }
                        }
                    },
                    Duration.ofMillis(5));

            assertThat(timer.awaitTermination(20, TimeUnit.SECONDS)).isTrue();
            assertThat(tries).hasValue(4);
        } finally {
            timer.shutdownNow();
        }
    }
}
