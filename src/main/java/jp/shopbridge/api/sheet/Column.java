package jp.shopbridge.api.sheet;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.text.Normalizer;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import jp.shopbridge.staging.Listing;
import jp.shopbridge.staging.content.ListingSku;
import org.jspecify.annotations.Nullable;

/** The sheet's columns, in their order. A line is a product's or a SKU's, and each column belongs to one or both. */
enum Column {
    ROW("row", "行", Kind.KEY, null, false, false),
    PRODUCT_NO("product_no", "商品番号", Kind.KEY, null, false, false),
    SKU_NO("sku_no", "SKU番号", Kind.KEY, null, false, false),
    STATE("state", "状態（参考）", Kind.SHOWN, null, false, false),
    SELECTED("selected", "連携対象", Kind.EDITED, CellForm.FLAG, true, false),
    TITLE("title", "商品名", Kind.EDITED, CellForm.TEXT, true, false),
    DESCRIPTION("description", "商品説明", Kind.EDITED, CellForm.TEXT, true, false),
    CATEGORY_ID("category_id", "カテゴリ", Kind.EDITED, CellForm.TEXT, true, false),
    BRAND_ID("brand_id", "ブランド", Kind.EDITED, CellForm.TEXT, true, false),
    IMAGES("images", "画像", Kind.EDITED, CellForm.PICTURES, true, false),
    ATTRIBUTES("attributes", "属性", Kind.EDITED, CellForm.ATTRIBUTES, true, false),
    AXES("axes", "バリエーション名", Kind.EDITED, CellForm.LINES, true, false),
    DIMENSIONS_CM("dimensions_cm", "梱包サイズ（cm）", Kind.EDITED, CellForm.SIDES, true, false),
    SIZE_CHART("size_chart", "サイズ表", Kind.EDITED, CellForm.TEXT, true, false),
    SEND_AS_DRAFT("send_as_draft", "下書きで送る", Kind.EDITED, CellForm.FLAG, true, false),
    WEIGHT_G("weight_g", "重量（g）", Kind.EDITED, CellForm.WHOLE, true, true),
    PRICE("price", "価格", Kind.EDITED, CellForm.WHOLE, false, true),
    STOCK("stock", "在庫", Kind.EDITED, CellForm.WHOLE, false, true),
    SELLER_SKU("seller_sku", "SKU管理番号", Kind.EDITED, CellForm.TEXT, false, true),
    JAN("jan", "JANコード", Kind.EDITED, CellForm.TEXT, false, true),
    OPTIONS("options", "選択肢", Kind.EDITED, CellForm.OPTIONS, false, true),
    OPTION_IMAGE("image", "バリエーション画像", Kind.EDITED, CellForm.TEXT, false, true),
    SEEN("seen", "照合用（変更しないでください）", Kind.SHOWN, null, false, false);

    private enum Kind {
        KEY,
        SHOWN,
        EDITED
    }

    private static final List<Column> EDITED =
            Arrays.stream(values()).filter(column -> column.kind == Kind.EDITED).toList();

    private final String id;
    private final String ja;
    private final Kind kind;
    private final @Nullable CellForm form;
    private final boolean ofProduct;
    private final boolean ofSku;

    Column(String id, String ja, Kind kind, @Nullable CellForm form, boolean ofProduct, boolean ofSku) {
        this.id = id;
        this.ja = ja;
        this.kind = kind;
        this.form = form;
        this.ofProduct = ofProduct;
        this.ofSku = ofSku;
    }

    /** The columns a person may change, in their order. */
    static List<Column> edited() {
        return EDITED;
    }

    /** The column under this heading, by its Japanese name or its id. */
    static Optional<Column> named(String heading) {
        String plain = plain(heading);
        return Arrays.stream(values())
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
        return kind == Kind.EDITED;
    }

    /** Whether it stands beside the listing's values and has no other value to return to. */
    boolean isSwitch() {
        return this == SELECTED || this == SEND_AS_DRAFT;
    }

    boolean isFor(boolean skuLine) {
        return skuLine ? ofSku : ofProduct;
    }

    CellForm form() {
        if (form == null) {
            throw new IllegalStateException("The column " + id + " is not edited.");
        }
        return form;
    }

    /** The value now, of the product itself or of one of its SKUs; missing when there is none. */
    JsonNode value(Listing listing, @Nullable ListingSku sku) {
        if (isSwitch()) {
            return BooleanNode.valueOf(
                    this == SELECTED
                            ? listing.status().selected()
                            : listing.status().sendAsDraft());
        }
        JsonNode value = sku == null ? listing.effective().value("", id) : sku.value(id);
        return value.isNull() ? MissingNode.getInstance() : value;
    }
}
