package jp.shopbridge.api.mappings;

import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import jp.shopbridge.mapping.MappingVersions;
import org.jspecify.annotations.Nullable;

/** A version of the mappings that passed the gate and is kept. */
record MappingVersionItem(
        @Schema(description = "SHA-256 of its files.") String version,
        @Schema(description = "When it was kept.") Instant storedAt,
        @Schema(description = "When it was last put in force; null when it never was.") @Nullable Instant activatedAt,
        @Schema(description = "Who put it in force; files for a changed file.") @Nullable String activatedBy,
        @Schema(description = "Whether it decides now.") boolean inForce,
        @Schema(description = "Whether the files beside the application are this version.") boolean ofFiles) {

    static MappingVersionItem of(MappingVersions.Kept kept, @Nullable String ofFiles) {
        return new MappingVersionItem(
                kept.version(),
                kept.storedAt(),
                kept.activatedAt(),
                kept.activatedBy(),
                kept.inForce(),
                kept.version().equals(ofFiles));
    }
}
