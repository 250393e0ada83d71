package jp.shopbridge.staging;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import jp.shopbridge.BridgeSettings;
import jp.shopbridge.Json;
import jp.shopbridge.Sql;
import jp.shopbridge.failure.Sentence;
import jp.shopbridge.staging.content.ListingContent;
import jp.shopbridge.staging.content.ListingSku;
import jp.shopbridge.staging.content.Yen;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.OptimisticLockingFailureException;
import org.springframework.jdbc.core.namedparam.MapSqlParameterSource;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The staged listings: the only place that writes their rows. Every change is one transaction in which the row is locked,
 * the listing is put together anew (mapped ⊕ edits ⊕ stock), checked, hashed, and moved by {@link Transitions}.
 */
@Component
public class Listings {

    private static final String ALL = "";
    private static final String BY_NUMBER = "product-no";
    private static final String HELD_AS_DRAFT = "PUBLISHING_HELD_AS_DRAFT";
    private static final Sentence HELD_AS_DRAFT_REASON = Sentence.of(
            "TikTok Shopに下書きとして送信済みです。この内容はまだ公開されていません。公開するには「下書きで送る」をOFFにしてください。",
            "TikTok Shop holds it as a draft, so this content is not on sale: to put it on sale, switch off sending as a draft.");
    /** What a list of products that await stock allows for; products with more SKUs only make the list shorter. */
    private static final int SKUS_PER_PRODUCT = 20;

    private static final int LONGEST_IMAGE_ADDRESS = 2_000;

    private final NamedParameterJdbcTemplate jdbc;
    private final TransactionTemplate transactions;
    private final Clock clock;
    private final BridgeSettings settings;
    private final ListingRules rules;

    Listings(
            NamedParameterJdbcTemplate jdbc,
            TransactionTemplate transactions,
            Clock clock,
            BridgeSettings settings,
            ListingRules rules) {
        this.jdbc = jdbc;
        this.transactions = transactions;
        this.clock = clock;
        this.settings = settings;
        this.rules = rules;
    }

    /** The listing, whole, if there is one. */
    public Optional<Listing> find(ListingKey key) {
        return status(key).map(status -> whole(status, parts(key.shop(), List.of(key.productNo()))));
    }

    /** The listing without its documents, if there is one. */
    public Optional<ListingStatus> status(ListingKey key) {
        return jdbc
                .query(Sql.named("listing-status"), of(key), (row, n) -> ListingRow.read(row)
                        .status())
                .stream()
                .findFirst();
    }

    /** One page of the listings that match, in a stable order. */
    public ListingPage search(ListingQuery query) {
        List<StateCount> counts = counts(query);
        long total = counts.stream()
                .filter(count -> query.state() == null || count.state() == query.state())
                .mapToLong(StateCount::all)
                .sum();
        long skip = (long) query.page() * query.size();
        List<ListingStatus> items = skip >= total
                ? List.of()
                : jdbc.query(
                        Sql.named(query.sort().equals(BY_NUMBER) ? "listing-search-by-number" : "listing-search"),
                        of(query)
                                .addValue("sort", query.sort())
                                .addValue("skip", skip)
                                .addValue("size", query.size()),
                        (row, n) -> ListingRow.read(row).status());
        return new ListingPage(items, total, counts);
    }

    /** How many of a shop's listings are in each state; states without any are left out. */
    public List<StateCount> counts(String shop) {
        return jdbc.query(
                Sql.named("listing-counts"), new MapSqlParameterSource("shop", shop), (row, n) -> stateCount(row));
    }

    private static StateCount stateCount(ResultSet row) throws SQLException {
        return new StateCount(
                ListingState.ofId(row.getString("state")).orElseThrow(),
                row.getLong("counted"),
                row.getLong("counted_selected"));
    }

    /** How many of the listings that match are in each state when the query's state is left aside. */
    private List<StateCount> counts(ListingQuery query) {
        if ((query.q() == null || query.q().isBlank()) && query.productNumbers().isEmpty()) {
            // An index holds all that this asks for; a search in texts has to read the products.
            return counts(query.shop()).stream()
                    .map(count -> count.onlySelected(query.selected()))
                    .filter(count -> count.all() > 0)
                    .toList();
        }
        return jdbc.query(Sql.named("listing-search-states"), of(query), (row, n) -> stateCount(row));
    }

    /**
     * Applies a person's JSON Merge Patch: {@code null} reverts a field to its mapped value, {@code ""} empties it, and
     * {@code skus} is an object keyed by SKU number. All of it or nothing.
     *
     * @param expectedVersion the version the person saw, or null when they did not say; what already stands as wanted is no
     *     conflict, whoever made it stand
     */
    public EditOutcome edit(ListingKey key, @Nullable Long expectedVersion, ObjectNode patch, String actor) {
        return changing(key, null, (row, parts) -> {
            Corrections corrections = Corrections.read(patch, parts.document(key).mapped, actor, clock.instant());
            if (corrections.refusal() != null) {
                return corrections.refusal();
            }
            if (expectedVersion != null && expectedVersion != row.editVersion) {
                Listing now = whole(row.status(), parts);
                return corrections.withoutWhatStandsAlready(now).isEmpty() ? null : new EditOutcome.Conflict(now);
            }
            Writes writes = new Writes();
            take(row, parts, corrections, EditWay.ALONE, writes);
            writes.flush();
            return null;
        });
    }

