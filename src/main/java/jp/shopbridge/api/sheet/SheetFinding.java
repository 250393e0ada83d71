package jp.shopbridge.api.sheet;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.swagger.v3.oas.annotations.media.Schema;
import jp.shopbridge.failure.Sentence;
import org.jspecify.annotations.Nullable;

/**
 * Something to be said about a sheet, at a line and a column.
 *
 * @param line as a spreadsheet counts its rows: the headings are line 1
 * @param column the heading as it stands in the file, null when the whole line is meant
 */
public record SheetFinding(
        @Schema(description = "The row as a spreadsheet counts; the headings are 1. 0 means the file.") int line,
        @Schema(description = "The column as a spreadsheet names it, such as F.") @Nullable String letter,
        @Schema(description = "The column's heading in the file.") @Nullable String column,
        @Schema(description = "error: the line is not taken. warning: it is taken, but look at it.") Level level,
        String code,
        @Nullable String productNo,
        @Schema(description = "The cell, shortened.") @Nullable String cell,
        Sentence reason) {

    /** How much it matters. */
    public enum Level {
        /** The line is not taken. */
        @JsonProperty("error")
        ERROR,
        /** The line is taken, but somebody should look at it. */
        @JsonProperty("warning")
        WARNING
    }

    private static final int LONGEST = 60;

    static SheetFinding ofFile(int line, String code, Sentence reason) {
        return new SheetFinding(line, null, null, Level.ERROR, code, null, null, reason);
    }

    static String letter(int index) {
        StringBuilder letters = new StringBuilder();
        for (int rest = index + 1; rest > 0; rest = (rest - 1) / 26) {
            letters.insert(0, (char) ('A' + (rest - 1) % 26));
        }
        return letters.toString();
    }

    static String shortened(String cell) {
        return cell.length() <= LONGEST
                ? cell
                : cell.substring(0, Character.isHighSurrogate(cell.charAt(LONGEST - 1)) ? LONGEST - 1 : LONGEST) + "…";
    }
}
