package jp.shopbridge.deadletter;

import java.time.Instant;
import jp.shopbridge.failure.Sentence;
import org.jspecify.annotations.Nullable;

/**
 * The dead letters that share a cause.
 *
 * @param example the sentence of one of them
 * @param firstAt earliest failure of the group (UTC)
 * @param lastAt latest failure of the group (UTC)
 */
public record DeadLetterGroup(
        String stage,
        String code,
        String kind,
        @Nullable String field,
        long count,
        Sentence example,
        Instant firstAt,
        Instant lastAt) {}
