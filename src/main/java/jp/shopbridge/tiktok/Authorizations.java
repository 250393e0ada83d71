package jp.shopbridge.tiktok;

import java.security.SecureRandom;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import jp.shopbridge.BridgeSettings;
import jp.shopbridge.Instance;
import jp.shopbridge.Sql;
import jp.shopbridge.failure.Failure;
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
 * Each shop's TikTok Shop authorization: the seller's consent, the tokens under encryption, and their unattended renewal
 * by one refresher at a time over all instances (fact sheet section 1).
 */
@Component
public class Authorizations {

    /** The code of the pause that a withdrawn authorization puts on a shop's publishing and review. */
    public static final String REVOKED = "TIKTOK_AUTHORIZATION_REVOKED";

    private static final Logger LOG = LoggerFactory.getLogger(Authorizations.class);
    private static final Duration STATE_LIFE = Duration.ofMinutes(15);
    private static final Duration REFRESH_AHEAD = Duration.ofHours(12);
    private static final Duration LEASE = Duration.ofSeconds(90);
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(60);
    private static final List<String> STAGES = List.of("publishing", "review");
    private static final SecureRandom RANDOM = new SecureRandom();

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

    /**
     * Begins a consent: the address of TikTok's page to send the browser to. Its {@code state} is kept, lives 15 minutes
     * and works once.
     */
    public String begin(String shop) {
        BridgeSettings.Tiktok tiktok = settings.shop(shop).tiktok();
        byte[] random = new byte[24];
        RANDOM.nextBytes(random);
        String state = Base64.getUrlEncoder().withoutPadding().encodeToString(random);
        Instant now = clock.instant();
        jdbc.sql(Sql.named("authorization-request-clear"))
                .param("now", utc(now))
                .update();
        jdbc.sql(Sql.named("authorization-request-insert"))
                .param("state", state)
                .param("shop", shop)
                .param("createdAt", utc(now))
                .param("expiresAt", utc(now.plus(STATE_LIFE)))
                .update();
        return tiktok.consentBaseUrl() + "/open/authorize?service_id=" + TiktokCall.encoded(tiktok.serviceId())
                + "&state=" + state;
    }

    /**
     * Ends a consent when the browser comes back.
     *
     * @param state as handed out by {@link #begin}
     * @param code TikTok's code; null, empty or {@code null} as text when the seller declined
     */
    public AuthorizationOutcome complete(@Nullable String state, @Nullable String code) {
        if (state == null || state.isBlank()) {
            return new AuthorizationOutcome.BadState();
        }
        Instant now = clock.instant();
        int used = jdbc.sql(Sql.named("authorization-request-use"))
                .param("state", state)
                .param("now", utc(now))
                .update();
        if (used != 1) {
            return new AuthorizationOutcome.BadState();
        }
        String shop = jdbc.sql(Sql.named("authorization-request-shop"))
                .param("state", state)
                .query(String.class)
                .single();
        if (code == null || code.isBlank() || code.equals("null")) {
            return new AuthorizationOutcome.Declined(
                    shop,
                    Sentence.of(
                            "TikTok Shopの認証が許可されませんでした。もう一度認証を行い、許可してください。",
                            "The seller declined the authorization: authorise again and agree."));
        }
        try {
            BridgeSettings.Shop of = settings.shop(shop);
            Tokens tokens = endpoint.redeem(of, code);
            TokenEndpoint.RemoteShop remote = endpoint.shopOf(of, tokens.accessToken());
            store(shop, tokens, remote);
            resumed(shop);
            LOG.info("TikTok Shop {} is authorised for the shop {}.", remote.name(), shop);
            return new AuthorizationOutcome.Completed(shop, remote.name());
        } catch (RefusedFailure | MisconfiguredFailure | TransientFailure e) {
            return new AuthorizationOutcome.Declined(shop, e.sentence());
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
                    refresh(shop.key(), cipher.open(shop.key() + ".access", row.accessToken()));
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
                    return refreshNow(shop, row);
                }
                if (clock.instant().isAfter(until)) {
                    throw new TransientFailure(
                            "TIKTOK_REFRESH_BUSY",
                            Sentence.of(
                                    "別のサーバーが行っているTikTok Shopの認証更新が終わりません。自動的に再試行します。",
                                    "Another instance is still renewing the TikTok Shop authorization; it is tried again."));
                }
                LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(100));
            }
        } finally {
            lock.unlock();
        }
    }

    private ShopAccess refreshNow(String shop, Row row) {
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
            revoked(
                    shop,
                    Sentence.of(
                            "TikTok Shopの認証が取り消されたか、期限が切れています。「TikTok Shop認証」からもう一度認証してください。",
                            "The TikTok Shop authorization of '" + shop
                                    + "' was withdrawn or has expired (code " + e.remoteCode()
                                    + "): authorise again."));
            throw notAuthorized(shop);
        } catch (TransientFailure e) {
            jdbc.sql(Sql.named("tiktok-authorization-unlease"))
                    .param("shop", shop)
                    .param("owner", instance.name())
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

    private void store(String shop, Tokens tokens, TokenEndpoint.RemoteShop remote) {
        Map<String, Object> values = Map.of(
                "shop",
                shop,
                "accessToken",
                cipher.seal(shop + ".access", tokens.accessToken()),
                "refreshToken",
                cipher.seal(shop + ".refresh", tokens.refreshToken()),
                "shopCipher",
                cipher.seal(shop + ".cipher", remote.cipher()),
                "accessExpiresAt",
                utc(tokens.accessExpiresAt()),
                "refreshExpiresAt",
                utc(tokens.refreshExpiresAt()),
                "remoteShopId",
                remote.id(),
                "remoteShopName",
                remote.name(),
                "authorizedAt",
                utc(clock.instant()));
        Sql.merging(() ->
                jdbc.sql(Sql.named("tiktok-authorization-store")).params(values).update());
    }

    private void resumed(String shop) {
        pauses.over(shop, REVOKED);
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
        return new MisconfiguredFailure(
                "TIKTOK_NOT_AUTHORIZED",
                Sentence.of(
                        "TikTok Shopの認証が済んでいないため、送信できません。「TikTok Shop認証」から認証してください。",
                        "Nothing can be sent for '" + shop
                                + "' because its TikTok Shop is not authorised: authorise it."));
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
