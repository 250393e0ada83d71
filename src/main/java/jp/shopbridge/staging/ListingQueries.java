package jp.shopbridge.staging;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import jp.shopbridge.Sql;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.namedparam.MapSqlParameterSource;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;
import org.springframework.stereotype.Component;

/** Finds, lists and counts the staged listings; changes nothing. */
@Component
public class ListingQueries {

    private static final String ALL = "";
    private static final String BY_NUMBER = "product-no";

    private final NamedParameterJdbcTemplate jdbc;

    ListingQueries(NamedParameterJdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    /** The listing, whole, if there is one. */
    public Optional<Listing> find(ListingKey key) {
        return status(key).map(status -> ListingParts.of(jdbc, key.shop(), List.of(key.productNo()))
                .whole(status));
    }

    /** The listing without its documents, if there is one. */
    public Optional<ListingStatus> status(ListingKey key) {
        return jdbc
                .query(Sql.named("listing-status"), ListingKeys.of(key), (row, n) -> ListingRow.read(row)
                        .status())
                .stream()
                .findFirst();
    }

    /** These listings, whole, by number; unknown ones are left out. */
    public Map<String, Listing> findAll(String shop, Collection<String> productNos) {
        Map<String, Listing> found = new TreeMap<>();
        if (!productNos.isEmpty()) {
            Map<String, ListingRow> rows = rows(shop, new TreeSet<>(productNos));
            ListingParts parts = ListingParts.of(jdbc, shop, rows.keySet());
            rows.forEach((number, row) -> found.put(number, parts.whole(row.status())));
        }
        return found;
    }

    /** One page of the listings that match, in a stable order. */
    public ListingPage search(ListingQuery query) {
        String gram = gram(query);
        List<StateCount> counts = counts(query.anyFocus(), gram);
        long total = (query.only() == null && query.cause() == null ? counts : counted(query, gram))
                .stream()
                        .filter(count -> query.state() == null || count.state() == query.state())
                        .mapToLong(StateCount::all)
                        .sum();
        long skip = (long) query.page() * query.size();
        List<ListingStatus> items = skip >= total
                ? List.of()
                : jdbc.query(
                        Sql.named(
                                gram != null
                                        ? "listing-found"
                                        : query.sort().equals(BY_NUMBER)
                                                ? "listing-search-by-number"
                                                : "listing-search"),
                        of(query)
                                .addValue("gram", gram)
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
                row.getLong("counted_selected"),
                row.getLong("stopped"),
                row.getLong("stopped_selected"));
    }

    /** How many of the listings that match are in each state when the query's state and focus are left aside. */
    private List<StateCount> counts(ListingQuery query, @Nullable String gram) {
        if ((query.q() == null || query.q().isBlank()) && query.productNumbers().isEmpty()) {
            // An index holds all that this asks for; a search in texts has to read the products.
            return counts(query.shop()).stream()
                    .map(count -> count.onlySelected(query.selected()))
                    .filter(count -> count.all() > 0)
                    .toList();
        }
        return counted(query, gram);
    }

    private List<StateCount> counted(ListingQuery query, @Nullable String gram) {
        return jdbc.query(
                Sql.named(gram == null ? "listing-search-states" : "listing-found-states"),
                of(query).addValue("gram", gram),
                (row, n) -> stateCount(row));
    }

    /** What an index finds the products of the query's words by; null where there are none. */
    private @Nullable String gram(ListingQuery query) {
        return query.q() == null ? null : SearchGrams.rarest(jdbc, query.shop(), query.q());
    }

    /** The numbers of the listings that match, ascending, in parts of this size; each part is read when it is needed. */
    public Stream<List<String>> matching(ListingQuery query, int size) {
        String gram = gram(query);
        return Stream.iterate(
                matchingAfter(query, gram, ALL, size),
                part -> !part.isEmpty(),
                part -> part.size() < size ? List.of() : matchingAfter(query, gram, part.get(part.size() - 1), size));
    }

    private List<String> matchingAfter(ListingQuery query, @Nullable String gram, String after, int size) {
        return jdbc.queryForList(
                Sql.named(gram == null ? "listing-matching-after" : "listing-found-after"),
                of(query).addValue("gram", gram).addValue("after", after).addValue("size", size),
                String.class);
    }

    /** What is known of these products, by number; unknown ones are left out. */
    public Map<String, Known> known(String shop, Collection<String> productNos) {
        if (productNos.isEmpty()) {
            return Map.of();
        }
        Map<String, Known> known = new HashMap<>();
        jdbc.query(Sql.named("listing-known"), ListingKeys.of(shop, productNos), row -> {
            known.put(
                    row.getString("product_no"),
                    new Known(
                            row.getString("source_hash"),
                            row.getString("mapping_version"),
                            row.getString("missing") != null,
                            MappedDay.of(
                                    row.getObject("mapped_on", LocalDate.class),
                                    row.getObject("map_again_on", LocalDate.class))));
        });
        return known;
    }

    /** Which of these an intake run under way keeps from being sent. */
    public Set<String> held(String shop, Collection<String> productNos) {
        return productNos.isEmpty()
                ? Set.of()
                : Set.copyOf(
                        jdbc.queryForList(Sql.named("listing-held"), ListingKeys.of(shop, productNos), String.class));
    }

    /** Where the pieces of these come from, by number; those without SKUs are left out. */
    public Map<String, StockOrigin> stockOrigins(String shop, Collection<String> productNos) {
        Map<String, StockOrigin> origins = new HashMap<>();
        if (!productNos.isEmpty()) {
            jdbc.query(Sql.named("listing-stock-origins"), ListingKeys.of(shop, productNos), row -> {
                origins.put(
                        row.getString("product_no"),
                        new StockOrigin(ListingRow.instant(row, "read_at"), ListingRow.instant(row, "typed_at")));
            });
        }
        return origins;
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

    /** The rows of these, by number; unknown ones are left out. Nothing is locked. */
    Map<String, ListingRow> rows(String shop, Set<String> productNumbers) {
        Map<String, ListingRow> rows = new TreeMap<>();
        if (!productNumbers.isEmpty()) {
            jdbc.query(
                            Sql.named("listing-rows"),
                            ListingKeys.of(shop, productNumbers),
                            (row, n) -> ListingRow.read(row))
                    .forEach(row -> rows.put(row.key.productNo(), row));
        }
        return rows;
    }

    /** What a query asks for, as the parameters of a statement. */
    static MapSqlParameterSource of(ListingQuery query) {
        List<String> patterns = query.q() == null ? List.of() : SearchText.patterns(query.q());
        MapSqlParameterSource parameters = new MapSqlParameterSource("shop", query.shop())
                .addValue("state", query.state() == null ? null : query.state().id())
                .addValue("only", query.only() == null ? null : query.only().id())
                .addValue("cause", query.cause() == null ? null : "% " + SearchText.escaped(query.cause()) + " %")
                .addValue("selected", query.selected())
                .addValue("everyNumber", query.productNumbers().isEmpty())
                .addValue("productNumbers", query.productNumbers().isEmpty() ? List.of("") : query.productNumbers());
        for (int word = 0; word < SearchText.WORDS; word++) {
            parameters.addValue(
                    word == 0 ? "pattern" : "pattern" + (word + 1), word < patterns.size() ? patterns.get(word) : null);
        }
        return parameters;
    }
}
