package jp.shopbridge.api.publishing;

import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;
import jp.shopbridge.api.ProductChoice;
import org.jspecify.annotations.Nullable;

/** Which products a run takes; documents what {@link PublishingApi} reads strictly. */
record PublishingRunRequest(
        @Schema(
                        description = "At most 1000 product numbers; those that failed are tried again, and those that"
                                + " TikTok's audit turned down are sent for review once more even if nothing"
                                + " changed. Without it, every selected product that waits is taken.")
                @Size(max = ProductChoice.MOST_NUMBERS)
                @Nullable
                List<@NotNull @Size(max = 64) String> productNos) {}
