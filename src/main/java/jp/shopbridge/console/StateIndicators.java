package jp.shopbridge.console;

import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.function.BiConsumer;
import jp.shopbridge.BridgeSettings;
import jp.shopbridge.console.HealthSettings.Ages;
import jp.shopbridge.console.HealthSettings.Shares;
import jp.shopbridge.publishing.pictures.FetchOutcomes;
import jp.shopbridge.staging.ListingState;
import jp.shopbridge.staging.Upkeep;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.actuate.health.Health;
import org.springframework.boot.actuate.health.HealthIndicator;
import org.springframework.boot.actuate.health.Status;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What a person should look at: is each shop's work getting on, and is it kept safe. None of them takes an instance out of service. */
@Configuration(proxyBeanMethods = false)
class StateIndicators {

    private final Readings readings;
    private final HealthSettings limits;
    private final BridgeSettings settings;
    private final Clock clock;
    private final Instant started;

    StateIndicators(Readings readings, HealthSettings limits, BridgeSettings settings, Clock clock) {
        this.readings = readings;
        this.limits = limits;
        this.settings = settings;
        this.clock = clock;
        this.started = clock.instant();
    }

    @Bean
    HealthIndicator intakeLagHealthIndicator() {
        return () -> read((reading, health) -> settings.shops().forEach(shop -> {
            // A shop that was never read counts from the start of this instance.
            Instant known = of(reading.completeUntil(), shop.key());
            Duration lag = age(known == null ? started : known);
            health.add(
                    shop.key(),
                    level(lag, limits.intakeLag()),
                    known == null
                            ? "not read yet"
                            : "changes are known up to " + known + ", which is " + words(lag) + " ago",
                    "Look at the intake runs (GET /api/intake/runs), at pauses and at futureshop.");
        }));
    }

    @Bean
    HealthIndicator waitingHealthIndicator() {
        return () -> read((reading, health) -> settings.shops().forEach(shop -> {
            Instant since = reading.standingSince().get(shop.key());
            Duration age = since == null ? Duration.ZERO : age(since);
            health.add(
                    shop.key(),
                    level(age, limits.waiting()),
                    since == null
                            ? "nothing waits"
                            : "listings wait, the oldest or without one getting through for " + words(age),
                    "Look at pauses, at the authorization and at TikTok Shop's answers.");
        }));
    }

    @Bean
    HealthIndicator attentionHealthIndicator() {
        return () -> read((reading, health) -> settings.shops().forEach(shop -> {
            long selected = 0;
            long attend = 0;
            for (Figures.Listings row : reading.listings()) {
                if (row.shop().equals(shop.key())) {
                    selected += row.selected();
                    attend += ListingState.ofId(row.state())
                            .filter(ListingState::needsAttention)
                            .map(state -> row.selected())
                            .orElse(0L);
                }
            }
            health.add(
                    shop.key(),
                    level(attend, selected, limits.attention()),
                    attend + " of " + selected + " selected listings have to be attended to",
                    "Correct them in 商品一覧, where 要対応 lists them.");
        }));
    }

    @Bean
    HealthIndicator deadLettersHealthIndicator() {
        return () -> read((reading, health) -> reading.parked()
                .forEach((shop, parked) -> health.add(
                        shop,
                        parked >= limits.deadLetters().down()
                                ? Status.DOWN
                                : parked >= limits.deadLetters().degraded() ? Degraded.STATUS : Status.UP,
                        parked + " items are parked",
                        "Look at their causes (GET /api/dead-letters/groups), mend them and replay.")));
    }

    @Bean
    HealthIndicator imagesHealthIndicator(FetchOutcomes outcomes) {
        return () -> {
            FetchOutcomes.Tally tally = outcomes.within(limits.imagesWithin());
            ShopHealth health = new ShopHealth();
            health.add(
                    "fetches",
                    level(tally.failed(), tally.fetches(), limits.images()),
                    tally.failed() + " of the latest " + tally.fetches() + " got no image",
                    "Check that this machine reaches the shop's picture server.");
            return health.build();
        };
    }

    @Bean
    HealthIndicator backUpHealthIndicator(Upkeep upkeep) {
        return () -> {
            if (!upkeep.wantsBackUp()) {
                return Health.up()
                        .withDetail(
                                "copies",
                                "not wanted here: staging.back-up-dir is empty, or PostgreSQL's own tools do it")
                        .build();
            }
            ShopHealth health = new ShopHealth();
            try {
                Instant newest = upkeep.newestBackUp().orElse(null);
                health.add(
                        "copies",
                        level(age(newest == null ? started : newest), limits.backUpAge()),
                        newest == null ? "there is none yet" : "the newest is of " + newest,
                        "Look at the room and the rights of staging.back-up-dir, and in the log at the hour of"
                                + " staging.back-up.");
            } catch (UncheckedIOException unreadable) {
                health.add(
                        "copies", Status.DOWN, String.valueOf(unreadable.getMessage()), "Give the right to read it.");
            }
            return health.build();
        };
    }

    private Health read(BiConsumer<Readings.Reading, ShopHealth> teller) {
        Readings.Reading reading = readings.latest();
        if (reading == null) {
            return Health.unknown()
                    .withDetail("reason", "The database does not answer.")
                    .build();
        }
        ShopHealth health = new ShopHealth();
        teller.accept(reading, health);
        return health.build();
    }

    private static @Nullable Instant of(List<Figures.Moment> moments, String shop) {
        return moments.stream()
                .filter(moment -> moment.shop().equals(shop))
                .findFirst()
                .map(Figures.Moment::at)
                .orElse(null);
    }

    private Duration age(Instant since) {
        return Duration.between(since, clock.instant());
    }

    private static String words(Duration age) {
        return age.toHours() >= 1
                ? String.format(Locale.ROOT, "%d h %d min", age.toHours(), age.toMinutesPart())
                : String.format(Locale.ROOT, "%d min %d s", age.toMinutes(), age.toSecondsPart());
    }

    private static Status level(Duration age, Ages limits) {
        if (age.compareTo(limits.down()) >= 0) {
            return Status.DOWN;
        }
        return age.compareTo(limits.degraded()) >= 0 ? Degraded.STATUS : Status.UP;
    }

    private static Status level(long part, long whole, Shares limits) {
        if (whole < limits.atLeast() || part < limits.degraded() * whole) {
            return Status.UP;
        }
        return part >= limits.down() * whole ? Status.DOWN : Degraded.STATUS;
    }
}
