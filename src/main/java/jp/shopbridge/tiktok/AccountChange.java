package jp.shopbridge.tiktok;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A shop that would become another TikTok shop's.
 *
 * @param beforeId the id of the TikTok shop it belongs to
 * @param beforeName its name
 * @param accountId the id of the TikTok shop that consented now
 * @param accountName its name
 * @param begunBy who began the consent
 * @param expiresAt when the question ends as a no
 */
public record AccountChange(
        String beforeId,
        String beforeName,
        String accountId,
        String accountName,
        @Nullable String begunBy,
        Instant expiresAt) {}
