package jp.shopbridge.api.intake;

import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

/** What an intake run is to read; documents what {@link IntakeApi} reads strictly. */
record IntakeRunRequest(
        @Schema(
                        description =
                                "incremental (what changed, the default) or full (every product); a shop's first run is always full.")
                @Size(max = 20)
                @Nullable
                String kind) {}
