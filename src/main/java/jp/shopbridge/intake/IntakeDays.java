package jp.shopbridge.intake;

import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import jp.shopbridge.BridgeSettings;
import jp.shopbridge.Sql;
import jp.shopbridge.mapping.MappingContext;
import jp.shopbridge.mapping.MappingVersions;
import jp.shopbridge.mapping.Mappings;
import jp.shopbridge.staging.Pauses;
import jp.shopbridge.staging.SourceProduct;
import org.springframework.jdbc.core.namedparam.MapSqlParameterSource;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;
import org.springframework.stereotype.Component;

/**
 * The stored snapshots of which the mapping makes something else because a day has come: a campaign that begins or ends.
 * Only these are mapped again; how long they may wait does not depend on how many there are.
 */
@Component
public class IntakeDays {

    private static final int BATCH = 100;

    private final NamedParameterJdbcTemplate jdbc;
    private final BridgeSettings bridge;
    private final Mappings mappings;
    private final MappingVersions versions;
    private final IntakeProducts products;
    private final IntakeSnapshots snapshots;
    private final Pauses pauses;
    private final Clock clock;

    IntakeDays(
            NamedParameterJdbcTemplate jdbc,
            BridgeSettings bridge,
            Mappings mappings,
            MappingVersions versions,
            IntakeProducts products,
            IntakeSnapshots snapshots,
            Pauses pauses,
            Clock clock) {
        this.jdbc = jdbc;
        this.bridge = bridge;
        this.mappings = mappings;
        this.versions = versions;
        this.products = products;
        this.snapshots = snapshots;
        this.pauses = pauses;
        this.clock = clock;
    }

    /**
     * The next batch of one shop, those first whose day came first; empty when none is left. A shop whose intake is paused
     * waits, and so do all as long as the effect of the mappings has not been judged.
     */
    public List<ArrivedProduct> due() {
        if (versions.inForce().filter(mappings.inForce().version()::equals).isEmpty()) {
            return List.of();
        }
        for (BridgeSettings.Shop shop : bridge.shops()) {
            if (pauses.isPaused(shop.key(), IntakeProducts.STAGE)) {
                continue;
            }
            List<ArrivedProduct> batch = jdbc.query(
                    Sql.named("intake-snapshots-of-the-day"),
                    new MapSqlParameterSource("shop", shop.key())
                            .addValue("today", today())
                            .addValue("size", BATCH),
                    (row, n) -> products.arrived(shop.key(), row.getString("snapshot")));
            if (!batch.isEmpty()) {
                return batch;
            }
        }
        return List.of();
    }

    /**
     * Stages what was mapped again. What could not be mapped is a dead letter, and is tried again the day after.
     *
     * @param numbers the batch's product numbers, also of what could not be mapped
     */
    public int stage(List<SourceProduct> mapped, List<String> numbers, String shop) {
        int staged = mapped.isEmpty() ? 0 : snapshots.stageAgain(shop, mapped);
        Set<String> done = mapped.stream().map(SourceProduct::productNo).collect(Collectors.toSet());
        List<String> failed = new ArrayList<>(numbers);
        failed.removeIf(done::contains);
        if (!failed.isEmpty()) {
            jdbc.update(
                    Sql.named("listing-day-put-off"),
                    new MapSqlParameterSource("keys", Sql.keys(shop, failed))
                            .addValue("tomorrow", today().plusDays(1)));
        }
        return staged;
    }

    private LocalDate today() {
        return MappingContext.day(clock);
    }
}
