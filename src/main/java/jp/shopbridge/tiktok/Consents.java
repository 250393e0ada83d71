package jp.shopbridge.tiktok;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import jp.shopbridge.BridgeSettings;
import jp.shopbridge.Sql;
import jp.shopbridge.failure.Messages;
import jp.shopbridge.failure.MisconfiguredFailure;
import jp.shopbridge.failure.RefusedFailure;
import jp.shopbridge.failure.TransientFailure;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * The seller's consent: begun here, given at TikTok, and brought back by a browser. One that a browser began ends in that
 * browser only; one that a program began is a link that works once and for a short time. What would make a shop another
 * TikTok shop's waits for the operator's yes.
 */
@Component
public class Consents {

    /** How long a begun consent may take. */
    public static final Duration LIFE = Duration.ofMinutes(15);

    private static final Logger LOG = LoggerFactory.getLogger(Consents.class);
    private static final Duration PENDING_LIFE = Duration.ofHours(24);
    private static final SecureRandom RANDOM = new SecureRandom();

    private final BridgeSettings settings;
    private final JdbcClient jdbc;
    private final Authorizations authorizations;
    private final TokenEndpoint endpoint;
    private final Clock clock;

    Consents(
            BridgeSettings settings,
            JdbcClient jdbc,
            Authorizations authorizations,
            TokenEndpoint endpoint,
            Clock clock) {
        this.settings = settings;
        this.jdbc = jdbc;
        this.authorizations = authorizations;
        this.endpoint = endpoint;
        this.clock = clock;
    }

    private record Begun(String shop, @Nullable String begunBy) {}

    private record Pending(Authorizations.Sealed sealed, @Nullable String begunBy, Instant expiresAt) {}

    /** A text that nobody can guess, for a browser to be known by. */
    public static String secret() {
        byte[] random = new byte[24];
        RANDOM.nextBytes(random);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(random);
    }

    /**
     * Begins a consent: the address of TikTok's page to send the browser to. Its {@code state} lives {@link #LIFE} and
     * works once.
     *
     * @param browser the secret of the browser that it must end in; null for a link that works in any
     * @param begunBy who began it
     */
    public String begin(String shop, @Nullable String browser, String begunBy) {
        BridgeSettings.Tiktok tiktok = settings.shop(shop).tiktok();
        String state = secret();
        Instant now = clock.instant();
        jdbc.sql(Sql.named("authorization-request-clear"))
                .param("now", utc(now))
                .update();
        jdbc.sql(Sql.named("authorization-pending-clear"))
                .param("now", utc(now))
                .update();
        jdbc.sql(Sql.named("authorization-request-insert"))
                .param("state", state)
                .param("shop", shop)
                .param("browser", browser == null ? null : digest(browser))
                .param("begunBy", begunBy)
                .param("createdAt", utc(now))
                .param("expiresAt", utc(now.plus(LIFE)))
                .update();
        return tiktok.consentBaseUrl() + "/open/authorize?service_id=" + TiktokCall.encoded(tiktok.serviceId())
                + "&state=" + state;
    }

    /**
     * Ends a consent when the browser comes back.
     *
     * @param state as handed out by {@link #begin}
     * @param code TikTok's code; null, empty or {@code null} as text when the seller declined
     * @param browser the secret that the browser sent, if it sent one
     */
    public AuthorizationOutcome complete(@Nullable String state, @Nullable String code, @Nullable String browser) {
        if (state == null || state.isBlank()) {
            return new AuthorizationOutcome.BadState();
        }
        int used = jdbc.sql(Sql.named("authorization-request-use"))
                .param("state", state)
                .param("browser", browser == null ? "" : digest(browser))
                .param("now", utc(clock.instant()))
                .update();
        if (used != 1) {
            return new AuthorizationOutcome.BadState();
        }
        Begun begun = jdbc.sql(Sql.named("authorization-request-find"))
                .param("state", state)
                .query((row, number) -> new Begun(row.getString("shop"), row.getString("begun_by")))
                .single();
        String shop = begun.shop();
        if (code == null || code.isBlank() || code.equals("null")) {
            return new AuthorizationOutcome.Declined(
                    shop, Messages.sentence("tiktok.seller-declined-authorization-authorise-again"));
        }
        try {
            BridgeSettings.Shop of = settings.shop(shop);
            Tokens tokens = endpoint.redeem(of, code);
            TokenEndpoint.RemoteShop remote = endpoint.shopOf(of, tokens.accessToken());
            Authorizations.Sealed sealed = authorizations.sealed(shop, tokens, remote);
            return anotherShopOfOurs(shop, remote)
                    .orElseGet(() -> authorizations.store(shop, sealed, null)
                            ? new AuthorizationOutcome.Completed(shop, remote.name())
                            : await(shop, sealed, begun.begunBy()));
        } catch (RefusedFailure | MisconfiguredFailure | TransientFailure e) {
            return new AuthorizationOutcome.Declined(shop, e.sentence());
        }
    }

