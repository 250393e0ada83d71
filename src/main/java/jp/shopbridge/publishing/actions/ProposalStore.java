package jp.shopbridge.publishing.actions;

import com.fasterxml.jackson.databind.node.ArrayNode;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import jp.shopbridge.Json;
import jp.shopbridge.Sql;
import jp.shopbridge.failure.Sentence;
import jp.shopbridge.staging.ListingKey;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.namedparam.MapSqlParameterSource;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;
import org.springframework.jdbc.core.namedparam.SqlParameterSource;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** What TikTok proposes, and which products it is still asked about: the only writer of {@code proposal} and {@code proposal_round}. */
@Component
public class ProposalStore {

    /** Who took a product and did not bring it to an end within this is gone. */
    private static final Duration CLAIM = Duration.ofMinutes(5);

    private static final int LONGEST_SENTENCE = 2000;

    private final NamedParameterJdbcTemplate jdbc;
    private final TransactionTemplate transactions;
    private final Clock clock;

    ProposalStore(NamedParameterJdbcTemplate jdbc, TransactionTemplate transactions, Clock clock) {
        this.jdbc = jdbc;
        this.transactions = transactions;
        this.clock = clock;
    }

    /** Which of these are being asked about, or have an answer that still holds. */
    Set<String> known(String shop, Collection<String> productNos) {
        return new HashSet<>(jdbc.queryForList(
                Sql.named("proposal-known"),
                new MapSqlParameterSource("keys", Sql.keys(shop, productNos)),
                String.class));
    }

    /** Has TikTok asked about these. */
    void ask(String shop, Collection<String> productNos, Instant dueAt) {
        SqlParameterSource[] rows = productNos.stream()
                .map(productNo ->
                        parameters(shop).addValue("productNo", productNo).addValue("dueAt", utc(dueAt)))
                .toArray(SqlParameterSource[]::new);
        Sql.merging(() -> jdbc.batchUpdate(Sql.named("proposal-ask"), rows));
    }

    /** Takes up to so many products that are to be asked about now. */
    List<ListingKey> claim(int size) {
        Instant now = clock.instant();
        return Objects.requireNonNull(transactions.execute(status -> {
            List<ListingKey> claimed = jdbc.query(
                    Sql.named("proposal-claim"),
                    new MapSqlParameterSource("now", utc(now)).addValue("size", size),
                    (row, n) -> new ListingKey(row.getString("shop"), row.getString("product_no")));
            jdbc.batchUpdate(
                    Sql.named("proposal-claimed"),
                    claimed.stream()
                            .map(key -> of(key).addValue("until", utc(now.plus(CLAIM))))
                            .toArray(SqlParameterSource[]::new));
            return claimed;
        }));
    }

    /** Keeps what is proposed. */
    void answered(Asking asking) {
        ArrayNode fields = Json.MAPPER.createArrayNode();
        asking.fields().forEach(field -> fields.add(field.document()));
        ArrayNode unanswered = Json.MAPPER.createArrayNode();
        asking.unanswered().forEach(unanswered::add);
        String category = asking.fields().stream()
                .filter(field -> field.field().equals("category_id"))
                .map(field -> field.value().asText())
                .findFirst()
                .orElse("");
        answer(
                of(asking.key())
                        .addValue(
                                "groupId",
                                cut(asking.listing().effective().shopGroup().id(), 200))
                        .addValue(
                                "groupName",
                                cut(asking.listing().effective().shopGroup().name(), 400))
                        .addValue("categoryId", category)
                        .addValue("contentHash", asking.listing().status().contentHash()),
                asking.fields().isEmpty() ? "none" : "open",
                fields,
                unanswered,
                asking.note() == null ? null : "PUBLISHING_NO_PROPOSALS",
                asking.note());
    }

    /** Keeps that nothing is proposed, and why. */
    void none(ListingKey key, @Nullable String code, @Nullable Sentence reason) {
        answer(
                of(key).addValue("groupId", "")
                        .addValue("groupName", "")
                        .addValue("categoryId", "")
                        .addValue("contentHash", ""),
                "none",
                Json.MAPPER.createArrayNode(),
                Json.MAPPER.createArrayNode(),
                code,
                reason);
    }

    private void answer(
            MapSqlParameterSource row,
            String state,
            ArrayNode fields,
            ArrayNode unanswered,
            @Nullable String code,
            @Nullable Sentence reason) {
        jdbc.update(
                Sql.named("proposal-answer"),
                reasoned(row, code, reason)
                        .addValue("state", state)
                        .addValue("fields", Json.text(fields))
                        .addValue("unanswered", Json.text(unanswered))
                        .addValue("now", utc(clock.instant())));
    }

    /** Nothing of the shop is asked before this. */
    void putOff(String shop, Instant until, String code, Sentence reason) {
        jdbc.update(Sql.named("proposal-put-off"), parameters(shop).addValue("dueAt", utc(until)));
        jdbc.update(
                Sql.named("proposal-round-wait"),
                reasoned(parameters(shop), code, reason).addValue("until", utc(until)));
    }

    /** Notes what cannot be asked; the rest goes on. */
    void note(String shop, String code, Sentence reason) {
        jdbc.update(
                Sql.named("proposal-round-wait"),
                reasoned(parameters(shop), code, reason).addValue("until", null));
    }

    /** Asks nothing more; how many products were left. */
    int stop(String shop) {
        return jdbc.update(Sql.named("proposal-stop"), parameters(shop));
    }

    /** What a person decided about these. */
    void settle(String shop, Collection<String> productNos, String state) {
        jdbc.batchUpdate(
                Sql.named("proposal-settle"),
                productNos.stream()
                        .map(productNo -> parameters(shop)
                                .addValue("productNo", productNo)
                                .addValue("state", state))
                        .toArray(SqlParameterSource[]::new));
    }

