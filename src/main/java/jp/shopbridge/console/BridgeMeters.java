package jp.shopbridge.console;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import jp.shopbridge.BridgeSettings;
import jp.shopbridge.staging.ListingState;
import jp.shopbridge.staging.Pause;
import jp.shopbridge.staging.Pauses;
import jp.shopbridge.staging.Upkeep;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;

/**
 * The figures an alarm is set on, per shop: {@code bridge.staging.listings} and {@code bridge.staging.selected} by
 * state, {@code bridge.deadletter.open} and {@code bridge.pauses} by stage, {@code bridge.publishing.waiting.age},
 * {@code bridge.intake.lag} and what is left of the authorization in seconds; and of all shops together the size of the
 * database and the age of its newest copy. Read from the database when somebody scrapes, at most once in {@link #FRESH};
 * not a number while the database does not answer.
 */
@Component
class BridgeMeters implements MeterBinder {

    private static final Duration FRESH = Duration.ofSeconds(10);
    private static final List<String> STAGES = List.of("intake", "publishing", "review");

    private final Figures figures;
    private final Pauses pauses;
    private final Upkeep upkeep;
    private final BridgeSettings settings;
    private final Clock clock;
    private @Nullable Snapshot last;
    private Instant readAt = Instant.MIN;

    BridgeMeters(Figures figures, Pauses pauses, Upkeep upkeep, BridgeSettings settings, Clock clock) {
        this.figures = figures;
        this.pauses = pauses;
        this.upkeep = upkeep;
        this.settings = settings;
        this.clock = clock;
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        for (BridgeSettings.Shop configured : settings.shops()) {
            String shop = configured.key();
            for (ListingState state : ListingState.values()) {
                gauge("bridge.staging.listings", "Listings by state", now -> now.listings(shop, state))
                        .tags("shop", shop, "state", state.id())
                        .register(registry);
                gauge("bridge.staging.selected", "Selected listings by state", now -> now.selected(shop, state))
                        .tags("shop", shop, "state", state.id())
                        .register(registry);
            }
            for (String stage : STAGES) {
                gauge("bridge.deadletter.open", "Dead letters nobody has closed", now -> now.openLetters(shop, stage))
                        .tags("shop", shop, "stage", stage)
                        .register(registry);
                gauge("bridge.pauses", "Whether the stage stands still", now -> now.paused(shop, stage))
                        .tags("shop", shop, "stage", stage)
                        .register(registry);
            }
            gauge(
                            "bridge.publishing.waiting.age",
                            "How long the oldest due listing has been waiting; 0 when none is due",
                            now -> age(now.oldestDue(), shop, 0))
                    .tags("shop", shop)
                    .baseUnit("seconds")
                    .register(registry);
            gauge(
                            "bridge.intake.lag",
                            "How long ago the shop's changes were last known completely",
                            now -> age(now.completeUntil(), shop, Double.NaN))
                    .tags("shop", shop)
                    .baseUnit("seconds")
                    .register(registry);
            gauge(
                            "bridge.authorization.left",
                            "How long the consent at TikTok Shop still lasts; 0 without one",
                            now -> left(now.authorizations(), shop, Figures.Authorization::refreshExpiresAt))
                    .tags("shop", shop)
                    .baseUnit("seconds")
                    .register(registry);
            gauge(
                            "bridge.authorization.token.left",
                            "How long the token in use still lasts; 0 without one",
                            now -> left(now.authorizations(), shop, Figures.Authorization::accessExpiresAt))
                    .tags("shop", shop)
                    .baseUnit("seconds")
                    .register(registry);
        }
        gauge("bridge.database.size", "What the database takes up", Snapshot::databaseSize)
                .baseUnit("bytes")
                .register(registry);
        gauge(
                        "bridge.backup.age",
                        "Age of the newest copy of an H2 database; not a number where no copies are wanted or none is"
                                + " there",
                        now -> now.backedUp() == null ? Double.NaN : seconds(now.backedUp(), clock.instant()))
                .baseUnit("seconds")
                .register(registry);
    }

    private double left(
            List<Figures.Authorization> authorizations,
            String shop,
            Function<Figures.Authorization, @Nullable Instant> end) {
        for (Figures.Authorization authorization : authorizations) {
            Instant until = end.apply(authorization);
            if (authorization.shop().equals(shop) && authorization.status().equals("AUTHORIZED") && until != null) {
                return Math.max(0, seconds(clock.instant(), until));
            }
        }
        return 0;
    }

    private static double seconds(Instant from, Instant to) {
        return Duration.between(from, to).toMillis() / 1000.0;
    }

    private Gauge.Builder<BridgeMeters> gauge(String name, String description, ToDoubleFunction<Snapshot> value) {
        return Gauge.builder(name, this, meters -> meters.value(value)).description(description);
    }

    private double value(ToDoubleFunction<Snapshot> value) {
        Snapshot snapshot = fresh();
        return snapshot == null ? Double.NaN : value.applyAsDouble(snapshot);
    }

    private synchronized @Nullable Snapshot fresh() {
        Instant now = clock.instant();
        if (readAt.isBefore(now.minus(FRESH))) {
            try {
                last = new Snapshot(
                        figures.listings(),
                        figures.openLetters(),
                        pauses.all(),
                        figures.oldestDue(),
                        figures.intakeCompleteUntil(),
                        figures.authorizations(),
                        figures.databaseSize(),
                        upkeep.newestBackUp().orElse(null));
            } catch (DataAccessException | UncheckedIOException e) {
                // The database's own health says why; a figure nobody can read must not look like a good one.
                last = null;
            }
            readAt = now;
        }
        return last;
    }

    private double age(List<Figures.Moment> moments, String shop, double none) {
        for (Figures.Moment moment : moments) {
            Instant at = moment.at();
            if (moment.shop().equals(shop) && at != null) {
                return seconds(at, clock.instant());
            }
        }
        return none;
    }

    private record Snapshot(
            List<Figures.Listings> all,
            List<Figures.OpenLetters> letters,
            List<Pause> pauses,
            List<Figures.Moment> oldestDue,
            List<Figures.Moment> completeUntil,
            List<Figures.Authorization> authorizations,
            double databaseSize,
            @Nullable Instant backedUp) {

        double listings(String shop, ListingState state) {
            return all.stream()
                    .filter(row -> row.shop().equals(shop) && row.state().equals(state.id()))
                    .mapToLong(Figures.Listings::count)
                    .sum();
        }

        double selected(String shop, ListingState state) {
            return all.stream()
                    .filter(row -> row.shop().equals(shop) && row.state().equals(state.id()))
                    .mapToLong(Figures.Listings::selected)
                    .sum();
        }

        double openLetters(String shop, String stage) {
            return letters.stream()
                    .filter(row -> row.shop().equals(shop) && row.stage().equals(stage))
                    .mapToLong(Figures.OpenLetters::count)
                    .sum();
        }

        double paused(String shop, String stage) {
            return pauses.stream()
                            .anyMatch(pause ->
                                    pause.shop().equals(shop) && pause.stage().equals(stage))
                    ? 1
                    : 0;
        }
    }
}
