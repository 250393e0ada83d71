package jp.shopbridge.staging;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import jp.shopbridge.Json;
import jp.shopbridge.Sql;
import jp.shopbridge.staging.content.ListingContent;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.namedparam.MapSqlParameterSource;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;

/**
 * What is kept of listings beside their rows, for many at once, by product number.
 *
 * @param edits people's edits; numbers without any are left out
 * @param skus the SKUs' rows; numbers without any are left out
 */
record ListingParts(Map<String, Documents> documents, Map<String, List<Edit>> edits, Map<String, List<Sku>> skus) {

    static final ListingParts NONE = new ListingParts(Map.of(), Map.of(), Map.of());

    /** A listing's documents: futureshop's product, what was made of it, and what TikTok took and shows. */
    record Documents(
            String snapshot,
            ListingContent mapped,
            List<Lack> lacks,
            @Nullable ListingContent published,
            @Nullable ObjectNode remote) {}

    /** Of these listings of a shop. */
    static ListingParts of(NamedParameterJdbcTemplate jdbc, String shop, Collection<String> productNumbers) {
        if (productNumbers.isEmpty()) {
            return NONE;
        }
        MapSqlParameterSource parameters = ListingKeys.of(shop, productNumbers);
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
        return new ListingParts(documents, edits(jdbc, parameters), skus(jdbc, parameters));
    }

    private static List<Lack> lacksOf(String text) {
        List<Lack> lacks = new ArrayList<>();
        for (JsonNode lack : Json.parse(text)) {
            lacks.add(Json.MAPPER.convertValue(lack, Lack.class));
        }
        return lacks;
    }

    /** The documents of a listing that was read. */
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

    /** The listing whole. */
    Listing whole(ListingStatus status) {
        return whole(status, edits(status.key().productNo()));
    }

    /** The listing whole with other edits. */
    Listing whole(ListingStatus status, List<Edit> edits) {
        Documents documents = document(status.key());
        List<Sku> skus = skus(status.key().productNo());
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

    /** People's edits by product number. */
    static Map<String, List<Edit>> edits(NamedParameterJdbcTemplate jdbc, MapSqlParameterSource products) {
        Map<String, List<Edit>> edits = new HashMap<>();
        jdbc.query(Sql.named("listing-edits"), products, row -> {
            edits.computeIfAbsent(row.getString("product_no"), number -> new ArrayList<>())
                    .add(new Edit(
                            row.getString("sku_no"),
                            row.getString("field"),
                            Json.parse(row.getString("edited")),
                            Json.parse(row.getString("replaced")),
                            row.getString("edited_by"),
                            Objects.requireNonNull(ListingRow.instant(row, "edited_at"))));
        });
        return edits;
    }

    /** The SKUs' rows by product number. */
    static Map<String, List<Sku>> skus(NamedParameterJdbcTemplate jdbc, MapSqlParameterSource products) {
        Map<String, List<Sku>> skus = new HashMap<>();
        jdbc.query(Sql.named("skus-of-products"), products, row -> {
            skus.computeIfAbsent(row.getString("product_no"), number -> new ArrayList<>())
                    .add(new Sku(
                            row.getString("sku_no"),
                            row.getObject("stock", Integer.class),
                            ListingRow.instant(row, "stock_read_at"),
                            row.getString("remote_sku_id"),
                            ListingRow.instant(row, "published_at"),
                            row.getBoolean("retired")));
        });
        return skus;
    }
}
