package jp.shopbridge.api.sheet;

import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import jp.shopbridge.failure.Messages;
import jp.shopbridge.failure.Sentence;
import jp.shopbridge.spreadsheet.CellDamage;
import jp.shopbridge.spreadsheet.Separator;
import jp.shopbridge.spreadsheet.WrittenText;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;

/** Reads a file as people's spreadsheets write it: UTF-8 with or without its mark, or Shift_JIS as Windows has it. */
final class SheetReader {

    private static final int MOST_LINES = 100_000;
    private static final int LONGEST_CELL = 100_000;
    private static final CSVFormat FORMAT = CSVFormat.RFC4180
            .builder()
            .setIgnoreEmptyLines(false)
            .setRecordSeparator("\r\n")
            .get();
    private static final Set<String> PRODUCT_WORDS = Set.of("商品", "product");
    private static final Set<String> SKU_WORDS = Set.of("sku");

    private final Map<Column, Sheet.Heading> headings = Column.map();
    private final List<SheetFinding> findings = new ArrayList<>();
    private final Map<String, List<Sheet.Line>> byProduct = new LinkedHashMap<>();
    private final Map<List<String>, Integer> firstLines = new LinkedHashMap<>();
    private int width;
    private int lines;

    private SheetReader() {}

    /** Reads the file; whatever is wrong with it is a finding of the sheet. */
    static Sheet read(byte[] file) {
        WrittenText written = WrittenText.of(file);
        String charset = written.encoding().label();
        return switch (written.encoding()) {
            case UTF_8, SHIFT_JIS -> new SheetReader().read(charset, written.mayLackCharacters(), written.text());
            case UTF_16 ->
                Sheet.unreadable(charset, SheetFinding.ofFile(0, "SHEET_CHARSET", Messages.sentence("SHEET_CHARSET")));
            case UNKNOWN ->
                Sheet.unreadable(
                        charset,
                        SheetFinding.ofFile(
                                0, "SHEET_CHARSET", Messages.sentence("SHEET_CHARSET.file-neither-utf-8-nor")));
        };
    }

    private Sheet read(String charset, boolean lossy, String text) {
        int number = 0;
        try (CSVParser parser = CSVParser.parse(new StringReader(text), FORMAT)) {
            Iterator<CSVRecord> records = parser.iterator();
            while (records.hasNext()) {
                CSVRecord cells = records.next();
                number++;
                if (number == 1) {
                    headings(cells);
                    if (!findings.isEmpty()) {
                        break;
                    }
                } else if (number > MOST_LINES + 1) {
                    findings.add(SheetFinding.ofFile(
                            number, "SHEET_TOO_LONG", Messages.sentence("SHEET_TOO_LONG", MOST_LINES)));
                    break;
                } else if (!blank(cells)) {
                    lines++;
                    line(number, cells);
                }
            }
        } catch (IOException | UncheckedIOException | IllegalStateException e) {
            findings.add(
                    SheetFinding.ofFile(number + 1, "SHEET_QUOTES", Messages.sentence("SHEET_QUOTES", number + 1)));
        }
        if (number == 0) {
            findings.add(SheetFinding.ofFile(0, "SHEET_EMPTY", Messages.sentence("SHEET_EMPTY")));
        }
        return new Sheet(charset, lossy, lines, headings, byProduct, findings);
    }

    private static boolean blank(CSVRecord cells) {
        for (String cell : cells) {
            if (!cell.isBlank()) {
                return false;
            }
        }
        return true;
    }

    private void headings(CSVRecord cells) {
        width = cells.size();
        Separator separator = width == 1 ? Separator.of(cells.get(0)) : Separator.COMMA;
        if (separator != Separator.COMMA) {
            findings.add(SheetFinding.ofFile(
                    1, "SHEET_SEPARATOR", Messages.sentence("SHEET_SEPARATOR", separator.ja(), separator.en())));
            return;
        }
        for (int i = 0; i < width; i++) {
            String heading = cells.get(i).strip();
            if (heading.isEmpty()) {
                continue;
            }
            Optional<Column> column = Column.named(heading);
            if (column.isEmpty()) {
                headingFault(
                        i,
                        heading,
                        "SHEET_COLUMN_UNKNOWN",
                        Messages.sentence("SHEET_COLUMN_UNKNOWN", SheetFinding.shortened(heading)));
            } else if (headings.putIfAbsent(column.get(), new Sheet.Heading(heading, i)) != null) {
                headingFault(i, heading, "SHEET_COLUMN_TWICE", Messages.sentence("SHEET_COLUMN_TWICE", heading));
            }
        }
        if (!headings.containsKey(Column.PRODUCT_NO)) {
            findings.add(SheetFinding.ofFile(1, "SHEET_HEADINGS_MISSING", Messages.sentence("SHEET_HEADINGS_MISSING")));
        } else if (Column.edited().stream().noneMatch(headings::containsKey)) {
            findings.add(SheetFinding.ofFile(
                    1,
                    "SHEET_HEADINGS_MISSING",
                    Messages.sentence("SHEET_HEADINGS_MISSING.there-no-column-can-edited")));
        }
    }

    private void headingFault(int index, String heading, String code, Sentence reason) {
        findings.add(new SheetFinding(
                1,
                SheetFinding.letter(index),
                SheetFinding.shortened(heading),
                SheetFinding.Level.ERROR,
                code,
                null,
                null,
                reason));
    }

