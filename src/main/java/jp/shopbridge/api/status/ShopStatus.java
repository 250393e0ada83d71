package jp.shopbridge.api.status;

import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;
import jp.shopbridge.api.authorization.AuthorizationState;
import jp.shopbridge.api.intake.IntakeRunItem;
import jp.shopbridge.api.pauses.PauseItem;
import jp.shopbridge.failure.Sentence;
import org.jspecify.annotations.Nullable;

/** How one shop stands (概況): {@code selected = live + stopped + waiting + inReview + refused + unknown +
 * excluded}. */
record ShopStatus(
        String shop,
        @Schema(description = "All products that are staged.") long products,
        @Schema(description = "連携対象: the sum of the next seven.") long selected,
        @Schema(description = "連携成功 and not off sale at TikTok.") long live,
        @Schema(description = "連携成功, but off sale at TikTok (販売停止中).") long stopped,
        @Schema(description = "同期待ち.") long waiting,
        @Schema(description = "審査中.") long inReview,
        @Schema(description = "要対応: incomplete, rejected, failed or no-warehouse.") long refused,
        @Schema(description = "結果不明.") long unknown,
        @Schema(description = "ルールで除外.") long excluded,
        @Schema(description = "The same in one sentence.") Sentence summary,
        List<State> states,
        Intake intake,
        @Schema(description = "Dead letters that are parked or being replayed.") long deadLetters,
        List<PauseItem> pauses,
        @Schema(description = "What was sent to TikTok since midnight in Japan.") Quota quota,
        @Schema(
                        description =
                                "Until when new listings wait because TikTok takes none (daily limit, deposit); null"
                                        + " when it does.")
                @Nullable
                Instant listingLimitUntil,
        @Schema(description = "Why new listings wait; null when they do not.") @Nullable Sentence listingLimitReason,
        @Schema(description = "The shop's calls within an hour; null where it has no budget of them.") @Nullable
                Hour hour,
        AuthorizationState authorization,
        @Schema(description = "The version of the mappings in force.") String mappingVersion) {

    /** How many products are in a state. */
    @Schema(name = "StateCount")
    record State(
            String state,
            @Schema(description = "The state as staff read it.") String stateJa,
            long products,
            @Schema(description = "How many of them are 連携対象.") long selected,
            @Schema(description = "How many of the products are off sale at TikTok (販売停止中).") long stopped,
            @Schema(description = "How many of the 連携対象 are.") long stoppedSelected) {}

    /** How the budget of an hour stands. */
    @Schema(name = "HourlyCalls")
    record Hour(
            @Schema(description = "Calls that the shop may make within an hour.") int perHour,
            @Schema(description = "Calls that count now.") int used,
            @Schema(
                            description =
                                    "How many more new products, edits and pictures may be sent now; a part is kept"
                                            + " for price, stock and lost answers.")
                    int left,
            @Schema(description = "When these go on; null when they can now.") @Nullable Instant goesOnAt,
            @Schema(description = "When the last product that waits will probably be sent; null when none waits.")
                    @Nullable
                    Instant lastAt) {}

    /** What was sent today; TikTok tells of its daily limit only once it is reached ({@code listingLimitUntil}). */
    @Schema(name = "QuotaToday")
    record Quota(
            @Schema(description = "Products that were sent in any way.") int used,
            @Schema(description = "Of those, products that were new to TikTok, which its daily limit counts.")
                    int created) {}

    /** How far intake is. */
    @Schema(name = "IntakeState")
    record Intake(
            @Schema(description = "The newest run; null before the first.") @Nullable IntakeRunItem run,
            @Schema(description = "Every update up to here has been read.") @Nullable Instant completeUntil,
            @Schema(description = "How old that is.") @Nullable Long lagSeconds,
            @Schema(description = "When the schedule starts the next run, about; null before its first.") @Nullable
                    Instant nextAt,
            @Schema(description = "When the last complete full scan started.") @Nullable Instant fullScanAt) {}
}
