package jp.shopbridge.staging;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import jp.shopbridge.BridgeSettings;
import jp.shopbridge.Json;
import jp.shopbridge.Sql;
import jp.shopbridge.failure.Messages;
import jp.shopbridge.failure.Sentence;
import jp.shopbridge.mapping.Reason;
import jp.shopbridge.staging.content.ListingContent;
import jp.shopbridge.staging.content.Yen;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;
import org.springframework.stereotype.Component;

/**
 * What every change of a listing shares. Each is one transaction in which the row is locked, the listing is put together
 * anew (mapped ⊕ edits ⊕ stock), checked, hashed, and moved by {@link Transitions}.
 */
@Component
class ListingWork {

    private static final String HELD_AS_DRAFT = "PUBLISHING_HELD_AS_DRAFT";
    private static final Sentence HELD_AS_DRAFT_REASON = Messages.sentence("staging.tiktok-shop-holds-as-draft");
    /** How the codes of TikTok's demands begin; a mapping may use one of them for a demand of its own. */
    static final String DEMAND = "PREFLIGHT_";

    private static final int LONGEST_IMAGE_ADDRESS = 2_000;

    private final NamedParameterJdbcTemplate jdbc;
    private final Clock clock;
    private final BridgeSettings settings;
    private final ListingRules rules;
    private final ListingDemands demands;

    ListingWork(
            NamedParameterJdbcTemplate jdbc,
            Clock clock,
            BridgeSettings settings,
            ListingRules rules,
            ListingDemands demands) {
        this.jdbc = jdbc;
        this.clock = clock;
        this.settings = settings;
        this.rules = rules;
        this.demands = demands;
    }

    /** Locks these rows until the transaction ends; unknown numbers are left out. */
    Map<String, ListingRow> lock(String shop, Set<String> productNumbers) {
        Map<String, ListingRow> rows = new TreeMap<>();
        if (productNumbers.isEmpty()) {
            return rows;
        }
        jdbc.query(Sql.named("listing-lock"), ListingKeys.of(shop, productNumbers), (row, n) -> ListingRow.read(row))
                .forEach(row -> rows.put(row.key.productNo(), row));
        return rows;
    }

    /** What is kept of these beside their rows. */
    ListingParts parts(String shop, Collection<String> productNumbers) {
        return ListingParts.of(jdbc, shop, productNumbers);
    }

    /** The rows that a transaction is to write; nothing is written before they are flushed. */
    ListingWrites writes() {
        return new ListingWrites(jdbc);
    }

    /** Puts a listing together from what is kept of it and judges it anew. */
    void reassess(ListingRow row, ListingParts parts, boolean byPerson, ListingWrites writes) {
        reassess(row, parts, parts.edits(row.key.productNo()), byPerson, writes);
    }

    /**
     * The same with other edits.
     *
     * @param byPerson whether a person waits for it: it is judged by the mapping and queues up now
     * @return what it lacks then
     */
    List<Lack> reassess(ListingRow row, ListingParts parts, List<Edit> edits, boolean byPerson, ListingWrites writes) {
        Listing listing = parts.whole(row.status(), edits);
        List<Lack> lacks = new ArrayList<>(byPerson ? ofRules(listing) : withoutDemands(listing));
        row.sourceChanged = Effective.sourceChanged(listing.mapped(), edits);
        assess(row, listing, lacks, clock.instant(), false);
        if (byPerson) {
            row.dueAt = clock.instant();
        }
        writes.updatedRows.add(row.parameters());
        writes.updatedReasons.add(ListingKeys.of(row.key).addValue("reasons", lacksText(lacks)));
        return lacks;
    }

    private List<Lack> ofRules(Listing listing) {
        return rules.lacks(listing.key().shop(), listing.effective(), listing.snapshot());
    }

    /** What the mapping found: as it is kept, or, where TikTok's demands are kept among it, asked for again. */
    List<Lack> withoutDemands(Listing listing) {
        return listing.lacks().stream().anyMatch(lack -> lack.code().startsWith(DEMAND))
                ? ofRules(listing)
                : Effective.withoutStockLacks(listing.lacks());
    }

    /**
     * What a listing lacks: what its mapping says, what TikTok demands and what stock it has.
     *
     * @param ofMapping what the mapping says
     */
    List<Lack> lacks(ListingRow row, Listing listing, List<Lack> ofMapping) {
        List<Lack> lacks = new ArrayList<>(ofMapping);
        ListingContent effective = listing.effective();
        ListingContent published = listing.published();
        boolean sentAlready = row.remoteProductId != null && row.wouldBeAsPublished(effective.hash());
        boolean skipped = lacks.stream().anyMatch(lack -> lack.code().equals(Reason.SKIPPED));
        // What TikTok took stays as it is there: new demands hit it with its next change.
        if (!sentAlready && !skipped) {
            boolean valuesOnly =
                    row.remoteProductId != null && published != null && published.equalsButForValues(effective);
            Set<List<String>> told = new HashSet<>();
            lacks.forEach(lack -> told.add(place(lack)));
            demands.lacks(listing, valuesOnly).stream()
                    // Of what is missing it is said once that it is.
                    .filter(lack -> !told.contains(List.of(Reason.MISSING, lack.field())))
                    .filter(lack -> told.add(place(lack)))
                    .forEach(lacks::add);
        }
        lacks.addAll(Effective.stockLacks(
                effective,
                listing.skus(),
                row.remoteProductId != null,
                settings.shop(row.key.shop()).sendSoldOutAsZero()));
        return lacks;
    }

