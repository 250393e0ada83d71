package jp.shopbridge.api.publishing;

import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Which products a run takes; documents what {@link PublishingApi} reads strictly. */
record PublishingRunRequest(
        @Schema(
                        description =
                                "At most 1000 product numbers; those that failed are tried again. Without it, every selected product that waits is taken.")
                @Nullable
                List<String> productNos) {}
