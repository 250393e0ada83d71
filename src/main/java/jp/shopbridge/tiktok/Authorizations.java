package jp.shopbridge.tiktok;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import jp.shopbridge.BridgeSettings;
import jp.shopbridge.Instance;
import jp.shopbridge.Sql;
import jp.shopbridge.failure.Failure;
import jp.shopbridge.failure.Messages;
import jp.shopbridge.failure.MisconfiguredFailure;
import jp.shopbridge.failure.RefusedFailure;
import jp.shopbridge.failure.Sentence;
import jp.shopbridge.failure.TransientFailure;
import jp.shopbridge.staging.Pauses;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Each shop's TikTok Shop authorization: the tokens under encryption, and their unattended renewal by one refresher at a
 * time over all instances. {@link Consents} brings them in.
 */
@Component
public class Authorizations {

    /** The code of the pause that a withdrawn authorization puts on a shop's publishing and review. */
    public static final String REVOKED = "TIKTOK_AUTHORIZATION_REVOKED";

    private static final Logger LOG = LoggerFactory.getLogger(Authorizations.class);
    private static final Duration REFRESH_AHEAD = Duration.ofHours(12);
    private static final Duration LEASE = Duration.ofSeconds(90);
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(60);
    private static final List<String> STAGES = List.of("publishing", "review");

    private final BridgeSettings settings;
    private final JdbcClient jdbc;
    private final TokenCipher cipher;
    private final TokenEndpoint endpoint;
    private final Pauses pauses;
    private final Instance instance;
    private final Clock clock;
    private final Map<String, ReentrantLock> locks = new ConcurrentHashMap<>();

    Authorizations(
            BridgeSettings settings,
            JdbcClient jdbc,
            TokenCipher cipher,
            TokenEndpoint endpoint,
            Pauses pauses,
            Instance instance,
            Clock clock) {
        this.settings = settings;
        this.jdbc = jdbc;
        this.cipher = cipher;
        this.endpoint = endpoint;
        this.pauses = pauses;
        this.instance = instance;
        this.clock = clock;
    }

    private record Row(
            @Nullable String accessToken,
            @Nullable String refreshToken,
            @Nullable String shopCipher,
            @Nullable Instant accessExpiresAt,
            @Nullable Instant refreshExpiresAt,
            @Nullable String remoteShopId,
            @Nullable String remoteShopName,
            String status,
            @Nullable Instant authorizedAt,
            long version) {

        boolean usable() {
            return status.equals("AUTHORIZED") && accessToken != null;
        }
    }

    /** What a person may see of a shop's authorization. */
    public AuthorizationView view(String shop) {
        return row(shop)
                .map(row -> new AuthorizationView(
                        shop,
                        row.usable(),
                        row.status().equals("REVOKED"),
                        row.remoteShopId(),
                        row.remoteShopName(),
                        row.accessExpiresAt(),
                        row.refreshExpiresAt(),
                        row.authorizedAt()))
                .orElseGet(() -> new AuthorizationView(shop, false, false, null, null, null, null, null));
    }

    /** The shop of ours that a TikTok shop id belongs to. */
    public Optional<String> shopOfRemote(String remoteShopId) {
        return jdbc
                .sql(Sql.named("tiktok-authorization-of-remote"))
                .param("remoteShopId", remoteShopId)
                .query(String.class)
                .list()
                .stream()
                .findFirst();
    }

    /** Renews what will expire within half a day; called by a timer. Failures are logged and tried again next time. */
    public void refreshDue() {
        Instant soon = clock.instant().plus(REFRESH_AHEAD);
        for (BridgeSettings.Shop shop : settings.shops()) {
            Row row = row(shop.key()).orElse(null);
            if (row != null
                    && row.usable()
                    && row.accessToken() != null
                    && row.accessExpiresAt() != null
                    && row.accessExpiresAt().isBefore(soon)) {
                try {
                    refresh(shop.key(), cipher.open(shop.key() + ".access", row.accessToken()), true);
                } catch (Failure e) {
                    LOG.warn("{}: {}", e.code(), e.sentence().en());
                }
            }
        }
    }

