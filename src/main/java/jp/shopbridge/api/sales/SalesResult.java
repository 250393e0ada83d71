package jp.shopbridge.api.sales;

import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import jp.shopbridge.failure.Sentence;

/** What stopping or resuming the sale of many products did, or would do. */
record SalesResult(
        boolean dryRun,
        @Schema(description = "How many products match.") int matched,
        @Schema(description = "How many of them TikTok Shop does not have yet; nothing is done with them.")
                int notListed,
        @Schema(
                        description =
                                "How many are at TikTok Shop, but not in a state that can be changed so: already stopped or on"
                                        + " sale, under review, taken down or deleted there. Nothing is done with them.")
                int leftAlone,
        @Schema(description = "How many were changed; in a dry run how many would be.") int changed,
        @Schema(description = "Those that could not be changed and why, in order of their numbers.")
                List<Failed> failed) {

    /** One that could not be changed. */
    record Failed(
            String productNo, @Schema(description = "The stable code of the reason.") String code, Sentence reason) {}
}