    /** What is proposed for these, by number; those without an open proposal are left out. */
    Map<String, List<ProposedField>> open(String shop, Collection<String> productNos) {
        Map<String, List<ProposedField>> found = new LinkedHashMap<>();
        jdbc.query(
                Sql.named("proposal-of-products"),
                new MapSqlParameterSource("keys", Sql.keys(shop, productNos)),
                row -> {
                    found.put(row.getString("product_no"), fields(row.getString("fields")));
                });
        return found;
    }

    /** The next products with an open proposal, by number. */
    List<String> openAfter(String shop, @Nullable String groupId, String after, int size) {
        return jdbc.queryForList(
                Sql.named("proposal-open-after"),
                parameters(shop)
                        .addValue("groupId", groupId)
                        .addValue("after", after)
                        .addValue("size", size),
                String.class);
    }

    /** A page of the proposals in a state. */
    public List<OpenProposal> page(String shop, String state, @Nullable String groupId, int page, int size) {
        return jdbc.query(
                Sql.named("proposal-page"),
                matching(shop, state, groupId)
                        .addValue("skip", (long) page * size)
                        .addValue("size", size),
                (row, n) -> proposal(row));
    }

    /** How many there are. */
    public int total(String shop, String state, @Nullable String groupId) {
        return Objects.requireNonNull(
                jdbc.queryForObject(Sql.named("proposal-page-size"), matching(shop, state, groupId), Integer.class));
    }

    private static MapSqlParameterSource matching(String shop, String state, @Nullable String groupId) {
        return parameters(shop).addValue("state", state).addValue("groupId", groupId);
    }

    /** How many of the shop's products are in each state. */
    public ProposalRound.Counts counts(String shop) {
        return Objects.requireNonNull(jdbc.queryForObject(
                Sql.named("proposal-counts"),
                parameters(shop),
                (row, n) -> new ProposalRound.Counts(
                        row.getInt("asking"),
                        row.getInt("opened"),
                        row.getInt("nothing"),
                        row.getInt("accepted"),
                        row.getInt("left_alone"))));
    }

    /** The categories that are proposed for the products of the shop's own groups, the most products first. */
    public List<ProposalRound.Group> groups(String shop) {
        return jdbc.query(
                Sql.named("proposal-groups"),
                parameters(shop),
                (row, n) -> new ProposalRound.Group(
                        row.getString("group_id"),
                        row.getString("group_name"),
                        row.getString("category_id"),
                        row.getInt("products"),
                        row.getString("example")));
    }

    /** Begins the shop's round anew. */
    void begin(String shop, String requestedBy) {
        Sql.merging(() -> jdbc.update(
                Sql.named("proposal-round-begin"),
                parameters(shop)
                        .addValue("requestedBy", cut(requestedBy, 200))
                        .addValue("products", 0)
                        .addValue("now", utc(clock.instant()))));
    }

    /** So many products more. */
    void grow(String shop, int products) {
        jdbc.update(Sql.named("proposal-round-grow"), parameters(shop).addValue("products", products));
    }

    /** The shop's newest round, if there ever was one. */
    public Optional<ProposalRound> round(String shop) {
        return jdbc
                .query(
                        Sql.named("proposal-round-find"),
                        parameters(shop),
                        (row, n) -> new ProposalRound(
                                row.getString("requested_by"),
                                row.getInt("products"),
                                Objects.requireNonNull(instant(row, "started_at")),
                                instant(row, "waits_until"),
                                reason(row)))
                .stream()
                .findFirst();
    }

    private static OpenProposal proposal(ResultSet row) throws SQLException {
        List<String> unanswered = new ArrayList<>();
        Json.parse(row.getString("unanswered")).forEach(name -> unanswered.add(name.asText()));
        return new OpenProposal(
                row.getString("product_no"),
                row.getString("title"),
                row.getString("image_url"),
                row.getBoolean("selected"),
                row.getString("state"),
                fields(row.getString("fields")),
                List.copyOf(unanswered),
                row.getString("group_id"),
                row.getString("group_name"),
                reason(row),
                instant(row, "answered_at"));
    }

    private static List<ProposedField> fields(String document) {
        List<ProposedField> fields = new ArrayList<>();
        Json.parse(document).forEach(field -> fields.add(ProposedField.of(field)));
        return List.copyOf(fields);
    }

    private static @Nullable Sentence reason(ResultSet row) throws SQLException {
        return row.getString("reason_code") == null
                ? null
                : Sentence.of(row.getString("reason_ja"), row.getString("reason_en"));
    }

    private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        OffsetDateTime at = row.getObject(column, OffsetDateTime.class);
        return at == null ? null : at.toInstant();
    }

    private static MapSqlParameterSource reasoned(
            MapSqlParameterSource row, @Nullable String code, @Nullable Sentence reason) {
        return row.addValue("code", code)
                .addValue("ja", reason == null ? null : cut(reason.ja(), LONGEST_SENTENCE))
                .addValue("en", reason == null ? null : cut(reason.en(), LONGEST_SENTENCE));
    }

    private static String cut(String text, int most) {
        return text.length() <= most ? text : text.substring(0, most);
    }

    private static MapSqlParameterSource of(ListingKey key) {
        return parameters(key.shop()).addValue("productNo", key.productNo());
    }

    private static MapSqlParameterSource parameters(String shop) {
        return new MapSqlParameterSource("shop", shop);
    }

    private static OffsetDateTime utc(Instant at) {
        return at.atOffset(ZoneOffset.UTC);
    }
}
