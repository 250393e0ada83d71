package jp.shopbridge.publishing.foresee;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One press of [連携する].
 *
 * @param dryRun whether it only foretold
 * @param total how many listings it took
 * @param waiting of those, still to be sent
 * @param sent of those, taken by TikTok
 * @param refused of those, not sent for a reason somebody has to remedy
 * @param unknown of those, sent with the answer lost
 * @param finishedAt when none was left; null while it goes on
 * @param forecast what a dry run found (JSON text); null for a real run
 */
public record PublishingRun(
        long id,
        String shop,
        String requestedBy,
        boolean dryRun,
        int total,
        int waiting,
        int sent,
        int refused,
        int unknown,
        Instant startedAt,
        @Nullable Instant finishedAt,
        @Nullable String forecast) {}
