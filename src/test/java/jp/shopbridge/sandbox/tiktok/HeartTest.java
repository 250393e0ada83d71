package jp.shopbridge.sandbox.tiktok;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

class HeartTest {

    /** The first time the world's own thread asks, it meets an error. */
    private static final class Stumbling extends Clock {

        private final AtomicInteger asked = new AtomicInteger();

        @Override
        public Instant instant() {
            if (Thread.currentThread().getName().equals("sandbox-tiktok-heart") && asked.incrementAndGet() == 1) {
                throw new StackOverflowError("of a test");
            }
            return Instant.now();
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }

    @Test
    void theWorldGoesOnAfterAnError() {
        Stumbling clock = new Stumbling();
        try (TikTokWorld world =
                new TikTokWorld(TikTokSettings.builder().clock(clock).build())) {
            Awaitility.await().atMost(Duration.ofSeconds(20)).until(() -> clock.asked.get() > 2);
            assertThat(world.products()).isEmpty();
        }
    }
}
