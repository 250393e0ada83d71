package jp.shopbridge.mapping;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import jp.shopbridge.failure.Messages;
import jp.shopbridge.spreadsheet.Separator;
import jp.shopbridge.spreadsheet.ShiftJis;
import jp.shopbridge.spreadsheet.WrittenText;
import jp.shopbridge.spreadsheet.WrittenText.Encoding;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;

/**
 * A code table a merchandiser may edit: CSV with a header line, in UTF-8 (with or without a mark) or Shift_JIS. Empty
 * cells are no value.
 */
final class LookupTable {

    /** In a prefix or exact table, the key that stands for every other value. */
    static final String EVERYTHING_ELSE = "*";

    private static final int LONGEST_CELL = 10_000;
    private static final int MOST_COLUMNS = 100;
    private static final int MOST_CELLS = 500_000;

    static final CSVFormat FORMAT = CSVFormat.DEFAULT
            .builder()
            .setIgnoreEmptyLines(true)
            .setTrim(true)
            .setCommentMarker('#')
            .get();

    private final String file;
    private final List<String> columns;
    private final List<Map<String, String>> rows;
    private final boolean ofShiftJis;
    private final Map<String, Map<String, JsonNode>> rowsByColumn = new HashMap<>();
    private int longestKey;

    private LookupTable(String file, List<String> columns, List<Map<String, String>> rows, boolean ofShiftJis) {
        this.file = file;
        this.columns = columns;
        this.rows = rows;
        this.ofShiftJis = ofShiftJis;
        columns.forEach(column -> rowsByColumn.put(column, new LinkedHashMap<>()));
        for (Map<String, String> row : rows) {
            JsonNode node = node(row);
            rowsByColumn.forEach((column, byKey) -> {
                String key = row.getOrDefault(column, "");
                longestKey = Math.max(longestKey, key.length());
                byKey.putIfAbsent(key, node);
            });
        }
    }

    /** A table of these rows. */
    static LookupTable of(String file, List<String> columns, List<Map<String, String>> rows) {
        return new LookupTable(file, columns, rows, false);
    }

    static LookupTable read(String file, byte[] bytes, Findings findings) {
        List<String> columns = new ArrayList<>();
        List<Map<String, String>> rows = new ArrayList<>();
        Map<String, Long> seen = new HashMap<>();
        WrittenText written = WrittenText.of(bytes);
        Separator separator = separator(written.text());
        boolean ofShiftJis = written.encoding() == Encoding.SHIFT_JIS;
        TableLinter linter = new TableLinter(file, ofShiftJis, findings);
        linter.file(written.encoding(), separator);
        try (CSVParser parser = CSVParser.parse(new StringReader(written.text()), format(separator))) {
            for (CSVRecord line : parser) {
                int number = (int) Math.max(1, parser.getCurrentLineNumber());
                if (tooLarge(line, (rows.size() + 1L) * columns.size(), new Position(file, number, 1), findings)) {
                    break;
                }
                if (line.stream().allMatch(String::isBlank)) {
                    continue;
                }
                if (columns.isEmpty()) {
                    columns.addAll(headings(line));
                    linter.headings(columns, number);
                    continue;
                }
                Map<String, String> row = new LinkedHashMap<>();
                for (int i = 0; i < columns.size(); i++) {
                    row.putIfAbsent(columns.get(i), i < line.size() ? line.get(i) : "");
                }
                linter.comment(line.getComment(), columns, number - 1);
                linter.row(columns, line, number);
                Long before = seen.putIfAbsent(line.get(0), (long) number);
                if (before != null) {
                    findings.add(
                            FindingKind.DUPLICATE_LOOKUP_KEY,
                            new Position(file, number, 1),
                            Messages.sentence("mapping.key-stands-line-already", line.get(0), before),
                            Messages.sentence("mapping.remove-one-two-rows"));
                }
                rows.add(row);
            }
        } catch (IOException | UncheckedIOException | IllegalStateException | IllegalArgumentException e) {
            findings.add(
                    FindingKind.UNREADABLE_FILE,
                    new Position(file, 1, 1),
                    Messages.sentence("mapping.not-csv", e.getMessage()),
                    Messages.sentence("mapping.check-every-quote-closed"));
        }
        if (columns.isEmpty() && written.encoding() != Encoding.UNKNOWN) {
            findings.add(
                    FindingKind.UNREADABLE_FILE,
                    new Position(file, 1, 1),
                    Messages.sentence("mapping.there-no-header-line"),
                    Messages.sentence("mapping.write-names-columns-line-1"));
        }
        return new LookupTable(file, columns, rows, ofShiftJis);
    }

    /** The names of the columns; spreadsheets leave empty ones at the end. */
    private static List<String> headings(CSVRecord line) {
        int size = line.size();
        while (size > 0 && line.get(size - 1).isBlank()) {
            size--;
        }
        return line.toList().subList(0, size);
    }

    private static Separator separator(String text) {
        return text.lines()
                .filter(line -> !line.isBlank() && !line.startsWith("#"))
                .findFirst()
                .map(Separator::of)
                .orElse(Separator.COMMA);
    }

    private static CSVFormat format(Separator separator) {
        return FORMAT.builder().setDelimiter(separator.sign()).get();
    }

    private static boolean tooLarge(CSVRecord line, long cells, Position at, Findings findings) {
        int longest = line.stream().mapToInt(String::length).max().orElse(0);
        if (longest > LONGEST_CELL) {
            FileSizes.tooLarge(at, Messages.sentence("mapping.cell-characters-most", longest, LONGEST_CELL), findings);
        } else if (line.size() > MOST_COLUMNS) {
            FileSizes.tooLarge(
                    at, Messages.sentence("mapping.there-columns-most", line.size(), MOST_COLUMNS), findings);
        } else if (cells > MOST_CELLS) {
            FileSizes.tooLarge(at, Messages.sentence("mapping.table-more-than-cells", MOST_CELLS), findings);
        } else {
            return false;
        }
        return true;
    }