    /** TikTok or the seller withdrew the authorization: publishing and review of the shop pause until consent is given. */
    public void revoked(String shop, Sentence why) {
        int changed = jdbc.sql(Sql.named("tiktok-authorization-revoke"))
                .param("shop", shop)
                .update();
        if (changed == 1) {
            LOG.error("{}: {}", REVOKED, why.en());
        }
        STAGES.forEach(stage -> pauses.pause(shop, stage, REVOKED, why, "tiktok", null));
    }

    ShopAccess current(String shop) {
        Row row = row(shop).filter(Row::usable).orElseThrow(() -> notAuthorized(shop));
        Instant expires = row.accessExpiresAt();
        if (expires != null && !expires.isAfter(clock.instant())) {
            return refresh(shop, opened(shop, "access", row.accessToken()));
        }
        return access(shop, row);
    }

    /**
     * Replaces an access token that TikTok no longer takes.
     *
     * @param rejected the token it did not take; when another is stored already, that one is returned and nothing is asked
     */
    ShopAccess refresh(String shop, String rejected) {
        return refresh(shop, rejected, false);
    }

    /** The same; ahead of time the token in use is still good, so that a refused renewal ends nothing before it does. */
    private ShopAccess refresh(String shop, String rejected, boolean aheadOfTime) {
        ReentrantLock lock = locks.computeIfAbsent(shop, any -> new ReentrantLock());
        lock.lock();
        try {
            Instant until = clock.instant().plus(LONGEST_WAIT);
            while (true) {
                Row row = row(shop).filter(Row::usable).orElseThrow(() -> notAuthorized(shop));
                if (!opened(shop, "access", row.accessToken()).equals(rejected)) {
                    return access(shop, row);
                }
                if (lease(shop, row.version())) {
                    return refreshNow(shop, row, aheadOfTime);
                }
                if (clock.instant().isAfter(until)) {
                    throw new TransientFailure("TIKTOK_REFRESH_BUSY", Messages.sentence("TIKTOK_REFRESH_BUSY"));
                }
                LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(100));
            }
        } finally {
            lock.unlock();
        }
    }

    private ShopAccess refreshNow(String shop, Row row, boolean aheadOfTime) {
        try {
            Tokens tokens = endpoint.refresh(settings.shop(shop), opened(shop, "refresh", row.refreshToken()));
            // Both tokens and the end of the lease are one statement: no instance ever sees half of a renewal.
            jdbc.sql(Sql.named("tiktok-authorization-refresh"))
                    .param("shop", shop)
                    .param("accessToken", cipher.seal(shop + ".access", tokens.accessToken()))
                    .param("refreshToken", cipher.seal(shop + ".refresh", tokens.refreshToken()))
                    .param("accessExpiresAt", utc(tokens.accessExpiresAt()))
                    .param("refreshExpiresAt", utc(tokens.refreshExpiresAt()))
                    .param("refreshedAt", utc(clock.instant()))
                    .update();
            LOG.info("The TikTok Shop authorization of the shop {} was renewed.", shop);
            return new ShopAccess(tokens.accessToken(), opened(shop, "cipher", row.shopCipher()));
        } catch (RefusedFailure e) {
            if (aheadOfTime
                    && row.accessExpiresAt() != null
                    && row.accessExpiresAt().isAfter(clock.instant())) {
                jdbc.sql(Sql.named("tiktok-authorization-renewal-refused"))
                        .param("shop", shop)
                        .param("owner", instance.name())
                        .param("now", utc(clock.instant()))
                        .update();
                LOG.error(
                        "TikTok refuses to renew the authorization of '{}' (code {}); it can be used until {}: authorise again"
                                + " before then.",
                        shop,
                        e.remoteCode(),
                        row.accessExpiresAt());
                return access(shop, row);
            }
            revoked(
                    shop,
                    Messages.sentence("tiktok.tiktok-shop-authorization-withdrawn-expired", shop, e.remoteCode()));
            throw notAuthorized(shop);
        } catch (TransientFailure e) {
            jdbc.sql(Sql.named("tiktok-authorization-unlease"))
                    .param("shop", shop)
                    .param("owner", instance.name())
                    .param("now", utc(clock.instant()))
                    .update();
            throw e;
        }
    }

    private boolean lease(String shop, long version) {
        Instant now = clock.instant();
        return jdbc.sql(Sql.named("tiktok-authorization-lease"))
                        .param("shop", shop)
                        .param("version", version)
                        .param("owner", instance.name())
                        .param("now", utc(now))
                        .param("until", utc(now.plus(LEASE)))
                        .update()
                == 1;
    }

    /**
     * Keeps a consent's tokens and lets the shop's stages go on.
     *
     * @param before the TikTok shop that may be replaced besides the same one; null for none
     * @return false when the shop belongs to another TikTok shop than these, and nothing was changed
     */
    boolean store(String shop, Sealed sealed, @Nullable String before) {
        Map<String, Object> values = new HashMap<>(sealed.columns());
        values.put("shop", shop);
        values.put("before", before == null ? sealed.remoteShopId() : before);
        values.put("authorizedAt", utc(clock.instant()));
        AtomicInteger stored = new AtomicInteger();
        Sql.merging(() -> stored.set(
                jdbc.sql(Sql.named("tiktok-authorization-store")).params(values).update()));
        if (stored.get() == 0) {
            return false;
        }
        pauses.over(shop, REVOKED);
        LOG.info("TikTok Shop {} is authorised for the shop {}.", sealed.remoteShopName(), shop);
        return true;
    }

    /** A consent's tokens as they are kept. */
    record Sealed(
            String remoteShopId,
            String remoteShopName,
            String accessToken,
            String refreshToken,
            String shopCipher,
            OffsetDateTime accessExpiresAt,
            OffsetDateTime refreshExpiresAt) {

        Map<String, Object> columns() {
            return Map.of(
                    "remoteShopId", remoteShopId,
                    "remoteShopName", remoteShopName,
                    "accessToken", accessToken,
                    "refreshToken", refreshToken,
                    "shopCipher", shopCipher,
                    "accessExpiresAt", accessExpiresAt,
                    "refreshExpiresAt", refreshExpiresAt);
        }

        @Override
        public String toString() {
            return "Sealed[" + remoteShopId + "]";
        }
    }

    Sealed sealed(String shop, Tokens tokens, TokenEndpoint.RemoteShop remote) {
        return new Sealed(
                remote.id(),
                remote.name(),
                cipher.seal(shop + ".access", tokens.accessToken()),
                cipher.seal(shop + ".refresh", tokens.refreshToken()),
                cipher.seal(shop + ".cipher", remote.cipher()),
                utc(tokens.accessExpiresAt()),
                utc(tokens.refreshExpiresAt()));
    }

    private ShopAccess access(String shop, Row row) {
        return new ShopAccess(opened(shop, "access", row.accessToken()), opened(shop, "cipher", row.shopCipher()));
    }

    private String opened(String shop, String column, @Nullable String sealed) {
        if (sealed == null) {
            throw notAuthorized(shop);
        }
        return cipher.open(shop + "." + column, sealed);
    }

    private static MisconfiguredFailure notAuthorized(String shop) {
        return new MisconfiguredFailure("TIKTOK_NOT_AUTHORIZED", Messages.sentence("TIKTOK_NOT_AUTHORIZED", shop));
    }

    private Optional<Row> row(String shop) {
        return jdbc.sql(Sql.named("tiktok-authorization-find"))
                .param("shop", shop)
                .query((row, number) -> read(row))
                .optional();
    }

    private static Row read(ResultSet row) throws SQLException {
        return new Row(
                row.getString("access_token"),
                row.getString("refresh_token"),
                row.getString("shop_cipher"),
                instant(row, "access_expires_at"),
                instant(row, "refresh_expires_at"),
                row.getString("remote_shop_id"),
                row.getString("remote_shop_name"),
                row.getString("status"),
                instant(row, "authorized_at"),
                row.getLong("version"));
    }

    private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        OffsetDateTime time = row.getObject(column, OffsetDateTime.class);
        return time == null ? null : time.toInstant();
    }

    private static OffsetDateTime utc(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
