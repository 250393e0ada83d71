package jp.shopbridge.console;

import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import jp.shopbridge.BridgeSettings;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;

/** What the indicators tell, read from the database at most once in {@code health.fresh}, however many ask. */
@Component
class Readings {

    private final Figures figures;
    private final HealthSettings settings;
    private final List<String> shops;
    private final Clock clock;
    private final Standstill standstill = new Standstill();
    private @Nullable Reading last;
    private long readAt;

    Readings(Figures figures, HealthSettings settings, BridgeSettings bridge, Clock clock) {
        this.shops = bridge.shops().stream().map(BridgeSettings.Shop::key).toList();
        this.clock = clock;
        this.figures = figures;
        this.settings = settings;
    }

    /** All figures of one moment. */
    record Reading(
            List<Figures.Moment> completeUntil,
            Map<String, Instant> standingSince,
            List<Figures.Listings> listings,
            Map<String, Long> parked,
            List<Figures.Authorization> authorizations) {}

    /** The figures; null while the database does not answer. */
    synchronized @Nullable Reading latest() {
        long now = System.nanoTime();
        if (readAt == 0 || now - readAt >= settings.fresh().toNanos()) {
            try {
                last = new Reading(
                        figures.intakeCompleteUntil(),
                        standingSince(),
                        figures.listings(),
                        figures.parked(),
                        figures.authorizations());
            } catch (DataAccessException | TransactionException away) {
                last = null;
            }
            readAt = System.nanoTime();
        }
        return last;
    }

    private Map<String, Instant> standingSince() {
        Map<String, Instant> all = new HashMap<>();
        Map<String, Instant> due = new HashMap<>();
        figures.earliestDue().forEach(moment -> {
            if (moment.at() != null) {
                due.put(moment.shop(), moment.at());
            }
        });
        for (String shop : shops) {
            Instant since = standstill.look(shop, due.get(shop), clock.instant(), figures::sentSince);
            if (since != null) {
                all.put(shop, since);
            }
        }
        return all;
    }
}
