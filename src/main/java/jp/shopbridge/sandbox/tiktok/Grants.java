package jp.shopbridge.sandbox.tiktok;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.h2.mvstore.MVMap;

/**
 * Authorizations, their codes and tokens: who may call, until when (docs/facts/tiktok.md 1). One authorization covers
 * some of the shops; cancelling it ends its tokens, old and new.
 */
final class Grants {

    private static final Duration CODE_LIFE = Duration.ofMinutes(30);
    private static final SecureRandom RANDOM = new SecureRandom();

    private final TikTokSettings settings;
    private final MVMap<String, String> codes;
    private final MVMap<String, String> tokens;
    private final MVMap<String, String> grants;

    Grants(TikTokSettings settings, Books books) {
        this.settings = settings;
        codes = books.map("auth-codes");
        tokens = books.map("tokens");
        grants = books.map("grants");
        if (books.note("authorised").isEmpty()) {
            for (TikTokSettings.SeedTokens seed : settings.authorised()) {
                String grant = newGrant(seed.shopIds());
                put(seed.accessToken(), "access", grant, settings.accessTokenLife());
                put(seed.refreshToken(), "refresh", grant, settings.refreshTokenLife());
            }
            books.note("authorised", "seeded");
        }
    }

    /** A fresh code for the app, as the consent page hands out, good for these shops; none means all. */
    String issueCode(List<String> shopIds) {
        String code = "ROW_" + random(20);
        ObjectNode entry = Json.object();
        entry.put("expires", now().plus(CODE_LIFE).getEpochSecond());
        shopIds.forEach(entry.putArray("shops")::add);
        codes.put(code, Json.write(entry));
        return code;
    }

    /** Exchanges a code for tokens; a code works once and for 30 minutes. */
    ObjectNode redeem(String code) {
        String kept = codes.remove(code);
        if (kept == null
                || now().getEpochSecond() > Json.own(kept).path("expires").asLong()) {
            throw RefusalCode.GRANT_BAD.refusal("The 'auth_code' was used, has expired or is wrong.");
        }
        return issue(newGrant(Json.texts(Json.own(kept), "shops")));
    }

    /** Exchanges a refresh token for a new pair; the old refresh token is dead afterwards. */
    ObjectNode refresh(String refreshToken) {
        ObjectNode token = token(refreshToken, "refresh")
                .orElseThrow(() -> RefusalCode.GRANT_BAD.refusal("The 'refresh_token' was used or is wrong."));
        if (revoked(token) != 0) {
            throw RefusalCode.TOKEN_MISMATCH.refusal("The seller has cancelled the authorization.");
        }
        if (token.path("expires").asLong() <= now().getEpochSecond()) {
            throw RefusalCode.GRANT_BAD.refusal("The 'refresh_token' has expired.");
        }
        tokens.remove(refreshToken);
        return issue(Json.text(token, "grant"));
    }

    /** Lets a call pass, or refuses its token; answers the shops it covers, none meaning all. */
    List<String> check(String accessToken) {
        ObjectNode token = token(accessToken, "access").orElseThrow(RefusalCode.TOKEN_BAD::refusal);
        int revoked = revoked(token);
        if (revoked == RefusalCode.TOKEN_MISMATCH.code()) {
            throw RefusalCode.TOKEN_MISMATCH.refusal();
        }
        if (revoked != 0 || token.path("expires").asLong() <= now().getEpochSecond()) {
            throw RefusalCode.TOKEN_EXPIRED.refusal();
        }
        return Json.texts(grant(token), "shops");
    }

    /** Makes every access token that exists now expire. */
    void expireAccessTokens() {
        for (String name : List.copyOf(tokens.keySet())) {
            token(name, "access").ifPresent(token -> {
                token.put("expires", now().getEpochSecond());
                tokens.put(name, Json.write(token));
            });
        }
    }

    /**
     * The seller cancels every authorization that covers the shop; calls answer {@code code} from now on.
     *
     * @param code 105002 or 101000; 0 takes the cancellation back
     */
    void revoke(String shopId, int code) {
        if (code != 0 && code != RefusalCode.TOKEN_EXPIRED.code() && code != RefusalCode.TOKEN_MISMATCH.code()) {
            throw new IllegalArgumentException("a revoked token answers 105002 or 101000, not " + code);
        }
        for (String id : List.copyOf(grants.keySet())) {
            ObjectNode grant = Json.own(grants.getOrDefault(id, "{}"));
            List<String> shops = Json.texts(grant, "shops");
            if (shops.isEmpty() || shops.contains(shopId)) {
                grant.put("revoked", code);
                grants.put(id, Json.write(grant));
            }
        }
    }

    private ObjectNode issue(String grant) {
        String access = "ROW_a" + random(24);
        String refresh = "ROW_r" + random(24);
        put(access, "access", grant, settings.accessTokenLife());
        put(refresh, "refresh", grant, settings.refreshTokenLife());
        ObjectNode data = Json.object();
        data.put("access_token", access)
                .put(
                        "access_token_expire_in",
                        now().plus(settings.accessTokenLife()).getEpochSecond())
                .put("refresh_token", refresh)
                .put(
                        "refresh_token_expire_in",
                        now().plus(settings.refreshTokenLife()).getEpochSecond())
                .put("open_id", Shops.OPEN_ID)
                .put("seller_name", settings.shops().get(0).name())
                .put("seller_base_region", "JP")
                .put("user_type", 0);
        settings.scopes().stream().sorted().forEach(data.putArray("granted_scopes")::add);
        return data;
    }

    private String newGrant(List<String> shopIds) {
        String id = random(8);
        ObjectNode grant = Json.object();
        shopIds.forEach(grant.putArray("shops")::add);
        grants.put(id, Json.write(grant));
        return id;
    }

    private void put(String token, String kind, String grant, Duration life) {
        ObjectNode entry = Json.object();
        entry.put("kind", kind)
                .put("grant", grant)
                .put("expires", now().plus(life).getEpochSecond());
        tokens.put(token, Json.write(entry));
    }

    private int revoked(ObjectNode token) {
        return grant(token).path("revoked").asInt();
    }

    private ObjectNode grant(ObjectNode token) {
        return Json.own(grants.getOrDefault(Json.text(token, "grant"), "{}"));
    }

    private Optional<ObjectNode> token(String name, String kind) {
        return Optional.ofNullable(tokens.get(name)).map(Json::own).filter(token -> Json.text(token, "kind")
                .equals(kind));
    }

    private Instant now() {
        return settings.clock().instant();
    }

    private static String random(int bytes) {
        byte[] random = new byte[bytes];
        RANDOM.nextBytes(random);
        return HexFormat.of().formatHex(random);
    }
}