    /** A code of a TikTok shop that another shop here sells in would mix the two catalogues up. */
    private Optional<AuthorizationOutcome> anotherShopOfOurs(String shop, TokenEndpoint.RemoteShop remote) {
        return authorizations
                .shopOfRemote(remote.id())
                .filter(other -> !other.equals(shop))
                .map(other -> new AuthorizationOutcome.Declined(
                        shop, Messages.sentence("tiktok.tiktok-shop-belongs-shop-here", remote.name(), other, shop)));
    }

    private AuthorizationOutcome await(String shop, Authorizations.Sealed sealed, @Nullable String begunBy) {
        Instant now = clock.instant();
        Map<String, Object> values = new HashMap<>(sealed.columns());
        values.put("shop", shop);
        values.put("begunBy", begunBy);
        values.put("arrivedAt", utc(now));
        values.put("expiresAt", utc(now.plus(PENDING_LIFE)));
        Sql.merging(() -> jdbc.sql(Sql.named("authorization-pending-store"))
                .params(values)
                .update());
        LOG.warn(
                "The shop {} was authorised with another TikTok shop than before ({}): nothing changes until the operator"
                        + " agrees.",
                shop,
                sealed.remoteShopId());
        AuthorizationView before = authorizations.view(shop);
        return new AuthorizationOutcome.AnotherAccount(
                shop, String.valueOf(before.remoteShopName()), sealed.remoteShopName());
    }

    /** The other TikTok shop that waits for the operator's yes. */
    public Optional<AccountChange> pending(String shop) {
        AuthorizationView before = authorizations.view(shop);
        return find(shop)
                .filter(pending -> before.remoteShopId() != null)
                .map(pending -> new AccountChange(
                        String.valueOf(before.remoteShopId()),
                        String.valueOf(before.remoteShopName()),
                        pending.sealed().remoteShopId(),
                        pending.sealed().remoteShopName(),
                        pending.begunBy(),
                        pending.expiresAt()));
    }

    /**
     * The operator's yes to another TikTok shop.
     *
     * @param before the id of the TikTok shop there was
     * @param account the id of the one there shall be
     * @return false when those are not the two in question any more, and nothing was changed
     */
    public boolean accept(String shop, String before, String account) {
        Pending pending = find(shop).orElse(null);
        return pending != null
                && pending.sealed().remoteShopId().equals(account)
                && before.equals(authorizations.view(shop).remoteShopId())
                && taken(shop, account)
                && authorizations.store(shop, pending.sealed(), before);
    }

    /** The operator's no; false when nothing waits with that id. */
    public boolean discard(String shop, String account) {
        return taken(shop, account);
    }

    private boolean taken(String shop, String account) {
        return jdbc.sql(Sql.named("authorization-pending-take"))
                        .param("shop", shop)
                        .param("remoteShopId", account)
                        .param("now", utc(clock.instant()))
                        .update()
                == 1;
    }

    private Optional<Pending> find(String shop) {
        return jdbc.sql(Sql.named("authorization-pending-find"))
                .param("shop", shop)
                .param("now", utc(clock.instant()))
                .query((row, number) -> read(row))
                .optional();
    }

    private static Pending read(ResultSet row) throws SQLException {
        return new Pending(
                new Authorizations.Sealed(
                        row.getString("remote_shop_id"),
                        row.getString("remote_shop_name"),
                        row.getString("access_token"),
                        row.getString("refresh_token"),
                        row.getString("shop_cipher"),
                        row.getObject("access_expires_at", OffsetDateTime.class),
                        row.getObject("refresh_expires_at", OffsetDateTime.class)),
                row.getString("begun_by"),
                row.getObject("expires_at", OffsetDateTime.class).toInstant());
    }

    /** What is kept of a browser's secret, so that the table lets nobody pass for the browser. */
    private static String digest(String browser) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(browser.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("This Java does not offer SHA-256.", e);
        }
    }

    private static OffsetDateTime utc(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
