package jp.shopbridge.deadletter;

import java.time.Instant;
import java.util.List;
import jp.shopbridge.failure.Sentence;
import org.jspecify.annotations.Nullable;

/**
 * A dead letter without its snapshot, which {@link DeadLetters#snapshot} reads.
 *
 * @param stage the stage that failed: intake, publishing or review
 * @param routeId the route in which it failed
 * @param code our stable failure code; {@code UNEXPECTED} for a bug
 * @param kind the failure's reaction: transient, throttled, refused, mapping, misconfigured, unknown-outcome, unexpected
 * @param field the listing field to change, where it can be told
 * @param mappingVersion the mapping that was in force
 * @param attempts how often it failed, at least 1
 * @param requestIds the other side's ids of the failed requests, latest last
 * @param firstAt first failure (UTC)
 * @param lastAt latest failure (UTC)
 * @param closedBy who discarded it, or {@code system} when it was resolved
 */
public record DeadLetter(
        long id,
        String shop,
        String productNo,
        String stage,
        String routeId,
        String code,
        String kind,
        @Nullable String field,
        Sentence message,
        @Nullable String mappingVersion,
        int attempts,
        List<String> requestIds,
        Instant firstAt,
        Instant lastAt,
        DeadLetterStatus status,
        @Nullable String closedBy,
        @Nullable String closedReason,
        @Nullable Instant closedAt) {}
