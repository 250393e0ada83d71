package jp.shopbridge.staging;

import jp.shopbridge.failure.Messages;
import jp.shopbridge.failure.Sentence;

/** How a person's edit came about, as the listing's history tells it. */
public enum EditWay {
    /** On the product itself. */
    ALONE("", ""),
    /** With the same value for many products. */
    TOGETHER("まとめて", " together with others"),
    /** From a spreadsheet. */
    FROM_CSV("CSVで", " from a CSV file");

    private final String ja;
    private final String en;

    EditWay(String ja, String en) {
        this.ja = ja;
        this.en = en;
    }

    Sentence sentence(Edit edit) {
        String name = EditableField.named(edit.field(), !edit.skuNo().isEmpty())
                .map(field -> field.label().ja())
                .orElse(edit.field());
        String where = edit.skuNo().isEmpty() ? "「" + name + "」" : "SKU " + edit.skuNo() + " の「" + name + "」";
        return edit.value().isNull()
                ? Messages.sentence("staging.reverted-mapped-value", where, ja, en)
                : Messages.sentence("staging.edited", where, ja, en);
    }
}
