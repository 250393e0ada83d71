package jp.shopbridge.staging;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import jp.shopbridge.BridgeSettings;
import jp.shopbridge.Json;
import jp.shopbridge.Sql;
import jp.shopbridge.failure.Messages;
import jp.shopbridge.staging.content.ListingContent;
import jp.shopbridge.staging.content.ListingSku;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.namedparam.MapSqlParameterSource;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Takes in what futureshop has: products, their stock once, and what it no longer shows. */
@Component
public class ListingArrivals {

    /** What a list of products that await stock allows for; products with more SKUs only make the list shorter. */
    private static final int SKUS_PER_PRODUCT = 20;

    private final NamedParameterJdbcTemplate jdbc;
    private final TransactionTemplate transactions;
    private final Clock clock;
    private final BridgeSettings settings;
    private final ListingRules rules;
    private final ListingWork work;
    private final RulePlaces places;

    ListingArrivals(
            NamedParameterJdbcTemplate jdbc,
            TransactionTemplate transactions,
            Clock clock,
            BridgeSettings settings,
            ListingRules rules,
            ListingWork work,
            RulePlaces places) {
        this.jdbc = jdbc;
        this.transactions = transactions;
        this.clock = clock;
        this.settings = settings;
        this.rules = rules;
        this.work = work;
        this.places = places;
    }

    /**
     * Stages new and changed products in a few batches. Joins the caller's transaction, so that rows and the intake's
     * cursor are written together or not at all. People's edits, selection and stock survive.
     *
     * @param products at most one per product number
     */
    public StageCounts stage(String shop, List<SourceProduct> products) {
        return stage(shop, products, Map.of());
    }

    /**
     * The same with the stock of what has just been read, so that it costs no second change of the listing. It counts for
     * SKUs that are new; a new SKU of a product named here whose number is not there counts as read, without a number.
     *
     * @param stocks pieces by product number and SKU number, of products that a successful call asked for
     */
    public StageCounts stage(
            String shop, List<SourceProduct> products, Map<String, Map<String, @Nullable Integer>> stocks) {
        if (products.isEmpty()) {
            return new StageCounts(0, 0);
        }
        StageCounts counts = transactions.execute(status -> stageLocked(shop, products, stocks));
        if (counts == null) {
            throw new IllegalStateException("A transaction answered nothing.");
        }
        return counts;
    }

    private StageCounts stageLocked(
            String shop, List<SourceProduct> products, Map<String, Map<String, @Nullable Integer>> stocks) {
        Map<String, SourceProduct> byNumber = new TreeMap<>();
        products.forEach(product -> byNumber.put(product.productNo(), product));
        Map<String, ListingRow> rows = work.lock(shop, byNumber.keySet());
        ListingParts parts = rows.isEmpty() ? ListingParts.NONE : work.parts(shop, rows.keySet());
        Instant now = clock.instant();
        ListingWrites writes = work.writes();
        jdbc.update(Sql.named("listing-day-forget"), ListingKeys.of(shop, byNumber.keySet()));
        int created = 0;
        for (SourceProduct product : byNumber.values()) {
            ListingKey key = new ListingKey(shop, product.productNo());
            ListingRow row = rows.get(product.productNo());
            boolean isNew = row == null;
            if (row == null) {
                created++;
                row = new ListingRow(key);
                row.sendAsDraft = settings.shop(shop).sendAsDraft();
                row.importedAt = now;
                row.changedAt = now;
                row.dueAt = now;
            }
            ArrivalChange change = isNew
                    ? null
                    : new ArrivalChange(
                            row.sourceHash,
                            row.mappingVersion,
                            row.missing != null,
                            parts.document(key).mapped(),
                            parts.document(key).lacks());
            MappedDay day = product.day();
            if (day != null) {
                writes.insertedDays.add(ListingKeys.of(key)
                        .addValue("mappedOn", day.mappedOn())
                        .addValue("mapAgainOn", day.mapAgainOn()));
            }
            List<Edit> edits = parts.edits(product.productNo());
            List<Sku> skus = mergeSkus(
                    key, product.mapped(), parts.skus(product.productNo()), stocks.get(product.productNo()), writes);
            row.sourceHash = product.sourceHash();
            row.mappingVersion = product.mappingVersion();
            row.missing = null;
            ListingContent effective = Effective.of(product.mapped(), edits, skus);
            List<Lack> lacks = new ArrayList<>(
                    edits.isEmpty() ? product.lacks() : rules.lacks(shop, effective, product.snapshot()));
            row.sourceChanged = Effective.sourceChanged(product.mapped(), edits);
            ListingParts.Documents known = isNew ? null : parts.document(key);
            Listing listing = new Listing(
                    row.status(),
                    product.snapshot(),
                    product.mapped(),
                    effective,
                    edits,
                    skus,
                    lacks,
                    known == null ? null : known.published(),
                    known == null ? null : known.remote());
            work.assess(row, listing, lacks, now, isNew);
            if (change == null) {
                writes.insertedRows.add(row.parameters());
                writes.insertedDocuments.add(document(key, product, lacks));
                writes.history.add(ListingWrites.historyLine(
                        key, now, "imported", "intake", Messages.sentence("staging.imported-from-futureshop"), null));
            } else {
                writes.updatedRows.add(row.parameters());
                writes.updatedDocuments.add(document(key, product, lacks));
                change.told(product, places)
                        .ifPresent(told -> writes.history.add(ListingWrites.historyLine(
                                key, now, told.kind(), "intake", told.sentence(), told.detail())));
            }
        }
        writes.flush();
        return new StageCounts(created, byNumber.size() - created);
    }

