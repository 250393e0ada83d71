package jp.shopbridge.staging;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import jp.shopbridge.Json;
import jp.shopbridge.Sql;
import org.springframework.jdbc.core.namedparam.MapSqlParameterSource;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;

/** What is kept of listings beside their documents, for many products at once: those of {@code keys}. */
final class ListingParts {

    private ListingParts() {}

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