    static String decode(byte[] bytes) {
        return WrittenText.of(bytes).text();
    }

    /** The text as it is to be kept: in Shift_JIS as the table was, unless that lacks a character of it. */
    static byte[] encode(String text, byte[] before) {
        WrittenText written = WrittenText.of(before);
        if (written.encoding() == Encoding.SHIFT_JIS
                && !ShiftJis.loses(text)
                && ShiftJis.asRead(text).equals(text)) {
            return text.getBytes(Charset.forName("windows-31j"));
        }
        boolean marked = written.marked() || written.encoding() == Encoding.SHIFT_JIS;
        return ((marked ? "\uFEFF" : "") + text).getBytes(StandardCharsets.UTF_8);
    }

    /**
     * The table's text with one cell set; the row is added at the end when there is none with that key. Other lines stay
     * as they are written.
     */
    static String withCell(byte[] bytes, String keyColumn, String key, String column, String value) {
        String text = decode(bytes);
        List<String> lines = text.lines().collect(Collectors.toCollection(ArrayList::new));
        try (CSVParser parser = CSVParser.parse(new StringReader(text), FORMAT)) {
            List<String> columns = List.of();
            for (CSVRecord record : parser) {
                if (columns.isEmpty()) {
                    columns = headings(record);
                    continue;
                }
                int keyAt = columns.indexOf(keyColumn);
                if (keyAt < record.size() && record.get(keyAt).equals(key)) {
                    int end = (int) Math.min(lines.size(), Math.max(1, parser.getCurrentLineNumber()));
                    int rows = (int) record.stream()
                            .mapToLong(
                                    cell -> cell.chars().filter(c -> c == '\n').count())
                            .sum();
                    lines.subList(end - 1 - rows, end).clear();
                    lines.add(end - 1 - rows, row(columns, record.toList(), keyColumn, key, column, value));
                    return String.join("\n", lines) + "\n";
                }
            }
            lines.add(row(columns, List.of(), keyColumn, key, column, value));
            return String.join("\n", lines) + "\n";
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String row(
            List<String> columns, List<String> old, String keyColumn, String key, String column, String value) {
        List<String> cells = new ArrayList<>();
        for (int i = 0; i < columns.size(); i++) {
            String name = columns.get(i);
            String kept = i < old.size() ? old.get(i) : "";
            cells.add(name.equals(column) ? value : name.equals(keyColumn) ? key : kept);
        }
        return CSVFormat.DEFAULT.format(cells.toArray());
    }

    private static JsonNode node(Map<String, String> row) {
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        row.forEach((column, cell) -> {
            if (!cell.isEmpty()) {
                node.set(column, TextNode.valueOf(cell));
            }
        });
        return node;
    }

    /** This table with the rows of another below its own. */
    LookupTable above(LookupTable other) {
        List<Map<String, String>> all = new ArrayList<>(rows);
        all.addAll(other.rows);
        return new LookupTable(file, columns, all, other.ofShiftJis);
    }

    /** Whether it has any row. */
    boolean isFilled() {
        return !rows.isEmpty();
    }

    /** The name that rules call it by. */
    String name() {
        return file.substring(file.lastIndexOf('/') + 1, file.length() - ".csv".length());
    }

    String file() {
        return file;
    }

    List<String> columns() {
        return columns;
    }

    /** The first column, for tables that are lists of words. */
    List<String> words() {
        return columns.isEmpty()
                ? List.of()
                : rows.stream().map(row -> row.get(columns.get(0))).toList();
    }

    /** The row whose cell equals the key, or the row for everything else; {@code MissingNode} when there is neither. */
    JsonNode exact(String column, String value) {
        Map<String, JsonNode> byKey = rowsByColumn.getOrDefault(column, Map.of());
        JsonNode row = byKey.get(key(value));
        return row != null ? row : byKey.getOrDefault(EVERYTHING_ELSE, MissingNode.getInstance());
    }

    /** The row whose cell is the longest beginning of the key. */
    JsonNode prefix(String column, String value) {
        Map<String, JsonNode> byKey = rowsByColumn.getOrDefault(column, Map.of());
        String key = key(value);
        for (int length = Math.min(longestKey, key.length()); length > 0; length--) {
            JsonNode row = byKey.get(key.substring(0, length));
            if (row != null) {
                return row;
            }
        }
        return byKey.getOrDefault(EVERYTHING_ELSE, MissingNode.getInstance());
    }

    /** In a table of Shift_JIS, 〜 stands as ～, and so do its kin: there a value is looked up as it would stand. */
    private String key(String value) {
        return ofShiftJis ? ShiftJis.asRead(value) : value;
    }

    /** The row whose cell is the longest beginning of the key in whole parts between slashes. */
    JsonNode path(String column, String value) {
        Map<String, JsonNode> byKey = rowsByColumn.getOrDefault(column, Map.of());
        String beginning = key(value);
        while (!beginning.isEmpty()) {
            String part = beginning.endsWith("/") ? beginning.substring(0, beginning.length() - 1) : beginning;
            JsonNode row = byKey.getOrDefault(part, byKey.get(part + "/"));
            if (row != null && !part.isEmpty()) {
                return row;
            }
            beginning = part.substring(0, Math.max(0, part.lastIndexOf('/')));
        }
        return byKey.getOrDefault(EVERYTHING_ELSE, MissingNode.getInstance());
    }
}
