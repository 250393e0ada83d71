package jp.shopbridge.mapping;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import jp.shopbridge.spreadsheet.CellDamage;
import jp.shopbridge.spreadsheet.Separator;
import jp.shopbridge.spreadsheet.WrittenText.Encoding;
import org.apache.commons.csv.CSVRecord;

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
            unreadable("UTF-16で保存されています", "it is saved as UTF-16");
        } else if (encoding == Encoding.UNKNOWN) {
            unreadable("文字コードがUTF-8でもShift_JISでもありません", "it is written in neither UTF-8 nor Shift_JIS");
        } else if (separator != Separator.COMMA) {
            unreadable(
                    "列が" + separator.ja() + "で区切られています",
                    "its columns are separated by " + separator.en() + ", not by commas");
        }
    }

    private void unreadable(String ja, String en) {
        findings.add(
                FindingKind.UNREADABLE_FILE,
                new Position(file, 1, 1),
                ja,
                en,
                "「CSV UTF-8（コンマ区切り）」で保存し直してください",
                "Save it as CSV UTF-8 (comma delimited)");
    }

    /** The names of the columns. */
    void headings(List<String> columns, int line) {
        Set<String> names = new HashSet<>();
        for (String column : columns) {
            if (!names.add(column)) {
                findings.add(
                        FindingKind.DUPLICATE_COLUMN,
                        new Position(file, line, 1),
                        column.isEmpty() ? "名前のない列が複数あります" : "列「" + column + "」が2つあります",
                        column.isEmpty()
                                ? "there are several columns without a name"
                                : "the column '" + column + "' is there twice",
                        "どちらかの列を消すか、名前を変えてください",
                        "Remove one of the columns or rename it");
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
                        "列が見出しより多くあります",
                        "the row has more cells than the header",
                        "カンマを含む値は引用符で囲んでください",
                        "Put a value that holds a comma into quotes");
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
                    "列「" + column + "」の値「" + cell + "」：" + damage.sentence().ja(),
                    "the value '" + cell + "' of the column '" + column + "': "
                            + damage.sentence().en(),
                    "セルの書式を「文字列」にして、元の値を入力し直してください",
                    "Format the cell as text and enter the value again");
        } else if (ofShiftJis && cell.indexOf('?') >= 0 && !cell.contains("://")) {
            findings.add(
                    FindingKind.PERHAPS_DAMAGED_BY_SPREADSHEET,
                    at,
                    "列「" + column + "」の値「" + cell + "」：Shift_JISにない文字が「?」になったようです",
                    "the value '" + cell + "' of the column '" + column
                            + "': characters that Shift_JIS lacks have likely become '?'",
                    "「CSV UTF-8（コンマ区切り）」で保存し、元の文字を入力し直してください",
                    "Save it as CSV UTF-8 and enter the characters again");
        }
    }
}