    private static List<String> place(Lack lack) {
        return List.of(lack.code(), lack.field());
    }

    /** Judges what a listing has become, writes that into its row and moves it; adds what it lacks beside its mapping. */
    void assess(ListingRow row, Listing listing, List<Lack> lacks, Instant now, boolean isNew) {
        ListingContent effective = listing.effective();
        List<Lack> all = lacks(row, listing, lacks);
        lacks.clear();
        lacks.addAll(all);
        String hash = effective.hash();
        boolean changed = !hash.equals(row.contentHash);
        row.contentHash = hash;
        row.title = effective.title();
        row.imageUrl = firstImage(effective);
        row.categoryId = effective.categoryId().isEmpty() ? null : effective.categoryId();
        row.priceMin = effective.lowestPrice().map(Yen::amount).orElse(null);
        row.priceMax = effective.highestPrice().map(Yen::amount).orElse(null);
        row.stockTotal = effective.stockTotal().orElse(null);
        row.marks = effective.marks();
        row.skuCount = effective.skus().size();
        if (changed) {
            row.changedAt = now;
        }
        Lack leftOut = lacks.stream()
                .filter(lack -> lack.code().equals(Reason.SKIPPED))
                .findFirst()
                .orElse(null);
        if (leftOut != null) {
            lacks.removeIf(lack -> !lack.equals(leftOut));
            move(row, ListingEvent.LEFT_OUT, leftOut.code(), leftOut(leftOut.sentence(), row.remoteProductId != null));
        } else if (!lacks.isEmpty()) {
            move(row, ListingEvent.LACKS, lacks.get(0).code(), summary(lacks));
            row.causes = Causes.of(lacks);
        } else if (isNew
                || changed
                || row.state == ListingState.INCOMPLETE
                || row.state == ListingState.EXCLUDED
                || !row.isAsPublished()) {
            boolean settled = row.state == ListingState.FAILED
                    || row.state == ListingState.NO_WAREHOUSE
                    || row.state == ListingState.REJECTED;
            if (changed || isNew || !settled) {
                // What a person wants of this very content outlives that it is looked at again.
                boolean wanted = !changed && row.stateCode != null && ListingStatus.WISHES.contains(row.stateCode);
                move(
                        row,
                        row.isHeldAsDraft()
                                ? ListingEvent.SAME_AS_DRAFT
                                : row.isAsPublished() ? ListingEvent.SAME_AS_PUBLISHED : ListingEvent.CHANGED,
                        wanted ? row.stateCode : null,
                        wanted ? row.stateReason : null);
                row.attempts = 0;
                row.dueAt = now;
                row.priority = Urgency.of(row, listing.published(), effective).priority();
            }
        }
    }

    /** The first picture that the list may show: an address too long for its column is none. */
    private static @Nullable String firstImage(ListingContent effective) {
        String small = effective.thumbnail();
        if (!small.isEmpty() && small.length() <= LONGEST_IMAGE_ADDRESS) {
            return small;
        }
        return effective.images().stream()
                .filter(url -> !url.isEmpty() && url.length() <= LONGEST_IMAGE_ADDRESS)
                .findFirst()
                .orElse(null);
    }

    private static Sentence leftOut(Sentence why, boolean atTiktok) {
        return atTiktok ? Messages.sentence("staging.what-tiktok-shop-stays-as", why) : why;
    }

    private static Sentence summary(List<Lack> lacks) {
        Sentence first = lacks.get(0).sentence();
        return lacks.size() == 1 ? first : Messages.sentence("staging.more", first, lacks.size() - 1);
    }

    /**
     * Moves a listing by an event.
     *
     * @throws IllegalTransition when the event must not happen in its state
     */
    static void move(ListingRow row, ListingEvent event, @Nullable String code, @Nullable Sentence reason) {
        ListingState next =
                Transitions.next(row.state, event).orElseThrow(() -> new IllegalTransition(row.key, row.state, event));
        boolean keepsReason = next == row.state && reason == null && next.needsAttention();
        row.state = next;
        if (next == ListingState.WAITING && row.isHeldAsDraft()) {
            row.stateCode = HELD_AS_DRAFT;
            row.stateReason = HELD_AS_DRAFT_REASON;
            row.causes = "";
        } else if (!keepsReason) {
            row.stateCode = code;
            row.stateReason = reason;
            row.causes = next.needsAttention() ? Causes.of(code) : "";
        }
    }

    /** What a listing lacks, as it is stored. */
    static String lacksText(List<Lack> lacks) {
        return Json.text(Json.MAPPER.valueToTree(lacks));
    }

    /** Writes the same line into the histories of these. */
    void remember(String shop, List<String> numbers, String kind, String actor, Sentence sentence) {
        Instant now = clock.instant();
        writes().batch(
                        "history-insert",
                        numbers.stream()
                                .map(number -> ListingWrites.historyLine(
                                        new ListingKey(shop, number), now, kind, actor, sentence, null))
                                .toList());
    }
}
