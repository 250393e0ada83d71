package jp.shopbridge.api.mappings;

import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Size;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Which mappings the effect is asked of, exactly one of version, files and folder; none for those in force on another day. */
record MappingPreviewRequest(
        @Schema(description = "A kept version.") @Size(max = 64) @Nullable String version,
        @Schema(description = "Files that somebody proposes, as for lint.") @Nullable Map<String, Object> files,
        @Schema(description = "As for lint; only with files.") @Nullable Boolean whole,
        @Schema(description = "true: the files beside the application as they are now.") @Nullable Boolean folder,
        @Schema(description = "How many changed products are shown one by one, 0 to 500; 20 when nothing is said.")
                @Min(0)
                @Max(500)
                @Nullable
                Integer examples,
        @Schema(
                        description =
                                "The day in Japan for which the effect is asked, such as 2026-12-01, where rules depend on"
                                        + " the day; today when nothing is said. With it alone, the mappings in force are asked.")
                @Size(max = 20)
                @Nullable
                String on) {}
