package jp.shopbridge.api.mappings;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.swagger.v3.oas.annotations.media.Schema;
import jp.shopbridge.failure.Sentence;

/** What would make a correction the rule; nothing is changed by it. */
record MappingProposal(
        @Schema(description = "The change in words.") Sentence summary,
        @Schema(description = "The table's path below mappings/.") String file,
        @Schema(description = "What names the row.") String key,
        String column,
        @Schema(description = "The cell as it is; empty when there is none.") String before,
        @Schema(description = "The cell as proposed.") String after,
        @Schema(description = "The whole changed file, to be put in its place.") String text,
        @Schema(description = "What would change in the staged listings.", implementation = MappingEffect.class)
                ObjectNode effect) {}
