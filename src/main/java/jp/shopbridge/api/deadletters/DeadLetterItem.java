package jp.shopbridge.api.deadletters;

import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;
import jp.shopbridge.deadletter.DeadLetter;
import jp.shopbridge.failure.Sentence;
import org.jspecify.annotations.Nullable;

/** One item's failure (取り込み・送信エラー). */
public record DeadLetterItem(
        long id,
        String shop,
        @Schema(description = "futureshop's 商品番号; starts with ? when the product had none that can be used.")
                String productNo,
        @Schema(description = "intake, publishing or review.") String stage,
        @Schema(description = "The route in which it failed.") String routeId,
        @Schema(description = "Our stable code; UNEXPECTED for a bug.") String code,
        @Schema(
                        description = "Who has to act: transient, throttled, refused, mapping, misconfigured,"
                                + " unknown-outcome, unexpected.")
                String kind,
        @Schema(description = "The listing field to change, where it can be told.") @Nullable String field,
        @Schema(description = "What could not be done, why, and what to do.") Sentence message,
        @Schema(description = "The mapping that was in force.") @Nullable String mappingVersion,
        @Schema(description = "How often it failed.") int attempts,
        @Schema(description = "TikTok's ids of the failed requests, latest last.") List<String> requestIds,
        Instant firstAt,
        Instant lastAt,
        @Schema(description = "parked, replaying, resolved or discarded.") String status,
        @Nullable String closedBy,
        @Nullable String closedReason,
        @Nullable Instant closedAt) {

    public static DeadLetterItem of(DeadLetter letter) {
        return new DeadLetterItem(
                letter.id(),
                letter.shop(),
                letter.productNo(),
                letter.stage(),
                letter.routeId(),
                letter.code(),
                letter.kind(),
                letter.field(),
                letter.message(),
                letter.mappingVersion(),
                letter.attempts(),
                letter.requestIds(),
                letter.firstAt(),
                letter.lastAt(),
                letter.status().id(),
                letter.closedBy(),
                letter.closedReason(),
                letter.closedAt());
    }
}
