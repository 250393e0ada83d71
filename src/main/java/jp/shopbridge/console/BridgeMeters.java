package jp.shopbridge.console;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.ToDoubleFunction;
import jp.shopbridge.BridgeSettings;
import jp.shopbridge.staging.ListingState;
import jp.shopbridge.staging.Pause;
import jp.shopbridge.staging.Pauses;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;

/**
 * The figures an alarm is set on, per shop: {@code bridge.staging.listings} and {@code bridge.staging.selected} by
 * state, {@code bridge.deadletter.open} and {@code bridge.pauses} by stage, {@code bridge.publishing.waiting.age} and
 * {@code bridge.intake.lag} in seconds. Read from the database when somebody scrapes, at most once in {@link #FRESH};
 * not a number while the database does not answer.
 */
@Component
class BridgeMeters implements MeterBinder {

    private static final Duration FRESH = Duration.ofSeconds(10);
    private static final List<String> STAGES = List.of("intake", "publishing", "review");

    private final Figures figures;
    private final Pauses pauses;
    private final BridgeSettings settings;
    private final Clock clock;
    private @Nullable Snapshot last;
    private Instant readAt = Instant.MIN;

    BridgeMeters(Figures figures, Pauses pauses, BridgeSettings settings, Clock clock) {
        this.figures = figures;
        this.pauses = pauses;
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
        }
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
                        figures.intakeCompleteUntil());
            } catch (DataAccessException e) {
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
                return Duration.between(at, clock.instant()).toMillis() / 1000.0;
            }
        }
        return none;
    }

    private record Snapshot(
            List<Figures.Listings> all,
            List<Figures.OpenLetters> letters,
            List<Pause> pauses,
            List<Figures.Moment> oldestDue,
            List<Figures.Moment> completeUntil) {

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
