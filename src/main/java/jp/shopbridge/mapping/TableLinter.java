package jp.shopbridge.mapping;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import jp.shopbridge.failure.Messages;
import jp.shopbridge.failure.Sentence;
import jp.shopbridge.spreadsheet.CellDamage;
import jp.shopbridge.spreadsheet.Separator;
import jp.shopbridge.spreadsheet.WrittenText.Encoding;
import org.apache.commons.csv.CSVRecord;
import org.jspecify.annotations.Nullable;

/** Looks at what a spreadsheet may have done to a lookup table. */
final class TableLinter {

    private final String file;
    private final boolean ofShiftJis;
    private final Findings findings;

    TableLinter(String file, boolean ofShiftJis, Findings findings) {
        this.file = file;
        this.ofShiftJis = ofShiftJis;
        this.findings = findings;
    }

    /** What it is saved in. */
    void file(Encoding encoding, Separator separator) {
        if (encoding == Encoding.UTF_16) {
            unreadable(Messages.sentence("mapping.saved-as-utf-16"));
        } else if (encoding == Encoding.UNKNOWN) {
            unreadable(Messages.sentence("mapping.written-neither-utf-8-nor"));
        } else if (separator != Separator.COMMA) {
            unreadable(Messages.sentence("mapping.columns-separated-not-commas", separator.ja(), separator.en()));
        }
    }

    private void unreadable(Sentence sentence) {
        findings.add(
                FindingKind.UNREADABLE_FILE,
                new Position(file, 1, 1),
                sentence,
                Messages.sentence("mapping.save-as-csv-utf-8"));
    }

    /** The names of the columns. */
    void headings(List<String> columns, int line) {
        Set<String> names = new HashSet<>();
        for (String column : columns) {
            if (!names.add(column)) {
                findings.add(
                        FindingKind.DUPLICATE_COLUMN,
                        new Position(file, line, 1),
                        column.isEmpty()
                                ? Messages.sentence("mapping.several-columns-without-name")
                                : Messages.sentence("mapping.column-twice", column),
                        Messages.sentence("mapping.remove-one-columns-rename"));
            }
        }
    }

    /** Lines that begin with {@code #}: one with as many cells as a row was likely meant to be one. */
    void comment(@Nullable String lines, List<String> columns, int last) {
        if (lines == null) {
            return;
        }
        List<String> comments = lines.lines().toList();
        for (int i = 0; i < comments.size(); i++) {
            String comment = comments.get(i);
            if (columns.size() > 1 && comment.chars().filter(c -> c == ',').count() == columns.size() - 1) {
                findings.add(
                        FindingKind.COMMENTED_ROW,
                        new Position(file, Math.max(1, last - comments.size() + 1 + i), 1),
                        Messages.sentence("mapping.row-is-a-comment", comment),
                        Messages.sentence("mapping.quote-the-key-or-delete-the-row"));
            }
        }
    }

    /** A row below them. */
    void row(List<String> columns, CSVRecord row, int line) {
        Position at = new Position(file, line, 1);
        for (int i = columns.size(); i < row.size(); i++) {
            if (!row.get(i).isBlank()) {
                findings.add(
                        FindingKind.WRONG_STRUCTURE,
                        at,
                        Messages.sentence("mapping.row-more-cells-than-header"),
                        Messages.sentence("mapping.put-value-holds-comma-into"));
                break;
            }
        }
        for (int i = 0; i < columns.size() && i < row.size(); i++) {
            cell(columns.get(i), row.get(i), at);
        }
    }

    private void cell(String column, String cell, Position at) {
        CellDamage damage = CellDamage.of(cell).orElse(null);
        if (damage != null) {
            findings.add(
                    damage.certain() ? FindingKind.DAMAGED_BY_SPREADSHEET : FindingKind.PERHAPS_DAMAGED_BY_SPREADSHEET,
                    at,
                    Messages.sentence("mapping.value-column", column, cell, damage.sentence()),
                    Messages.sentence("mapping.format-cell-as-text-enter"));
        } else if (ofShiftJis && cell.indexOf('?') >= 0 && !cell.contains("://")) {
            findings.add(
                    FindingKind.PERHAPS_DAMAGED_BY_SPREADSHEET,
                    at,
                    Messages.sentence("mapping.value-column-characters-shift-jis", column, cell),
                    Messages.sentence("mapping.save-as-csv-utf-8-2"));
        }
    }
}