    /**
     * Corrects many listings in one transaction; each is taken or refused on its own. What already is as wanted is left
     * alone, so that asking twice changes nothing the second time.
     *
     * @param productNos at most a few hundred, so that the transaction stays short
     * @param dryRun whether only to tell what would become of each; nothing is locked or written then
     * @return one outcome per number, in the order of the numbers
     */
    public List<ManyOutcome> editMany(
            String shop, Collection<String> productNos, Proposal proposal, EditWay way, String actor, boolean dryRun) {
        List<ManyOutcome> outcomes = transactions.execute(status -> {
            Set<String> numbers = new TreeSet<>(productNos);
            Map<String, ListingRow> rows = dryRun ? peek(shop, numbers) : lock(shop, numbers);
            Parts parts = parts(shop, rows.keySet());
            Writes writes = new Writes();
            List<ManyOutcome> each = new ArrayList<>();
            for (String productNo : numbers) {
                ListingRow row = rows.get(productNo);
                each.add(
                        row == null
                                ? ManyOutcome.noSuchListing(new ListingKey(shop, productNo))
                                : editOfMany(row, parts, proposal, way, actor, writes));
            }
            if (!dryRun) {
                writes.flush();
            }
            return each;
        });
        return outcomes == null ? List.of() : outcomes;
    }

    private ManyOutcome editOfMany(
            ListingRow row, Parts parts, Proposal proposal, EditWay way, String actor, Writes writes) {
        Listing listing = whole(row.status(), parts);
        Proposal.Answer answer = proposal.about(listing);
        if (answer instanceof Proposal.Refused refused) {
            return ManyOutcome.refused(listing, refused.field(), refused.code(), refused.sentence());
        }
        ObjectNode patch = ((Proposal.Patch) answer).patch();
        Corrections corrections = Corrections.read(patch, listing.mapped(), actor, clock.instant());
        if (corrections.refusal() != null) {
            EditOutcome.Invalid invalid = corrections.refusal();
            return ManyOutcome.refused(listing, invalid.field(), invalid.code(), invalid.sentence());
        }
        Corrections needed = corrections.withoutWhatStandsAlready(listing);
        if (needed.isEmpty()) {
            return ManyOutcome.unchanged(listing);
        }
        List<Lack> lacks = take(row, parts, needed, way, writes);
        return ManyOutcome.changed(listing, needed.steps(listing), row.state, lacks);
    }

    private Map<String, ListingRow> peek(String shop, Set<String> productNumbers) {
        Map<String, ListingRow> rows = new TreeMap<>();
        jdbc.query(
                        Sql.named("listing-search"),
                        of(new ListingQuery(
                                        shop,
                                        null,
                                        null,
                                        null,
                                        List.copyOf(productNumbers),
                                        0,
                                        productNumbers.size(),
                                        "product-no"))
                                .addValue("sort", "product-no")
                                .addValue("skip", 0L)
                                .addValue("size", productNumbers.size()),
                        (row, n) -> ListingRow.read(row))
                .forEach(row -> rows.put(row.key.productNo(), row));
        return rows;
    }

    /** The numbers of the listings that match, ascending, in parts of this size; each part is read when it is needed. */
    public Stream<List<String>> matching(ListingQuery query, int size) {
        return Stream.iterate(
                matchingAfter(query, ALL, size),
                part -> !part.isEmpty(),
                part -> part.size() < size ? List.of() : matchingAfter(query, part.get(part.size() - 1), size));
    }

    private List<String> matchingAfter(ListingQuery query, String after, int size) {
        return jdbc.queryForList(
                Sql.named("listing-matching-after"),
                of(query).addValue("after", after).addValue("size", size),
                String.class);
    }

    /** These listings, whole, by number; unknown ones are left out. */
    public Map<String, Listing> findAll(String shop, Collection<String> productNos) {
        Map<String, Listing> found = new TreeMap<>();
        if (!productNos.isEmpty()) {
            Map<String, ListingRow> rows = peek(shop, new TreeSet<>(productNos));
            Parts parts = parts(shop, rows.keySet());
            rows.forEach((number, row) -> found.put(number, whole(row.status(), parts)));
        }
        return found;
    }

    /** Takes a person's edit back, so that the mapped value counts again. Reverting what was not edited changes nothing. */
    public EditOutcome revert(
            ListingKey key, @Nullable Long expectedVersion, String skuNo, String field, String actor) {
        ObjectNode patch = Json.MAPPER.createObjectNode();
        if (skuNo.isEmpty()) {
            patch.putNull(field);
        } else {
            patch.putObject("skus").putObject(skuNo).putNull(field);
        }
        return edit(key, expectedVersion, patch, actor);
    }

    /** Sets 連携対象. OFF never takes anything off TikTok; it only stops further sending. */
    public EditOutcome select(ListingKey key, @Nullable Long expectedVersion, boolean on, String actor) {
        return changing(key, expectedVersion, (row, parts) -> {
            if (row.selected != on) {
                Writes writes = new Writes();
                turn(
                        row,
                        new Edit(
                                "",
                                Corrections.SELECTED,
                                BooleanNode.valueOf(on),
                                NullNode.getInstance(),
                                actor,
                                clock.instant()),
                        writes);
                // It queues up now, not at the time it became complete.
                if (on && row.state == ListingState.WAITING && row.dueAt.isBefore(clock.instant())) {
                    row.dueAt = clock.instant();
                }
                writes.updatedRows.add(row.parameters());
                writes.flush();
            }
            return null;
        });
    }

