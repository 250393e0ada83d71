package jp.shopbridge.api.sheet;

import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import jp.shopbridge.spreadsheet.ShiftJis;
import jp.shopbridge.staging.Listing;
import jp.shopbridge.staging.content.ListingSku;
import org.jspecify.annotations.Nullable;

/**
 * What every cell of a line held when it left, as a short mark of each: so that a cell nobody touched changes nothing,
 * whatever happened to the value meanwhile, and a cell that was touched does not overwrite somebody else's change unseen.
 */
record Seen(Map<Column, String> marks, Map<Column, String> cores) {

    private static final int LENGTH = 4;
    private static final String PLACES = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
    private static final Pattern FORM = Pattern.compile("[ps]1:(?:[A-Za-z0-9_-]{4})+(?:\\.[A-Za-z0-9_-]{5})*");

    /** The mark of a line as it is now; a cell that Shift_JIS would change has a second one, of what that leaves alone. */
    static String of(Listing listing, @Nullable ListingSku sku) {
        StringBuilder marks = new StringBuilder(sku == null ? "p1:" : "s1:");
        StringBuilder cores = new StringBuilder();
        List<Column> columns = columns(sku != null);
        for (int i = 0; i < columns.size(); i++) {
            String cell = columns.get(i).form().cell(columns.get(i).value(listing, sku));
            marks.append(Cells.mark(cell));
            if (!ShiftJis.keeps(cell)) {
                cores.append('.').append(PLACES.charAt(i)).append(Cells.mark(ShiftJis.core(cell)));
            }
        }
        return marks.append(cores).toString();
    }

    /** Reads the mark, null when it is none of a line of this kind. */
    static @Nullable Seen read(String text, boolean skuLine) {
        List<Column> columns = columns(skuLine);
        int end = text.indexOf('.') < 0 ? text.length() : text.indexOf('.');
        if (!FORM.matcher(text).matches()
                || text.charAt(0) != (skuLine ? 's' : 'p')
                || end > 3 + LENGTH * columns.size()) {
            return null;
        }
        Map<Column, String> marks = Column.map();
        // A sheet that left before there were further columns says nothing of these.
        for (int i = 0; i < (end - 3) / LENGTH; i++) {
            marks.put(columns.get(i), text.substring(3 + LENGTH * i, 3 + LENGTH * (i + 1)));
        }
        Map<Column, String> cores = Column.map();
        for (int at = end + 1; at < text.length(); at += LENGTH + 2) {
            int place = PLACES.indexOf(text.charAt(at));
            if (place < columns.size()) {
                cores.put(columns.get(place), text.substring(at + 1, at + 1 + LENGTH));
            }
        }
        return new Seen(marks, cores);
    }

    private static List<Column> columns(boolean skuLine) {
        return Column.edited().stream().filter(column -> column.isFor(skuLine)).toList();
    }

    /** Whether it says anything of the column. */
    boolean knows(Column column) {
        return marks.containsKey(column);
    }

    /** Whether the cell held this text when it left. */
    boolean was(Column column, String text) {
        return Cells.mark(text).equals(marks.get(column));
    }

    /** Whether the cell may have held this text when it left, in a file that was saved as Shift_JIS since. */
    boolean mayHaveBeen(Column column, String text) {
        return Cells.mark(ShiftJis.core(text)).equals(cores.get(column));
    }
}
