package jp.shopbridge.api.sheet;

import com.fasterxml.jackson.databind.JsonNode;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What importing a sheet does, or would do. */
public record SheetResult(
        @Schema(description = "Whether this only foretells; nothing was changed then.") boolean dryRun,
        @Schema(description = "Whether the changes were made.") boolean applied,
        @Schema(description = "What the file is written in: UTF-8 or Shift_JIS.") String charset,
        @Schema(description = "Lines with anything in them, without the headings.") int lines,
        @Schema(description = "Products the file names.") int products,
        @Schema(description = "Products that change.") int changed,
        @Schema(description = "Values that change.") int changedValues,
        @Schema(description = "Changed products that lack something they did not lack before.") int lacking,
        @Schema(description = "Changed products that were 不足項目あり and now lack nothing.") int completed,
        @Schema(description = "Lines that cannot be taken.") int wrongLines,
        @Schema(description = "How many findings there are, of which findings holds the first 1000.") int totalFindings,
        @Schema(description = "Errors first, then warnings, by line.") List<SheetFinding> findings,
        @Schema(description = "The first 200 changes.") List<SheetChange> changes) {

    /** One value that changes; null stands for nothing. */
    public record SheetChange(
            int line,
            String column,
            String productNo,
            @Schema(description = "Empty for the product's own line.") String skuNo,
            String title,
            @Schema(description = "Whether it returns to the mapped value.") boolean reverts,
            @Nullable JsonNode before,
            @Nullable JsonNode after) {}
}
