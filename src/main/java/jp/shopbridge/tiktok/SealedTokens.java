package jp.shopbridge.tiktok;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import jp.shopbridge.Sql;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What is stored under the encryption keys, told by key, and sealed anew with the first one. */
@Component
final class SealedTokens {

    private final JdbcClient jdbc;
    private final TokenCipher cipher;

    SealedTokens(JdbcClient jdbc, TokenCipher cipher) {
        this.jdbc = jdbc;
        this.cipher = cipher;
    }

    /**
     * One sealed text.
     *
     * @param what the shop and what it is, such as {@code main.access}
     * @param by the key it was sealed with; empty when none of the configured ones opens it
     */
    record Seal(String what, Optional<TokenCipher.SealedBy> by) {}

    /** A shop's sealed texts as they are stored. */
    private record Row(
            String shop,
            @Nullable String accessToken,
            @Nullable String refreshToken,
            @Nullable String shopCipher,
            long version) {}

    /** Every sealed text, shop by shop. */
    List<Seal> all() {
        List<Seal> seals = new ArrayList<>();
        for (Row row : rows()) {
            add(row.shop() + ".access", row.accessToken(), seals);
            add(row.shop() + ".refresh", row.refreshToken(), seals);
            add(row.shop() + ".cipher", row.shopCipher(), seals);
        }
        return seals;
    }

    private void add(String what, @Nullable String sealed, List<Seal> seals) {
        if (sealed != null) {
            seals.add(new Seal(what, cipher.sealedBy(what, sealed)));
        }
    }

    /**
     * Seals with the first key whatever another one has sealed and can open; a shop whose tokens are renewed at the same moment
     * is sealed with the first key by that.
     *
     * @return how many shops were sealed anew
     */
    int sealAnew() {
        int shops = 0;
        for (Row row : rows()) {
            boolean current = current(row.shop() + ".access", row.accessToken())
                    && current(row.shop() + ".refresh", row.refreshToken())
                    && current(row.shop() + ".cipher", row.shopCipher());
            if (!current) {
                shops += jdbc.sql(Sql.named("tiktok-authorization-seal-anew"))
                        .param("shop", row.shop())
                        .param("version", row.version())
                        .param("accessToken", anew(row.shop() + ".access", row.accessToken()))
                        .param("refreshToken", anew(row.shop() + ".refresh", row.refreshToken()))
                        .param("shopCipher", anew(row.shop() + ".cipher", row.shopCipher()))
                        .update();
            }
        }
        return shops;
    }

    private boolean current(String what, @Nullable String sealed) {
        return sealed == null
                || cipher.sealedBy(what, sealed)
                        .filter(TokenCipher.SealedBy::current)
                        .isPresent();
    }

    private @Nullable String anew(String what, @Nullable String sealed) {
        // What no key opens stays as it is: the key may come back.
        return sealed == null || cipher.sealedBy(what, sealed).isEmpty()
                ? sealed
                : cipher.seal(what, cipher.open(what, sealed));
    }

    private List<Row> rows() {
        return jdbc.sql(Sql.named("tiktok-authorization-sealed"))
                .query((row, number) -> new Row(
                        row.getString("shop"),
                        row.getString("access_token"),
                        row.getString("refresh_token"),
                        row.getString("shop_cipher"),
                        row.getLong("version")))
                .list();
    }
}
