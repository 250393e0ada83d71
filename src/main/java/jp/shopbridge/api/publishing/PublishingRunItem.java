package jp.shopbridge.api.publishing;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import jp.shopbridge.Json;
import jp.shopbridge.publishing.foresee.PublishingRun;
import org.jspecify.annotations.Nullable;

/** One press of [連携する] and how its products fare. */
record PublishingRunItem(
        long id,
        String shop,
        @Schema(description = "Whether it only foretold; then nothing was sent.") boolean dryRun,
        @Schema(description = "running or done.") String status,
        String requestedBy,
        @Schema(description = "How many products it took.") int total,
        @Schema(description = "Of those, still to be sent.") int waiting,
        @Schema(description = "Of those, taken by TikTok.") int sent,
        @Schema(description = "Of those, not sent for a reason somebody has to remedy.") int refused,
        @Schema(description = "Of those, sent with the answer lost; TikTok is being asked.") int unknown,
        int percent,
        Instant startedAt,
        @Nullable Instant finishedAt,
        @Schema(
                        description =
                                "What a dry run found: counts by outcome (create, edit, values, unchanged, refused),"
                                        + " newReviews, sentUnchanged (of those, the products of which nothing changed"
                                        + " since TikTok turned them down), calls and uploads of pictures that it takes of"
                                        + " TikTok, about, lastAt, when the last one will probably be sent, and the"
                                        + " products one by one.")
                @JsonInclude(JsonInclude.Include.NON_NULL)
                @Nullable
                Object forecast) {

    static PublishingRunItem of(PublishingRun run) {
        int over = run.total() - run.waiting() - run.unknown();
        String forecast = run.forecast();
        return new PublishingRunItem(
                run.id(),
                run.shop(),
                run.dryRun(),
                run.finishedAt() == null ? "running" : "done",
                run.requestedBy(),
                run.total(),
                run.waiting(),
                run.sent(),
                run.refused(),
                run.unknown(),
                run.finishedAt() != null ? 100 : 100 * over / Math.max(1, run.total()),
                run.startedAt(),
                run.finishedAt(),
                forecast == null ? null : Json.parse(forecast));
    }
}
