package jp.shopbridge.api.today;

import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;
import jp.shopbridge.failure.Sentence;

/** What a person had best do next (今日やること), and what happened since yesterday. */
record Today(
        String shop,
        @Schema(description = "What keeps 連携対象 from being sent, most products first.") List<Cause> causes,
        @Schema(description = "連携対象 of which TikTok shows something other than it was sent.") long drifted,
        Happened happened) {

    /** One thing to mend. */
    @Schema(name = "TodayCause")
    record Cause(
            @Schema(description = "For the list's filter cause.") String cause,
            @Schema(description = "The stable code of the reason.") String code,
            @Schema(description = "The field it is about; empty when it is about none.") String field,
            @Schema(description = "The reason as one of the products has it.") Sentence sentence,
            @Schema(description = "How many products it keeps.") long products,
            @Schema(description = "How many of those nothing else keeps.") long alone) {}

    /** How many products something happened to. */
    @Schema(name = "HappenedSince")
    record Happened(
            @Schema(description = "The same time yesterday.") Instant since,
            @Schema(description = "Passed TikTok's audit and is live.") int wentLive,
            @Schema(description = "Was refused, and still is.") int refused,
            @Schema(description = "Changed at futureshop.") int changed,
            @Schema(description = "Was changed at TikTok Shop.") int drifted,
            @Schema(description = "Its category demands something else.") int demanded) {}
}
