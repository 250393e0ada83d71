package jp.shopbridge.tiktok;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What a person may see of a shop's TikTok Shop authorization.
 *
 * @param authorized whether calls can be made now
 * @param revoked whether it existed and was withdrawn or has expired
 * @param remoteShopName the TikTok shop's own name
 * @param accessExpiresAt when the access token expires; it is renewed without anybody's help
 * @param refreshExpiresAt the end of the seller's authorization, when consent is needed again
 */
public record AuthorizationView(
        String shop,
        boolean authorized,
        boolean revoked,
        @Nullable String remoteShopId,
        @Nullable String remoteShopName,
        @Nullable Instant accessExpiresAt,
        @Nullable Instant refreshExpiresAt,
        @Nullable Instant authorizedAt) {}