    private void line(int number, CSVRecord record) {
        for (int i = width; i < record.size(); i++) {
            if (!record.get(i).isBlank()) {
                findings.add(new SheetFinding(
                        number,
                        SheetFinding.letter(i),
                        null,
                        SheetFinding.Level.ERROR,
                        "SHEET_LINE_TOO_WIDE",
                        null,
                        SheetFinding.shortened(record.get(i)),
                        Messages.sentence("SHEET_LINE_TOO_WIDE")));
                return;
            }
        }
        String productNo = Cells.unguarded(cell(record, Column.PRODUCT_NO)).strip();
        String skuNo = Cells.unguarded(cell(record, Column.SKU_NO)).strip();
        boolean skuLine = !skuNo.isEmpty();
        Map<Column, String> cells = Column.map();
        Sheet sheet = new Sheet("", false, 0, headings, byProduct, findings);
        for (Column column : headings.keySet()) {
            String cell = column.isEdited() ? Cells.plain(cell(record, column)) : cell(record, column);
            if (!cell.isBlank()) {
                cells.put(column, cell);
            }
        }
        Sheet.Line line = new Sheet.Line(number, productNo, skuLine ? skuNo : null, cells, null);
        if (productNo.isEmpty()) {
            fault(sheet, line, Column.PRODUCT_NO, "SHEET_NUMBER_MISSING", Messages.sentence("SHEET_NUMBER_MISSING"));
            return;
        }
        if (!written(sheet, line, Column.PRODUCT_NO, productNo) || !written(sheet, line, Column.SKU_NO, skuNo)) {
            return;
        }
        if (!kindAgrees(sheet, line, skuLine) || isTwice(sheet, line) || !fits(sheet, line, skuLine)) {
            return;
        }
        Seen seen = null;
        String mark = cells.get(Column.SEEN);
        if (mark != null) {
            seen = Seen.read(mark.strip(), skuLine);
            if (seen == null) {
                fault(sheet, line, Column.SEEN, "SHEET_MARK_BROKEN", Messages.sentence("SHEET_MARK_BROKEN"));
                return;
            }
        }
        byProduct
                .computeIfAbsent(productNo, known -> new ArrayList<>())
                .add(new Sheet.Line(number, productNo, line.skuNo(), cells, seen));
    }

    /** Whether a number is one that somebody may have written. */
    private boolean written(Sheet sheet, Sheet.Line line, Column column, String number) {
        CellDamage damage = CellDamage.of(number).filter(CellDamage::certain).orElse(null);
        if (damage != null) {
            fault(
                    sheet,
                    line,
                    column,
                    "SHEET_CELL_MUTILATED",
                    Messages.sentence("SHEET_CELL_MUTILATED", damage.sentence(), number));
        }
        return damage == null;
    }

    private boolean kindAgrees(Sheet sheet, Sheet.Line line, boolean skuLine) {
        String kind = line.cells().get(Column.ROW);
        if (kind == null) {
            return true;
        }
        String plain = Normalizer.normalize(kind, Normalizer.Form.NFKC).strip().toLowerCase(Locale.ROOT);
        if (skuLine ? SKU_WORDS.contains(plain) : PRODUCT_WORDS.contains(plain)) {
            return true;
        }
        if (skuLine && PRODUCT_WORDS.contains(plain)) {
            fault(sheet, line, Column.SKU_NO, "SHEET_LINE_UNCLEAR", Messages.sentence("SHEET_LINE_UNCLEAR"));
        } else if (SKU_WORDS.contains(plain)) {
            fault(
                    sheet,
                    line,
                    Column.SKU_NO,
                    "SHEET_LINE_UNCLEAR",
                    Messages.sentence("SHEET_LINE_UNCLEAR.skus-line-no-sku-number"));
        } else {
            fault(
                    sheet,
                    line,
                    Column.ROW,
                    "SHEET_LINE_UNCLEAR",
                    Messages.sentence("SHEET_LINE_UNCLEAR.column-row-must-say-product"));
        }
        return false;
    }

    private boolean isTwice(Sheet sheet, Sheet.Line line) {
        Integer first = firstLines.putIfAbsent(
                List.of(line.productNo(), line.skuNo() == null ? "" : line.skuNo()), line.number());
        if (first == null) {
            return false;
        }
        fault(
                sheet,
                line,
                line.skuNo() == null ? Column.PRODUCT_NO : Column.SKU_NO,
                "SHEET_LINE_TWICE",
                Messages.sentence("SHEET_LINE_TWICE", first));
        return true;
    }

    private boolean fits(Sheet sheet, Sheet.Line line, boolean skuLine) {
        boolean fits = true;
        for (Map.Entry<Column, String> cell : line.cells().entrySet()) {
            Column column = cell.getKey();
            if (column.isEdited() && !column.isFor(skuLine)) {
                fault(
                        sheet,
                        line,
                        column,
                        "SHEET_CELL_OF_OTHER_LINE",
                        Messages.sentence(
                                skuLine ? "SHEET_CELL_OF_OTHER_LINE.of-product" : "SHEET_CELL_OF_OTHER_LINE.of-sku"));
                fits = false;
            } else if (cell.getValue().length() > LONGEST_CELL) {
                fault(
                        sheet,
                        line,
                        column,
                        "SHEET_CELL_TOO_LONG",
                        Messages.sentence("SHEET_CELL_TOO_LONG", cell.getValue().length(), LONGEST_CELL));
                fits = false;
            }
        }
        return fits;
    }

    private void fault(Sheet sheet, Sheet.Line line, Column column, String code, Sentence sentence) {
        findings.add(sheet.at(line, column, SheetFinding.Level.ERROR, code, sentence));
    }

    private String cell(CSVRecord record, Column column) {
        Sheet.Heading heading = headings.get(column);
        return heading == null || heading.index() >= record.size() ? "" : record.get(heading.index());
    }
}
