package jp.shopbridge.staging;

import java.util.Collection;
import jp.shopbridge.Sql;
import org.springframework.jdbc.core.namedparam.MapSqlParameterSource;

/** A listing, or several of one shop, as the parameters of a statement. */
final class ListingKeys {

    private ListingKeys() {}

    static MapSqlParameterSource of(ListingKey key) {
        return new MapSqlParameterSource("shop", key.shop()).addValue("productNo", key.productNo());
    }

    static MapSqlParameterSource of(String shop, Collection<String> productNumbers) {
        return new MapSqlParameterSource("shop", shop).addValue("keys", Sql.keys(shop, productNumbers));
    }
}
