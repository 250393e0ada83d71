package jp.shopbridge.intake;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import jp.shopbridge.BridgeSettings;
import jp.shopbridge.Sql;
import jp.shopbridge.mapping.MappingVersions;
import jp.shopbridge.mapping.Mappings;
import jp.shopbridge.staging.ListingArrivals;
import jp.shopbridge.staging.Pauses;
import jp.shopbridge.staging.SourceProduct;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.namedparam.MapSqlParameterSource;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The stored snapshots that another mapping than the one in force was applied to, so that a change of the mapping reaches
 * what is already staged without asking futureshop.
 */
@Component
public class IntakeSnapshots {

    private static final int BATCH = 100;

    private final NamedParameterJdbcTemplate jdbc;
    private final TransactionTemplate transactions;
    private final BridgeSettings bridge;
    private final Mappings mappings;
    private final IntakeProducts products;
    private final ListingArrivals arrivals;
    private final MappingVersions versions;
    private final Pauses pauses;
    private final IntakeSettings settings;
    private final Clock clock;
    private final ConcurrentMap<String, Place> places = new ConcurrentHashMap<>();
    private final Set<String> overtaken = ConcurrentHashMap.newKeySet();

    IntakeSnapshots(
            NamedParameterJdbcTemplate jdbc,
            TransactionTemplate transactions,
            BridgeSettings bridge,
            Mappings mappings,
            IntakeProducts products,
            ListingArrivals arrivals,
            MappingVersions versions,
            Pauses pauses,
            IntakeSettings settings,
            Clock clock) {
        this.jdbc = jdbc;
        this.transactions = transactions;
        this.bridge = bridge;
        this.mappings = mappings;
        this.products = products;
        this.arrivals = arrivals;
        this.versions = versions;
        this.pauses = pauses;
        this.settings = settings;
        this.clock = clock;
    }

    /**
     * The next batch to map again; empty when every listing was tried with the mapping in force. Each shop is walked through
     * once per version and process, and once more after the longest time that another instance may hold a page mapped by the
     * version before; a product that cannot be mapped is tried once. A shop whose intake is paused waits, and so does every
     * shop as long as the effect of the version has not been judged.
     */
    public List<ArrivedProduct> stale() {
        String version = mappings.inForce().version();
        if (versions.inForce().filter(version::equals).isEmpty()) {
            return List.of();
        }
        for (BridgeSettings.Shop shop : bridge.shops()) {
            if (pauses.isPaused(shop.key(), IntakeProducts.STAGE)) {
                continue;
            }
            Place place = places.get(shop.key());
            boolean again = overtaken.remove(shop.key());
            if (place == null || !place.version().equals(version)) {
                place = new Place(version, new NumberSet(), "", null, false);
            } else if (again) {
                place = place.fromTheBeginning(false);
            } else if (place.isDueAgain(clock.instant())) {
                place = place.fromTheBeginning(true);
            }
            List<ArrivedProduct> batch = place.isOver() ? List.of() : untried(shop.key(), place);
            if (!batch.isEmpty()) {
                return batch;
            }
        }
        return List.of();
    }

    /**
     * Has a shop walked through again, because something was staged there by a version that is no longer in force: a page
     * that was opened before a change of the mapping and written behind the walk.
     */
    void overtaken(String shop) {
        overtaken.add(shop);
    }

    /** The next stale listings without those that could not be mapped before; moves the place behind them. */
    private List<ArrivedProduct> untried(String shop, Place from) {
        Place place = from;
        while (true) {
            List<ArrivedProduct> batch = after(shop, place);
            if (batch.isEmpty()) {
                places.put(shop, place.over(clock.instant().plus(settings.claim())));
                return batch;
            }
            place = place.behind(batch.get(batch.size() - 1).name());
            places.put(shop, place);
            NumberSet failed = place.failed();
            List<ArrivedProduct> untried = batch.stream()
                    .filter(product -> !failed.contains(product.name()))
                    .toList();
            if (!untried.isEmpty()) {
                return untried;
            }
        }
    }

    private List<ArrivedProduct> after(String shop, Place place) {
        return jdbc.query(
                Sql.named("intake-snapshots-stale"),
                new MapSqlParameterSource("shop", shop)
                        .addValue("version", place.version())
                        .addValue("after", place.last())
                        .addValue("size", BATCH),
                (row, n) -> products.arrived(shop, row.getString("snapshot")));
    }

    /**
     * Stages what was mapped again, except what futureshop has changed in the meantime, which has been mapped anew by that.
     *
     * @param numbers the batch's product numbers, also of what could not be mapped
     */
    public int stage(List<SourceProduct> mapped, List<String> numbers, String shop) {
        Place place = places.get(shop);
        if (place != null) {
            Set<String> failed = new HashSet<>(numbers);
            mapped.forEach(product -> failed.remove(product.productNo()));
            failed.forEach(place.failed()::add);
        }
        return mapped.isEmpty() ? 0 : stageAgain(shop, mapped);
    }

    /** Stages these, except those that futureshop has changed in the meantime. */
    int stageAgain(String shop, List<SourceProduct> mapped) {
        Integer staged = transactions.execute(status -> {
            Map<String, String> current = new HashMap<>();
            jdbc.query(
                    Sql.named("intake-snapshots-lock"),
                    new MapSqlParameterSource(
                            "keys",
                            Sql.keys(
                                    shop,
                                    mapped.stream()
                                            .map(SourceProduct::productNo)
                                            .toList())),
                    row -> {
                        current.put(row.getString("product_no"), row.getString("source_hash"));
                    });
            List<SourceProduct> still = new ArrayList<>(mapped);
            still.removeIf(product -> !product.sourceHash().equals(current.get(product.productNo())));
            arrivals.stage(shop, still);
            return still.size();
        });
        int remapped = staged == null ? 0 : staged;
        products.count("remapped", remapped);
        return remapped;
    }

    /** The product numbers of a batch. */
    public List<String> numbers(List<ArrivedProduct> batch) {
        return batch.stream().map(ArrivedProduct::name).toList();
    }

    /**
     * How far a shop was walked through with a version.
     *
     * @param failed what could not be mapped by it
     * @param last the product number behind which the walk goes on
     * @param againAt when it is to be walked through again; null while it is under way
     * @param second whether it has been walked through before for this reason alone
     */
    private record Place(String version, NumberSet failed, String last, @Nullable Instant againAt, boolean second) {

        Place behind(String number) {
            return new Place(version, failed, number, null, second);
        }

        Place over(Instant again) {
            return new Place(version, failed, "", again, second);
        }

        Place fromTheBeginning(boolean isSecond) {
            return new Place(version, failed, "", null, isSecond);
        }

        boolean isOver() {
            return againAt != null;
        }

        boolean isDueAgain(Instant now) {
            return againAt != null && !second && !now.isBefore(againAt);
        }
    }
}
