package jp.shopbridge.api.sheet;

import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import jp.shopbridge.staging.Listing;
import jp.shopbridge.staging.content.ListingSku;
import org.jspecify.annotations.Nullable;

/**
 * What every cell of a line held when it left, as a short mark of each: so that a cell nobody touched changes nothing,
 * whatever happened to the value meanwhile, and a cell that was touched does not overwrite somebody else's change unseen.
 */
record Seen(Map<Column, String> marks) {

    private static final int LENGTH = 4;
    private static final Pattern FORM = Pattern.compile("[ps]1:([A-Za-z0-9_-]{4})+");

    /** The mark of a line as it is now. */
    static String of(Listing listing, @Nullable ListingSku sku) {
        StringBuilder text = new StringBuilder(sku == null ? "p1:" : "s1:");
        for (Column column : columns(sku != null)) {
            text.append(Cells.mark(column.form().cell(column.value(listing, sku))));
        }
        return text.toString();
    }

    /** Reads the mark, null when it is none of a line of this kind. */
    static @Nullable Seen read(String text, boolean skuLine) {
        List<Column> columns = columns(skuLine);
        if (!FORM.matcher(text).matches()
                || text.charAt(0) != (skuLine ? 's' : 'p')
                || text.length() > 3 + LENGTH * columns.size()) {
            return null;
        }
        Map<Column, String> marks = Column.map();
        // A sheet that left before there were further columns says nothing of these.
        for (int i = 0; i < (text.length() - 3) / LENGTH; i++) {
            marks.put(columns.get(i), text.substring(3 + LENGTH * i, 3 + LENGTH * (i + 1)));
        }
        return new Seen(marks);
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
}
