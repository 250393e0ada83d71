package jp.shopbridge.intake;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import jp.shopbridge.BridgeSettings;
import jp.shopbridge.Sql;
import jp.shopbridge.mapping.Mappings;
import jp.shopbridge.staging.Listings;
import jp.shopbridge.staging.Pauses;
import jp.shopbridge.staging.SourceProduct;
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
    private final Listings listings;
    private final IntakeBrake brake;
    private final Pauses pauses;
    private final ConcurrentMap<String, Place> places = new ConcurrentHashMap<>();

    IntakeSnapshots(
            NamedParameterJdbcTemplate jdbc,
            TransactionTemplate transactions,
            BridgeSettings bridge,
            Mappings mappings,
            IntakeProducts products,
            Listings listings,
            IntakeBrake brake,
            Pauses pauses) {
        this.jdbc = jdbc;
        this.transactions = transactions;
        this.bridge = bridge;
        this.mappings = mappings;
        this.products = products;
        this.listings = listings;
        this.brake = brake;
        this.pauses = pauses;
    }

    /**
     * The next batch to map again; empty when every listing was tried with the mapping in force. Each shop is walked through
     * once per version and process, so that a product that cannot be mapped is not tried for ever. A shop whose intake is
     * paused waits.
     */
    public List<ArrivedProduct> stale() {
        String version = mappings.inForce().version();
        for (BridgeSettings.Shop shop : bridge.shops()) {
            if (pauses.isPaused(shop.key(), IntakeProducts.STAGE)) {
                continue;
            }
            Place place = places.get(shop.key());
            if (place == null || !place.version().equals(version)) {
                place = new Place(version, "", false);
            }
            List<ArrivedProduct> batch = place.done() ? List.of() : after(shop.key(), place);
            String last = batch.isEmpty() ? "" : batch.get(batch.size() - 1).name();
            places.put(shop.key(), new Place(version, last, batch.isEmpty()));
            if (!batch.isEmpty()) {
                return batch;
            }
        }
        return List.of();
    }

    private List<ArrivedProduct> after(String shop, Place place) {
        return jdbc.query(
                Sql.named("intake-snapshots-stale"),
                new MapSqlParameterSource("shop", shop)
                        .addValue("version", place.version())
                        .addValue("after", place.last())
                        .addValue("size", BATCH),
                (row, n) -> products.stored(shop, row.getString("snapshot")));
    }

    /**
     * Stages what was mapped again, except what futureshop has changed in the meantime, which has been mapped anew by that.
     *
     * @param numbers the batch's product numbers, also of what could not be mapped
     * @throws BrakeEngaged when the new mapping would alter more than is usual; nothing of the batch is written then
     */
    public int stage(List<SourceProduct> mapped, List<String> numbers, String shop) {
        String version = mappings.inForce().version();
        int altered = brake.altered(shop, numbers, mapped);
        try {
            brake.allowRemapping(shop, version, altered);
        } catch (BrakeEngaged stopped) {
            places.remove(shop);
            throw stopped;
        }
        if (mapped.isEmpty()) {
            return 0;
        }
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
            listings.stage(shop, still);
            brake.count(shop, version, altered);
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

    private record Place(String version, String last, boolean done) {}
}
