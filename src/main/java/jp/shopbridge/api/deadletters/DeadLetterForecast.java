package jp.shopbridge.api.deadletters;

import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import jp.shopbridge.failure.Sentence;
import org.jspecify.annotations.Nullable;

/** What a replay of the chosen letters would come to now. */
record DeadLetterForecast(
        @Schema(description = "How many letters were chosen and are parked.") long chosen,
        @Schema(description = "How many of them were looked at; fewer than chosen when there are very many.")
                int examined,
        @Schema(description = "How many would pass.") int passing,
        @Schema(description = "How many would fail again.") int failing,
        @Schema(description = "Why they would fail, most frequent first.") List<Reason> reasons,
        @Schema(description = "Letter by letter.") List<Line> items) {

    /** A reason that several letters share. */
    @Schema(name = "DeadLetterForecastReason")
    record Reason(String code, Sentence message, int count) {}

    /** One letter. */
    @Schema(name = "DeadLetterForecastLine")
    record Line(long id, String productNo, boolean passes, @Nullable String code, @Nullable Sentence message) {}
}
