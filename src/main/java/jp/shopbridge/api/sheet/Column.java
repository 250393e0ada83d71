package jp.shopbridge.api.sheet;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import jp.shopbridge.staging.EditableField;
import jp.shopbridge.staging.Listing;
import jp.shopbridge.staging.content.ListingSku;
import org.jspecify.annotations.Nullable;

/**
 * One of the sheet's columns: what names a line, what is shown beside it, and every {@link EditableField} that a cell can
 * hold. A line is a product's or a SKU's, and each column belongs to one or both.
 */
final class Column {

    static final Column ROW = new Column("row", "行");
    static final Column PRODUCT_NO = new Column("product_no", "商品番号");
    static final Column SKU_NO = new Column("sku_no", "SKU番号");
    static final Column STATE = new Column("state", "状態（参考）");
    static final Column SEEN = new Column("seen", "照合用（変更しないでください）");

    private static final List<Column> EDITED = fields();
    private static final List<Column> ALL = inOrder();

    private final String id;
    private final String ja;
    private @Nullable EditableField ofProduct;
    private @Nullable EditableField ofSku;

    private Column(String id, String ja) {
        this.id = id;
        this.ja = ja;
    }

    private static List<Column> fields() {
        List<Column> columns = new ArrayList<>();
        for (EditableField field : EditableField.values()) {
            if (CellForm.of(field.form()).isPresent()) {
                Column column = columns.stream()
                        .filter(known -> known.id.equals(field.field()))
                        .findFirst()
                        .orElse(null);
                if (column == null) {
                    column = new Column(field.field(), field.heading());
                    columns.add(column);
                }
                if (field.ofSku()) {
                    column.ofSku = field;
                } else {
                    column.ofProduct = field;
                }
            }
        }
        return List.copyOf(columns);
    }

    private static List<Column> inOrder() {
        List<Column> columns = new ArrayList<>(List.of(ROW, PRODUCT_NO, SKU_NO, STATE));
        columns.addAll(EDITED);
        columns.add(SEEN);
        return List.copyOf(columns);
    }

    /** All columns, in their order. */
    static List<Column> all() {
        return ALL;
    }

    /** The columns a person may change, in their order. */
    static List<Column> edited() {
        return EDITED;
    }

    /** A map by column that keeps their order. */
    static <V> SortedMap<Column, V> map() {
        return new TreeMap<>(Comparator.comparingInt(ALL::indexOf));
    }

    /** The column under this heading, by its Japanese name or its id. */
    static Optional<Column> named(String heading) {
        String plain = plain(heading);
        return ALL.stream()
                .filter(column ->
                        plain(column.id).equals(plain) || plain(column.ja).equals(plain))
                .findFirst();
    }

    private static String plain(String heading) {
        return Normalizer.normalize(heading, Normalizer.Form.NFKC).strip().toLowerCase(Locale.ROOT);
    }

    /** The field in the listing's shape. */
    String id() {
        return id;
    }

    String heading(boolean japanese) {
        return japanese ? ja : id;
    }

    boolean isEdited() {
        return ofProduct != null || ofSku != null;
    }

    /** Whether it stands beside the listing's values and has no other value to return to. */
    boolean isSwitch() {
        return ofProduct != null && ofProduct.isSwitch();
    }

    boolean isFor(boolean skuLine) {
        return (skuLine ? ofSku : ofProduct) != null;
    }

    CellForm form() {
        EditableField field = ofProduct == null ? ofSku : ofProduct;
        if (field == null) {
            throw new IllegalStateException("The column " + id + " is not edited.");
        }
        return CellForm.of(field.form()).orElseThrow();
    }

    /** The value now, of the product itself or of one of its SKUs; missing when there is none. */
    JsonNode value(Listing listing, @Nullable ListingSku sku) {
        if (isSwitch()) {
            return BooleanNode.valueOf(
                    ofProduct == EditableField.SELECTED
                            ? listing.status().selected()
                            : listing.status().sendAsDraft());
        }
        JsonNode value = sku == null ? listing.effective().value("", id) : sku.value(id);
        return value.isNull() ? MissingNode.getInstance() : value;
    }
}
