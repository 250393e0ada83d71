package jp.shopbridge.api.mappings;

import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import jp.shopbridge.api.MappingFinding;
import jp.shopbridge.failure.Sentence;
import org.jspecify.annotations.Nullable;

/** Every kept version of the mappings, the newest first, and how this instance stands. */
record MappingVersionList(
        @Schema(description = "The version that decides on this instance.") String inForce,
        @Schema(description = "The version of the files beside the application; null while they are refused.") @Nullable
                String ofFiles,
        @Schema(description = "Why the changed files are not used, in one sentence; null when they are fine.") @Nullable
                Sentence complaint,
        @Schema(description = "What keeps the files from being used, with file, line and remedy.")
                List<MappingFinding> refused,
        @Schema(
                        description =
                                "Lookup tables that nobody has filled though products need them; null when there are"
                                        + " none.")
                @Nullable
                EmptyTables emptyTables,
        List<MappingVersionItem> items,
        int total) {

    /** Tables without a row of the shop's own. */
    record EmptyTables(
            @Schema(description = "What that means, and how to fill them.") Sentence sentence, List<Table> tables) {

        /** One of them: its path below the mappings folder, and its columns. */
        @Schema(name = "EmptyTable")
        record Table(String file, List<String> columns) {}
    }
}