    private List<Sku> mergeSkus(
            ListingKey key,
            ListingContent mapped,
            List<Sku> known,
            @Nullable Map<String, @Nullable Integer> stock,
            ListingWrites writes) {
        Map<String, Sku> byNumber = new TreeMap<>();
        known.forEach(sku -> byNumber.put(sku.skuNo(), sku));
        Instant now = clock.instant();
        Set<String> present = new HashSet<>();
        for (ListingSku listed : mapped.skus()) {
            String skuNo = listed.skuNo();
            if (skuNo.isEmpty() || skuNo.length() > 64 || !present.add(skuNo)) {
                continue;
            }
            Sku sku = byNumber.get(skuNo);
            if (sku == null) {
                boolean managed = listed.isStockManaged();
                Instant readAt = managed && stock == null ? null : now;
                Integer pieces = managed && stock != null ? stock.get(skuNo) : null;
                byNumber.put(skuNo, new Sku(skuNo, pieces, readAt, null, null, false));
                writes.insertedSkus.add(ListingKeys.of(key)
                        .addValue("skuNo", skuNo)
                        .addValue("stock", pieces)
                        .addValue("stockReadAt", ListingRow.utc(readAt)));
            } else if (sku.retired()) {
                writes.retiredSkus.add(
                        ListingKeys.of(key).addValue("skuNo", skuNo).addValue("retired", false));
            }
        }
        for (Sku sku : known) {
            if (!present.contains(sku.skuNo()) && !sku.retired()) {
                writes.retiredSkus.add(
                        ListingKeys.of(key).addValue("skuNo", sku.skuNo()).addValue("retired", true));
            }
        }
        return List.copyOf(byNumber.values());
    }

    private static MapSqlParameterSource document(ListingKey key, SourceProduct product, List<Lack> lacks) {
        return ListingKeys.of(key)
                .addValue("snapshot", product.snapshot())
                .addValue("mapped", Json.text(product.mapped().document()))
                .addValue("reasons", ListingWork.lacksText(lacks));
    }

    /** Keeps these from being sent until {@link #letGo} of the run that alters them; those of another run stay with that. */
    public void hold(String shop, Collection<String> productNos, long run) {
        for (List<String> part : parted(productNos)) {
            jdbc.update(Sql.named("listing-hold"), ListingKeys.of(shop, part).addValue("run", run));
        }
    }

    /** Lets what an intake run held be sent, and what was held by runs that are over; joins the caller's transaction. */
    public void letGo(String shop, long run) {
        jdbc.update(Sql.named("listing-let-go"), new MapSqlParameterSource("shop", shop).addValue("run", run));
    }

