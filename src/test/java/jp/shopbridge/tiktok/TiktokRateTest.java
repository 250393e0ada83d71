package jp.shopbridge.tiktok;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.bucket4j.Bandwidth;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import jp.shopbridge.failure.ThrottledFailure;
import jp.shopbridge.support.SettableClock;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TiktokRateTest {

    private static final boolean READS = true;
    private static final boolean WRITES = false;

    private final SettableClock clock = new SettableClock(Instant.parse("2026-11-25T01:00:00Z"));
    private final AtomicInteger instances = new AtomicInteger(1);
    private final TiktokRate rate = new TiktokRate(
            new TiktokLimits(40, 80, Duration.ofSeconds(30), ZoneId.of("Asia/Tokyo")), clock, instances::get, null);

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

    @ParameterizedTest
    @ValueSource(doubles = {0.1, 1, 7.5, 50, 500})
    void allowsNoSecondOneCallMoreThanTheLimitHoweverLateAThreadWakesUp(double limit) {
        Bandwidth bandwidth = TiktokRate.bandwidth(limit);

        double caughtUp = bandwidth.getCapacity() - TiktokRate.CALL;
        double aSecond = 1e9 * bandwidth.getRefillTokens() / bandwidth.getRefillPeriodNanos();
        assertThat((caughtUp + aSecond) / TiktokRate.CALL).isBetween(limit * 0.99, limit);
    }

    @Test
    void letsAStopGoFirstThenPriceAndStockThenWhatCameBefore() throws InterruptedException {
        assertThat(orderOf(Duration.ZERO, CallUrgency.ORDINARY, CallUrgency.VALUES, CallUrgency.STOP))
                .containsExactly(CallUrgency.STOP, CallUrgency.VALUES, CallUrgency.ORDINARY);
    }

    @Test
    void letsNothingWaitForEverBehindWhatIsMoreUrgent() throws InterruptedException {
        assertThat(orderOf(Duration.ofSeconds(11), CallUrgency.ORDINARY, CallUrgency.VALUES, CallUrgency.STOP))
                .containsExactly(CallUrgency.ORDINARY, CallUrgency.VALUES, CallUrgency.STOP);
    }

    /** The order in which calls get their turn that arrive in this one, with so much time between each and the next. */
    private List<CallUrgency> orderOf(Duration apart, CallUrgency... arriving) throws InterruptedException {
        TiktokRate slow = new TiktokRate(
                new TiktokLimits(1, 1, Duration.ofSeconds(30), ZoneId.of("Asia/Tokyo")), clock, instances::get, null);
        List<CallUrgency> order = Collections.synchronizedList(new ArrayList<>());
        List<Thread> callers = new ArrayList<>();
        slow.acquire("one", WRITES);
        for (CallUrgency urgency : arriving) {
            Thread caller = new Thread(() -> {
                slow.acquire("one", WRITES, urgency);
                order.add(urgency);
            });
            callers.add(caller);
            caller.start();
            Awaitility.await("waits")
                    .atMost(Duration.ofMillis(900))
                    .pollDelay(Duration.ZERO)
                    .until(() -> caller.getState() == Thread.State.TIMED_WAITING);
            clock.advance(apart);
        }
        for (Thread caller : callers) {
            caller.join(Duration.ofSeconds(20).toMillis());
        }
        return order;
    }
}
