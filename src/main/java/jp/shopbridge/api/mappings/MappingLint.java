package jp.shopbridge.api.mappings;

import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import jp.shopbridge.api.MappingFinding;
import org.jspecify.annotations.Nullable;

/** What was found in proposed mapping files. */
record MappingLint(
        @Schema(description = "Whether they could be put in force.") boolean ok,
        @Schema(description = "The version they would be; null when they are refused.") @Nullable String version,
        @Schema(description = "How many cases were tried and hold.") int cases,
        @Schema(description = "Errors and warnings, in the order of the files.") List<MappingFinding> findings) {}
