package jp.shopbridge.api.setup;

import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What has to be ready before the first product is live (はじめかた), in the order to do it. */
record SetUpSteps(
        String shop,
        @Schema(description = "When TikTok was last asked about the shop's set-up; null when it never was.") @Nullable
                Instant askedAt,
        List<Step> steps) {

    /** One of them. */
    @Schema(name = "SetUpStep")
    record Step(
            @Schema(
                            description =
                                    "account, authorization, pickup-warehouse, return-warehouse, delivery, bank, shop,"
                                            + " import, select or live.")
                    String step,
            @Schema(description = "done, open, or unknown while TikTok cannot be asked.") String state) {}
}
