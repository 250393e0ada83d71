package jp.shopbridge.staging;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import jp.shopbridge.failure.Sentence;
import org.jspecify.annotations.Nullable;

/** The fields a person may correct, with the form each must have. Whether the value is allowed is the mapping's {@code require}. */
public enum EditableField {
    TITLE("title", false, Form.TEXT, "商品名"),
    DESCRIPTION("description", false, Form.TEXT, "商品説明"),
    CATEGORY_ID("category_id", false, Form.TEXT, "カテゴリ"),
    BRAND_ID("brand_id", false, Form.TEXT, "ブランド"),
    IMAGES("images", false, Form.LIST, "画像"),
    WEIGHT_G("weight_g", false, Form.WHOLE, "重量"),
    DIMENSIONS_CM("dimensions_cm", false, Form.SIDES, "梱包サイズ"),
    ATTRIBUTES("attributes", false, Form.LIST, "属性"),
    SIZE_CHART("size_chart", false, Form.TEXT, "サイズ表"),
    CERTIFICATIONS("certifications", false, Form.LIST, "証明書"),
    AXES("axes", false, Form.LIST, "バリエーション名"),
    REMOVED_SKUS("removed_skus", false, Form.LIST, "TikTok Shopから外すSKU"),
    SKU_PRICE("price", true, Form.WHOLE, "価格"),
    SKU_STOCK("stock", true, Form.WHOLE, "在庫"),
    SKU_JAN("jan", true, Form.TEXT, "JAN"),
    SKU_SELLER_SKU("seller_sku", true, Form.TEXT, "SKU管理番号"),
    SKU_WEIGHT_G("weight_g", true, Form.WHOLE, "重量"),
    SKU_OPTIONS("options", true, Form.LIST, "選択肢"),
    SKU_IMAGE("image", true, Form.TEXT, "バリエーション画像");

    private enum Form {
        TEXT("文字", "text"),
        WHOLE("0以上の整数", "a whole number of 0 or more"),
        LIST("一覧", "a list"),
        SIDES("奥行・幅・高さ（length、width、height）の0以上の整数", "whole numbers of 0 or more as length, width and height");

        private final String ja;
        private final String en;

        Form(String ja, String en) {
            this.ja = ja;
            this.en = en;
        }
    }

    private static final int LONGEST_TEXT = 100_000;
    private static final Set<String> SIDES = Set.of("length", "width", "height");

    private final String field;
    private final boolean ofSku;
    private final Form form;
    private final String ja;

    EditableField(String field, boolean ofSku, Form form, String ja) {
        this.field = field;
        this.ofSku = ofSku;
        this.form = form;
        this.ja = ja;
    }

    /** The name in the listing's shape. */
    public String field() {
        return field;
    }

    /** Whether it belongs to a SKU. */
    public boolean ofSku() {
        return ofSku;
    }

    /** The word staff see. */
    public String ja() {
        return ja;
    }

    /** The editable field with this name, if a person may edit it. */
    public static Optional<EditableField> named(String field, boolean ofSku) {
        return Arrays.stream(values())
                .filter(editable -> editable.ofSku == ofSku && editable.field.equals(field))
                .findFirst();
    }

    /** Why this value cannot be taken, or null when it can. The empty string empties any field. */
    public @Nullable Sentence complaint(JsonNode value) {
        if (value.isTextual() && value.textValue().isEmpty()) {
            return null;
        }
        boolean fits =
                switch (form) {
                    case TEXT -> value.isTextual() && value.textValue().length() <= LONGEST_TEXT;
                    case WHOLE -> isWhole(value);
                    case LIST -> value.isArray() && value.size() <= 1000;
                    case SIDES ->
                        value.isObject()
                                && value.properties().stream()
                                        .allMatch(side -> SIDES.contains(side.getKey()) && isWhole(side.getValue()));
                };
        return fits
                ? null
                : Sentence.of(
                        "「" + ja + "」(" + field + ")を変更できませんでした。値は" + form.ja + "で入力してください。",
                        "The field " + field + " could not be changed: its value must be " + form.en + ".");
    }

    private static boolean isWhole(JsonNode value) {
        return value.isIntegralNumber() && value.canConvertToInt() && value.intValue() >= 0;
    }
}