    /** Sets 連携対象 for all listings that match; answers how many changed. */
    public int selectAll(ListingQuery query, boolean on, String actor) {
        Integer changed = transactions.execute(status -> {
            Instant now = clock.instant();
            MapSqlParameterSource parameters = of(query).addValue("on", on).addValue("now", ListingRow.utc(now));
            for (Urgency urgency : Urgency.values()) {
                parameters.addValue(
                        urgency.name().toLowerCase(Locale.ROOT) + "Rank",
                        ListingRow.utc(Urgency.rank(urgency.priority(), now)));
            }
            List<String> numbers = jdbc.queryForList(Sql.named("listing-matching-selection"), parameters, String.class);
            int updated = jdbc.update(Sql.named("listing-select-matching"), parameters);
            Sentence sentence = on
                    ? Sentence.of("まとめて連携対象にしました。", "It was selected together with others.")
                    : Sentence.of("まとめて連携対象から外しました。", "It was deselected together with others.");
            rememberAll(query.shop(), numbers, "selection", actor, sentence);
            return updated;
        });
        return changed == null ? 0 : changed;
    }

    /** What is known of these products, by number; unknown ones are left out. */
    public Map<String, Known> known(String shop, Collection<String> productNos) {
        if (productNos.isEmpty()) {
            return Map.of();
        }
        Map<String, Known> known = new HashMap<>();
        jdbc.query(Sql.named("listing-known"), of(shop, productNos), row -> {
            known.put(
                    row.getString("product_no"),
                    new Known(
                            row.getString("source_hash"),
                            row.getString("mapping_version"),
                            row.getString("missing") != null));
        });
        return known;
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
        Map<String, ListingRow> rows = lock(shop, byNumber.keySet());
        Parts parts = rows.isEmpty() ? Parts.none() : parts(shop, rows.keySet());
        Instant now = clock.instant();
        Writes writes = new Writes();
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
            ListingContent published = isNew ? null : parts.document(key).published();
            assess(row, effective, published, skus, lacks, now, isNew);
            if (isNew) {
                writes.insertedRows.add(row.parameters());
                writes.insertedDocuments.add(document(key, product, lacks));
                writes.history.add(historyLine(
                        key,
                        now,
                        "imported",
                        "intake",
                        Sentence.of("futureshopから取り込みました。", "It was imported from futureshop."),
                        null));
            } else {
                writes.updatedRows.add(row.parameters());
                writes.updatedDocuments.add(document(key, product, lacks));
                writes.history.add(historyLine(
                        key,
                        now,
                        "changed",
                        "intake",
                        Sentence.of("futureshopでの変更を取り込みました。", "Its change in futureshop was imported."),
                        null));
            }
        }
        writes.flush();
        return new StageCounts(created, byNumber.size() - created);
    }

    /** Keeps these from being sent until {@link #letGo} of the run that alters them; those of another run stay with that. */
    public void hold(String shop, Collection<String> productNos, long run) {
        for (List<String> part : parted(productNos)) {
            jdbc.update(Sql.named("listing-hold"), of(shop, part).addValue("run", run));
        }
    }

    /** Lets what an intake run held be sent, and what was held by runs that are over; joins the caller's transaction. */
    public void letGo(String shop, long run) {
        jdbc.update(Sql.named("listing-let-go"), new MapSqlParameterSource("shop", shop).addValue("run", run));
    }

    /** Which of these an intake run under way keeps from being sent. */
    public Set<String> held(String shop, Collection<String> productNos) {
        return productNos.isEmpty()
                ? Set.of()
                : Set.copyOf(jdbc.queryForList(Sql.named("listing-held"), of(shop, productNos), String.class));
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
            Map<String, ListingRow> rows = lock(shop, new TreeSet<>(asked));
            Parts parts = parts(shop, rows.keySet());
            Instant now = clock.instant();
            List<MapSqlParameterSource> recorded = new ArrayList<>();
            Map<String, List<Sku>> read = new HashMap<>();
            parts.skus.forEach((productNo, skus) -> {
                Map<String, Integer> told = stocks.getOrDefault(productNo, Map.of());
                List<Sku> after = new ArrayList<>();
                for (Sku sku : skus) {
                    if (sku.stockReadAt() != null) {
                        after.add(sku);
                        continue;
                    }
                    Integer stock = told.get(sku.skuNo());
                    after.add(sku.withStock(stock, now));
                    recorded.add(of(new ListingKey(shop, productNo))
                            .addValue("skuNo", sku.skuNo())
                            .addValue("stock", stock)
                            .addValue("stockReadAt", ListingRow.utc(now)));
                }
                read.put(productNo, after);
            });
            batch("sku-record-stock", recorded);
            // The rows are locked, so what was just written need not be read back.
            Parts fresh = new Parts(parts.documents, parts.edits, read);
            Writes writes = new Writes();
            for (ListingRow row : rows.values()) {
                reassess(row, fresh, false, writes);
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
                remember(
                        new ListingKey(shop, productNo),
                        "missing",
                        "intake",
                        Sentence.of(
                                "futureshopにこの商品が見つかりません。TikTok Shopの商品はそのままです。不要であればSeller Centerで停止してください。",
                                "futureshop no longer has this product. TikTok still shows what it showed; stop it there if it should go."),
                        null);
            }
        });
    }

    private int mark(String shop, Collection<String> productNos, String missing) {
        return jdbc.update(
                Sql.named("listing-mark-missing"), of(shop, productNos).addValue("missing", missing));
    }

    /** Takes the mark off listings that futureshop turned out to have. */
    public void found(String shop, Collection<String> productNos) {
        for (List<String> part : parted(productNos)) {
            jdbc.update(Sql.named("listing-mark-found"), of(shop, part));
        }
    }

    /** All product numbers of a shop, ascending, read a thousand at a time. */
    public Stream<String> productNumbers(String shop) {
        return Stream.iterate(
                        numbersAfter(shop, ALL),
                        page -> !page.isEmpty(),
                        page -> numbersAfter(shop, page.get(page.size() - 1)))
                .flatMap(List::stream);
    }

    private List<String> numbersAfter(String shop, String after) {
        return jdbc.queryForList(
                Sql.named("listing-numbers-after"),
                new MapSqlParameterSource("shop", shop).addValue("after", after).addValue("size", 1000),
                String.class);
    }

    /**
     * Claims due, selected, waiting listings of shops that are not paused, in the order of their {@link Urgency} and of
     * the time they have waited; not those of {@link #claimValuesDue}. Two instances never get
     * the same one; a claim ends by {@link #apply}, {@link #release} or when its lease runs out.
     */
    public List<ListingKey> claimDue(int max, String owner, Duration lease) {
        return claim("listing-claim-due", max, owner, lease);
    }

    /** Claims those of which price or stock changed at TikTok, likewise. */
    public List<ListingKey> claimValuesDue(int max, String owner, Duration lease) {
        return claim("listing-claim-values", max, owner, lease);
    }

    /** Gives a claim back because nothing of price or stock is left to send: the rest queues up as a change of content. */
    public void queueRest(ListingKey key, String owner) {
        transactions.executeWithoutResult(status -> {
            ListingRow row = lock(key.shop(), Set.of(key.productNo())).get(key.productNo());
            if (row != null) {
                Urgency rest = row.remoteProductId == null ? Urgency.NEW : Urgency.CONTENT;
                jdbc.update(
                        Sql.named("listing-queue-rest"),
                        of(key).addValue("owner", owner)
                                .addValue("priority", rest.priority())
                                .addValue("rankAt", ListingRow.utc(Urgency.rank(rest.priority(), row.dueAt))));
            }
        });
    }

    /** Claims listings whose state at TikTok is due to be looked at. */
    public List<ListingKey> claimReviewDue(int max, String owner, Duration lease) {
        return claim("listing-claim-review", max, owner, lease);
    }

    private List<ListingKey> claim(String statement, int max, String owner, Duration lease) {
        List<ListingKey> claimed = transactions.execute(status -> {
            Instant now = clock.instant();
            List<ListingKey> keys = jdbc.query(
                    Sql.named(statement),
                    new MapSqlParameterSource("now", ListingRow.utc(now)).addValue("size", max),
                    (row, n) -> new ListingKey(row.getString("shop"), row.getString("product_no")));
            batch(
                    "listing-claim",
                    keys.stream()
                            .map(key ->
                                    of(key).addValue("owner", owner).addValue("until", ListingRow.utc(now.plus(lease))))
                            .toList());
            return keys;
        });
        return claimed == null ? List.of() : claimed;
    }

    /**
     * Begins to work on a waiting listing that this owner has claimed; the lease begins anew. Whoever began with it before, for
     * example because its lease ran out while it stood in a queue, can {@link #renewClaim} no more.
     *
     * @return when the lease ends; empty when the listing does not wait any more or somebody else has it
     */
    public Optional<Instant> takeClaim(ListingKey key, String owner, Duration lease) {
        return renewed("listing-claim-take", of(key).addValue("owner", owner), lease);
    }

    /**
     * Lengthens a claim that is being worked on.
     *
     * @param held what {@link #takeClaim} or this answered before
     * @return when the lease ends now; empty when the listing does not wait any more or somebody else went on with it
     */
    public Optional<Instant> renewClaim(ListingKey key, String owner, Instant held, Duration lease) {
        return renewed(
                "listing-claim-renew", of(key).addValue("owner", owner).addValue("held", ListingRow.utc(held)), lease);
    }

    /** Gives a claim back that {@link #takeClaim} or {@link #renewClaim} answered, unless another went on with it. */
    public void endClaim(ListingKey key, String owner, Instant held) {
        jdbc.update(
                Sql.named("listing-claim-end"),
                of(key).addValue("owner", owner).addValue("held", ListingRow.utc(held)));
    }

    private Optional<Instant> renewed(String statement, MapSqlParameterSource parameters, Duration lease) {
        Instant until = clock.instant().plus(lease).truncatedTo(ChronoUnit.MICROS);
        return jdbc.update(Sql.named(statement), parameters.addValue("until", ListingRow.utc(until))) == 1
                ? Optional.of(until)
                : Optional.empty();
    }

    /** Gives a claim back without a result. */
    public void release(ListingKey key, String owner) {
        jdbc.update(Sql.named("listing-release"), of(key).addValue("owner", owner));
    }

    /**
     * Records what publishing or review found, in one transaction, and ends the claim.
     *
     * @throws IllegalTransition when the event must not happen in the listing's state; nothing is changed then
     */
    public void apply(ListingKey key, ListingChange change) {
        applied(key, null, change);
    }

    /**
     * Records what was found out about this very content; when the listing has another by now, nothing is recorded.
     *
     * @param contentHash of the content that was looked at
     * @return whether it was recorded
     * @throws IllegalTransition when the event must not happen in the listing's state; nothing is changed then
     */
    public boolean applyTo(ListingKey key, String contentHash, ListingChange change) {
        return applied(key, contentHash, change);
    }

    private boolean applied(ListingKey key, @Nullable String contentHash, ListingChange change) {
        return Boolean.TRUE.equals(transactions.execute(status -> {
            ListingRow row = lock(key.shop(), Set.of(key.productNo())).get(key.productNo());
            if (row == null) {
                throw new IllegalArgumentException("There is no listing " + key + " to report about.");
            }
            if (contentHash != null && !contentHash.equals(row.contentHash)) {
                return false;
            }
            Instant now = clock.instant();
            String publishedBefore = row.publishedHash;
            merge(row, change, now);
            if (change.event() != null) {
                move(row, change.event(), change.code(), change.reason());
            }
            if (change.event() == ListingEvent.AUDIT_FAILED && row.state == ListingState.REJECTED) {
                row.forgetPublished();
            }
            ListingState settled = row.state;
            boolean differs =
                    change.publishedHash() == null ? !row.contentHash.equals(publishedBefore) : !row.isAsPublished();
            boolean wentThrough = change.event() == ListingEvent.AUDIT_PASSED
                    || change.event() == ListingEvent.AUDIT_FAILED
                    || change.event() == ListingEvent.UPDATED;
            boolean settledByAudit = settled == ListingState.LIVE || settled == ListingState.REJECTED;
            boolean drafted = change.event() == ListingEvent.DRAFTED;
            // Linking and listing anew change what stock and limits demand; the listing is judged again.
            boolean begunAnew = change.event() == ListingEvent.LINKED || change.event() == ListingEvent.RELISTED;
            // What is judged again is compared with what was published just now.
            if (change.published() != null || change.remote() != null) {
                jdbc.update(
                        Sql.named("listing-document-publish"),
                        of(key).addValue(
                                        "published",
                                        change.published() == null
                                                ? null
                                                : Json.text(change.published().document()))
                                .addValue("remote", change.remote() == null ? null : Json.text(change.remote())));
            }
            Writes writes = new Writes();
            if (begunAnew) {
                reassess(row, parts(key.shop(), List.of(key.productNo())), true, writes);
            } else if (differs && ((wentThrough && settledByAudit) || (drafted && settled == ListingState.WAITING))) {
                reassess(row, parts(key.shop(), List.of(key.productNo())), true, writes);
            } else {
                writes.updatedRows.add(row.parameters());
            }
            if (change.newGeneration()) {
                jdbc.update(Sql.named("sku-forget-remote"), of(key));
                jdbc.update(Sql.named("listing-document-forget-remote"), of(key));
            }
            writes.flush();
            batch(
                    "sku-record-remote",
                    change.remoteSkuIds().entrySet().stream()
                            .map(id -> of(key).addValue("skuNo", id.getKey())
                                    .addValue("remoteSkuId", id.getValue())
                                    .addValue("publishedAt", ListingRow.utc(now)))
                            .toList());
            if (change.history() != null) {
                jdbc.update(
                        Sql.named("history-insert"),
                        historyLine(key, now, change.historyKind(), change.actor(), change.history(), change.detail()));
            }
            return true;
        }));
    }

    private static void merge(ListingRow row, ListingChange change, Instant now) {
        if (change.publishedHash() != null) {
            row.publishedHash = change.publishedHash();
            row.publishedAsDraft = change.publishedAsDraft();
            if (change.event() != ListingEvent.SAME_AS_PUBLISHED && change.event() != ListingEvent.SAME_AS_DRAFT) {
                row.publishedAt = now;
            }
        }
        if (change.remoteProductId() != null) {
            row.remoteProductId = change.remoteProductId();
        }
        if (change.remoteStatus() != null || change.remoteAudit() != null) {
            row.remoteStatus = change.remoteStatus();
            row.remoteAudit = change.remoteAudit();
            row.remoteReadAt = now;
        }
        if (change.drift() != null) {
            row.drift = change.drift();
        }
        if (change.dueAt() != null) {
            row.dueAt = change.dueAt();
        }
        if (change.reviewDueAt() != null) {
            row.reviewDueAt = change.reviewDueAt().equals(Instant.MAX)
                    ? Instant.parse("9999-01-01T00:00:00Z")
                    : change.reviewDueAt();
        }
        if (change.newGeneration()) {
            row.generation++;
            row.remoteProductId = null;
            row.remoteStatus = null;
            row.remoteAudit = null;
            row.forgetPublished();
            row.priority = Urgency.RELIST.priority();
        }
        row.attempts = change.failedAttempt() ? row.attempts + 1 : change.event() == null ? row.attempts : 0;
        row.releaseClaim = true;
    }

    /** The listing that stands for this product of TikTok, if there is one. */
    public Optional<ListingKey> byRemoteProductId(String shop, String remoteProductId) {
        return jdbc
                .query(
                        Sql.named("listing-by-remote-id"),
                        new MapSqlParameterSource("shop", shop).addValue("remoteProductId", remoteProductId),
                        (row, n) -> new ListingKey(row.getString("shop"), row.getString("product_no")))
                .stream()
                .findFirst();
    }

    /** Asks review to look at this listing as soon as it can. */
    public void reviewNow(ListingKey key) {
        jdbc.update(Sql.named("listing-review-now"), of(key).addValue("now", ListingRow.utc(clock.instant())));
    }

    // ---- one listing under its lock ----

    private interface Change {
        /** Changes the row; answers a refusal, or null when it is done. */
        @Nullable
        EditOutcome make(ListingRow row, Parts parts);
    }

    private EditOutcome changing(ListingKey key, @Nullable Long expectedVersion, Change change) {
        EditOutcome outcome = transactions.execute(status -> {
            ListingRow row = lock(key.shop(), Set.of(key.productNo())).get(key.productNo());
            if (row == null) {
                return new EditOutcome.NoSuchListing(key);
            }
            Parts parts = parts(key.shop(), List.of(key.productNo()));
            if (expectedVersion != null && expectedVersion != row.editVersion) {
                return new EditOutcome.Conflict(whole(row.status(), parts));
            }
            EditOutcome refusal = change.make(row, parts);
            if (refusal != null) {
                status.setRollbackOnly();
                return refusal;
            }
            return new EditOutcome.Edited(find(key).orElseThrow());
        });
        if (outcome == null) {
            throw new IllegalStateException("A transaction answered nothing.");
        }
        return outcome;
    }

    /** Writes the corrections over the listing and puts it together anew; answers what it lacks then. */
    private List<Lack> take(ListingRow row, Parts parts, Corrections corrections, EditWay way, Writes writes) {
        if (!corrections.isEmpty()) {
            row.editVersion++;
        }
        Map<List<String>, Edit> edits = new LinkedHashMap<>();
        parts.edits(row.key.productNo()).forEach(edit -> edits.put(List.of(edit.skuNo(), edit.field()), edit));
        for (Edit edit : corrections.edits()) {
            MapSqlParameterSource place =
                    of(row.key).addValue("skuNo", edit.skuNo()).addValue("field", edit.field());
            writes.deletedEdits.add(place);
            if (edit.value().isNull()) {
                edits.remove(List.of(edit.skuNo(), edit.field()));
            } else {
                edits.put(List.of(edit.skuNo(), edit.field()), edit);
                writes.insertedEdits.add(of(row.key)
                        .addValue("skuNo", edit.skuNo())
                        .addValue("field", edit.field())
                        .addValue("edited", Json.text(edit.value()))
                        .addValue("replaced", Json.text(edit.replaced()))
                        .addValue("editedBy", edit.editedBy())
                        .addValue("editedAt", ListingRow.utc(edit.editedAt())));
            }
            writes.history.add(historyLine(
                    row.key,
                    edit.editedAt(),
                    edit.value().isNull() ? "reverted" : "edited",
                    edit.editedBy(),
                    way.sentence(edit),
                    Json.text(Json.MAPPER
                            .createObjectNode()
                            .put("sku_no", edit.skuNo())
                            .put("field", edit.field())
                            .<ObjectNode>set("value", edit.value())
                            .set("replaced", edit.replaced()))));
        }
        for (Edit turned : corrections.switches()) {
            turn(row, turned, writes);
        }
        return reassess(row, parts, List.copyOf(edits.values()), true, writes);
    }

    /** Turns 連携対象 or 下書きで送る, unless it stands as wanted. */
    private static void turn(ListingRow row, Edit wanted, Writes writes) {
        boolean on = wanted.value().booleanValue();
        boolean selection = wanted.field().equals(Corrections.SELECTED);
        if (on == (selection ? row.selected : row.sendAsDraft)) {
            return;
        }
        Sentence sentence;
        if (selection) {
            row.selected = on;
            sentence = on
                    ? Sentence.of("連携対象にしました。", "It was selected for TikTok Shop.")
                    : Sentence.of(
                            "連携対象から外しました。TikTok Shopの商品はそのままです。",
                            "It was deselected; what TikTok shows stays as it is.");
        } else {
            row.sendAsDraft = on;
            sentence = on
                    ? Sentence.of("下書きで送るようにしました。", "It is to be sent as a draft.")
                    : Sentence.of("下書きで送るのをやめました。", "It is no longer to be sent as a draft.");
        }
        writes.history.add(historyLine(
                row.key, wanted.editedAt(), selection ? "selection" : "edited", wanted.editedBy(), sentence, null));
    }

    // ---- putting a listing together and moving it ----

    private void reassess(ListingRow row, Parts parts, boolean byPerson, Writes writes) {
        reassess(row, parts, parts.edits(row.key.productNo()), byPerson, writes);
    }

    private List<Lack> reassess(ListingRow row, Parts parts, List<Edit> edits, boolean byPerson, Writes writes) {
        Documents documents = parts.document(row.key);
        List<Sku> skus = parts.skus(row.key.productNo());
        ListingContent effective = Effective.of(documents.mapped, edits, skus);
        List<Lack> lacks = new ArrayList<>(
                byPerson
                        ? rules.lacks(row.key.shop(), effective, documents.snapshot)
                        : Effective.withoutStockLacks(documents.lacks));
        row.sourceChanged = Effective.sourceChanged(documents.mapped, edits);
        assess(row, effective, documents.published, skus, lacks, clock.instant(), false);
        if (byPerson) {
            row.dueAt = clock.instant();
        }
        writes.updatedRows.add(row.parameters());
        writes.updatedReasons.add(of(row.key).addValue("reasons", lacksText(lacks)));
        return lacks;
    }

    private void assess(
            ListingRow row,
            ListingContent effective,
            @Nullable ListingContent published,
            List<Sku> skus,
            List<Lack> lacks,
            Instant now,
            boolean isNew) {
        lacks.addAll(Effective.stockLacks(
                effective,
                skus,
                row.remoteProductId != null,
                settings.shop(row.key.shop()).sendSoldOutAsZero()));
        String hash = effective.hash();
        boolean changed = !hash.equals(row.contentHash);
        row.contentHash = hash;
        row.title = effective.title();
        row.imageUrl = firstImage(effective);
        row.categoryId = effective.categoryId().isEmpty() ? null : effective.categoryId();
        row.priceMin = effective.lowestPrice().map(Yen::amount).orElse(null);
        row.priceMax = effective.highestPrice().map(Yen::amount).orElse(null);
        row.stockTotal = effective.stockTotal().orElse(null);
        row.skuCount = effective.skus().size();
        if (changed) {
            row.changedAt = now;
        }
        if (!lacks.isEmpty()) {
            move(row, ListingEvent.LACKS, lacks.get(0).code(), summary(lacks));
        } else if (isNew || changed || row.state == ListingState.INCOMPLETE || !row.isAsPublished()) {
            boolean settled = row.state == ListingState.FAILED
                    || row.state == ListingState.NO_WAREHOUSE
                    || row.state == ListingState.REJECTED;
            if (changed || isNew || !settled) {
                move(
                        row,
                        row.isHeldAsDraft()
                                ? ListingEvent.SAME_AS_DRAFT
                                : row.isAsPublished() ? ListingEvent.SAME_AS_PUBLISHED : ListingEvent.CHANGED,
                        null,
                        null);
                row.attempts = 0;
                row.dueAt = now;
                row.priority = Urgency.of(row, published, effective).priority();
            }
        }
    }

    /** The first picture that the list may show: an address too long for its column is none. */
    private static @Nullable String firstImage(ListingContent effective) {
        return effective.images().stream()
                .filter(url -> !url.isEmpty() && url.length() <= LONGEST_IMAGE_ADDRESS)
                .findFirst()
                .orElse(null);
    }

    private static Sentence summary(List<Lack> lacks) {
        Sentence first = lacks.get(0).sentence();
        return lacks.size() == 1
                ? first
                : Sentence.of(
                        first.ja() + "（ほか" + (lacks.size() - 1) + "件）",
                        first.en() + " (and " + (lacks.size() - 1) + " more)");
    }

    private static void move(ListingRow row, ListingEvent event, @Nullable String code, @Nullable Sentence reason) {
        ListingState next =
                Transitions.next(row.state, event).orElseThrow(() -> new IllegalTransition(row.key, row.state, event));
        boolean keepsReason = next == row.state && reason == null && next.needsAttention();
        row.state = next;
        if (next == ListingState.WAITING && row.isHeldAsDraft()) {
            row.stateCode = HELD_AS_DRAFT;
            row.stateReason = HELD_AS_DRAFT_REASON;
        } else if (!keepsReason) {
            row.stateCode = code;
            row.stateReason = reason;
        }
    }

    private List<Sku> mergeSkus(
            ListingKey key,
            ListingContent mapped,
            List<Sku> known,
            @Nullable Map<String, @Nullable Integer> stock,
            Writes writes) {
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
                writes.insertedSkus.add(of(key).addValue("skuNo", skuNo)
                        .addValue("stock", pieces)
                        .addValue("stockReadAt", ListingRow.utc(readAt)));
            } else if (sku.retired()) {
                writes.retiredSkus.add(of(key).addValue("skuNo", skuNo).addValue("retired", false));
            }
        }
        for (Sku sku : known) {
            if (!present.contains(sku.skuNo()) && !sku.retired()) {
                writes.retiredSkus.add(of(key).addValue("skuNo", sku.skuNo()).addValue("retired", true));
            }
        }
        return List.copyOf(byNumber.values());
    }

    // ---- reading ----

    private record Documents(
            String snapshot,
            ListingContent mapped,
            List<Lack> lacks,
            @Nullable ListingContent published,
            @Nullable ObjectNode remote) {}

    private record Parts(Map<String, Documents> documents, Map<String, List<Edit>> edits, Map<String, List<Sku>> skus) {

        static Parts none() {
            return new Parts(Map.of(), Map.of(), Map.of());
        }

        Documents document(ListingKey key) {
            Documents document = documents.get(key.productNo());
            if (document == null) {
                throw new IllegalStateException("The listing " + key + " has no document.");
            }
            return document;
        }

        List<Edit> edits(String productNo) {
            return edits.getOrDefault(productNo, List.of());
        }

        List<Sku> skus(String productNo) {
            return skus.getOrDefault(productNo, List.of());
        }
    }

    private Parts parts(String shop, Collection<String> productNumbers) {
        if (productNumbers.isEmpty()) {
            return Parts.none();
        }
        MapSqlParameterSource parameters = of(shop, productNumbers);
        Map<String, Documents> documents = new HashMap<>();
        jdbc.query(Sql.named("listing-documents"), parameters, row -> {
            String published = row.getString("published");
            String remote = row.getString("remote");
            documents.put(
                    row.getString("product_no"),
                    new Documents(
                            row.getString("snapshot"),
                            ListingContent.of(Json.parseObject(row.getString("mapped"))),
                            lacksOf(row.getString("reasons")),
                            published == null ? null : ListingContent.of(Json.parseObject(published)),
                            remote == null ? null : Json.parseObject(remote)));
        });
        return new Parts(documents, ListingParts.edits(jdbc, parameters), ListingParts.skus(jdbc, parameters));
    }

    private static Listing whole(ListingStatus status, Parts parts) {
        Documents documents = parts.document(status.key());
        List<Edit> edits = parts.edits(status.key().productNo());
        List<Sku> skus = parts.skus(status.key().productNo());
        return new Listing(
                status,
                documents.snapshot,
                documents.mapped,
                Effective.of(documents.mapped, edits, skus),
                edits,
                skus,
                documents.lacks,
                documents.published,
                documents.remote);
    }

    private Map<String, ListingRow> lock(String shop, Set<String> productNumbers) {
        Map<String, ListingRow> rows = new TreeMap<>();
        if (productNumbers.isEmpty()) {
            return rows;
        }
        jdbc.query(Sql.named("listing-lock"), of(shop, productNumbers), (row, n) -> ListingRow.read(row))
                .forEach(row -> rows.put(row.key.productNo(), row));
        return rows;
    }

    // ---- writing ----

    /** The rows of one transaction, written in a few batches. */
    private final class Writes {
        final List<MapSqlParameterSource> insertedRows = new ArrayList<>();
        final List<MapSqlParameterSource> updatedRows = new ArrayList<>();
        final List<MapSqlParameterSource> insertedDocuments = new ArrayList<>();
        final List<MapSqlParameterSource> updatedDocuments = new ArrayList<>();
        final List<MapSqlParameterSource> updatedReasons = new ArrayList<>();
        final List<MapSqlParameterSource> insertedSkus = new ArrayList<>();
        final List<MapSqlParameterSource> retiredSkus = new ArrayList<>();
        final List<MapSqlParameterSource> deletedEdits = new ArrayList<>();
        final List<MapSqlParameterSource> insertedEdits = new ArrayList<>();
        final List<MapSqlParameterSource> history = new ArrayList<>();

        void flush() {
            batch("listing-insert", insertedRows);
            for (int updated : batch("listing-update", updatedRows)) {
                if (updated == 0) {
                    throw new OptimisticLockingFailureException("A listing was changed while it was locked.");
                }
            }
            batch("listing-document-insert", insertedDocuments);
            batch("listing-document-stage", updatedDocuments);
            batch("listing-document-reasons", updatedReasons);
            batch("sku-insert", insertedSkus);
            batch("sku-retire", retiredSkus);
            batch("listing-edit-delete", deletedEdits);
            batch("listing-edit-insert", insertedEdits);
            batch("history-insert", history);
        }
    }

    private int[] batch(String statement, List<MapSqlParameterSource> rows) {
        return rows.isEmpty()
                ? new int[0]
                : jdbc.batchUpdate(Sql.named(statement), rows.toArray(MapSqlParameterSource[]::new));
    }

    private void remember(ListingKey key, String kind, String actor, Sentence sentence, @Nullable String detail) {
        jdbc.update(Sql.named("history-insert"), historyLine(key, clock.instant(), kind, actor, sentence, detail));
    }

    private void rememberAll(String shop, List<String> numbers, String kind, String actor, Sentence sentence) {
        Instant now = clock.instant();
        batch(
                "history-insert",
                numbers.stream()
                        .map(number -> historyLine(new ListingKey(shop, number), now, kind, actor, sentence, null))
                        .toList());
    }

    static MapSqlParameterSource historyLine(
            ListingKey key, Instant at, String kind, String actor, Sentence sentence, @Nullable String detail) {
        return of(key).addValue("at", ListingRow.utc(at))
                .addValue("kind", kind)
                .addValue("actor", ListingRow.shortened(actor, 100))
                .addValue("textJa", ListingRow.shortened(sentence.ja(), 2000))
                .addValue("textEn", ListingRow.shortened(sentence.en(), 2000))
                .addValue("detail", detail == null ? null : ListingRow.shortened(detail, 100_000));
    }

    private static MapSqlParameterSource document(ListingKey key, SourceProduct product, List<Lack> lacks) {
        return of(key).addValue("snapshot", product.snapshot())
                .addValue("mapped", Json.text(product.mapped().document()))
                .addValue("reasons", lacksText(lacks));
    }

    private static String lacksText(List<Lack> lacks) {
        return Json.text(Json.MAPPER.valueToTree(lacks));
    }

    private static List<Lack> lacksOf(String text) {
        List<Lack> lacks = new ArrayList<>();
        for (JsonNode lack : Json.parse(text)) {
            lacks.add(Json.MAPPER.convertValue(lack, Lack.class));
        }
        return lacks;
    }

    private static MapSqlParameterSource of(ListingKey key) {
        return new MapSqlParameterSource("shop", key.shop()).addValue("productNo", key.productNo());
    }

    private static MapSqlParameterSource of(String shop, Collection<String> productNumbers) {
        return new MapSqlParameterSource("shop", shop).addValue("keys", Sql.keys(shop, productNumbers));
    }

    private static MapSqlParameterSource of(ListingQuery query) {
        String q = query.q();
        return new MapSqlParameterSource("shop", query.shop())
                .addValue("state", query.state() == null ? null : query.state().id())
                .addValue("selected", query.selected())
                .addValue("pattern", q == null || q.isBlank() ? null : pattern(q))
                .addValue("everyNumber", query.productNumbers().isEmpty())
                .addValue("productNumbers", query.productNumbers().isEmpty() ? List.of("") : query.productNumbers());
    }

    private static String pattern(String q) {
        String escaped = q.strip()
                .toLowerCase(Locale.ROOT)
                .replace("\0", "")
                .replace("!", "!!")
                .replace("%", "!%")
                .replace("_", "!_");
        return "%" + escaped + "%";
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
