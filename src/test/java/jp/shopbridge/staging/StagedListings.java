package jp.shopbridge.staging;

import java.time.Clock;
import java.util.List;
import java.util.Optional;
import jp.shopbridge.BridgeSettings;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;
import org.springframework.transaction.support.TransactionTemplate;

/** All that works on the staged listings of a database, without an application. */
public record StagedListings(
        ListingQueries listings,
        ListingArrivals arrivals,
        ListingEdits edits,
        ListingClaims claims,
        ListingReports reports) {

    /** Over this database. */
    public static StagedListings of(
            NamedParameterJdbcTemplate jdbc,
            TransactionTemplate transactions,
            Clock clock,
            BridgeSettings settings,
            ListingRules rules) {
        ListingQueries queries = new ListingQueries(jdbc);
        ListingWork work = new ListingWork(jdbc, clock, settings, rules, (listing, valuesOnly) -> List.of());
        return new StagedListings(
                queries,
                new ListingArrivals(
                        jdbc,
                        transactions,
                        clock,
                        settings,
                        rules,
                        work,
                        (version, field, sku) -> Optional.of("listing.mapping.yaml:7 of " + field)),
                new ListingEdits(jdbc, transactions, clock, work, queries),
                new ListingClaims(jdbc, transactions, clock, work),
                new ListingReports(jdbc, transactions, clock, work));
    }
}