    /** Products that have a SKU whose stock was never read, at most this many. */
    public List<String> awaitingStock(String shop, int max) {
        // One row a SKU, straight from the index: sorting them in the database would read all that wait at every call.
        return jdbc
                .queryForList(
                        Sql.named("products-awaiting-stock"),
                        new MapSqlParameterSource("shop", shop).addValue("size", max * SKUS_PER_PRODUCT),
                        String.class)
                .stream()
                .distinct()
                .limit(max)
                .toList();
    }

    /**
     * Records the stock of SKUs that never had one read; those that had keep theirs for good. A SKU of an asked product
     * that the answer does not name counts as read, without a number.
     *
     * @param asked the product numbers the successful call asked for
     * @param stocks pieces by product number and SKU number
     */
    public void recordStock(String shop, Collection<String> asked, Map<String, Map<String, Integer>> stocks) {
        if (asked.isEmpty()) {
            return;
        }
        transactions.executeWithoutResult(status -> {
            Map<String, ListingRow> rows = work.lock(shop, new TreeSet<>(asked));
            ListingParts parts = work.parts(shop, rows.keySet());
            Instant now = clock.instant();
            List<MapSqlParameterSource> recorded = new ArrayList<>();
            Map<String, List<Sku>> read = new HashMap<>();
            parts.skus().forEach((productNo, skus) -> {
                Map<String, Integer> told = stocks.getOrDefault(productNo, Map.of());
                List<Sku> after = new ArrayList<>();
                for (Sku sku : skus) {
                    if (sku.stockReadAt() != null) {
                        after.add(sku);
                        continue;
                    }
                    Integer stock = told.get(sku.skuNo());
                    after.add(sku.withStock(stock, now));
                    recorded.add(ListingKeys.of(new ListingKey(shop, productNo))
                            .addValue("skuNo", sku.skuNo())
                            .addValue("stock", stock)
                            .addValue("stockReadAt", ListingRow.utc(now)));
                }
                read.put(productNo, after);
            });
            work.writes().batch("sku-record-stock", recorded);
            // The rows are locked, so what was just written need not be read back.
            ListingParts fresh = new ListingParts(parts.documents(), parts.edits(), read);
            ListingWrites writes = work.writes();
            for (ListingRow row : rows.values()) {
                work.reassess(row, fresh, false, writes);
            }
            writes.flush();
        });
    }

    /** Marks listings that a complete full scan did not meet; answers how many are newly suspected. */
    public int suspectMissing(String shop, Collection<String> productNos) {
        int marked = 0;
        for (List<String> part : parted(productNos)) {
            marked += mark(shop, part, "SUSPECTED");
        }
        return marked;
    }

    /** Suspected listings that still have to be asked for, at most this many. */
    public List<String> suspected(String shop, int max) {
        return jdbc.queryForList(
                Sql.named("listing-suspected"),
                new MapSqlParameterSource("shop", shop).addValue("size", max),
                String.class);
    }

    /** Marks a listing that futureshop, asked for its number, does not have. Nothing is taken off TikTok by that. */
    public void confirmMissing(String shop, String productNo) {
        transactions.executeWithoutResult(status -> {
            if (mark(shop, List.of(productNo), "CONFIRMED") > 0) {
                work.remember(
                        shop,
                        List.of(productNo),
                        "missing",
                        "intake",
                        Messages.sentence("staging.futureshop-no-longer-product-tiktok"));
            }
        });
    }

    private int mark(String shop, Collection<String> productNos, String missing) {
        return jdbc.update(
                Sql.named("listing-mark-missing"),
                ListingKeys.of(shop, productNos).addValue("missing", missing));
    }

    /** Takes the mark off listings that futureshop turned out to have. */
    public void found(String shop, Collection<String> productNos) {
        for (List<String> part : parted(productNos)) {
            jdbc.update(Sql.named("listing-mark-found"), ListingKeys.of(shop, part));
        }
    }

    private static List<List<String>> parted(Collection<String> values) {
        List<String> sorted = values.stream().sorted(Comparator.naturalOrder()).toList();
        List<List<String>> parts = new ArrayList<>();
        for (int from = 0; from < sorted.size(); from += 500) {
            parts.add(sorted.subList(from, Math.min(sorted.size(), from + 500)));
        }
        return parts;
    }
}
