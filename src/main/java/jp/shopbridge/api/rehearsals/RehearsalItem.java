package jp.shopbridge.api.rehearsals;

import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;

/** How much of the catalogue would pass TikTok's rules, and what to mend for the rest. */
record RehearsalItem(
        String shop,
        @Schema(description = "running, done or failed.") String status,
        String requestedBy,
        Instant startedAt,
        Instant progressedAt,
        @Schema(description = "How many listings the shop has.") long products,
        @Schema(description = "Of those, looked at so far.") int examined,
        @Schema(description = "Of the examined, those that would pass.") int passing,
        @Schema(description = "Of the examined, those that are 連携対象.") int selected,
        @Schema(description = "Of the selected, those that would pass.") int selectedPassing,
        @Schema(description = "What keeps the others, most products first.") List<Cause> causes,
        @Schema(description = "What could not be judged, and what concerns the shop as a whole.") List<Note> notes) {

    record Cause(
            @Schema(description = "Stable code; of TikTok's own rules it ends in TikTok's code.") String code,
            @Schema(description = "The listing's field, list positions left out; empty when it is about none.")
                    String field,
            @Schema(description = "The sentence for the first product found, in Japanese.") String ja,
            @Schema(description = "The same in English.") String en,
            @Schema(
                            description =
                                    "preflight (our own checks) or contract (TikTok's own, of the body that would be sent).")
                    String foundBy,
            @Schema(description = "How many products it keeps.") int products,
            @Schema(description = "Of those, how many would pass if this alone were mended.") int onlyObstacle,
            @Schema(description = "The first product numbers.") List<String> examples) {}

    record Note(String ja, String en) {}
}
