package jp.shopbridge.tiktok;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.concurrent.atomic.AtomicInteger;
import jp.shopbridge.failure.ThrottledFailure;
import jp.shopbridge.support.SettableClock;
import org.junit.jupiter.api.Test;

class TiktokRateTest {

    private static final boolean READS = true;
    private static final boolean WRITES = false;

    private final SettableClock clock = new SettableClock(Instant.parse("2026-11-25T01:00:00Z"));
    private final AtomicInteger instances = new AtomicInteger(1);
    private final TiktokRate rate = new TiktokRate(
            new TiktokLimits(40, 80, Duration.ofSeconds(30), ZoneId.of("Asia/Tokyo")), clock, instances::get);

    @Test
    void givesEachShopABudgetOfItsOwnForReadsAndForWrites() {
        rate.refused("one", WRITES, Duration.ofMinutes(1));

        assertThatThrownBy(() -> rate.acquire("one", WRITES)).isInstanceOf(ThrottledFailure.class);
        assertThatCode(() -> rate.acquire("one", READS)).doesNotThrowAnyException();
        assertThatCode(() -> rate.acquire("two", WRITES)).doesNotThrowAnyException();
        assertThat(rate.perSecond("one", READS)).isEqualTo(80);
        assertThat(rate.perSecond("two", WRITES)).isEqualTo(40);
    }

    @Test
    void holdsForAsLongAsTiktokSaysAndHalvesTheRateOnceForRefusalsOfOneMoment() {
        rate.refused("one", WRITES, Duration.ofSeconds(90));
        rate.refused("one", WRITES, Duration.ofSeconds(60));

        assertThat(rate.perSecond("one", WRITES)).isEqualTo(20);
        clock.advance(Duration.ofSeconds(30));
        assertThatThrownBy(() -> rate.acquire("one", WRITES))
                .isInstanceOfSatisfying(ThrottledFailure.class, failure -> assertThat(failure.waitFor())
                        .isEqualTo(Duration.ofSeconds(60)));
        clock.advance(Duration.ofSeconds(61));
        assertThatCode(() -> rate.acquire("one", WRITES)).doesNotThrowAnyException();
    }

    @Test
    void goesSlowerWithEveryFurtherRefusalButNeverStopsForGood() {
        for (int i = 0; i < 10; i++) {
            clock.advance(Duration.ofSeconds(2));
            rate.refused("one", WRITES, Duration.ZERO);
        }

        assertThat(rate.perSecond("one", WRITES)).isEqualTo(4);
    }

    @Test
    void growsBackByATenthEveryTenSecondsOnceItGoesWell() {
        rate.refused("one", WRITES, Duration.ZERO);
        clock.advance(Duration.ofSeconds(11));
        rate.acquire("one", WRITES);
        assertThat(rate.perSecond("one", WRITES)).isEqualTo(24);

        for (int i = 0; i < 5; i++) {
            clock.advance(Duration.ofSeconds(11));
            rate.acquire("one", WRITES);
        }
        assertThat(rate.perSecond("one", WRITES)).isEqualTo(40);
    }

    @Test
    void sharesTheLimitAmongTheInstancesThatAreAlive() {
        assertThat(rate.perSecond("one", WRITES)).isEqualTo(40);
        instances.set(4);
        assertThat(rate.perSecond("one", WRITES)).isEqualTo(10);
        assertThat(rate.perSecond("one", READS)).isEqualTo(20);
        instances.set(2);
        assertThat(rate.perSecond("one", WRITES)).isEqualTo(20);
    }
}
