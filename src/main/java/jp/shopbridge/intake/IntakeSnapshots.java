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
    private final ConcurrentMap<String, Place> places = new ConcurrentHashMap<>();

    IntakeSnapshots(
            NamedParameterJdbcTemplate jdbc,
            TransactionTemplate transactions,
            BridgeSettings bridge,
            Mappings mappings,
            IntakeProducts products,
            Listings listings) {
        this.jdbc = jdbc;
        this.transactions = transactions;
        this.bridge = bridge;
        this.mappings = mappings;
        this.products = products;
        this.listings = listings;
    }

    /**
     * The next batch to map again; empty when every listing was tried with the mapping in force. Each shop is walked through
     * once per version and process, so that a product that cannot be mapped is not tried for ever.
     */
    public List<ArrivedProduct> stale() {
        String version = mappings.inForce().version();
        for (BridgeSettings.Shop shop : bridge.shops()) {
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

    /** Stages what was mapped again, except what futureshop has changed in the meantime, which has been mapped anew by that. */
    public int stage(List<SourceProduct> mapped, String shop) {
        if (mapped.isEmpty()) {
            return 0;
        }
        Integer staged = transactions.execute(status -> {
            Map<String, String> current = new HashMap<>();
            jdbc.query(
                    Sql.named("intake-snapshots-lock"),
                    new MapSqlParameterSource("shop", shop)
                            .addValue(
                                    "productNumbers",
                                    mapped.stream()
                                            .map(SourceProduct::productNo)
                                            .toList()),
                    row -> {
                        current.put(row.getString("product_no"), row.getString("source_hash"));
                    });
            List<SourceProduct> still = new ArrayList<>(mapped);
            still.removeIf(product -> !product.sourceHash().equals(current.get(product.productNo())));
            listings.stage(shop, still);
            return still.size();
        });
        int remapped = staged == null ? 0 : staged;
        products.count("remapped", remapped);
        return remapped;
    }

    private record Place(String version, String last, boolean done) {}
}
