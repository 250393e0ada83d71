package jp.shopbridge.api.sheet;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import jp.shopbridge.failure.Sentence;
import org.jspecify.annotations.Nullable;

/**
 * A file that was read: its lines by product, and what is wrong with it before any product is looked at.
 *
 * @param charset what it is written in, such as UTF-8
 * @param lossy whether that character set cannot hold every character, so that some may have been lost in it
 * @param lines how many lines with anything in them, without the headings
 * @param byProduct the usable lines by product number, in the file's order
 */
record Sheet(
        String charset,
        boolean lossy,
        int lines,
        Map<Column, Heading> headings,
        Map<String, List<Line>> byProduct,
        List<SheetFinding> findings) {

    /** A heading as it stands in the file, and its place from 0. */
    record Heading(String text, int index) {}

    /**
     * One line.
     *
     * @param number as a spreadsheet counts; the headings are line 1
     * @param skuNo null for the product's own line
     * @param cells what the cells held, without guards; empty cells are left out
     * @param seen what they held when they left, null when the file does not say
     */
    record Line(int number, String productNo, @Nullable String skuNo, Map<Column, String> cells, @Nullable Seen seen) {}

    static Sheet unreadable(String charset, SheetFinding finding) {
        return new Sheet(charset, false, 0, Column.map(), new LinkedHashMap<>(), List.of(finding));
    }

    /** A finding at a cell of a line. */
    SheetFinding at(Line line, Column column, SheetFinding.Level level, String code, Sentence reason) {
        Heading heading = headings.get(column);
        String cell = line.cells().get(column);
        return new SheetFinding(
                line.number(),
                heading == null ? null : SheetFinding.letter(heading.index()),
                heading == null ? null : heading.text(),
                level,
                code,
                line.productNo(),
                cell == null ? null : SheetFinding.shortened(cell),
                reason);
    }
}
