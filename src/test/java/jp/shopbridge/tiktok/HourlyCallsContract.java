package jp.shopbridge.tiktok;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import jp.shopbridge.BridgeSettings;
import jp.shopbridge.failure.ThrottledFailure;
import jp.shopbridge.support.Database;
import jp.shopbridge.support.SettableClock;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The budget of an hour on one kind of database. */
abstract class HourlyCallsContract {

    private static final Instant START = Instant.parse("2026-11-25T01:00:30Z");
    private static final String SHOP = "one";

    private final SettableClock clock = new SettableClock(START);
    private Database database;
    private HourlyCalls hours;

    abstract Database database();

    @BeforeEach
    void start() {
        database = database();
        hours = instance(100);
    }

    private HourlyCalls instance(int perHour) {
        List<BridgeSettings.Shop> shops = List.of(shop(SHOP, perHour), shop("two", 0));
        return new HourlyCalls(
                new BridgeSettings(shops, "k", null, null, "http://127.0.0.1", null),
                JdbcClient.create(database.jdbc()),
                Objects.requireNonNull(database.transactions().getTransactionManager()),
                clock);
    }

    private static BridgeSettings.Shop shop(String key, int perHour) {
        return new BridgeSettings.Shop(
                key,
                new BridgeSettings.Futureshop("", "", "", ""),
                new BridgeSettings.Tiktok("", "", "", "", "", "", "v2", null, perHour, 0, 0),
                "down",
                List.of("カラー", "サイズ"),
                null,
                false,
                false,
                Map.of());
    }

    @Test
    void isNeverExceededByTwoInstancesWithManyWorkers() throws InterruptedException {
        List<HourlyCalls> instances = List.of(hours, instance(100));
        AtomicInteger made = new AtomicInteger();
        ExecutorService workers = Executors.newFixedThreadPool(8);
        for (int worker = 0; worker < 8; worker++) {
            HourlyCalls mine = instances.get(worker % 2);
            workers.execute(() -> {
                for (int call = 0; call < 30; call++) {
                    made.addAndGet(took(mine, CallUrgency.STOP));
                }
            });
        }
        workers.shutdown();
        assertThat(workers.awaitTermination(60, TimeUnit.SECONDS)).isTrue();

        assertThat(made).hasValue(100);
        assertThat(Objects.requireNonNull(hours.standing(SHOP, 1)).used()).isEqualTo(100);
    }

    @Test
    void countsOverARestart() {
        take(CallUrgency.ORDINARY, 90);

        hours = instance(100);

        assertThat(took(hours, CallUrgency.ORDINARY)).isZero();
        assertThat(took(hours, CallUrgency.STOP)).isEqualTo(1);
    }

    @Test
    void keepsApartForWhatIsMoreUrgent() {
        take(CallUrgency.REVIEW, 70);
        assertThat(took(hours, CallUrgency.REVIEW)).isZero();
        take(CallUrgency.ORDINARY, 20);
        assertThat(took(hours, CallUrgency.ORDINARY)).isZero();
        take(CallUrgency.VALUES, 7);
        assertThat(took(hours, CallUrgency.VALUES)).isZero();
        take(CallUrgency.RESOLUTION, 3);
        assertThat(took(hours, CallUrgency.RESOLUTION)).isZero();
        assertThat(took(hours, CallUrgency.STOP)).isZero();
    }

    @Test
    void letsAFewReviewsBeLookedAtHoweverMuchElseIsSent() {
        take(CallUrgency.ORDINARY, 90);

        take(CallUrgency.REVIEW, 5);

        assertThat(took(hours, CallUrgency.REVIEW)).isZero();
        take(CallUrgency.VALUES, 2);
    }

    @Test
    void saysWhenItGoesOnAndGoesOnThen() {
        take(CallUrgency.ORDINARY, 50);
        clock.advance(Duration.ofMinutes(20));
        take(CallUrgency.ORDINARY, 40);

        assertThatThrownBy(() -> hours.take(SHOP, CallUrgency.ORDINARY))
                .isInstanceOfSatisfying(ThrottledFailure.class, failure -> {
                    assertThat(failure.code()).isEqualTo(HourlyCalls.SPENT);
                    assertThat(failure.sentence().ja()).contains("1時間に100回", "11:02以降");
                    clock.advance(failure.waitFor());
                });
        take(CallUrgency.ORDINARY, 50);
        assertThat(took(hours, CallUrgency.ORDINARY)).isZero();
    }

    @Test
    void neverHoldsMoreThanTheLimitInAnySixtyMinutes() {
        int[] minutes = new int[400];
        for (int minute = 0; minute < minutes.length; minute++) {
            for (int call = 0; call < 9; call++) {
                minutes[minute] += took(hours, CallUrgency.STOP);
            }
            clock.advance(Duration.ofMinutes(1));
        }

        int all = 0;
        for (int from = 0; from + 61 <= minutes.length; from++) {
            int inHour = 0;
            for (int minute = from; minute < from + 61; minute++) {
                inHour += minutes[minute];
            }
            assertThat(inHour).isLessThanOrEqualTo(100);
            all = Math.max(all, inHour);
        }
        assertThat(all).isEqualTo(100);
    }

    @Test
    void letsNoWorkBeginThatWouldStopHalfWay() {
        take(CallUrgency.ORDINARY, 70);

        assertThatCode(() -> hours.checkRoom(SHOP, CallUrgency.ORDINARY, 20)).doesNotThrowAnyException();
        assertThatThrownBy(() -> hours.checkRoom(SHOP, CallUrgency.ORDINARY, 21))
                .isInstanceOf(ThrottledFailure.class);
    }

    @Test
    void tellsWhenTheLastOfManyCallsIsMade() {
        assertThat(standing().lastOf(90)).isEqualTo(START);
        take(CallUrgency.ORDINARY, 90);

        assertThat(standing().ordinaryLeft()).isZero();
        assertThat(standing().goesOnAt()).isEqualTo(Instant.parse("2026-11-25T02:02:00Z"));
        assertThat(standing().lastOf(180)).isEqualTo(Instant.parse("2026-11-25T04:06:00Z"));
    }

    @Test
    void limitsNothingWhereNoneIsSet() {
        for (int call = 0; call < 200; call++) {
            hours.take("two", CallUrgency.REVIEW);
        }

        assertThat(hours.standing("two", 1)).isNull();
    }

    private HourlyCalls.Standing standing() {
        return Objects.requireNonNull(hours.standing(SHOP, 1));
    }

    private void take(CallUrgency urgency, int times) {
        for (int call = 0; call < times; call++) {
            hours.take(SHOP, urgency);
        }
    }

    private static int took(HourlyCalls from, CallUrgency urgency) {
        try {
            from.take(SHOP, urgency);
            return 1;
        } catch (ThrottledFailure spent) {
            return 0;
        }
    }
}
